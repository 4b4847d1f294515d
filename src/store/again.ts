/** Calls that lose their connection are made again: everything in the store may be done twice. */
import { TryLater } from '../model/errors.js';

/** How PostgreSQL and the driver say that a connection broke or the server is going down or coming up. */
const CODES = new Set([
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '08000',
]);
const CONTENTION = new Set(['40001', '40P01']); // serialization failure, deadlock
const WORDS = ['Connection terminated', 'connection error and is not queryable'];

const TRIES = 8;
const LATER_MS = 5_000;

/** A server that is starting, as against one that is not there at all. */
export const isStarting = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === '57P03';

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return CODES.has(code) || CONTENTION.has(code) || WORDS.some((words) => message.includes(words));
}

/**
 * Makes a call until it does not lose its connection.
 * @param passes tells the failures after which it is worth to try again
 * @throws TryLater when it is lost again and again
 */
export async function again<T>(place: string, call: () => Promise<T>, passes = isPassing): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (!passes(error)) throw error;
      if (tries === TRIES)
        throw new TryLater(`the database ${place} is not there: ${(error as Error).message}`, LATER_MS, {
          cause: error,
        });
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** tries));
    }
  }
}

/** The same calls, each made again when it loses its connection. */
export function withRetries<T extends object>(place: string, calls: T): T {
  const entries = Object.entries(calls).map(([name, call]) => [
    name,
    (...args: unknown[]) => again(place, () => (call as (...args: unknown[]) => Promise<unknown>)(...args)),
  ]);
  return Object.fromEntries(entries) as T;
}
