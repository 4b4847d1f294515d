/** Trouble: what went wrong with a feed or a page, as a class that can be counted. */
import { Quarantine, TryLater } from '../model/errors.js';
import { Throttled } from './manners.js';
import { Refused, type RefusalReason } from './refused.js';

/** throttled: asked to pause; unreachable: no answer, or a server in trouble; unreadable: something else was sent. */
export type Trouble = RefusalReason | 'throttled' | 'unreachable' | 'unreadable' | 'other';

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Refused) return error.reason;
  if (error instanceof Throttled) return 'throttled';
  if (error instanceof TryLater) return 'unreachable';
  return error instanceof Quarantine ? 'unreadable' : 'other';
}
