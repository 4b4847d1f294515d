/** Broad elections: "Pemilihan Gubernur, Bupati, dan Wali Kota" names all of them together, mostly in the title of a law. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import type { Mark, Passage } from './passage.js';

const OTHERS = 2; // further offices without which the first is meant alone: "jelang pemilihan gubernur, Bupati X ..."
const BETWEEN = 2; // words of listing between two offices

const MOST = 8; // offices of a list

/** Widens the election of one office to that of all that are listed behind it; their heads are nobody then. */
export function broadenElections(passage: Passage): void {
  for (const row of passage.bySentence)
    row.forEach((mark, index) => {
      if (mark.kind !== 'election' || mark.code !== 'pilgub') return;
      const { last, count } = listedBehind(passage, row.slice(index, index + MOST_BETWEEN), mark);
      if (count < OTHERS) return;
      mark.code = 'pilkada';
      mark.rule = 'election/several-offices';
      mark.last = last;
      mark.end = passage.analysed.tokens.end[last - 1] ?? mark.end;
    });
}

const MOST_BETWEEN = 40; // marks from an election to the last office of its list

/** The end of a list of heads of regions that goes on behind a mark, and how many they are. */
function listedBehind(
  passage: Passage,
  row: readonly Mark[],
  { last: from }: Mark,
): { last: number; count: number } {
  let last = from;
  const offices = new Set<string>();
  for (const mark of row) {
    if (mark.kind !== 'position' || mark.code !== 'head_of_region' || mark.first < last) continue;
    if (mark.first - last > BETWEEN || offices.size >= MOST || !isListing(passage, last, mark.first)) break;
    offices.add(passage.analysed.tokens.folded[mark.last - 1] ?? '');
    last = mark.last;
  }
  return { last, count: offices.size };
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
