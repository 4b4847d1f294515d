/** Near marks: the marks of a sentence around one place, found without going through all of it, so that an endless sentence stays cheap. */
import type { Mark } from './passage.js';

const REACH = 80; // words to either side; hardly any sentence of the press is longer

/** The marks of a row (in the order of their first words) that begin at most so many words from `first`. */
export function marksNear(row: readonly Mark[], first: number): Mark[] {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((row[middle]?.first ?? 0) < first - REACH) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((row[end]?.first ?? Infinity) <= first + REACH) end += 1;
  return row.slice(low, end);
}
