/** Wire clock: the pauses at hosts, kept in the store, so that they hold across any number of worker processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostClock } from '../src/collect/collect.js';
import { TryLater } from '../src/model/errors.js';
import type { Store } from '../src/store/store.js';

/** A pause that a host asked for and that ends sooner is waited for. */
const SHORT_HOLD_MS = 5_000;

export function wireClock(store: Store): HostClock {
  return {
    async take(host, delayMs) {
      const { waitMs, heldMs } = await store.takeTurn(host, delayMs, SHORT_HOLD_MS);
      if (heldMs !== null) throw new TryLater(`${host} asked for a pause`, heldMs);
      if (waitMs > 0) await sleep(waitMs);
    },
    hold: (host, ms) => store.holdHost(host, ms),
  };
}
