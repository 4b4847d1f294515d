/** Words that reading needs, picked from the compiled dictionaries: marks of boilerplate, origins, names in dates. */
import type { CompiledConcept, Dictionary, Grammar, PatternSet } from '../model/dictionary.js';
import { Origin } from '../model/codes.js';
import { fold, indexPatterns, matchPatterns, tokenise, type Hit } from '../text/text.js';

/** Codes of boilerplate that reading acts on in its own way; all others are left out by their scope. */
const RELATED_LINE = 'read_also';
const RELATED_HEADING = 'related_block';
const WRITER = 'writer';
const CHANGED = 'changed';
const CONTINUED = 'continued';

export interface ReadingWords {
  concepts: readonly CompiledConcept[];
  grammar: Grammar;
  boilerplate: PatternSet;
  origins: PatternSet;
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
  return { concepts, grammar, boilerplate: ofKind('boilerplate'), origins: ofKind('origin'), months, zones };
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
  const { concepts, grammar } = words;
  return matchPatterns(tokens, 0, tokens.count, set, { concepts: [...concepts], grammar });
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

export const isRelatedLine = (mark: Mark): boolean => mark.concept.code === RELATED_LINE;
export const isRelatedHeading = (mark: Mark): boolean => mark.concept.code === RELATED_HEADING;
export const isWriter = (mark: Mark): boolean => mark.concept.code === WRITER;
export const isChange = (mark: Mark): boolean => mark.concept.code === CHANGED;
export const isContinued = (mark: Mark): boolean => mark.concept.code === CONTINUED;

/** Origins that a short text names, such as a credit or a dateline. */
export function originsIn(text: string, words: ReadingWords): Set<Origin> {
  const origins = new Set<Origin>();
  for (const hit of text === '' ? [] : hitsIn(text, words.origins, words)) {
    const origin = Origin.safeParse(words.concepts[hit.concept]?.code);
    if (origin.success) origins.add(origin.data);
  }
  return origins;
}

/** Tells whether class names announce other articles, as `baca-juga` would; answers are kept for the page. */
export function relatedNames(words: ReadingWords): (parts: readonly string[]) => boolean {
  const known = new Map<string, boolean>();
  return (parts) => {
    if (!parts.some((part) => words.boilerplate.byWord.has(part))) return false;
    const name = parts.join(' ');
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = marksIn(name, words).some(
      (mark) => mark.words > 1 && (isRelatedLine(mark) || isRelatedHeading(mark)),
    );
    known.set(name, answer);
    return answer;
  };
}
