/** Check outlet: whether an outlet can be followed: its feed answers, robots.txt lets us in, its newest article reads whole. */
import {
  discover,
  feedsToFollow,
  fetchPages,
  findFeeds,
  troubleOf,
  withManners,
  type Collector,
  type Discovered,
  type Outcome,
  type PoliteFetcher,
} from '../src/collect/collect.js';
import type { Checked, Feed, Outlet } from '../src/model/outlet.js';
import type { Page } from '../src/model/page.js';
import { readCollected, type ReadingWords } from '../src/read/read.js';

export interface OutletCheck {
  outlet: string;
  checked: Checked;
  /** False when nothing of it answered at all: it is gone, or this machine has no web. */
  reached: boolean;
  /** Feeds that were found on the front page, since the definition names none that answers. */
  found: Feed[];
  /** The article that was read. */
  article: string | null;
  /** What is wrong, in words. */
  faults: string[];
}

// The newest article may have been withdrawn, or be a video.
const ARTICLES_TO_TRY = 3;
const SHORTEST_BODY = 200;
// An unreachable host is met first where its robots.txt is asked for.
const SILENT = ['unreachable', 'robots_unreachable', 'throttled'];
const CLOSED = ['robots', 'robots_unreachable', 'crawl_delay'];

interface Announced {
  articles: Discovered[];
  found: Feed[];
  faults: string[];
  reached: boolean;
  closed: boolean;
}

/** Checks an outlet against the web; what a site does is part of the result and never thrown. */
export async function checkOutlet(
  outlet: Outlet,
  collector: Collector,
  words: ReadingWords,
): Promise<OutletCheck> {
  const polite = withManners({ outlet, ...collector });
  const { articles, found, faults, reached, closed } = await announced(outlet, collector, polite);
  const checked: Checked = {
    on: collector.now().toISOString().slice(0, 10),
    feed: articles.length > 0,
    robots: reached && !closed,
    whole: false,
    date: false,
  };
  const check: OutletCheck = { outlet: outlet.id, checked, reached, found, article: null, faults };
  for (const { url } of newest(articles).slice(0, ARTICLES_TO_TRY)) {
    const outcome = await fetchOne(url, outlet, collector, polite);
    if (outcome.kind !== 'page') {
      checked.robots = !(outcome.kind === 'refused' && CLOSED.includes(outcome.reason));
      faults.push(`${url}: ${tellOutcome(outcome)}`);
      continue;
    }
    check.article = url;
    judgePage(outcome.page, outlet, words, check);
    if (checked.whole && checked.date) break;
  }
  if (checked.whole && checked.date) check.faults = [];
  return check;
}

/** What the feeds announce; where none of the definition's does, what can be found on the front page. */
async function announced(outlet: Outlet, collector: Collector, polite: PoliteFetcher): Promise<Announced> {
  const own = await discover(outlet, {}, polite);
  const faults = own.feeds.flatMap(({ feed, reason, found }) =>
    reason !== null ? [reason] : found === 0 ? [`${feed} announces nothing`] : [],
  );
  const troubles = own.feeds.map(({ trouble }) => trouble);
  const state = { found: [], faults, closed: troubles.some((trouble) => CLOSED.includes(trouble ?? '')) };
  const answered = troubles.some((trouble) => !SILENT.includes(trouble ?? ''));
  if (own.found.length > 0) return { ...state, articles: own.found, reached: true };
  try {
    const found = feedsToFollow((await findFeeds(outlet, collector, false)).feeds);
    if (found.length === 0) faults.push(`${outlet.home} names no feed and lists no headlines`);
    const { found: articles } = await discover({ ...outlet, feeds: found }, {}, polite);
    return { ...state, found, articles, reached: true, closed: false };
  } catch (error) {
    faults.push((error as Error).message);
    const trouble = troubleOf(error);
    const closed = state.closed || CLOSED.includes(trouble);
    return { ...state, articles: [], closed, reached: answered || !SILENT.includes(trouble) };
  }
}

/** By the date that the feed gives, newest first; without dates in the feed's own order. */
function newest(articles: readonly Discovered[]): Discovered[] {
  const time = ({ published }: Discovered): number => Date.parse(published ?? '') || 0;
  return articles.toSorted((a, b) => time(b) - time(a));
}

async function fetchOne(
  url: string,
  outlet: Outlet,
  { now }: Collector,
  fetcher: PoliteFetcher,
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  await fetchPages([{ url, outlet, fetcher, now }], async (outcome) => void outcomes.push(outcome));
  return outcomes[0] ?? { kind: 'failed', url, message: 'gave no answer', afterMs: 0, throttled: false };
}

const tellOutcome = (outcome: Exclude<Outcome, { kind: 'page' }>): string =>
  'message' in outcome ? outcome.message : outcome.kind;

/** Reads a page without what its feed said of it, as it stands alone. */
function judgePage(page: Page, outlet: Outlet, words: ReadingWords, check: OutletCheck): void {
  const { title, text, published, partial } = readCollected(page, outlet, words).value;
  const { checked, faults } = check;
  checked.whole = title !== '' && text.length >= SHORTEST_BODY && !partial;
  checked.date = published !== null && (published.precision === 'day' || published.precision === 'time');
  if (title === '') faults.push(`${page.url}: no headline was found`);
  if (partial) faults.push(`${page.url}: the page holds a part of the text only`);
  if (text.length < SHORTEST_BODY) faults.push(`${page.url}: a body of ${text.length} characters was found`);
  if (!checked.date) faults.push(`${page.url}: no date of publication was found`);
}
