/** Sentence-at: tells in which sentence or clause of a passage a token stands. */
import type { Passage } from './passage.js';

/** A stretch of tokens. */
interface Stretch {
  first: number;
  last: number;
}

/** Number of the stretch that holds a token, of stretches in the order of the text, by halving; -1 when none does. */
function stretchAt(stretches: readonly Stretch[], token: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.last ?? 0) <= token) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  return found !== undefined && token >= found.first && token < found.last ? low : -1;
}

/** Number of the sentence that holds a token; -1 when none does. */
export const sentenceAt = ({ analysed }: Passage, token: number): number =>
  stretchAt(analysed.sentences, token);

/** Number of the clause that holds a token; -1 when none does. */
export const clauseAt = ({ analysed }: Passage, token: number): number => stretchAt(analysed.clauses, token);

/** Number of the sentence that holds an offset of the text; -1 when none does. */
export const sentenceOfOffset = ({ analysed }: Passage, offset: number): number =>
  analysed.sentences.findIndex(({ start, end }) => start <= offset && offset < end);
