/** Wire hosts: pauses at hosts and what hosts said to robots, kept in the store, so that manners hold across any number of processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Said, type HostClock, type RobotsShelf } from '../src/collect/collect.js';
import { TryLater } from '../src/model/errors.js';
import type { Store } from '../src/store/store.js';

/** What processes share that fetch from the same hosts. */
export interface SharedHosts {
  clock: HostClock;
  shelf: RobotsShelf;
}

/** A pause that a host asked for and that ends sooner is waited for. */
const SHORT_HOLD_MS = 5_000;

export const wireHosts = (store: Store): SharedHosts => ({ clock: clockOf(store), shelf: shelfOf(store) });

function clockOf(store: Store): HostClock {
  return {
    async take(host, delayMs) {
      const { waitMs, heldMs } = await store.takeTurn(host, delayMs, SHORT_HOLD_MS);
      if (heldMs !== null) throw new TryLater(`${host} asked for a pause`, heldMs);
      if (waitMs > 0) await sleep(waitMs);
    },
    hold: (host, ms) => store.holdHost(host, ms),
  };
}

function shelfOf(store: Store): RobotsShelf {
  return {
    async find(origin) {
      const kept = await store.robots(origin);
      const said = Said.safeParse(kept?.doc);
      return kept !== null && said.success ? { said: said.data, leftMs: kept.leftMs } : null;
    },
    keep: (origin, said, ms) => store.saveRobots(origin, said, ms),
    claim: (origin, said, ms) => store.claimRobots(origin, said, ms),
  };
}
