/** Dates of reports -> days between two happenings, with what their precision leaves open (codebook 7.1). */
import type { DateValue } from '../model/report.js';

/** Stretch of days in which something may lie; `open` when it may also lie before `from`. */
export interface Days {
  from: number;
  to: number;
  open: boolean;
}

const DAY_MS = 86_400_000;

/** Day number of an ISO date or time, by its printed day; null when it has no day. */
export function dayNumber(iso: string | null): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  if (match === null) return null;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS;
}

/** Days that a date value covers; null when it cannot be read. */
export function daysOf(date: Pick<DateValue, 'value' | 'precision'>): Days | null {
  const [year, month, day] = date.value.split('-').map(Number);
  if (year === undefined) return null;
  const from = Date.UTC(year, (month ?? 1) - 1, day ?? 1) / DAY_MS;
  const to = lastDay(year, month, day);
  if (date.precision === 'week') return { from: from - 7, to: to + 7, open: false };
  return { from, to, open: date.precision === 'on_or_before' };
}

function lastDay(year: number, month: number | undefined, day: number | undefined): number {
  if (month === undefined) return Date.UTC(year, 11, 31) / DAY_MS;
  if (day === undefined) return Date.UTC(year, month, 0) / DAY_MS;
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** Days between two stretches, 0 where they meet; `open` when the later one may in truth be earlier. */
export function gapBetween(a: Days, b: Days): { days: number; open: boolean } {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  return { days: Math.max(0, second.from - first.to), open: second.open };
}
