/** Wire frontier: the addresses and memories of outlets as visits need them, kept in the store. */
import { z } from 'zod';
import { Rhythm, type Discovered, type Outcome } from '../src/collect/collect.js';
import { Feed, type Outlet } from '../src/model/outlet.js';
import { foldAddress, givenDate, otherScheme } from '../src/read/read.js';
import type { KnownPage, Store } from '../src/store/store.js';
import type { FetchedBefore, Frontier, OutletMemory, Waiting } from './crawl.js';

const FeedMemory = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  newest: z.string().nullable(),
  seen: z.array(z.string()).default([]),
});
const Memory = z.object({
  feeds: z.record(z.string(), FeedMemory),
  notBefore: z.string().nullable(),
  throttled: z.int(),
  searched: z
    .object({ at: z.string(), feeds: z.array(Feed) })
    .nullable()
    .default(null),
  rhythm: Rhythm.nullable().default(null),
});
const NOTHING: OutletMemory = { feeds: {}, notBefore: null, throttled: 0, searched: null, rhythm: null };

// Each outlet is visited by one job at a time, which settles what it took before it takes more: so a loan guards
// against nobody, and is short, that an address is due again when the visit is taken up after a kill.
const LEASE_MS = 1000;
// After so many failures, the last of them days apart, an address is given up.
const MOST_TRIES = 10;
const LONGEST_PAUSE_MS = 2 * 86_400_000;
const RETRY_ROBOTS_MS = 600_000;
// A page that is forbidden or empty is often so for a time only, since a site fears robots or is being mended.
const RETRY_STATUS_MS = 6 * 3_600_000;
const MOST_STATUS_TRIES = 4;

export function wireFrontier(store: Store): Frontier {
  const tries = new Map<string, number>();
  return {
    async recall(outlet) {
      const parsed = Memory.safeParse(await store.outletState(outlet));
      return parsed.success ? parsed.data : NOTHING;
    },
    async announce(outlet, announced) {
      const now = new Date();
      const found = await withoutTwins(store, outlet, announced);
      const urls = found.map(({ url, title, published, byline, section }) => ({
        url,
        outlet: outlet.id,
        hint: { title, published, byline, section },
      }));
      const fresh = new Set(await store.addUrls(urls, now));
      const known = found.filter(({ url }) => !fresh.has(url));
      for (const url of await listChanged(store, outlet, known))
        await store.failUrl({ url, outlet: outlet.id, error: 'announced as changed', afterMs: 0 }, now);
      return fresh.size;
    },
    remember: (outlet, memory) => store.saveOutletState(outlet, memory, new Date()),
    async take(outlet, most) {
      const due = await store.takeDueUrls(outlet, most, LEASE_MS, new Date());
      const waiting: Waiting[] = [];
      for (const { url, tries: tried } of due) {
        tries.set(url, tried);
        waiting.push({ url, known: asBefore(await store.knownPage(url)) });
      }
      return waiting;
    },
    savePage: async (page) => void (await store.savePage(page)),
    async settle(outlet, url, outcome) {
      const tried = tries.get(url) ?? 1;
      tries.delete(url);
      await settle(store, outlet, url, outcome, tried);
    },
  };
}

/**
 * Of several addresses of one article, such as an AMP page beside the page itself or http beside https, the plainest; where
 * one of them is known already, that one.
 */
async function withoutTwins(
  store: Store,
  { home }: Outlet,
  found: readonly Discovered[],
): Promise<Discovered[]> {
  const chosen = new Map<string, Discovered>();
  for (const one of found) {
    const form = foldAddress(one.url, home);
    if (!chosen.has(form) || one.url === form) chosen.set(form, one);
  }
  const addressesOf = (form: string, { url }: Discovered): string[] => [
    ...new Set([form, url, otherScheme(form), otherScheme(url)].flatMap((address) => address ?? [])),
  ];
  const asked = [...chosen].flatMap(([form, one]) => addressesOf(form, one));
  const known = new Set(
    (await store.knownUrls(asked)).flatMap(({ url, state }) =>
      state === 'waiting' || state === 'done' ? url : [],
    ),
  );
  return [...chosen].map(([form, one]) => {
    const before = addressesOf(form, one).find((address) => known.has(address));
    return { ...one, url: before ?? atScheme(one.url, home) };
  });
}

/** An address on the host of the front page, with its scheme: asked for otherwise, the host would only lead there. */
function atScheme(address: string, home: string): string {
  const [url, main] = [new URL(address), new URL(home)];
  if (url.hostname !== main.hostname || url.port !== '' || main.port !== '') return address;
  url.protocol = main.protocol;
  return url.href;
}

function asBefore(page: KnownPage | null): FetchedBefore | null {
  if (page === null) return null;
  const { id, etag, lastModified, sha256, url, fetched, capture } = page;
  return { id, etag, lastModified, sha256, kept: capture === null ? null : { url, fetched, capture } };
}

/** Addresses that were fetched before their feed says they changed. */
async function listChanged(store: Store, outlet: Outlet, found: readonly Discovered[]): Promise<string[]> {
  const said = new Map<string, number>();
  for (const { url, modified } of found) {
    const time = Date.parse(givenDate(modified, outlet.zone)?.value ?? '');
    if (!Number.isNaN(time)) said.set(url, time);
  }
  const changed: string[] = [];
  for (const { url, state } of await store.knownUrls([...said.keys()])) {
    const page = state === 'done' ? await store.knownPage(url) : null;
    if (page !== null && Date.parse(page.fetched) < (said.get(url) ?? 0)) changed.push(url);
  }
  return changed;
}

async function settle(
  store: Store,
  outlet: string,
  url: string,
  outcome: Outcome,
  tries: number,
): Promise<void> {
  const now = new Date();
  switch (outcome.kind) {
    case 'page': {
      const { etag, lastModified } = outcome.page;
      return store.finishUrl({ url, outlet, state: 'done', etag, lastModified }, now);
    }
    case 'unchanged':
      return store.finishUrl({ url, outlet, state: 'done' }, now);
    case 'gone':
      return store.finishUrl({ url, outlet, state: 'gone', error: `answers ${outcome.status}` }, now);
    case 'refused':
      if (outcome.reason === 'robots_unreachable')
        return store.failUrl({ url, outlet, error: outcome.message, afterMs: RETRY_ROBOTS_MS }, now);
      if (outcome.reason === 'status' && tries < MOST_STATUS_TRIES) {
        const afterMs = RETRY_STATUS_MS * 2 ** (tries - 1);
        return store.failUrl({ url, outlet, error: outcome.message, afterMs }, now);
      }
      return store.finishUrl({ url, outlet, state: 'refused', error: outcome.message }, now);
    case 'failed': {
      const { message, afterMs } = outcome;
      if (tries >= MOST_TRIES)
        return store.finishUrl({ url, outlet, state: 'refused', error: `given up: ${message}` }, now);
      const pause = Math.max(afterMs, Math.min(afterMs * 2 ** (tries - 1), LONGEST_PAUSE_MS));
      return store.failUrl({ url, outlet, error: message, afterMs: pause }, now);
    }
  }
}
