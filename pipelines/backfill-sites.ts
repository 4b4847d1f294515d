/** Backfill from sites: what an outlet's archive lists goes onto the frontier, and is fetched with the crawler's manners. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  ArchiveCursor,
  beginArchive,
  listArchive,
  sitemapsToTry,
  withManners,
  type ArchiveFeed,
  type ArchiveWanted,
} from '../src/collect/collect.js';
import type { Log } from '../src/run/run.js';
import type { Store } from '../src/store/store.js';
import { describeTime } from './backfill-progress.js';
import { sourceId, type SiteSource } from './backfill-sources.js';
import type { DirectWalk } from './carry.js';
import { emptyReport, fetchWaiting, type Keeper, type Visit } from './crawl.js';
import type { OpenCollector } from './wire-collector.js';
import { wireFrontier } from './wire-frontier.js';

/** What became of one archive. */
export interface SiteReport {
  /** Addresses that the archive named in this run. */
  listed: number;
  /** Pages that were fetched in this run. */
  fetched: number;
  /** Sitemaps that could not be read; the others were. */
  lost: number;
  /** False when the archive, or pages of it, are left for another run; `reason` says why. */
  done: boolean;
  reason: string | null;
}

export interface SiteRun {
  store: Store;
  collector: OpenCollector;
  keeper: Keeper | null;
  walk: DirectWalk;
  log: Log;
  tell: (line: string) => void;
}

const State = z.object({ cursor: ArchiveCursor.nullable() });
// A longer pause ends the run; another one goes on where it was.
const LONGEST_PAUSE_MS = 120_000;

/** Reads an archive to its end, or as far as the site lets us. */
export async function readSite(
  site: SiteSource,
  wanted: ArchiveWanted,
  again: boolean,
  run: SiteRun,
): Promise<SiteReport> {
  const { outlet, kind, url } = site;
  const { store, collector } = run;
  const feed: ArchiveFeed = { kind, url: url ?? outlet.home };
  const id = sourceId(site, wanted);
  const name = `${kind}:${outlet.id}`;
  const frontier = wireFrontier(store);
  const visit: Visit = {
    outlet,
    collector,
    frontier,
    keeper: run.keeper,
    adaptive: false,
    log: run.log,
    goOn: () => collector.goOn(),
    found: (page) => run.walk.emit('read', [page]),
  };
  const polite = withManners({ outlet, ...collector });
  const report: SiteReport = { listed: 0, fetched: 0, lost: 0, done: false, reason: null };
  const before = State.safeParse(await store.backfill(id));
  let cursor: ArchiveCursor | null | undefined = before.success && !again ? before.data.cursor : undefined;
  while (collector.goOn()) {
    try {
      if (cursor === undefined) cursor = await begin(site, collector);
      if (cursor !== null) {
        const step = await listArchive(feed, cursor, wanted, polite);
        await frontier.announce(outlet, step.found);
        report.listed += step.found.length;
        report.lost += step.lost === null ? 0 : 1;
        if (step.lost !== null) run.tell(`pantau backfill: ${name}: left out: ${step.lost}`);
        cursor = step.next;
        await store.saveBackfill(id, name, { cursor }, new Date());
      }
    } catch (error) {
      report.reason = (error as Error).message;
      return report;
    }
    const paused = await fetchAll(visit, polite, report);
    await run.walk.run(['read', 'extract']);
    run.tell(`pantau backfill: ${describe(name, cursor, report, outlet.manners.delayMs)}`);
    if (paused !== null && paused > LONGEST_PAUSE_MS) {
      report.reason = `${outlet.id} asked for a pause of ${describeTime(paused / 1000)}`;
      return report;
    }
    if (paused !== null) await sleep(paused);
    else if (cursor === null) {
      report.done = true;
      break;
    }
  }
  return report;
}

/** Where the listing of an archive begins; where its sitemaps stand is asked of the site unless that is known. */
async function begin({ kind, outlet, url }: SiteSource, collector: OpenCollector): Promise<ArchiveCursor> {
  if (kind === 'wordpress') return beginArchive();
  if (url !== null) return beginArchive([url]);
  const { urls, isGuess } = await sitemapsToTry(outlet, collector);
  return beginArchive(urls, isGuess);
}

/** Fetches all that waits, round by round; gives the pause that the outlet asked for. */
async function fetchAll(
  visit: Visit,
  polite: ReturnType<typeof withManners>,
  report: SiteReport,
): Promise<number | null> {
  while (visit.goOn()) {
    const round = emptyReport();
    const memory = await visit.frontier.recall(visit.outlet.id);
    const paused = await fetchWaiting(visit, polite, memory, round);
    report.fetched += round.outcomes.page;
    const dealtWith = Object.values(round.outcomes).reduce((sum, one) => sum + one, 0);
    if (paused !== null || dealtWith === 0) return paused;
  }
  return null;
}

/** `wordpress:x: 3 of 12 pages of its archive, 214 fetched, about 2 h 5 min left`, by the pauses alone. */
function describe(name: string, cursor: ArchiveCursor | null, report: SiteReport, delayMs: number): string {
  if (cursor === null) return `${name}: listed to its end, ${report.fetched} pages fetched`;
  const { read, of } = cursor;
  const perPage = report.listed / Math.max(1, read);
  const left =
    of === null ? '' : `, at least ${describeTime(((of - read) * (perPage + 1) * delayMs) / 1000)} left`;
  return `${name}: ${read} of ${of ?? 'unknown'} pages of its archive, ${report.fetched} pages fetched${left}`;
}
