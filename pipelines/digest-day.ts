/** Digest day: which day an edition is about, in Jakarta. */
import { Misuse } from '../src/model/errors.js';

export const ZONE = 'Asia/Jakarta';
const DAY_MS = 86_400_000;

/** ISO day of an instant in Jakarta. */
export const dayOf = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' }).format(now);

/** The day asked for, yesterday unless given; a day that has not begun is refused. */
export function readDay(given: string | undefined, now: Date): string {
  if (given === undefined) return dayOf(new Date(now.getTime() - DAY_MS));
  const time = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given)
    throw new Misuse(`digest: --date "${given}" is no day; write one like 2025-01-31`);
  if (given > dayOf(now)) throw new Misuse(`digest: ${given} has not begun in Jakarta`);
  return given;
}
