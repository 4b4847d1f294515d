/** Crawl: one visit to an outlet: what its feeds announce goes onto the frontier, what waits there is fetched. */
import type {
  Collector,
  Discovered,
  FeedReport,
  FeedState,
  KnownPage,
  Outcome,
  PageTask,
  Rhythm,
} from '../src/collect/collect.js';
import { fetchPages, isTimeToAsk, learnRhythm, nightLeftMs, withManners } from '../src/collect/collect.js';
import type { Exchange } from '../src/model/exchange.js';
import type { Outlet } from '../src/model/outlet.js';
import type { Page } from '../src/model/page.js';
import { furtherPages } from '../src/read/read.js';
import type { Log } from '../src/run/run.js';
import { followFeeds, type Searched } from './follow-feeds.js';

/** What is remembered of an outlet between two visits. */
export interface OutletMemory {
  feeds: FeedState;
  /** ISO time before which the outlet asked not to be visited. */
  notBefore: string | null;
  /** Visits in a row that ended in throttling. */
  throttled: number;
  /** Feeds that were looked for on the front page. */
  searched: Searched | null;
  /** How often its feeds bring something new. */
  rhythm: Rhythm | null;
}

/** An address that waits to be fetched. */
export interface Waiting {
  url: string;
  /** What is known of the page from an earlier visit, so that it is only fetched when it changed. */
  known: FetchedBefore | null;
}

/** A page of an earlier visit. */
export interface FetchedBefore extends KnownPage {
  id: string;
  /** Where an archive keeps it, if one does: its address, its time, its reference. */
  kept: { url: string; fetched: string; capture: string } | null;
}

/** Keeps what was fetched as it came over the wire; each call gives the capture reference. */
export interface Keeper {
  keepPage(exchange: Exchange, page: Page): Promise<string>;
  keepUnchanged(exchange: Exchange, outlet: string, before: FetchedBefore): Promise<void>;
}

/** Addresses that were announced, each with what became of it; lives in the database, so that no kill loses one. */
export interface Frontier {
  recall(outlet: string): Promise<OutletMemory>;
  /**
   * Takes up what feeds announced; what is known already waits again only where it changed since it was fetched.
   * @returns how many addresses are new
   */
  announce(outlet: Outlet, found: readonly Discovered[]): Promise<number>;
  remember(outlet: string, memory: OutletMemory): Promise<void>;
  /** Takes some addresses whose time has come. */
  take(outlet: string, most: number): Promise<Waiting[]>;
  savePage(page: Page): Promise<void>;
  settle(outlet: string, url: string, outcome: Outcome): Promise<void>;
}

export interface Visit {
  outlet: Outlet;
  collector: Collector;
  frontier: Frontier;
  /** Hands a stored page on to be read. */
  found: (page: string) => Promise<void>;
  /** Asked before each page; once it says no, the rest keeps waiting on the frontier. */
  goOn: () => boolean;
  /** Null where nothing is archived. */
  keeper: Keeper | null;
  /** True where feeds are asked in the outlet's own rhythm, false where they are asked at each visit. */
  adaptive: boolean;
  log: Log;
}

/** What a visit came to. */
export interface VisitReport {
  /** False when the outlet had asked for a pause. */
  visited: boolean;
  announced: number;
  feeds: { answered: number; empty: number; failed: number };
  /** What went wrong with feeds and pages, counted by class, such as `feed: unreachable` or `page: robots`. */
  errors: Record<string, number>;
  outcomes: Record<Outcome['kind'], number>;
}

export const emptyReport = (): VisitReport => ({
  visited: false,
  announced: 0,
  feeds: { answered: 0, empty: 0, failed: 0 },
  errors: {},
  outcomes: { page: 0, unchanged: 0, gone: 0, refused: 0, failed: 0 },
});

// Addresses are taken a few at a time, so that a kill leaves few of them on loan.
const PORTION = 5;
// A host that fails so often in a row is down: the rest waits for another visit.
const MOST_FAILURES = 3;

/** Visits one outlet. Trouble of the site is remembered for the next visit; it is no error. */
export async function visitOutlet(asked: Visit): Promise<VisitReport> {
  const { outlet, frontier, collector, log } = asked;
  const isDay = (): boolean => nightLeftMs(outlet, collector.now()) === 0;
  const visit: Visit = { ...asked, goOn: () => asked.goOn() && isDay() };
  const report = emptyReport();
  const memory = await frontier.recall(outlet.id);
  const now = collector.now();
  const { notBefore } = memory;
  if (!isDay() || (notBefore !== null && Date.parse(notBefore) > now.getTime())) {
    log.info(
      { outlet: outlet.id, notBefore },
      'not visited: it asked for a pause, or is left alone at night',
    );
    return report;
  }
  const polite = withManners({ outlet, ...collector, attempt: memory.throttled });
  const isDue = !visit.adaptive || isTimeToAsk(memory.rhythm, now);
  const met = isDue ? await askFeeds(visit, memory, polite, report) : memory;
  if (met.notBefore === null || !isDue) await fetchWaiting(visit, polite, met, report);
  // Where no feed was asked and nothing waited, there was no visit to speak of.
  report.visited = isDue || Object.values(report.outcomes).some((count) => count > 0);
  log.info({ outlet: outlet.id, announced: report.announced, ...report.outcomes }, 'visited');
  return report;
}

/** Asks the feeds what is new and puts it onto the frontier; gives what is remembered from then on. */
async function askFeeds(
  visit: Visit,
  memory: OutletMemory,
  polite: ReturnType<typeof withManners>,
  report: VisitReport,
): Promise<OutletMemory> {
  const { outlet, frontier, collector } = visit;
  const { found, feeds, searched } = await followFeeds(visit, memory, polite);
  for (const feed of feeds) countFeed(visit, report, feed);
  report.announced = found.length;
  const pause = feeds.reduce((most, { afterMs }) => Math.max(most, afterMs ?? 0), 0);
  // The addresses come first: a feed that is not remembered yet is only asked once more.
  const fresh = await frontier.announce(outlet, found);
  const answered = feeds.some(({ outcome }) => outcome !== 'failed');
  const now = collector.now();
  const met: OutletMemory = {
    ...memory,
    searched,
    feeds: remembered(memory.feeds, feeds),
    notBefore: later(now.getTime(), pause),
    rhythm: answered ? learnRhythm(memory.rhythm, fresh, now) : memory.rhythm,
  };
  await frontier.remember(outlet.id, met);
  return met;
}

function countFeed({ outlet, log }: Visit, report: VisitReport, answer: FeedReport): void {
  const { feed, outcome, found, reason, trouble } = answer;
  if (outcome === 'failed') {
    report.feeds.failed += 1;
    countError(report, `feed: ${trouble ?? 'other'}`);
    log.warn({ outlet: outlet.id, feed, reason }, 'feed failed');
  } else if (outcome === 'read' && found === 0) report.feeds.empty += 1;
  else report.feeds.answered += 1;
}

function countError({ errors }: VisitReport, name: string): void {
  errors[name] = (errors[name] ?? 0) + 1;
}

/** A feed that failed keeps its old memory; the others move on, since the frontier holds what they announced. */
function remembered(before: FeedState, feeds: readonly FeedReport[]): FeedState {
  const answered = feeds.filter(({ outcome }) => outcome !== 'failed');
  return { ...before, ...Object.fromEntries(answered.map(({ feed, memory }) => [feed, memory])) };
}

function later(now: number, ms: number): string | null {
  return ms === 0 ? null : new Date(now + ms).toISOString();
}

/**
 * Fetches what waits on the frontier and is due, no more than the outlet's manners allow in one round.
 * @returns milliseconds for which the outlet asked to pause; null when it did not
 */
export async function fetchWaiting(
  visit: Visit,
  polite: ReturnType<typeof withManners>,
  memory: OutletMemory,
  report: VisitReport,
): Promise<number | null> {
  const { outlet, frontier, collector } = visit;
  let throttledMs: number | null = null;
  let failures = 0;
  const goOn = (): boolean => throttledMs === null && failures < MOST_FAILURES && visit.goOn();
  let left = outlet.manners.maxPerRun;
  while (left > 0 && goOn()) {
    const waiting = await frontier.take(outlet.id, Math.min(left, PORTION));
    if (waiting.length === 0) break;
    left -= waiting.length;
    const known = new Map(waiting.map((one) => [one.url, one.known]));
    const tasks = waiting.map(({ url, known }): PageTask => ({
      url,
      outlet,
      fetcher: polite,
      known,
      now: collector.now,
    }));
    const settle = async (first: Outcome, task: PageTask): Promise<void> => {
      const { url } = task;
      const outcome = await withFurther(visit, first, task);
      if (outcome === null) return;
      report.outcomes[outcome.kind] += 1;
      failures = outcome.kind === 'failed' ? failures + 1 : 0;
      if (outcome.kind === 'refused') countError(report, `page: ${outcome.reason}`);
      if (outcome.kind === 'failed')
        countError(report, outcome.throttled ? 'page: throttled' : 'page: unreachable');
      if (outcome.kind === 'failed' && outcome.throttled) throttledMs = outcome.afterMs;
      await handOn(visit, url, outcome, known.get(url) ?? null);
    };
    await fetchPages(tasks, settle, goOn);
  }
  if (throttledMs === null && memory.throttled === 0) return null;
  await frontier.remember(outlet.id, {
    ...memory,
    throttled: throttledMs === null ? 0 : memory.throttled + 1,
    notBefore: later(collector.now().getTime(), throttledMs ?? 0),
  });
  return throttledMs;
}

/**
 * Fetches the further pages of an article that is cut into several, and stores them before the first: so a first page
 * that is stored has all that could be fetched of the rest.
 * @returns what became of the article; null when the visit ended before
 */
async function withFurther(visit: Visit, outcome: Outcome, task: PageTask): Promise<Outcome | null> {
  const addresses = outcome.kind === 'page' ? furtherPages(outcome.page.html, outcome.page.url) : [];
  let failed: Outcome | null = null;
  let met = 0;
  const tasks = addresses.map((url): PageTask => ({ ...task, url, known: null }));
  const keep = async (one: Outcome): Promise<void> => {
    met += 1;
    if (one.kind === 'failed') failed ??= { ...one, url: task.url };
    if (one.kind !== 'page') return;
    const capture = (await visit.keeper?.keepPage(one.exchange, one.page)) ?? null;
    await visit.frontier.savePage({ ...one.page, capture });
  };
  if (tasks.length > 0) await fetchPages(tasks, keep, () => failed === null && visit.goOn());
  if (failed !== null) return failed;
  return met < tasks.length ? null : outcome;
}

/**
 * Archives and stores the page, hands it on, and only then crosses its address off: a kill in between repeats a step, and loses
 * none. So an unchanged page is handed on too: it may be one that was stored just before a kill.
 */
async function handOn(
  visit: Visit,
  url: string,
  outcome: Outcome,
  known: FetchedBefore | null,
): Promise<void> {
  const { outlet, frontier, keeper } = visit;
  if (outcome.kind === 'page') {
    const { exchange, page } = outcome;
    const capture = keeper === null ? null : await keeper.keepPage(exchange, page);
    await frontier.savePage({ ...page, capture });
    await visit.found(page.id);
  }
  if (outcome.kind === 'unchanged' && known !== null) {
    await keeper?.keepUnchanged(outcome.exchange, outlet.id, known);
    await visit.found(known.id);
  }
  if (outcome.kind === 'refused' || outcome.kind === 'failed')
    visit.log.debug({ outlet: outlet.id, url, reason: outcome.message }, outcome.kind);
  await frontier.settle(outlet.id, url, outcome);
}
