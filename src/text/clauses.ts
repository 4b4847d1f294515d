/** Clauses: cuts sentences where a comma, dash or conjunction begins something new. */
import { LOWER, WORD, type Tokens } from './tokens.js';
import type { PhraseTable } from './phrases.js';
import type { Sentence } from './sentences.js';

export interface Clause {
  /** First token, and the one after the last. */
  first: number;
  last: number;
  /** Number of the sentence. */
  sentence: number;
}

const LONGEST_APPOSITION = 8; // tokens

/**
 * Clauses in the order of the text; together they cover every token once. Cuts fall at commas, semicolons, colons
 * and dashes, and before conjunctions; brackets and quote marks alone cut nothing. A stretch between commas that
 * holds only capitalised words and numbers (a name, a place, a date) is read as an apposition and cuts nothing.
 * Lists of lower-case nouns are cut at each of their commas all the same.
 */
export function cutClauses(
  tokens: Tokens,
  sentences: readonly Sentence[],
  conjunctions: PhraseTable<true>,
  particles: ReadonlySet<string>,
): Clause[] {
  const clauses: Clause[] = [];
  sentences.forEach(({ first, last }, sentence) => {
    const cuts = keptCuts(tokens, punctuationCuts(tokens, first, last), particles);
    let next = 0;
    let start = first;
    const cutAt = (end: number): void => {
      if (end > start) clauses.push({ first: start, last: end, sentence });
      start = end;
    };
    for (let i = first + 1; i < last; i++) {
      while ((cuts[next] ?? last) < i) next++;
      const phrase = conjunctions.at(tokens, i, last);
      if (phrase !== null || cuts[next] === i) cutAt(i);
      if (phrase === null) continue;
      for (; (cuts[next] ?? last) < phrase.last; next++) cutAt(Math.max(cuts[next] ?? i, i));
      i = phrase.last - 1;
    }
    cutAt(last);
  });
  return clauses;
}

// ', ' or ') – ' but neither ' (' nor ') '
const CUTTING = /[^\s()[\]"\u201C\u201D\u201E\u00AB\u00BB'\u2018\u2019*]/u;

/** First tokens of the stretches between commas and their like, the first token of the sentence included; at last its end. */
function punctuationCuts(tokens: Tokens, first: number, last: number): number[] {
  const cuts = [first];
  for (let i = first + 1; i < last; i++) {
    if ((tokens.breakBefore[i] ?? 0) < 2) continue;
    if (CUTTING.test(tokens.text.slice(tokens.end[i - 1], tokens.start[i]))) cuts.push(i);
  }
  cuts.push(last);
  return cuts;
}

/** Takes out the cuts around appositions; the last bound is dropped too. */
function keptCuts(tokens: Tokens, bounds: readonly number[], particles: ReadonlySet<string>): number[] {
  const dropped = bounds.map(() => false);
  for (let i = 1; i + 1 < bounds.length; i++) {
    if (!isApposition(tokens, bounds[i] ?? 0, bounds[i + 1] ?? 0, particles)) continue;
    dropped[i] = true;
    if (i + 2 < bounds.length) dropped[i + 1] = true;
  }
  return bounds.filter((_, i) => i < bounds.length - 1 && dropped[i] !== true);
}

function isApposition(tokens: Tokens, first: number, last: number, particles: ReadonlySet<string>): boolean {
  if (last - first > LONGEST_APPOSITION) return false;
  for (let i = first; i < last; i++) {
    const small = tokens.kind[i] === WORD && tokens.capital[i] === LOWER;
    if (small && !particles.has(tokens.folded[i] ?? '')) return false;
  }
  return true;
}
