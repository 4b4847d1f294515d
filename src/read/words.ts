/** Words that reading needs, picked from the compiled dictionaries: phrases that announce, and names in dates. */
import type { Dictionary } from '../model/dictionary.js';
import { Origin } from '../model/codes.js';

/** Kinds of boilerplate that reading acts on; codes of the concepts of kind `boilerplate`. */
export type BoilerplateCode = 'related' | 'furniture' | 'byline' | 'updated' | 'continued';

interface PhraseAtom {
  words: readonly string[];
  prefix: readonly boolean[];
  exact: readonly string[];
  optional: boolean;
}
export type Phrase = readonly PhraseAtom[];

/** Phrases of one concept, and the look-alikes that are not meant. */
export interface Phrases {
  forms: Phrase[];
  not: Phrase[];
}

export interface ReadingWords {
  boilerplate: Record<BoilerplateCode, Phrases>;
  origins: [Origin, Phrases][];
  /** Month name, folded, to its number. */
  months: Map<string, number>;
  /** Zone word, folded, to its offset such as +07:00. */
  zones: Map<string, string>;
}

export interface Token {
  word: string;
  printed: string;
  start: number;
  end: number;
}

/** Example: `SATELITNEWS.COM, TANGSEL` gives two tokens, `satelitnews.com` and `tangsel`. */
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Words of a text with their places. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(WORD)].map((match) => ({
    word: fold(match[0]),
    printed: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const none = (): Phrases => ({ forms: [], not: [] });

function phrasesOf(dictionary: Pick<Dictionary, 'patterns'>, concept: number): Phrases {
  const phrases = none();
  for (const pattern of dictionary.patterns.patterns) {
    if (pattern.concept !== concept || pattern.needs.length > 0) continue;
    const plain = pattern.atoms.every(
      (atom) => !atom.number && atom.gap === 0 && atom.kinds.length === 0 && atom.stems.length === 0,
    );
    if (plain && pattern.atoms.length > 0) phrases[pattern.anti ? 'not' : 'forms'].push(pattern.atoms);
  }
  return phrases;
}

const isBoilerplate = (code: string, known: object): code is BoilerplateCode => Object.hasOwn(known, code);

/** Picks what reading needs out of the dictionaries; do it once, it serves every page. */
export function readingWords(
  dictionary: Pick<Dictionary, 'concepts' | 'patterns' | 'grammar'>,
): ReadingWords {
  const words: ReadingWords = {
    boilerplate: { related: none(), furniture: none(), byline: none(), updated: none(), continued: none() },
    origins: [],
    months: new Map(),
    zones: new Map(),
  };
  dictionary.concepts.forEach((concept, number) => {
    const origin = Origin.safeParse(concept.code);
    if (concept.kind === 'origin' && origin.success)
      words.origins.push([origin.data, phrasesOf(dictionary, number)]);
    if (concept.kind === 'boilerplate' && isBoilerplate(concept.code, words.boilerplate))
      words.boilerplate[concept.code] = phrasesOf(dictionary, number);
  });
  for (const [number, spellings] of Object.entries(dictionary.grammar.months))
    for (const spelling of spellings) words.months.set(fold(spelling), Number(number));
  for (const [zone, offset] of Object.entries(dictionary.grammar.zones)) words.zones.set(fold(zone), offset);
  return words;
}

function fits(atom: PhraseAtom, token: Token): boolean {
  return (
    atom.exact.includes(token.printed) ||
    atom.words.some((word, i) => (atom.prefix[i] ? token.word.startsWith(word) : token.word === word))
  );
}

/** Number of tokens that a phrase covers from a place on; null when it does not stand there. */
function lengthAt(phrase: Phrase, tokens: readonly Token[], at: number, from = 0): number | null {
  const atom = phrase[from];
  if (atom === undefined) return 0;
  const token = tokens[at];
  if (token !== undefined && fits(atom, token)) {
    const rest = lengthAt(phrase, tokens, at + 1, from + 1);
    if (rest !== null) return rest + 1;
  }
  return atom.optional ? lengthAt(phrase, tokens, at, from + 1) : null;
}

/** Tokens that the longest of the phrases covers at a place; 0 when none stands there or a look-alike does. */
export function phraseAt(phrases: Phrases, tokens: readonly Token[], at: number): number {
  let longest = 0;
  for (const phrase of phrases.forms) longest = Math.max(longest, lengthAt(phrase, tokens, at) ?? 0);
  if (longest === 0) return 0;
  return phrases.not.some((phrase) => lengthAt(phrase, tokens, at) !== null) ? 0 : longest;
}

/** True when one of the phrases stands anywhere in the text. */
export function standsIn(phrases: Phrases, text: string): boolean {
  const tokens = tokensOf(text);
  return tokens.some((_, at) => phraseAt(phrases, tokens, at) > 0);
}
