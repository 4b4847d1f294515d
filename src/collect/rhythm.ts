/** Rhythm of an outlet: how often it brings something new, learned from its own feeds, and so how often they are asked. */
import { z } from 'zod';

export const Rhythm = z.object({
  /** ISO time of the first asking. */
  since: z.string(),
  /** ISO time of the last asking. */
  at: z.string(),
  /** New articles in an hour, as seen lately. */
  perHour: z.number(),
});
export type Rhythm = z.infer<typeof Rhythm>;

const HOUR_MS = 3_600_000;
/** Until so much was seen of an outlet, it is asked in each round. */
const LEARNING_MS = 24 * HOUR_MS;
/** What was seen longer ago than this hardly counts. */
const MEMORY_MS = 72 * HOUR_MS;
/** A quiet outlet is asked at least so often. */
const LONGEST_PAUSE_MS = 6 * HOUR_MS;

/**
 * What an asking teaches.
 * @param fresh how many addresses were new
 */
export function learnRhythm(before: Rhythm | null, fresh: number, now: Date): Rhythm {
  const at = now.toISOString();
  // What the first asking brings has gathered for nobody knows how long.
  if (before === null) return { since: at, at, perHour: 0 };
  const passed = now.getTime() - Date.parse(before.at);
  const watched = now.getTime() - Date.parse(before.since);
  if (passed <= 0 || watched <= 0) return before;
  const weight = Math.max(passed / watched, 1 - Math.exp(-passed / MEMORY_MS));
  const seen = fresh / (passed / HOUR_MS);
  return { since: before.since, at, perHour: before.perHour + (seen - before.perHour) * weight };
}

/** Whether feeds are to be asked now: half the time has passed in which something new is usual. */
export function isTimeToAsk(rhythm: Rhythm | null, now: Date): boolean {
  if (rhythm === null || now.getTime() - Date.parse(rhythm.since) < LEARNING_MS) return true;
  const usual = rhythm.perHour > 0 ? HOUR_MS / rhythm.perHour : Infinity;
  return now.getTime() - Date.parse(rhythm.at) >= Math.min(usual / 2, LONGEST_PAUSE_MS);
}
