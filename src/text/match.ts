/** Matching: passes all patterns over the tokens of a text at once and returns what was hit. */
import type { CompiledConcept, PatternSet } from '../model/dictionary.js';
import { lexiconOf, type MatchGrammar } from './lexemes.js';
import { PatternWalk, type PriorMention, type StepCounter } from './pattern-walk.js';
import { dropAntis, keepLongest, type Hit } from './resolve-hits.js';
import type { Tokens } from './tokens.js';

export type { PriorMention } from './pattern-walk.js';
export type { Hit } from './resolve-hits.js';

export interface MatchOptions {
  /** Concepts by number, as patterns name them: their kinds decide which hits compete. */
  concepts: Pick<CompiledConcept, 'kind' | 'code'>[];
  grammar: MatchGrammar;
  /** Mentions found before by other means, to which patterns may refer. */
  prior?: readonly PriorMention[];
  /** Which of all hits count, asked before the longest wins; `all` are the hits of the passes so far. */
  allow?: (hit: Hit, all: readonly Hit[]) => boolean;
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
  const lexicon = lexiconOf(set, options.grammar);
  const walk = new PatternWalk(tokens, Math.min(to, tokens.count), lexicon, options.counter);
  const kindOf = (hit: Hit): string => options.concepts[hit.concept]?.kind ?? '';

  const plain = scan(walk, Math.max(from, 0), set, false);
  const settle = (hits: Hit[]): Hit[] => {
    const { allow } = options;
    const allowed = allow === undefined ? hits : hits.filter((hit) => allow(hit, hits));
    return keepLongest(dropAntis(allowed, set), tokens.count, kindOf);
  };
  const settled = settle(plain);
  if (!set.layered.includes(true)) return settled;

  walk.refer(options.prior ?? []);
  walk.refer(settled.map((hit) => mentionOf(hit, options.concepts)));
  const layered = scan(walk, Math.max(from, 0), set, true);
  return layered.length === 0 ? settled : settle([...plain, ...layered]);
}

function mentionOf(hit: Hit, concepts: MatchOptions['concepts']): PriorMention {
  const { kind = '', code = '' } = concepts[hit.concept] ?? {};
  return { kind, code, first: hit.first, last: hit.last };
}

function scan(walk: PatternWalk, from: number, set: PatternSet, layered: boolean): Hit[] {
  const { tokens, to } = walk;
  const hits: Hit[] = [];
  for (let first = from; first < to; first++) {
    walk.candidates(first, layered, (pattern) => {
      const last = walk.match(pattern, first);
      if (last <= first) return;
      const concept = set.patterns[pattern]?.concept ?? -1;
      const start = tokens.start[first] ?? 0;
      hits.push({ pattern, concept, first, last, start, end: tokens.end[last - 1] ?? start });
    });
  }
  return hits;
}
