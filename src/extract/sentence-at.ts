/** Sentence-at: tells in which sentence of a passage a token stands. */
import type { Passage } from './passage.js';

/** Number of the sentence that holds a token, by halving; -1 when none does. */
export function sentenceAt(passage: Passage, token: number): number {
  const { sentences } = passage.analysed;
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.last ?? 0) <= token) low = middle + 1;
    else high = middle;
  }
  const found = sentences[low];
  return found !== undefined && token >= found.first && token < found.last ? low : -1;
}

/** Number of the sentence that holds an offset of the text; -1 when none does. */
export const sentenceOfOffset = ({ analysed }: Passage, offset: number): number =>
  analysed.sentences.findIndex(({ start, end }) => start <= offset && offset < end);
