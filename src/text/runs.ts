/** Runs: capitalised words in a row, which a phrase passes over as one word. */
import { HARD, LOWER, WORD, type Tokens } from './tokens.js';

const LONGEST_RUN = 6; // words: a longer one is a headline

/** By token: 1 when it goes on with the run of capitalised words that the token before belongs to. */
export function runsOfCapitals({ count, kind, capital, breakBefore }: Tokens): Uint8Array {
  const goesOn = new Uint8Array(count);
  const isCapital = (at: number): boolean => kind[at] === WORD && capital[at] !== LOWER;
  for (let first = 0; first < count;) {
    let last = first + 1;
    if (isCapital(first)) {
      while (last < count && isCapital(last) && (breakBefore[last] ?? HARD) < HARD) last++;
      if (last - first <= LONGEST_RUN) goesOn.fill(1, first + 1, last);
    }
    first = last;
  }
  return goesOn;
}
