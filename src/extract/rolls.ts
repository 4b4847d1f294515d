/** Rolls: names told one after the other with their offices, in one sentence or as the items of a list. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import { leadOf, tailOf, type Bearer, type Ground } from './person-spans.js';

const LONGEST = 30; // words between two names of a roll
const UNKNOWN = 2; // words that are neither office, place nor link

/**
 * Numbers the rolls of a sentence: "Camat Waru Budi S, Lurah Jati Eko P (52), dan Sri, guru SD 2". Between two of its
 * names stand nothing but their offices, places, ages and words of listing.
 */
export function numberRolls(ground: Ground, found: readonly Bearer[]): void {
  found.forEach((right, index) => {
    const left = found[index - 1];
    if (left === undefined || !goesOn(ground, left, right)) return;
    left.roll ??= left.name.first;
    right.roll = left.roll;
  });
}

function goesOn({ passage, words, isPlace, covered, verbal }: Ground, left: Bearer, right: Bearer): boolean {
  const { folded, capital, breakBefore, kind } = passage.analysed.tokens;
  const from = tailOf(left.name);
  const to = leadOf(right.name);
  if (to - from > LONGEST || to < from) return false;
  let parted = false;
  let unknown = 0;
  for (let token = from; token <= to; token += 1) {
    const level = breakBefore[token] ?? SENTENCE;
    if (level >= SENTENCE || (token < to && verbal[token] === 1)) return false;
    if (level >= HARD) parted = true;
    if (token === to) break;
    const word = folded[token] ?? '';
    if (words.lists.has(word)) parted = true;
    const known =
      kind[token] !== 0 ||
      capital[token] !== LOWER ||
      covered[token] === 1 ||
      isPlace(token) ||
      words.lists.has(word) ||
      words.links.has(word) ||
      words.ages.has(word) ||
      words.apposers.has(word);
    if (!known && ++unknown > UNKNOWN) return false;
  }
  return parted;
}
