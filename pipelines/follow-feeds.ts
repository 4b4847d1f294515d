/** Follow feeds: what an outlet announces; where its definition names no feed that answers, the front page is asked for one. */
import {
  discover,
  EMPTY_MEMORY,
  feedsToFollow,
  findFeeds,
  troubleOf,
  type Discovery,
  type FeedReport,
  type FeedState,
  type PoliteFetcher,
  type Searcher,
} from '../src/collect/collect.js';
import { TryLater } from '../src/model/errors.js';
import type { Feed, Outlet } from '../src/model/outlet.js';

/** Feeds that were looked for on the front page, and when. */
export interface Searched {
  /** ISO time. */
  at: string;
  feeds: Feed[];
}

export interface Followed extends Discovery {
  searched: Searched | null;
}

const DAY_MS = 86_400_000;
// A search asks for a good many pages; what it found is looked at again after a week, and that it found nothing after a day.
const SEARCH_AGAIN_MS = 7 * DAY_MS;
const SEARCH_IN_VAIN_AGAIN_MS = DAY_MS;

/** Asks the feeds of an outlet what is new; those that were found where it names none, or none of its own answers. */
export async function followFeeds(
  { outlet, collector }: { outlet: Outlet; collector: Searcher },
  memory: { feeds: FeedState; searched: Searched | null },
  polite: PoliteFetcher,
): Promise<Followed> {
  const own = await discover({ ...outlet, feeds: watched(outlet.feeds) }, memory.feeds, polite);
  const answered = own.feeds.some(({ outcome }) => outcome !== 'failed');
  const busy = own.feeds.some(({ afterMs }) => afterMs !== null);
  if (answered || busy) return { ...own, searched: memory.searched };
  const { searched, failure } = await search(outlet, collector, memory.searched);
  const found = await discover({ ...outlet, feeds: searched?.feeds ?? [] }, memory.feeds, polite);
  const feeds = [...own.feeds, ...found.feeds, ...failure];
  // What was found and answers no more is looked for anew the next time.
  const lost =
    found.feeds.length > 0 &&
    found.feeds.every(({ outcome, afterMs }) => outcome === 'failed' && afterMs === null);
  return { found: found.found, feeds, searched: lost ? null : searched };
}

/** A sitemap of all articles is there to look back; it is watched only where nothing fresher is known. */
function watched(feeds: readonly Feed[]): Feed[] {
  const fresh = feeds.filter(({ kind }) => kind !== 'sitemap');
  return fresh.length > 0 ? fresh : [...feeds];
}

/** The feeds of the last search while it is fresh, else of a new one; a search that fails is told as a feed that failed. */
async function search(
  outlet: Outlet,
  collector: Searcher,
  last: Searched | null,
): Promise<{ searched: Searched | null; failure: FeedReport[] }> {
  const now = collector.now();
  const lasts = last?.feeds.length === 0 ? SEARCH_IN_VAIN_AGAIN_MS : SEARCH_AGAIN_MS;
  if (last !== null && now.getTime() - Date.parse(last.at) < lasts)
    return { searched: last, failure: last.feeds.length > 0 ? [] : [nothingFound(outlet)] };
  const at = now.toISOString();
  try {
    const feeds = feedsToFollow((await findFeeds(outlet, collector, false)).feeds);
    return { searched: { at, feeds }, failure: feeds.length > 0 ? [] : [nothingFound(outlet)] };
  } catch (error) {
    const failure: FeedReport = {
      ...nothingFound(outlet),
      reason: error instanceof Error ? error.message : String(error),
      trouble: troubleOf(error),
      afterMs: error instanceof TryLater ? error.afterMs : null,
    };
    // What passes is tried again at the next visit.
    return { searched: error instanceof TryLater ? last : { at, feeds: [] }, failure: [failure] };
  }
}

const nothingFound = ({ home }: Outlet): FeedReport => ({
  feed: home,
  outcome: 'failed',
  found: 0,
  reason: 'the front page names no feed and lists no headlines',
  trouble: 'unreadable',
  afterMs: null,
  memory: EMPTY_MEMORY,
});
