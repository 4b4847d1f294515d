/** Refining breaks: takes back the sentence ends that were only full stops of abbreviations, titles, degrees and list numbers. */
import type { Grammar } from '../model/grammar.js';
import {
  ALL_CAPS,
  HARD,
  LOWER,
  NUMBER,
  PARAGRAPH,
  SENTENCE,
  SOFT,
  WORD,
  tokenise,
  type Tokens,
} from './tokens.js';

const LONGEST_ABBREVIATION = 4; // tokens, as S.Tr.I.P
const LONGEST_TITLE = 3; // letters: longer titles are words in full
const GREATEST_LIST_NUMBER = 99;

/** Abbreviations by their folded words: true when a name follows them, so that a capital starts no sentence. */
export type Abbreviations = Map<string, boolean>;

/** Reads the abbreviations, titles and degrees of a grammar. */
export function readAbbreviations(
  grammar: Pick<Grammar, 'abbreviations' | 'titles' | 'degrees'>,
): Abbreviations {
  const table: Abbreviations = new Map();
  const add = (printed: string, leads: boolean): void => {
    const key = tokenise(printed).folded.join(' ');
    table.set(key, leads || (table.get(key) ?? false));
  };
  for (const printed of grammar.degrees) add(printed, false);
  for (const printed of grammar.abbreviations) add(printed, tokenise(printed).capital[0] !== LOWER);
  for (const printed of grammar.titles) if (printed.length <= LONGEST_TITLE) add(printed, true);
  return table;
}

/** Words that are no part of a name, so that one with a capital opens a sentence. */
export type Openers = ReadonlySet<string>;

/** Reads the words of a grammar that are seldom a name. */
export const readOpeners = (
  grammar: Pick<Grammar, 'commonWords' | 'conjunctions' | 'subordinators'>,
): Openers =>
  new Set(
    [
      ...grammar.commonWords.flatMap((line) => line.split(' ')),
      ...grammar.conjunctions,
      ...grammar.subordinators,
    ].filter((word) => word.length >= SHORTEST_OPENER),
  );
const SHORTEST_OPENER = 4; // letters; a shorter word may be part of a name

/** Lowers, in place, the breaks that end no sentence, and raises those behind initials that end one. */
export function refineBreaks(tokens: Tokens, abbreviations: Abbreviations, openers: Openers): void {
  const { breakBefore, count, end, start, text } = tokens;
  for (let i = 1; i < count; i++) {
    const level = breakBefore[i] ?? 0;
    if (level !== SENTENCE && level !== SOFT) continue;
    if (text[end[i - 1] ?? 0] !== '.') continue;
    const gap = text.slice(end[i - 1], start[i]);
    // '. ', '. (', '.) '
    if (level === SENTENCE && !/^\.\)?\s*\(?$/u.test(gap)) continue;
    if (level === SENTENCE && isNoEnd(tokens, i, abbreviations))
      breakBefore[i] = /[()]/.test(gap) ? HARD : SOFT;
    else if (level === SOFT && gap === '.' && isForgottenSpace(tokens, i, abbreviations)) {
      breakBefore[i] = SENTENCE;
    } else if (level === SOFT && /^\.\s+$/u.test(gap) && opensBehindInitial(tokens, i, openers)) {
      breakBefore[i] = SENTENCE;
    }
  }
}

function isNoEnd(tokens: Tokens, at: number, abbreviations: Abbreviations): boolean {
  const { breakBefore, capital, kind, folded } = tokens;
  const startsCapital = kind[at] === WORD && capital[at] !== LOWER;
  if (isListNumber(tokens, at)) return true;
  for (let first = at - 1; first >= 0 && first >= at - LONGEST_ABBREVIATION; first--) {
    const leads = abbreviations.get(folded.slice(first, at).join(' '));
    if (leads !== undefined && (leads || !startsCapital) && isAbbreviated(tokens, first, at)) return true;
    if ((breakBefore[first] ?? PARAGRAPH) !== SOFT) break;
  }
  return isLetterChain(tokens, at);
}

/** "terlapor Kapten Inf S. Statusnya belum ...": behind an initial stands a word that is no name. */
function opensBehindInitial(
  { start, end, folded, capital, kind }: Tokens,
  at: number,
  openers: Openers,
): boolean {
  if (kind[at] !== WORD || capital[at] === LOWER || capital[at] === ALL_CAPS) return false;
  const lone = (end[at - 1] ?? 0) - (start[at - 1] ?? 0) === 1;
  return lone && openers.has(folded[at] ?? '');
}

/** A small word such as "an" only counts as an abbreviation when nothing speaks against it: it is short, or has inner stops. */
function isAbbreviated(tokens: Tokens, first: number, at: number): boolean {
  return at - first > 1 || (tokens.end[first] ?? 0) - (tokens.start[first] ?? 0) <= 12;
}

/** 'a.n. ', 's.d. ': single letters chained by stops. */
function isLetterChain(tokens: Tokens, at: number): boolean {
  const { start, end, text } = tokens;
  const lone = (i: number): boolean => i >= 0 && (end[i] ?? 0) - (start[i] ?? 0) === 1;
  const chained = (start[at - 1] ?? 0) - (end[at - 2] ?? 0) === 1 && text[end[at - 2] ?? 0] === '.';
  return lone(at - 1) && lone(at - 2) && chained && tokens.kind[at - 1] === WORD;
}

/** '1. ' at the beginning of a paragraph. */
function isListNumber(tokens: Tokens, at: number): boolean {
  return (
    tokens.kind[at - 1] === NUMBER &&
    tokens.breakBefore[at - 1] === PARAGRAPH &&
    Number(tokens.folded[at - 1]) <= GREATEST_LIST_NUMBER
  );
}

// Last parts of web addresses, whose stop ends no sentence.
const DOMAINS = new Set([
  'com',
  'co',
  'id',
  'go',
  'net',
  'org',
  'tv',
  'info',
  'my',
  'web',
  'ac',
  'sch',
  'or',
]);

/** 'ASN.Ia': capitals, a stop, and a word that begins with one capital. */
function isForgottenSpace(tokens: Tokens, at: number, abbreviations: Abbreviations): boolean {
  const { capital, folded, kind } = tokens;
  if (kind[at] !== WORD || capital[at] === LOWER || capital[at] === ALL_CAPS) return false;
  if (capital[at - 1] !== ALL_CAPS || DOMAINS.has(folded[at] ?? '')) return false;
  const pair = `${folded[at - 1]} ${folded[at]}`;
  return ![folded[at - 1] ?? '', folded[at] ?? '', pair].some((words) => abbreviations.has(words));
}
