/** Endless sentences: cuts what no full stop ends, so that rules which look at a whole sentence look at a bounded one. */
import { HARD, SENTENCE, type Tokens } from './tokens.js';

/** Longer than any sentence of the press; lists and texts without full stops are cut. */
const LONGEST_SENTENCE = 250; // tokens
const SHORTEST_PIECE = 100;

/** Ends, in place, sentences that have grown too long: at their last comma or bracket, else where they stand. */
export function endEndless({ breakBefore, count }: Tokens): void {
  let first = 0;
  let hard = 0;
  for (let token = 1; token < count; token++) {
    const level = breakBefore[token] ?? 0;
    if (level >= SENTENCE) {
      first = token;
      continue;
    }
    if (level >= HARD) hard = token;
    if (token - first < LONGEST_SENTENCE) continue;
    const cut = hard - first >= SHORTEST_PIECE ? hard : token;
    breakBefore[cut] = SENTENCE;
    first = cut;
  }
}
