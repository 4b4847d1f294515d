/** Crawl: one visit to an outlet: what its feeds announce goes onto the frontier, what waits there is fetched. */
import type {
  Collector,
  Discovered,
  FeedReport,
  FeedState,
  KnownPage,
  Outcome,
  PageTask,
} from '../src/collect/collect.js';
import { discover, fetchPages, withManners } from '../src/collect/collect.js';
import type { Outlet } from '../src/model/outlet.js';
import type { Page } from '../src/model/page.js';
import type { Log } from '../src/run/run.js';

/** What is remembered of an outlet between two visits. */
export interface OutletMemory {
  feeds: FeedState;
  /** ISO time before which the outlet asked not to be visited. */
  notBefore: string | null;
  /** Visits in a row that ended in throttling. */
  throttled: number;
}

/** An address that waits to be fetched. */
export interface Waiting {
  url: string;
  /** What is known of the page from an earlier visit, so that it is only fetched when it changed. */
  known: KnownPage | null;
  /** A page of this address that was stored but not handed on before the process ended. */
  page: string | null;
}

/** Addresses that were announced, each with what became of it; lives in the database, so that no kill loses one. */
export interface Frontier {
  recall(outlet: string): Promise<OutletMemory>;
  /** Takes up what feeds announced, and remembers the feeds, in one transaction. */
  announce(outlet: string, found: readonly Discovered[], memory: OutletMemory): Promise<void>;
  remember(outlet: string, memory: OutletMemory): Promise<void>;
  /** Addresses whose time has come, oldest first. */
  next(outlet: string, most: number): Promise<Waiting[]>;
  savePage(page: Page): Promise<void>;
  settle(outlet: string, outcome: Outcome): Promise<void>;
}

export interface Visit {
  outlet: Outlet;
  collector: Collector;
  frontier: Frontier;
  /** Hands a stored page on to be read. */
  found: (page: string) => Promise<void>;
  /** Asked before each page; once it says no, the rest keeps waiting on the frontier. */
  goOn: () => boolean;
  log: Log;
}

/** What a visit came to. */
export interface VisitReport {
  announced: number;
  outcomes: Record<Outcome['kind'], number>;
}

/** Visits one outlet. Trouble of the site is remembered for the next visit; it is no error. */
export async function visitOutlet(visit: Visit): Promise<VisitReport> {
  const report: VisitReport = {
    announced: 0,
    outcomes: { page: 0, unchanged: 0, gone: 0, refused: 0, failed: 0 },
  };
  const { outlet, frontier, collector, log } = visit;
  const memory = await frontier.recall(outlet.id);
  const now = collector.now().getTime();
  if (memory.notBefore !== null && Date.parse(memory.notBefore) > now) {
    log.info({ outlet: outlet.id, notBefore: memory.notBefore }, 'not visited: it asked for a pause');
    return report;
  }
  const polite = withManners({ outlet, ...collector, attempt: memory.throttled });
  const { found, feeds } = await discover(outlet, memory.feeds, polite);
  for (const { feed, outcome, reason } of feeds)
    if (outcome === 'failed') log.warn({ outlet: outlet.id, feed, reason }, 'feed failed');
  report.announced = found.length;
  const asked = feeds.reduce((most, { afterMs }) => Math.max(most, afterMs ?? 0), 0);
  const met: OutletMemory = {
    ...memory,
    feeds: remembered(memory.feeds, feeds),
    notBefore: later(now, asked),
  };
  await frontier.announce(outlet.id, found, met);
  if (asked === 0) await fetchWaiting(visit, polite, met, report);
  log.info({ outlet: outlet.id, announced: report.announced, ...report.outcomes }, 'visited');
  return report;
}

/** A feed that failed keeps its old memory; the others move on, since the frontier holds what they announced. */
function remembered(before: FeedState, feeds: readonly FeedReport[]): FeedState {
  return { ...before, ...Object.fromEntries(feeds.map(({ feed, memory }) => [feed, memory])) };
}

function later(now: number, ms: number): string | null {
  return ms === 0 ? null : new Date(now + ms).toISOString();
}

async function fetchWaiting(
  visit: Visit,
  polite: ReturnType<typeof withManners>,
  memory: OutletMemory,
  report: VisitReport,
): Promise<void> {
  const { outlet, frontier, collector, found } = visit;
  const waiting = await frontier.next(outlet.id, outlet.manners.maxPerRun);
  const tasks: PageTask[] = [];
  for (const { url, known, page } of waiting) {
    if (page === null) tasks.push({ url, outlet, fetcher: polite, known, now: collector.now });
    else {
      await found(page);
      await frontier.settle(outlet.id, { kind: 'unchanged', url });
    }
  }
  let throttledMs: number | null = null;
  const settle = async (outcome: Outcome, { url }: PageTask): Promise<void> => {
    report.outcomes[outcome.kind] += 1;
    if (outcome.kind === 'page') {
      await frontier.savePage(outcome.page);
      await found(outcome.page.id);
    }
    if (outcome.kind === 'failed' && outcome.throttled) throttledMs = outcome.afterMs;
    if (outcome.kind === 'refused' || outcome.kind === 'failed')
      visit.log.debug({ outlet: outlet.id, url, reason: outcome.message }, outcome.kind);
    await frontier.settle(outlet.id, { ...outcome, url });
  };
  await fetchPages(tasks, settle, () => throttledMs === null && visit.goOn());
  const throttled = throttledMs === null ? 0 : memory.throttled + 1;
  if (throttled !== memory.throttled || throttledMs !== null)
    await frontier.remember(outlet.id, {
      ...memory,
      throttled,
      notBefore: later(collector.now().getTime(), throttledMs ?? 0),
    });
}
