/** As of: the instant that `--as-of` names; a day means its end in Jakarta. */
import { Misuse } from '../src/model/errors.js';

// Such as 2024-11-30
const DAY = /^\d{4}-\d{2}-\d{2}$/;
// Such as 2024-11-30T08:15:00+07:00 or 2024-11-30T01:15Z
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Null when nothing was asked for.
 * @throws Misuse when it is neither a day nor an instant with its zone
 */
export function readAsOf(program: string, text: unknown): Date | null {
  if (typeof text !== 'string') return null;
  const wrong = new Misuse(
    `${program}: --as-of "${text}" is no day such as 2024-11-30, and no instant such as 2024-11-30T08:15:00+07:00`,
  );
  if (!DAY.test(text) && !INSTANT.test(text)) throw wrong;
  const at = new Date(DAY.test(text) ? `${text}T23:59:59.999+07:00` : text);
  if (Number.isNaN(at.getTime()) || !isRealDay(text.slice(0, 10))) throw wrong;
  return at;
}

function isRealDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
