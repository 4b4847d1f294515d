/** Outlet to pages: asks the outlet's feeds what is new, fetches it with manners, and hands each page over. */
import type { Outlet } from '../model/outlet.js';
import { discover, type FeedReport } from './discover.js';
import type { Discovered, FeedState } from './discovered.js';
import { fetchPages, type KnownPage, type Outcome, type PageTask } from './fetch-page.js';
import type { Fetcher } from './fetcher.js';
import { withManners } from './manners.js';
import type { HostClock } from './pacing.js';
import type { RobotsBook } from './robots.js';

export { decodeBody, type Decoded } from './charset.js';
export { discover, type Discovery, type FeedReport } from './discover.js';
export { EMPTY_MEMORY, type Discovered, type FeedMemory, type FeedState } from './discovered.js';
export {
  fetchPage,
  fetchPages,
  loadCrawler,
  type KnownPage,
  type Outcome,
  type PageTask,
} from './fetch-page.js';
export { makePage, type PageAnswer } from './make-page.js';
export { openFetcher, type Answer, type Ask, type Fetcher } from './fetcher.js';
export {
  feedsToFollow,
  findFeeds,
  sitemapsToTry,
  type FoundFeed,
  type FoundSite,
  type Searcher,
} from './find-feeds.js';
export { withManners, type MannersOptions, type PoliteFetcher } from './manners.js';
export { nightLeftMs } from './night.js';
export { optOutOf } from './opt-out.js';
export { inProcessClock, type HostClock } from './pacing.js';
export { Refused, type RefusalReason } from './refused.js';
export { isTimeToAsk, learnRhythm, Rhythm } from './rhythm.js';
export { openRobotsBook, Said, type RobotsBook, type RobotsShelf } from './robots.js';
export {
  ArchiveCursor,
  beginArchive,
  listArchive,
  type ArchiveFeed,
  type ArchiveWanted,
} from './site-archive.js';
export { userAgent, type CollectSettings, type Limits, type Lookup } from './settings.js';
export { troubleOf, type Trouble } from './trouble.js';

/** What all rounds of one process share. */
export interface Collector {
  fetcher: Fetcher;
  clock: HostClock;
  robots: RobotsBook;
  now: () => Date;
}

export interface Round {
  outlet: Outlet;
  collector: Collector;
  /** Memory of the outlet's feeds from the round before; empty at first. */
  feedState: FeedState;
  /**
   * What is known of an address: null to fetch it, a known page to ask whether it changed, 'skip' to leave it out.
   */
  known: (found: Discovered) => Promise<KnownPage | 'skip' | null>;
  /** Called with each outcome in turn; the next request waits for it. */
  onOutcome: (outcome: Outcome, found: Discovered) => Promise<void>;
  /** How many rounds in a row ended in throttling. */
  attempt?: number;
  /** Asked before each page; once it says no the round ends with the rest pending. */
  goOn?: () => boolean;
}

export interface RoundReport {
  feeds: FeedReport[];
  announced: number;
  skipped: number;
  outcomes: Record<Outcome['kind'], number>;
  /** Addresses left for another round: failed ones, those over the limit, and those after a call to pause. */
  pending: number;
  /** Milliseconds after which to try the outlet again; null when the usual schedule serves. */
  laterMs: number | null;
  /** Memory for the next round; feeds with pending articles keep their old one, so that they are announced again. */
  feedState: FeedState;
}

/** Articles of the round with what is known of them; no more than the outlet's manners allow. */
async function choose(
  round: Round,
  found: readonly Discovered[],
): Promise<{ picked: [Discovered, KnownPage | null][]; skipped: number; over: Discovered[] }> {
  const picked: [Discovered, KnownPage | null][] = [];
  const over: Discovered[] = [];
  let skipped = 0;
  for (const article of found) {
    const known = await round.known(article);
    if (known === 'skip') skipped += 1;
    else if (picked.length < round.outlet.manners.maxPerRun) picked.push([article, known]);
    else over.push(article);
  }
  return { picked, skipped, over };
}

/** Feeds whose articles are all dealt with move on; the others stay as they were. */
function nextFeedState(
  before: FeedState,
  feeds: readonly FeedReport[],
  pending: ReadonlySet<string>,
): FeedState {
  const next: FeedState = { ...before };
  for (const report of feeds) if (!pending.has(report.feed)) next[report.feed] = report.memory;
  return next;
}

/**
 * One round with one outlet. Never throws for what a site does; each trouble is an outcome or a feed report.
 * @throws what `known` or `onOutcome` throw
 */
export async function collectOutlet(round: Round): Promise<RoundReport> {
  const { outlet, collector } = round;
  const attempt = round.attempt ?? 0;
  const polite = withManners({ outlet, ...collector, attempt });
  const { found, feeds } = await discover(outlet, round.feedState, polite);
  const { picked, skipped, over } = await choose(round, found);
  const open = new Map<string, Discovered>(
    [...over, ...picked.map(([one]) => one)].map((one) => [one.url, one]),
  );
  const outcomes: RoundReport['outcomes'] = { page: 0, unchanged: 0, gone: 0, refused: 0, failed: 0 };
  let laterMs = feeds.reduce<number | null>((most, { afterMs }) => longer(most, afterMs), null);
  let throttled = false;
  const tasks = picked.map(([article, known]): PageTask => ({
    url: article.url,
    outlet,
    fetcher: polite,
    known,
    now: collector.now,
  }));
  const byUrl = new Map(picked.map(([article]) => [article.url, article]));
  const settle = async (outcome: Outcome, task: PageTask): Promise<void> => {
    outcomes[outcome.kind] += 1;
    if (outcome.kind === 'failed') {
      laterMs = longer(laterMs, outcome.afterMs);
      throttled ||= outcome.throttled;
    }
    const article = byUrl.get(task.url);
    if (article) await round.onOutcome(outcome, article);
    if (outcome.kind !== 'failed') open.delete(task.url);
  };
  await fetchPages(tasks, settle, () => !throttled && (round.goOn?.() ?? true));
  const pendingFeeds = new Set([...open.values()].map((article) => article.feed));
  return {
    feeds,
    announced: found.length,
    skipped,
    outcomes,
    pending: open.size,
    laterMs,
    feedState: nextFeedState(round.feedState, feeds, pendingFeeds),
  };
}

const longer = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);
