/** Calendar: days as numbers, weekdays, and ISO dates shortened to their precision. */

/** A day of the Gregorian calendar; month 1 to 12. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

const DAY = 86_400_000;

/** Days since 1 January 1970. */
export const dayNumber = ({ year, month, day }: Day): number =>
  Math.floor(Date.UTC(year, month - 1, day) / DAY);

/** The day of a day number. */
export function dayOf(number: number): Day {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 (Sunday) to 6. */
export const weekdayOf = (day: Day): number => (((dayNumber(day) + 4) % 7) + 7) % 7;

/** True when the day exists. */
export function exists({ year, month, day }: Day): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const real = dayOf(dayNumber({ year, month, day }));
  return real.month === month && real.day === day && real.year === year;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** '2024', '2024-01' or '2024-01-31', by what is given. */
export function iso(year: number, month?: number, day?: number): string {
  const head = String(year).padStart(4, '0');
  if (month === undefined) return head;
  return day === undefined ? `${head}-${two(month)}` : `${head}-${two(month)}-${two(day)}`;
}

export const isoDay = ({ year, month, day }: Day): string => iso(year, month, day);

/** Reads the day of an ISO date or date-time; null when there is none. */
export function parseIsoDay(text: string | null): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
  if (found === null) return null;
  const day = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  return exists(day) ? day : null;
}

/** The month that lies `months` after that of a day. */
export function monthFrom(day: Day, months: number): { year: number; month: number } {
  const count = day.year * 12 + day.month - 1 + months;
  return { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
}
