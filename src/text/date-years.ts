/** Years as printed: reads them, and repairs broken ones only where the publication date bears it out. */
import type { Day } from './calendar.js';

/** What is doubtful about a date. */
export type DateDoubt =
  | 'weekday_mismatch'
  | 'year_repaired'
  | 'month_repaired'
  | 'day_shifted'
  | 'year_inferred'
  | 'year_unreadable'
  | 'no_such_day';

const OLDEST = 1945;
const NEWEST = 2100;
const FARTHEST_AHEAD = 30; // years that a date may lie ahead of publication

/**
 * The year that printed digits mean ("2024", "24", "12024"). A broken year is repaired when one changed, missing or
 * added digit gives a year within one of publication (or, without a publication date, exactly one year of this age).
 */
export function plausibleYear(
  digits: string,
  now: Day | null,
  fits: (year: number) => boolean,
): { year: number | null; doubts: DateDoubt[] } {
  const printed = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  const newest = now === null ? NEWEST : now.year + FARTHEST_AHEAD;
  if (digits.length <= 4 && printed >= OLDEST && printed <= newest) return { year: printed, doubts: [] };
  const candidates = nearYears(now).filter((year) => isOneEdit(digits, String(year)));
  const fitting = candidates.filter(fits);
  const [first] = fitting.length > 0 ? fitting : candidates;
  const certain = first !== undefined && (now !== null || candidates.length === 1);
  return certain ? { year: first, doubts: ['year_repaired'] } : { year: null, doubts: ['year_unreadable'] };
}

function nearYears(now: Day | null): number[] {
  if (now !== null) return [now.year, now.year - 1, now.year + 1];
  return Array.from({ length: 50 }, (_, i) => 2000 + i);
}

/** True when one digit was changed, added or left out. */
function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}
