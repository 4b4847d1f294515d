/** Per-host pauses: a clock that everyone who fetches from a host asks for a turn. */
import { TryLater } from '../model/errors.js';

/** Longest pause between requests that a round can keep; an outlet that asks for more is left alone. */
export const LONGEST_DELAY_MS = 600_000;

/** Shared by all who fetch from a host; one in the database or Redis serves many processes. */
export interface HostClock {
  /**
   * Resolves when the caller may send one request to the host; the next caller waits `delayMs` longer.
   * @throws TryLater when the host is on hold for longer than is worth waiting
   */
  take(host: string, delayMs: number): Promise<void>;
  /** Nobody gets a turn for the next `ms` milliseconds (the server asked for a pause). */
  hold(host: string, ms: number): Promise<void>;
}

const MOST_HOSTS = 10_000;
/** A hold that ends sooner is waited for. */
const SHORT_HOLD_MS = 5_000;

const LONGEST_RETRY_MS = 86_400_000;

/**
 * Milliseconds that a Retry-After header asks for: seconds, or an HTTP date.
 * Examples: `120`; `Wed, 21 Oct 2015 07:28:00 GMT`.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const value = header.trim();
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 1000), LONGEST_RETRY_MS) : null;
}

/** Waits without blocking anyone. */
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A host clock for one process. */
export function inProcessClock(now: () => Date): HostClock {
  const nextTurn = new Map<string, number>();
  const heldUntil = new Map<string, number>();
  const forgetPast = (turns: Map<string, number>, at: number): void => {
    if (turns.size < MOST_HOSTS) return;
    for (const [host, turn] of turns) if (turn <= at) turns.delete(host);
  };
  return {
    async take(host, delayMs) {
      const at = now().getTime();
      forgetPast(nextTurn, at);
      const held = heldUntil.get(host) ?? 0;
      if (held - at > SHORT_HOLD_MS) throw new TryLater(`${host} asked for a pause`, held - at);
      const turn = Math.max(at, held, nextTurn.get(host) ?? 0);
      nextTurn.set(host, turn + delayMs);
      if (turn > at) await sleep(turn - at);
    },
    hold(host, ms) {
      const at = now().getTime();
      forgetPast(heldUntil, at);
      heldUntil.set(host, Math.max(heldUntil.get(host) ?? 0, at + ms));
      return Promise.resolve();
    },
  };
}
