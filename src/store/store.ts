/** Door of the store: everything that is kept between runs, in PostgreSQL or in a folder of its own. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Article } from '../model/article.js';
import type { CoverageDay } from '../model/coverage.js';
import type { Incident } from '../model/incident.js';
import type { Page } from '../model/page.js';
import type { Query } from '../model/query.js';
import type { Extraction } from '../model/report.js';
import { withRetries } from './again.js';
import { listArticles, listVersions, saveArticles, type ArticleVersion, type Saved } from './articles.js';
import * as versions from './extraction-versions.js';
import { findBackfill, saveBackfill } from './backfills.js';
import { findIncidentAsOf } from './as-of.js';
import { atOneTime, datasetCalls, type DatasetCalls } from './dataset.js';
import { editionCalls, type EditionCalls } from './editions.js';
import { historyCalls, type HistoryCalls } from './history.js';
import type { Connection, PoolOptions } from './connection.js';
import * as frontier from './frontier.js';
import * as hosts from './hosts.js';
import * as coverage from './coverage.js';
import { findIncident, saveIncidents, type IncidentsToSave, type SavedIncidents } from './incidents.js';
import * as ledger from './ledger.js';
import { migrate } from './migrate.js';
import { connect, type StoreOptions } from './open-connection.js';
import { findKnownPage, listPages, savePages, type KnownPage } from './pages.js';
import { findIncidents, type Found } from './query-incidents.js';
import { readerCalls, type ReaderCalls } from './readers.js';
import * as read from './read-reports.js';
import * as reports from './reports.js';
import { listReleases } from './releases.js';
import { reviewCalls, type ReviewCalls } from './review-calls.js';
import type { Tables } from './tables.js';
import { listTombstones, type ReadPeople } from './tombstones.js';
import { listReportsToLink, type ReportsToLink } from './waiting.js';

export type { ArticleVersion, Saved } from './articles.js';
export type { Decision, ReviewStanding } from './reviews.js';
export type { Run, RunToBegin } from './runs.js';
export type { Seen } from './seen.js';
export type { Summary } from './changes.js';
export type { Change, Days } from './editions.js';
export type { PoolOptions } from './connection.js';
export type { StoreOptions } from './open-connection.js';
export type { CoverageCounts, CoverageSpan, VisitToNote } from './coverage.js';
export type { ClaimInContext, ClaimPlace, DatasetCalls, DatasetPart } from './dataset.js';
export type { DatasetState, Ending, NamedPerson } from './dataset.js';
export type { DueUrl, FinishedUrl, KnownUrl, NewUrl, UrlState } from './frontier.js';
export type { IncidentsToSave, SavedIncidents } from './incidents.js';
export type { Begun, DeliveryToBegin, Failure, SetAside } from './ledger.js';
export type { Following, LastTold, Reader, ToldVersion } from './readers.js';
export type { KnownPage } from './pages.js';
export type { Found } from './query-incidents.js';
export type { ReadPeople } from './tombstones.js';
export type { Sighting } from './veil.js';
export type { Erasure } from './erase.js';
export type { ExtractionRun, ExtractionToSave, Replaced } from './extraction-versions.js';
export { inheritReports } from './inherit-reports.js';
export type { ReportInContext } from './read-reports.js';
export type { SavedExtractions } from './reports.js';
export type { ReportsToLink, ReportToLink } from './waiting.js';
export type { Pool } from 'pg';

/** What may be asked in one state of the database. */
export type AtOneTime = DatasetCalls & Pick<Store, 'coverage' | 'tombstones' | 'releases'>;

/** All functions may be called again with the same and change nothing the second time. */
export interface Store
  extends DatasetCalls, EditionCalls, HistoryCalls, ReviewCalls, ReaderCalls, ledger.LedgerCalls {
  /** server: PostgreSQL by address; holder: this process has the folder; guest: another process has it. */
  readonly role: Connection['role'];
  /** Where the database is, for messages; without password. */
  readonly place: string;
  /** Connections to the tables of the store. */
  readonly pool: pg.Pool;
  /**
   * Opens further connections, such as `openPool({ searchPath: 'bullmq', max: 20 })` for the queue, which keeps one
   * connection for each worker. A transaction on one of them makes all others of an embedded database wait, so never
   * wait inside a transaction for something that another connection has to do. Closed by `close`.
   */
  openPool(options?: PoolOptions): pg.Pool;
  close(): Promise<void>;
  /** Has people of pages and articles told apart from then on, so that who is no erased person keeps a shared word. */
  readPeopleBy(readPeople: ReadPeople): void;

  /** Stores a page; false when it stands there already. */
  savePage(page: Page): Promise<boolean>;
  /** Stores pages together; gives the ids of those that did not stand there already. */
  savePages(pages: readonly Page[]): Promise<Set<string>>;
  /** Pages by id, in the order of the ids; those not there are left out. */
  pages(ids: readonly string[]): Promise<Page[]>;
  /** What a conditional request needs; null when the address was never fetched. */
  knownPage(url: string): Promise<KnownPage | null>;

  /** Stores articles; tells of each whether it is new or other than before. */
  saveArticles(articles: readonly Article[], now: Date): Promise<Saved[]>;
  /** Articles by id, in the order of the ids; those not there are left out. */
  articles(ids: readonly string[]): Promise<Article[]>;
  /** All that an article said, before and after it was revised; the oldest version first. */
  articleVersions(id: string): Promise<ArticleVersion[]>;

  /** Stores extractions of stored articles, replacing all reports of each; see saveExtractions of reports.ts. */
  saveExtractions(
    items: readonly versions.ExtractionToSave[],
    now: Date,
    run?: versions.ExtractionRun | null,
  ): Promise<reports.SavedExtractions>;
  extraction(article: string): Promise<Extraction | null>;
  /** Reports of some articles. */
  reportsOf(articles: readonly string[]): Promise<read.ReportInContext[]>;
  /** Reports that have one of the block keys, those that share a key with them, and so on. */
  reportsInBlocks(keys: readonly string[]): Promise<read.ReportInContext[]>;

  /** Reports that wait to be linked since they were stored, with all that they may meet; null when none waits. */
  reportsToLink(most: number): Promise<ReportsToLink | null>;

  /**
   * Puts incidents in the place of all those that hold any of the reports.
   * @throws TryLater when reports came or went since they were read
   */
  saveIncidents(toSave: IncidentsToSave): Promise<SavedIncidents>;
  queryIncidents(query: Query, asOf?: Date | null): Promise<Found>;
  /** Reads the dataset and its coverage in one state, whatever is written meanwhile; is not made again when it fails. */
  atOneTime<T>(read: (calls: AtOneTime) => Promise<T>): Promise<T>;
  incident(id: string, asOf?: Date | null): Promise<Incident | null>;
  /** Reports of an incident with their articles. */
  reportsOfIncident(id: string): Promise<read.ReportInContext[]>;

  /** Notes how a visit to an outlet went. */
  noteVisit(visit: coverage.VisitToNote): Promise<void>;
  /** Brings coverage up to date with visits, articles and extractions; days are those of the zone. */
  settleCoverage(zone: string, now: Date): Promise<void>;
  /** Settled days of outlets, in the order of outlet and day. */
  coverage(span: coverage.CoverageSpan): Promise<CoverageDay[]>;
  /** What was read in a span, as settled: the denominator of what was found in it. */
  countCoverage(span: coverage.CoverageSpan): Promise<coverage.CoverageCounts>;

  /** Adds addresses that are not known yet, due at once; gives those that are new. */
  addUrls(urls: readonly frontier.NewUrl[], now: Date): Promise<string[]>;
  /** Takes addresses that are due and lends them for a time. */
  takeDueUrls(outlet: string, count: number, leaseMs: number, now: Date): Promise<frontier.DueUrl[]>;
  finishUrl(finished: frontier.FinishedUrl, now: Date): Promise<void>;
  failUrl(failed: { url: string; outlet: string; error: string; afterMs: number }, now: Date): Promise<void>;
  knownUrls(urls: readonly string[]): Promise<frontier.KnownUrl[]>;
  /** Has the pages of some articles looked at again in time: after a day, some days, and a month. */
  lookAgain(articles: readonly string[], now: Date): Promise<void>;
  /** What was kept about an outlet, such as the memory of its feeds; plain JSON, null when nothing was. */
  outletState(outlet: string): Promise<unknown>;
  saveOutletState(outlet: string, doc: unknown, now: Date): Promise<void>;

  /** Takes the next turn at a host, for all processes; called twice, two turns are taken. */
  takeTurn(host: string, delayMs: number, patienceMs: number): Promise<hosts.Turn>;
  /** Nobody gets a turn at the host for so long. */
  holdHost(host: string, ms: number): Promise<void>;
  /** What a host said to robots, kept for all processes; null where it has to be asked. */
  robots(origin: string): Promise<hosts.SavedRobots | null>;
  saveRobots(origin: string, doc: unknown, ms: number): Promise<void>;
  /** Saves it only where nothing is known; tells whether it did. Not to be called again: the second time it is known. */
  claimRobots(origin: string, doc: unknown, ms: number): Promise<boolean>;

  /** How far a source was backfilled; plain JSON, null when it never was. */
  backfill(id: string): Promise<unknown>;
  saveBackfill(id: string, source: string, doc: unknown, now: Date): Promise<void>;

  /** Keeps what cannot be used, with the reason. */
  quarantine(kind: string, id: string, reason: string, now: Date): Promise<void>;
  quarantined(): Promise<(ledger.SetAside & { at: string })[]>;
}

/** Counts (int8) as numbers, days (date) and instants (timestamptz) as ISO strings, in whatever zone the process runs. */
const READERS = new Map<number, (text: string) => unknown>([
  [20, Number],
  [1082, (day) => day],
  [1184, (time) => new Date(time).toISOString()],
]);
const TYPES = {
  getTypeParser: (id: number, format?: string) =>
    (format === 'binary' ? undefined : READERS.get(id)) ??
    (pg.types.getTypeParser as (id: number, format?: string) => (text: string) => unknown)(id, format),
} as pg.CustomTypesConfig;

/**
 * Opens the database and brings its tables up to date.
 * @throws Halt when it does not answer, or another process holds the folder and cannot be reached
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const connection = await connect(options);
  try {
    const pool = connection.openPool({ types: TYPES });
    const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    await migrate(database, connection.place);
    return assemble(connection, pool, database);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

type Calls = Omit<
  Store,
  | 'role'
  | 'place'
  | 'pool'
  | 'openPool'
  | 'close'
  | 'readPeopleBy'
  | 'atOneTime'
  | keyof DatasetCalls
  | keyof EditionCalls
  | keyof HistoryCalls
  | keyof ReviewCalls
  | keyof ReaderCalls
  | keyof ledger.LedgerCalls
>;

function assemble(connection: Connection, pool: pg.Pool, db: Kysely<Tables>): Store {
  const { place } = connection;
  let people: ReadPeople | null = null;
  const calls: Calls = {
    savePage: async (page) => (await savePages(db, [page], people)).size > 0,
    savePages: (pages) => savePages(db, pages, people),
    pages: (ids) => listPages(db, ids),
    knownPage: (url) => findKnownPage(db, url),
    saveArticles: (articles, now) => saveArticles(db, articles, now, people),
    articles: (ids) => listArticles(db, ids),
    articleVersions: (id) => listVersions(db, id),
    saveExtractions: (items, now, run = null) => reports.saveExtractions(db, items, now, run),
    extraction: (article) => read.findExtraction(db, article),
    reportsOf: (articles) => read.listReportsOf(db, articles),
    reportsInBlocks: (keys) => read.listReportsInBlocks(db, keys),
    reportsToLink: (most) => listReportsToLink(db, most),
    saveIncidents: (toSave) => saveIncidents(db, toSave),
    queryIncidents: (query, asOf = null) => findIncidents(db, query, asOf),
    incident: (id, asOf = null) => (asOf === null ? findIncident(db, id) : findIncidentAsOf(db, id, asOf)),
    reportsOfIncident: (id) => read.listReportsOfIncident(db, id),
    noteVisit: (visit) => coverage.noteVisit(db, visit),
    settleCoverage: (zone, now) => coverage.settleCoverage(db, zone, now),
    coverage: (span) => coverage.listCoverage(db, span),
    countCoverage: (span) => coverage.countCoverage(db, span),
    addUrls: (urls, now) => frontier.addUrls(db, urls, now),
    takeDueUrls: (outlet, count, leaseMs, now) => frontier.takeDueUrls(db, outlet, count, leaseMs, now),
    finishUrl: (finished, now) => frontier.finishUrl(db, finished, now),
    failUrl: (failed, now) => frontier.failUrl(db, failed, now),
    knownUrls: (urls) => frontier.listUrls(db, urls),
    lookAgain: (articles, now) => frontier.lookAgain(db, articles, now),
    outletState: (outlet) => frontier.findOutletState(db, outlet),
    saveOutletState: (outlet, doc, now) => frontier.saveOutletState(db, outlet, doc, now),
    takeTurn: (host, delayMs, patienceMs) => hosts.takeTurn(db, host, delayMs, patienceMs),
    holdHost: (host, ms) => hosts.holdHost(db, host, ms),
    robots: (origin) => hosts.findRobots(db, origin),
    saveRobots: (origin, doc, ms) => hosts.saveRobots(db, origin, doc, ms),
    claimRobots: (origin, doc, ms) => hosts.claimRobots(db, origin, doc, ms),
    backfill: (id) => findBackfill(db, id),
    saveBackfill: (id, source, doc, now) => saveBackfill(db, id, source, doc, now),
    quarantine: (kind, id, reason, now) => ledger.setAside(db, { kind, id, reason }, now),
    quarantined: () => ledger.listSetAside(db),
  };
  return {
    get role() {
      return connection.role;
    },
    place,
    pool,
    openPool: (options) => connection.openPool(options),
    close: () => connection.close(),
    readPeopleBy: (readPeople) => {
      people = readPeople;
    },
    atOneTime: (ask) =>
      atOneTime(db, (dataset, one) =>
        ask({
          ...dataset,
          coverage: (span) => coverage.listCoverage(one, span),
          tombstones: () => listTombstones(one),
          releases: () => listReleases(one),
        }),
      ),
    ...withRetries(place, {
      ...calls,
      ...datasetCalls(db),
      ...editionCalls(db),
      ...historyCalls(db),
      ...reviewCalls(db),
      ...readerCalls(db),
      ...ledger.ledgerCalls(db),
    }),
  };
}
