/** Numbers: finds what is counted, measured or merely numbered in a text. */
import type { Grammar } from '../model/grammar.js';
import { readNumber, readNumberWords, type NumberWords, type ReadNumber } from './number-words.js';
import { phraseList, type PhraseTable } from './phrases.js';
import { HARD, NUMBER, SENTENCE, SOFT, type Tokens } from './tokens.js';

/** What a number is for; only `count` says how many of something there are. */
export type NumberSort =
  'count' | 'label' | 'money' | 'percent' | 'measure' | 'clock' | 'age' | 'year' | 'date';

export interface NumberMention {
  start: number;
  end: number;
  /** First token, and the one after the last. */
  first: number;
  last: number;
  /** The number; null when only a range is known. */
  value: number | null;
  min: number;
  max: number;
  /** True when the text calls it rough, or gives a range. */
  approx: boolean;
  sort: NumberSort;
}

/** The words of a grammar that numbers need. */
export interface NumberGrammar {
  words: NumberWords;
  ranges: PhraseTable<true>;
  lists: PhraseTable<true>;
  approximations: PhraseTable<true>;
  suffixes: ReadonlySet<string>;
  ordinals: ReadonlySet<string>;
  not: PhraseTable<true>;
  labels: PhraseTable<true>;
  currencies: PhraseTable<true>;
  percent: PhraseTable<true>;
  measures: PhraseTable<true>;
  clock: PhraseTable<true>;
  zones: PhraseTable<true>;
  ages: PhraseTable<true>;
  classifiers: PhraseTable<true>;
}

/** Makes the number words of a grammar ready. */
export function readNumberGrammar(grammar: Grammar): NumberGrammar {
  return {
    words: readNumberWords(grammar),
    ranges: phraseList(grammar.rangeWords),
    lists: phraseList(grammar.listWords),
    approximations: phraseList(grammar.approximations),
    suffixes: new Set(grammar.approximateSuffixes),
    ordinals: new Set(grammar.ordinalPrefixes),
    not: phraseList(grammar.notNumbers),
    labels: phraseList(grammar.numberLabels),
    currencies: phraseList(grammar.currencies),
    percent: phraseList(grammar.percentWords),
    measures: phraseList(grammar.measures),
    clock: phraseList(grammar.clockWords),
    zones: phraseList(Object.keys(grammar.zones)),
    ages: phraseList(grammar.ageWords),
    classifiers: phraseList(grammar.classifiers),
  };
}

/**
 * All numbers of a text, in its order. Ordinals, Roman numerals and idioms are left out. `dated` tells tokens that
 * belong to a date; numbers there have the sort `date`.
 */
export function findNumbers(
  tokens: Tokens,
  grammar: NumberGrammar,
  dated: (token: number) => boolean,
): NumberMention[] {
  const numbers: NumberMention[] = [];
  const openers = grammar.not.bit | grammar.words.openers.bit;
  let sentenceEnd = 0;
  for (let i = 0; i < tokens.count;) {
    if (i >= sentenceEnd) sentenceEnd = endOfSentence(tokens, i);
    if (tokens.kind[i] !== NUMBER && ((tokens.words[i]?.opens ?? 0) & openers) === 0) {
      i++;
      continue;
    }
    const idiom = grammar.not.at(tokens, i, sentenceEnd);
    if (idiom !== null) {
      i = idiom.last;
      continue;
    }
    const read = isOrdinal(tokens, i, grammar) ? null : readNumber(tokens, i, sentenceEnd, grammar.words);
    if (read === null) {
      i++;
      continue;
    }
    const mention = mentionAt(tokens, i, read, sentenceEnd, grammar, dated, numbers.at(-1));
    numbers.push(mention);
    i = mention.last;
  }
  return numbers;
}

function endOfSentence(tokens: Tokens, at: number): number {
  let end = at + 1;
  while (end < tokens.count && (tokens.breakBefore[end] ?? SENTENCE) < SENTENCE) end++;
  return end;
}

const gapOf = (tokens: Tokens, at: number): string =>
  at > 0 && at < tokens.count ? tokens.text.slice(tokens.end[at - 1], tokens.start[at]) : '';

/** '-2': a prefix and a hyphen right before. */
function isOrdinal(tokens: Tokens, at: number, grammar: NumberGrammar): boolean {
  if (at === 0 || !grammar.ordinals.has(tokens.folded[at - 1] ?? '')) return false;
  const gap = gapOf(tokens, at);
  return gap === '' || (tokens.breakBefore[at] === SOFT && gap.trim() !== '.');
}

function mentionAt(
  tokens: Tokens,
  first: number,
  read: ReadNumber,
  to: number,
  grammar: NumberGrammar,
  dated: (token: number) => boolean,
  before: NumberMention | undefined,
): NumberMention {
  const range = dated(first) ? read : withRange(tokens, withEcho(tokens, read, to, grammar), to, grammar);
  const suffix = suffixEnd(tokens, range.last, to, grammar);
  const last = suffix < 0 ? range.last : suffix;
  const { min, max } = range;
  const start = tokens.start[first] ?? 0;
  const rough = grammar.approximations.before(tokens, first, Math.max(0, first - 4)) !== null;
  return {
    start,
    end: tokens.end[last - 1] ?? start,
    first,
    last,
    value: min === max ? min : null,
    min,
    max,
    approx: suffix >= 0 || min !== max || (rough && (tokens.breakBefore[first] ?? HARD) < HARD),
    sort: dated(first) ? 'date' : sortOf(tokens, first, last, to, grammar, before, min),
  };
}

/** 'two (2)': the same number said twice; the digits of the second decide nothing, they only belong to it. */
function withEcho(tokens: Tokens, read: ReadNumber, to: number, grammar: NumberGrammar): ReadNumber {
  const at = read.last;
  if (at >= to || gapOf(tokens, at).trim() !== '(') return read;
  const echo = readNumber(tokens, at, to, grammar.words);
  if (echo === null || tokens.text[tokens.end[echo.last - 1] ?? 0] !== ')') return read;
  const words = tokens.kind[at] !== tokens.kind[at - 1];
  return words && echo.min === read.min && echo.max === read.max ? { ...read, last: echo.last } : read;
}

/** '10-12', '10 to 12'. */
function withRange(tokens: Tokens, read: ReadNumber, to: number, grammar: NumberGrammar): ReadNumber {
  const at = read.last;
  if (at >= to || read.min !== read.max) return read;
  const word = (tokens.breakBefore[at] ?? HARD) <= SOFT ? grammar.ranges.at(tokens, at, to) : null;
  const hyphen = /^\s?[-\u2010-\u2015]\s?$/u.test(gapOf(tokens, at));
  if (word === null && !hyphen) return read;
  const next = word?.last ?? at;
  if (next >= to || (word !== null && (tokens.breakBefore[next] ?? HARD) > SOFT)) return read;
  if (isOrdinal(tokens, next, grammar)) return read;
  const most = readNumber(tokens, next, to, grammar.words);
  if (most === null) return read;
  // '4 to 5 million': the scale of the second counts for the first too.
  const scale = tokens.kind[next] === NUMBER && most.last - next > 1 && read.last - 1 < at ? most.max : 0;
  const bare = readNumber(tokens, next, next + 1, grammar.words);
  const factor = scale > 0 && bare !== null && bare.max > 0 && read.min < bare.max ? scale / bare.max : 1;
  const min = read.min * factor;
  return min < most.min ? { last: most.last, min, max: most.max } : read;
}

/** A suffix that is glued on, or a word of its own behind; -1 when there is none. */
function suffixEnd(tokens: Tokens, at: number, to: number, grammar: NumberGrammar): number {
  if (at >= to || tokens.kind[at - 1] !== NUMBER) return -1;
  const word = tokens.folded[at] ?? '';
  if (!grammar.suffixes.has(word)) return -1;
  const gap = gapOf(tokens, at);
  const spaced = gap.trim() === '' && gap !== '';
  return word.length > 2 === spaced && (tokens.breakBefore[at] ?? HARD) <= SOFT ? at + 1 : -1;
}

function sortOf(
  tokens: Tokens,
  first: number,
  last: number,
  to: number,
  grammar: NumberGrammar,
  before: NumberMention | undefined,
  value: number,
): NumberSort {
  const floor = Math.max(0, first - 4);
  const precedes = (table: PhraseTable<true>): boolean =>
    (tokens.breakBefore[first] ?? HARD) < SENTENCE && table.before(tokens, first, floor) !== null;
  const follows = (table: PhraseTable<true>): boolean =>
    last < to && (tokens.breakBefore[last] ?? HARD) < HARD && table.at(tokens, last, to) !== null;
  if (tokens.text[tokens.end[last - 1] ?? 0] === '%' || follows(grammar.percent)) return 'percent';
  if (precedes(grammar.currencies) || follows(grammar.currencies)) return 'money';
  if (precedes(grammar.clock) || follows(grammar.zones)) return 'clock';
  if (isAge(tokens, first, last, grammar)) return 'age';
  if (follows(grammar.classifiers)) return precedes(grammar.labels) ? 'label' : 'count';
  if (isYear(tokens, first, last)) return 'year';
  if (precedes(grammar.labels) || isGlued(tokens, first, last)) return 'label';
  if (before?.sort === 'label' && isListed(tokens, before, first, grammar)) return 'label';
  if (follows(grammar.measures)) return 'measure';
  return value > 1e12 ? 'label' : 'count';
}

/** '(45)', '(45 years)' after a word. */
function isAge(tokens: Tokens, first: number, last: number, grammar: NumberGrammar): boolean {
  if (last - first !== 1 || !/^\d{2}$/.test(tokens.folded[first] ?? '') || first === 0) return false;
  if (!gapOf(tokens, first).trimEnd().endsWith('(') || tokens.capital[first - 1] === 0) return false;
  const unit = grammar.ages.at(tokens, last, tokens.count);
  const close = tokens.text[tokens.end[(unit?.last ?? last) - 1] ?? 0];
  return close === ')' || (close === ',' && Number(tokens.folded[first]) >= 17);
}

/** '2024': four digits alone that may be a year. */
function isYear(tokens: Tokens, first: number, last: number): boolean {
  return last - first === 1 && /^(?:19|20)\d{2}$/.test(tokens.folded[first] ?? '');
}

/** '5/2014', 'Covid-19', '5G', 'A1': a number that is part of something printed without a space. */
function isGlued(tokens: Tokens, first: number, last: number): boolean {
  const { breakBefore, kind } = tokens;
  const slash = /[/\\@_]/;
  const before = gapOf(tokens, first);
  const after = last < tokens.count ? gapOf(tokens, last) : ' ';
  const leadingZero = /^0\d/.test(tokens.folded[first] ?? '');
  if (slash.test(before) || slash.test(after) || leadingZero) return true;
  if (first > 0 && kind[first] === NUMBER && kind[first - 1] !== NUMBER) {
    if (before === '' || (breakBefore[first] === SOFT && before === '-')) return true;
  }
  return last < tokens.count && kind[last - 1] === NUMBER && after === '' && breakBefore[last] === 0;
}

/** 'articles 24 and 25', 'number 1, 2, 3'. */
function isListed(tokens: Tokens, before: NumberMention, first: number, grammar: NumberGrammar): boolean {
  if ((tokens.breakBefore[first] ?? SENTENCE) >= SENTENCE) return false;
  if (before.last === first) return true;
  const link = grammar.lists.at(tokens, before.last, first) ?? grammar.ranges.at(tokens, before.last, first);
  return link !== null && link.last === first;
}
