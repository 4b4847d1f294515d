/** Matching: passes all patterns over the tokens of a text at once and returns what was hit. */
import type { CompiledConcept, PatternSet } from '../model/dictionary.js';
import { lexiconOf, type Lexicon, type MatchGrammar } from './lexemes.js';
import { PatternWalk, type StepCounter } from './pattern-walk.js';
import { dropAntis, keepLongest, type Hit } from './resolve-hits.js';
import { Scan } from './scan.js';
import type { Tokens } from './tokens.js';

export type { Hit } from './resolve-hits.js';

/** A mention to which patterns may refer. */
export interface PriorMention {
  kind: string;
  code: string;
  first: number;
  last: number;
}

export interface MatchOptions {
  /** Concepts by number, as patterns name them: their kinds decide which hits compete. */
  concepts: Pick<CompiledConcept, 'kind' | 'code'>[];
  grammar: MatchGrammar;
  /** Mentions found before by other means, to which patterns may refer. */
  prior?: readonly PriorMention[];
  /** Of all hits of the passes so far those that count, asked before the longest wins. */
  allow?: (hits: Hit[]) => Hit[];
  /** Counts the steps of the engine, for tests of its bounds. */
  counter?: StepCounter;
}

/**
 * All hits of a pattern set in tokens[from, to), in the order of the text. Two passes: patterns without
 * references first, then those that refer to mentions (`options.prior` and the hits of the first pass).
 * Within one kind the longest hit wins; equally long hits of different concepts all stay. Hits that overlap
 * an anti-pattern of their concept are dropped. A pattern crosses no break of comma strength, but passes over
 * a short aside in brackets. Work is linear in the tokens for a given pattern set.
 */
export function matchPatterns(
  tokens: Tokens,
  from: number,
  to: number,
  set: PatternSet,
  options: MatchOptions,
): Hit[] {
  const { concepts, allow } = options;
  const lexicon = lexiconOf(set, options.grammar);
  lexicon.beginText();
  const walk = new PatternWalk(tokens, Math.min(to, tokens.count), lexicon, options.counter);
  const { kindOf, isAside, isSeveral, codeOf } = traitsOf(concepts);
  const isApart = (hit: Hit, other: Hit): boolean =>
    (isAside[other.concept] === 1 && isAside[hit.concept] !== 1) ||
    (isSeveral[hit.concept] === 1 &&
      codeOf[hit.concept] !== codeOf[other.concept] &&
      ((hit.first > other.first && lexicon.listWords.has(tokens.folded[hit.first - 1] ?? '')) ||
        (hit.first < other.first && hit.last > other.first)));
  const settle = (hits: Hit[]): Hit[] =>
    keepLongest(
      dropAntis(allow === undefined ? hits : allow(hits), lexicon.isAnti),
      tokens.count,
      kindOf,
      isApart,
    );

  const scan = new Scan(walk, lexicon);
  scan.run(Math.max(from, 0));
  const settled = settle(scan.hits);
  if (!lexicon.isLayered) return settled;

  for (const { kind, code, first, last } of options.prior ?? [])
    refer(walk, lexicon.referentOf(kind, code), first, last);
  for (const { concept, first, last } of settled)
    refer(walk, referentOf(lexicon, concepts, concept), first, last);
  const layered = scan.resume();
  return layered.length === 0 ? settled : settle(mergeHits(scan.hits, layered.sort(byPattern)));
}

/** Topics that say how something is told, not what it is of: they push no other topic out. */
const ASIDES = new Set([
  'taking_sides',
  'explains_away',
  'leaves_unanswered',
  'on_duty',
  'left_service',
  'other_purpose',
]);

/** Of this kind one phrase may tell of several: what stands behind a word of listing is another. */
const SEVERAL = 'violation';

/** What decides which hits compete, by number of a concept. */
interface ConceptTraits {
  /** Numbers that stand for its kind and code. */
  kindOf: Int32Array;
  codeOf: Int32Array;
  isAside: Uint8Array;
  isSeveral: Uint8Array;
}

const known = new WeakMap<MatchOptions['concepts'], ConceptTraits>();

/** The traits of concepts, found out once. */
function traitsOf(concepts: MatchOptions['concepts']): ConceptTraits {
  const before = known.get(concepts);
  if (before !== undefined) return before;
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const traits: ConceptTraits = {
    kindOf: Int32Array.from(concepts, ({ kind }) => numberOf(kind)),
    codeOf: Int32Array.from(concepts, ({ code }) => numberOf(code)),
    isAside: Uint8Array.from(concepts, ({ code }) => Number(ASIDES.has(code))),
    isSeveral: Uint8Array.from(concepts, ({ kind }) => Number(kind === SEVERAL)),
  };
  known.set(concepts, traits);
  return traits;
}

/** Two lists that are each in the order of the text as one. */
function mergeHits(many: readonly Hit[], few: readonly Hit[]): Hit[] {
  const merged: Hit[] = [];
  let next = 0;
  for (const hit of many) {
    for (let one = few[next]; one !== undefined && byPattern(one, hit) < 0; one = few[++next])
      merged.push(one);
    merged.push(hit);
  }
  merged.push(...few.slice(next));
  return merged;
}

const byPattern = (a: Hit, b: Hit): number => a.first - b.first || a.pattern - b.pattern;

/** Numbers of the kind and kind:code of a mention, as atoms refer to them. */
interface Numbers {
  kind: number;
  code: number;
}

function referentOf(lexicon: Lexicon, concepts: MatchOptions['concepts'], number: number): Numbers {
  const concept = concepts[number];
  const known = lexicon.referents[number];
  if (known !== undefined && known.concept === concept) return known;
  const numbers = lexicon.referentOf(concept?.kind ?? '', concept?.code ?? '');
  lexicon.referents[number] = { ...numbers, concept };
  return numbers;
}

function refer(walk: PatternWalk, { kind, code }: Numbers, first: number, last: number): void {
  if (kind >= 0 || code >= 0) walk.refer(first, { kind, code, last });
}
