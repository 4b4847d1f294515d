/** Broad elections: "Pemilihan Gubernur, Bupati, dan Wali Kota" names all of them together, mostly in the title of a law. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import type { Mark, Passage } from './passage.js';

const OTHERS = 2; // further offices without which the first is meant alone: "jelang pemilihan gubernur, Bupati X ..."
const BETWEEN = 2; // words of listing between two offices

/** Widens the election of one office to that of all that are listed behind it; their heads are nobody then. */
export function broadenElections(passage: Passage): void {
  for (const row of passage.bySentence)
    for (const mark of row) {
      if (mark.kind !== 'election' || mark.code !== 'pilgub') continue;
      const { last, count } = listedBehind(passage, row, mark);
      if (count < OTHERS) continue;
      mark.code = 'pilkada';
      mark.last = last;
      mark.end = passage.analysed.tokens.end[last - 1] ?? mark.end;
    }
}

/** The end of a list of heads of regions that goes on behind a mark, and how many they are. */
function listedBehind(
  passage: Passage,
  row: readonly Mark[],
  { last: from }: Mark,
): { last: number; count: number } {
  let last = from;
  const codes = new Set<string>();
  for (;;) {
    const next = row.find(
      (mark) =>
        mark.kind === 'position' &&
        mark.code === 'head_of_region' &&
        mark.first >= last &&
        mark.first - last <= BETWEEN &&
        isListing(passage, last, mark.first),
    );
    if (next === undefined) return { last, count: codes.size };
    codes.add(passage.analysed.tokens.folded[next.last - 1] ?? '');
    last = next.last;
  }
}

/** Nothing but commas and small words of listing. */
function isListing({ analysed, grammar }: Passage, from: number, to: number): boolean {
  const { folded, capital, breakBefore } = analysed.tokens;
  for (let token = from; token <= to; token += 1) {
    if ((breakBefore[token] ?? SENTENCE) > HARD) return false;
    if (token < to && !(capital[token] === LOWER && grammar.listWords.includes(folded[token] ?? '')))
      return false;
  }
  return true;
}
