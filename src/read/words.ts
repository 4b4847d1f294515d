/** Words that reading needs, picked from the compiled dictionaries: marks of boilerplate, origins, names in dates. */
import type { CompiledConcept, CompiledPattern, Dictionary, PatternSet } from '../model/dictionary.js';
import type { Grammar } from '../model/grammar.js';
import { Origin } from '../model/codes.js';
import { fold, indexPatterns, matchPatterns, tokenise, type Hit, type MatchOptions } from '../text/text.js';

/** Codes of boilerplate that reading acts on in its own way; all others are left out by their scope. */
const RELATED_LINE = 'read_also';
const RELATED_HEADING = 'related_block';
const WRITER = 'writer';
const CHANGED = 'changed';
/** Text that goes on elsewhere: on a further page, or for those who pay. */
const CONTINUED = new Set(['continued', 'paywall']);

export interface ReadingWords {
  concepts: readonly CompiledConcept[];
  grammar: Grammar;
  matching: MatchOptions;
  boilerplate: PatternSet;
  origins: PatternSet;
  /** Words with which boilerplate begins, and the words that must follow each; null where any may. */
  openers: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** Finds words with which a name of an origin begins. */
  originWord: RegExp;
  /** Words in class names that name what stands around an article, folded. */
  pageParts: ReadonlySet<string>;
  /** Words before the name of a writer, folded, longest first. */
  bylineLeads: readonly string[];
  /** Class names that were judged before. */
  labels: Map<string, number>;
  /** Class names that were asked before whether they name an author. */
  authorLabels: Map<string, number>;
  /** Month name, folded, to its number. */
  months: Map<string, number>;
  /** Zone word, folded, to its offset such as +07:00. */
  zones: Map<string, string>;
}

/** Picks what reading needs out of the dictionaries; do it once, it serves every page. */
export function readingWords(
  dictionary: Pick<Dictionary, 'concepts' | 'patterns' | 'grammar'>,
): ReadingWords {
  const { concepts, patterns, grammar } = dictionary;
  const ofKind = (kind: CompiledConcept['kind']): PatternSet =>
    indexPatterns(patterns.patterns.filter((pattern) => concepts[pattern.concept]?.kind === kind));
  const months = new Map<string, number>();
  for (const [number, spellings] of Object.entries(grammar.months))
    for (const spelling of spellings) months.set(fold(spelling), Number(number));
  const zones = new Map(Object.entries(grammar.zones).map(([zone, offset]) => [fold(zone), offset]));
  const boilerplate = ofKind('boilerplate');
  const openers = openersOf(boilerplate);
  const origins = ofKind('origin');
  const pageParts = new Set((grammar.pageParts ?? []).map(fold));
  const bylineLeads = (grammar.bylineLeads ?? []).map(fold).toSorted((a, b) => b.length - a.length);
  const originWord = anyOf([...origins.byWord.keys(), ...origins.byExact.keys()]);
  const matching: MatchOptions = { concepts, grammar };
  return {
    concepts,
    grammar,
    matching,
    boilerplate,
    origins,
    openers,
    originWord,
    pageParts,
    bylineLeads,
    labels: new Map(),
    authorLabels: new Map(),
    months,
    zones,
  };
}

const ASCII_END = 127;
/** Digits before the first letter make a figure the first word. */
const DIGIT = /\d/;

const isAsciiLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** A word of letters only, or something that has to be looked at closely. */
const PLAIN_WORD = /^\p{L}+$/u;

/** Finds any of some words at its beginning, capitals aside. */
const anyOf = (words: readonly string[]): RegExp =>
  words.every((word) => PLAIN_WORD.test(word)) && words.length > 0
    ? new RegExp(`(?<!\\p{L})(?:${words.join('|')})`, 'iu')
    : /(?:)/;

/** The words that may come second in a pattern; null where that cannot be said. */
function secondWords({ atoms }: CompiledPattern): readonly string[] | null {
  const [first, second] = atoms;
  if (first === undefined || second === undefined || first.optional || second.optional) return null;
  const isPlain = second.gap === 0 && !second.number && second.stems.length + second.kinds.length === 0;
  const isWords = [...first.words, ...second.words, ...second.exact].every((word) => PLAIN_WORD.test(word));
  if (!isPlain || !isWords || second.prefix.some((prefix) => prefix)) return null;
  return [...second.words, ...second.exact.map(fold)];
}

/** Stands for any figure among the first words. */
const FIGURE = '0';

function openersOf(set: PatternSet): Map<string, Set<string> | null> {
  const openers = new Map<string, Set<string> | null>();
  const starts = [...set.byWord, ...set.byExact, ...set.byPrefix, [FIGURE, set.byNumber] as const];
  for (const [word, numbers] of starts)
    for (const number of numbers) {
      const pattern = set.patterns[number];
      const next = pattern === undefined ? null : secondWords(pattern);
      const known = openers.get(fold(word));
      if (next === null || known === null) openers.set(fold(word), null);
      else openers.set(fold(word), new Set([...(known ?? []), ...next]));
    }
  return openers;
}

/** Example: `Baca`, which only has to be put into small letters. */
const ASCII_WORD = /^[a-z]+$/i;

const foldWord = (word: string): string => (ASCII_WORD.test(word) ? word.toLowerCase() : fold(word));

/** The first word of a text, or its first figure, and the word behind it. */
const FIRST_WORDS = /(\p{L}[\p{L}\p{M}]{0,40}|\p{N}{1,20})[^\p{L}\p{N}]{0,20}(\p{L}[\p{L}\p{M}]{0,40})?/u;
/** Letters of a text in which its first words stand. */
const BEGINNING = 120;

/** False when a text begins with a plain word with which no boilerplate does; most texts end here. */
function isPlainOpener(text: string, words: ReadingWords): boolean {
  let from = 0;
  while (from < text.length && !isAsciiLetter(text.charCodeAt(from))) {
    if (text.charCodeAt(from) > ASCII_END) return true;
    from += 1;
  }
  let to = from;
  while (isAsciiLetter(text.charCodeAt(to))) to += 1;
  if (text.charCodeAt(to) > ASCII_END || to === from) return true;
  return words.openers.has(text.slice(from, to).toLowerCase()) || DIGIT.test(text.slice(0, from));
}

/** True when boilerplate may stand at the beginning of a text. */
function mayOpen(text: string, words: ReadingWords): boolean {
  if (!isPlainOpener(text, words)) return false;
  const found = FIRST_WORDS.exec(text.slice(0, BEGINNING));
  if (found?.[1] === undefined) return false;
  const next = words.openers.get(/^\p{N}/u.test(found[1]) ? FIGURE : foldWord(found[1]));
  return next === null || (next !== undefined && next.has(foldWord(found[2] ?? '')));
}

/** A mark of boilerplate in a text. */
export interface Mark {
  concept: CompiledConcept;
  start: number;
  end: number;
  /** True when nothing but signs stands before it, or after it. */
  opens: boolean;
  closes: boolean;
  words: number;
}

const NO_MARKS: Mark[] = [];
/** Signs between words, such as ` : ` and ` – `. */
const ONLY_SIGNS = /^[^\p{L}\p{N}]*$/u;

function hitsIn(text: string, set: PatternSet, words: ReadingWords): Hit[] {
  const tokens = tokenise(text);
  return matchPatterns(tokens, 0, tokens.count, set, words.matching);
}

/** All marks of boilerplate in a text, in their order. */
export function marksIn(text: string, words: ReadingWords): Mark[] {
  if (text === '') return NO_MARKS;
  return hitsIn(text, words.boilerplate, words).flatMap((hit): Mark[] => {
    const concept = words.concepts[hit.concept];
    if (concept === undefined) return [];
    const { start, end } = hit;
    const opens = ONLY_SIGNS.test(text.slice(0, start));
    const closes = ONLY_SIGNS.test(text.slice(end));
    return [{ concept, start, end, opens, closes, words: hit.last - hit.first }];
  });
}

/** The marks of a text where one may stand at its beginning; nothing is looked for where none can. */
export const openingMarks = (text: string, words: ReadingWords): Mark[] =>
  mayOpen(text, words) ? marksIn(text, words) : NO_MARKS;

export const isRelatedLine = (mark: Mark): boolean => mark.concept.code === RELATED_LINE;
export const isRelatedHeading = (mark: Mark): boolean => mark.concept.code === RELATED_HEADING;
export const isWriter = (mark: Mark): boolean => mark.concept.code === WRITER;
export const isChange = (mark: Mark): boolean => mark.concept.code === CHANGED;
export const isContinued = (mark: Mark): boolean => CONTINUED.has(mark.concept.code);

/** Origins that a short text names, such as a credit or a dateline. */
export function originsIn(text: string, words: ReadingWords): Set<Origin> {
  const origins = new Set<Origin>();
  for (const hit of words.originWord.test(text) ? hitsIn(text, words.origins, words) : []) {
    const origin = Origin.safeParse(words.concepts[hit.concept]?.code);
    if (origin.success) origins.add(origin.data);
  }
  return origins;
}

/** Tells whether class names announce other articles, as `baca-juga` would. */
export function relatedNames(words: ReadingWords): (parts: readonly string[]) => boolean {
  return (parts) => {
    if (
      parts.some(
        (part, i) => words.pageParts.has(part) || words.pageParts.has(`${part}-${parts[i + 1] ?? ''}`),
      )
    )
      return true;
    if (!parts.some((part) => words.boilerplate.byWord.has(part))) return false;
    return marksIn(parts.join(' '), words).some(
      (mark) => mark.words > 1 && (isRelatedLine(mark) || isRelatedHeading(mark)),
    );
  };
}
