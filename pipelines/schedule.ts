/** Schedule: how often outlets are visited, as a person writes it. */
import { Misuse } from '../src/model/errors.js';

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
// More often is no use to anyone, and unkind to the outlets.
const LEAST_MS = 1000;

/**
 * Milliseconds of a duration such as `90s`, `15m`, `2h` or `1d`.
 * @throws Misuse when it is none
 */
export function parseDuration(text: string): number {
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  const ms = Number(number) * (UNITS[unit ?? ''] ?? Number.NaN);
  if (!(ms >= LEAST_MS)) throw new Misuse(`"${text}" is no duration; write one like 90s, 15m, 2h or 1d`);
  return ms;
}
