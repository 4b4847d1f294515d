/** Past elections: which words of an election gone by make history of what is told, and which mean the one at hand. */
import { ELECTION_TYPES } from '../model/code-lists.js';
import type { Dictionary } from '../model/dictionary.js';
import { daysBetween, familyOf } from './calendars.js';
import type { Mark, Passage } from './passage.js';

/** "Ia membandingkannya dengan pilkada 2020": an election of years well past. */
export function tellsOfPastElection(passage: Passage, row: readonly Mark[], now: string | null): boolean {
  if (now === null) return false;
  const { folded } = passage.analysed.tokens;
  return row.some((mark) => {
    const year = mark.kind === 'election' ? Number(folded[mark.last]) : 0;
    return year >= 1999 && year + 1 < Number(now.slice(0, 4));
  });
}

/** "Pilkada 2024 lalu" in January 2025 is the election at hand: such cues count only for years well past. */
export function isPast(cue: Mark, passage: Passage, now: string | null, dictionary: Dictionary): boolean {
  if (cue.props['check'] === undefined || now === null) return true;
  if (isAtHand(cue, passage, now, dictionary)) return false;
  const years = passage.analysed.tokens.folded
    .slice(cue.first, cue.last)
    .map(Number)
    .filter((year) => year >= 1945 && year <= 2100);
  return years.every((year) => year + 1 < Number(now.slice(0, 4)));
}

/** "Pada pilkada bulan lalu": the election that was held last and whose cases are still news, unless the next is near. */
function isAtHand(cue: Mark, passage: Passage, now: string, { elections }: Dictionary): boolean {
  const named = (passage.bySentence[cue.sentence] ?? []).find(
    (mark) => mark.kind === 'election' && mark.first >= cue.first && mark.last <= cue.last,
  );
  const type = ELECTION_TYPES.find((one) => one === named?.code);
  if (type === undefined) return false;
  const family = familyOf(type);
  const days = elections
    .filter((one) => one.family === family && one.regions.length === 0)
    .flatMap(({ voting }) => voting)
    .map((day) => daysBetween(day, now));
  return days.some((ago) => ago > 0 && ago <= STILL_NEWS) && !days.some((ago) => ago <= 0 && ago >= -NEAR);
}
const STILL_NEWS = 430; // days after a vote
const NEAR = 365; // days before one
