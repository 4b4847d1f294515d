/** Editions: what there is to tell by a filter, of a day or at once, to all or to one reader who was told something before. */
import { judgeStanding } from '../src/link/link.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Digest } from '../src/model/digest.js';
import type { Outlet } from '../src/model/outlet.js';
import type { Filter } from '../src/model/query.js';
import type { Report } from '../src/model/report.js';
import {
  composeDigest,
  reasonOf,
  renderDigest,
  sentenceCutter,
  wordsOf,
  type Aside,
  type ChangeToTell,
  type GoneQuiet,
  type Language,
  type Rendered,
} from '../src/publish/publish.js';
import type { Change, ClaimInContext, LastTold, Reader, Store, ToldVersion } from '../src/store/store.js';
import { namesOf } from './bystanders.js';
import { dayOf, ZONE } from './digest-day.js';
import { daysFrom, readClaims, readCoverage, readNear, readQuiet, readSpan } from './edition-parts.js';
import { findStrangers, spanOf } from './tell-coverage.js';

export interface Wanted {
  /** ISO day. */
  date: string;
  language: Language;
  filter: Filter;
  /** Null for an edition asked for by hand. */
  subscription: string | null;
}

/** An edition as it is sent, and what it tells of. */
export interface Edition extends Rendered {
  versions: ToldVersion[];
  /** How many incidents it tells of; those gone quiet are in no state that is new. */
  incidents: number;
  coverage: Digest['coverage'];
}

/** Who reads an edition, and what is said to that reader beside it. */
export interface ForReader extends Aside {
  recipient: string;
  /** True where an edition of the past is made again: what the reader was told since does not count. */
  again?: boolean;
}

/** Editions tell what was known at an instant: the same one gives the same edition, whatever came since. */
export interface Editor {
  /** The edition of the day alone, whoever was told what. */
  compose: (asOf: Date) => Promise<Edition>;
  /** What a reader was not told of yet, since the last edition that the reader got. */
  composeFor: (reader: ForReader, asOf: Date) => Promise<Edition>;
  hasMoreFor: (recipient: string, asOf: Date) => Promise<boolean>;
  /** What came after an instant that a reader should hear of before the day is over; null where there is nothing. */
  composeAlertFor: (reader: ForReader, since: Date, asOf: Date) => Promise<Edition | null>;
}

type Source = Pick<
  Store,
  | 'changes'
  | 'matchingEntries'
  | 'claims'
  | 'coverage'
  | 'countCoverage'
  | 'coverageOn'
  | 'readOn'
  | 'keptCoverage'
  | 'articlesAsOf'
  | 'reportsOf'
  | 'queryIncidents'
  | 'namedPeople'
  | 'complainants'
  | 'told'
  | 'lastEdition'
>;

/** Reads what all editions of a day share once. */
export function openEditor(
  store: Source,
  wanted: Wanted,
  dictionary: Dictionary,
  outlets: readonly Outlet[],
): Editor {
  const { date, filter, subscription } = wanted;
  const words = wordsOf(dictionary, wanted.language);
  const names = new Map(outlets.map(({ id, name }) => [id, name]));
  const nameOutlet = (outlet: string): string => names.get(outlet) ?? outlet;
  const cut = sentenceCutter(dictionary.grammar);
  const { deadlines } = dictionary;
  const people = once(() => namesOf(store, dictionary));
  const coverageAt = keyed((asOf) => readCoverage(store, date, outlets, asOf));
  const nearSince = keyed((asOf, from) =>
    readNear(store, spanOf(filter, outlets).outlets, { from, to: date, zone: ZONE, asOf }),
  );
  const spanSince = keyed((asOf, from) => readSpan(store, { from, to: date, zone: ZONE, asOf }));
  const strangersAt = keyed((asOf) => findStrangers(store, filter, outlets, { date, asOf }));
  const changesSince = keyed((asOf, from) => readMatching(store, filter, { from, to: date, asOf }));
  const quietSince = keyed((asOf, from) => readQuiet(store, filter, { from, to: date, asOf }, deadlines));
  const claimsSince = keyed((asOf, from) => readClaims(store, filter, { from, to: date, zone: ZONE, asOf }));

  const render = async (told: Told, aside: Aside = {}): Promise<Edition> => {
    const listed = new Set(told.changes.map(({ incident }) => incident.id));
    const quiet = told.quiet.filter(({ incident }) => !listed.has(incident.id));
    const changes = told.changes.map((change): ChangeToTell => {
      const standing = judgeStanding(change.incident, date, deadlines);
      return { ...change, standing: standing?.stalled === true && change.after !== null ? standing : null };
    });
    const links = [...changes, ...quiet].flatMap(({ incident }) => incident.links);
    const reports = byArticle(await store.reportsOf([...new Set(links.map(({ article }) => article))]));
    const manner = { reports, nameOutlet, cut, names: await people() };
    const digest = composeDigest({ ...told, date, subscription, filter, changes, quiet, ...manner }, words);
    return {
      ...renderDigest(digest, words, aside),
      versions: changes.map(({ incident, version }) => ({ incident: incident.id, version })),
      incidents: changes.length + quiet.length,
      coverage: digest.coverage,
    };
  };
  const readerOf = (recipient: string): Reader => ({ recipient, subscription: subscription ?? '' });
  const daily = async (from: string, asOf: Date): Promise<Omit<Told, 'changes'>> => ({
    kind: 'daily',
    strangers: await strangersAt(asOf, ''),
    quiet: await quietSince(asOf, from),
    claims: await claimsSince(asOf, from),
    coverage: await coverageAt(asOf, ''),
    span: await spanSince(asOf, from),
    near: await nearSince(asOf, from),
  });
  const untold = async (
    recipient: string,
    last: string | null,
    asOf: Date,
    again = false,
  ): Promise<ToldChange[]> => {
    const matching = await changesSince(asOf, last ?? date);
    return leaveOutTold(store, filter, readerOf(recipient), matching, asOf, again);
  };
  return {
    compose: async (asOf) => {
      const { changes, passes } = await changesSince(asOf, date);
      const told = changes.flatMap((change) => {
        const [is, was] = [passes(change.shown), change.earlier !== null && passes(change.earlier)];
        return is || was ? [{ ...change, left: !is }] : [];
      });
      return render({ ...(await daily(date, asOf)), changes: told });
    },
    composeFor: async ({ recipient, again, ...aside }, asOf) => {
      const last = await store.lastEdition(readerOf(recipient), date, again === true ? asOf : null);
      const changes = await untold(recipient, last, asOf, again);
      const told = await daily(last === null || last === date ? date : daysFrom(last, 1), asOf);
      const more = last === date ? { quiet: [], claims: [] } : {};
      return render({ ...told, ...more, changes }, aside);
    },
    hasMoreFor: async (recipient, asOf) => {
      const last = await store.lastEdition(readerOf(recipient), date);
      return (await untold(recipient, last, asOf)).length > 0;
    },
    composeAlertFor: async ({ recipient, again, ...aside }, since, asOf) => {
      const matching = await readMatching(store, filter, {
        from: dayOf(since),
        to: date,
        asOf,
        after: since,
      });
      const fresh = await leaveOutTold(store, filter, readerOf(recipient), matching, asOf, again === true);
      const changes = fresh.filter((change) => isUrgent(change, matching.passes));
      if (changes.length === 0) return null;
      return render({ ...AT_ONCE, changes }, aside);
    },
  };
}

/** A change as it is told to one reader, or to all. */
type ToldChange = Change & { left: boolean; last?: LastTold };

interface Told {
  kind: Digest['kind'];
  strangers: readonly string[];
  changes: readonly ToldChange[];
  quiet: readonly GoneQuiet[];
  claims: readonly ClaimInContext[];
  coverage: Digest['coverage'];
  span: Digest['span'];
  near: Digest['near'];
}

/** What an alert is beside what it tells of. */
const AT_ONCE = {
  kind: 'alert' as const,
  strangers: [],
  quiet: [],
  claims: [],
  coverage: null,
  span: null,
  near: null,
};

/** What became of incidents, and which entries of the log hold one that passes the filter. */
interface Matching {
  changes: Change[];
  passes: (entry: number) => boolean;
}

async function readMatching(
  store: Source,
  filter: Filter,
  days: { from: string; to: string; asOf: Date; after?: Date },
): Promise<Matching> {
  const changes = await store.changes({ ...days, zone: ZONE });
  const entries = changes.flatMap(({ shown, earlier }) => (earlier === null ? [shown] : [shown, earlier]));
  const passing = await store.matchingEntries(filter, entries, days.asOf);
  return { changes, passes: (entry) => passing.has(entry) };
}

/**
 * What a reader has had is told no more; what changed since then is told against that. What does not pass the filter any
 * more is told once more to whom it was told: a reader who heard of a conviction has to hear that it was taken back.
 */
async function leaveOutTold(
  store: Source,
  filter: Filter,
  reader: Reader,
  { changes, passes }: Matching,
  asOf: Date,
  again: boolean,
): Promise<ToldChange[]> {
  const ids = changes.map(({ incident }) => incident.id);
  const told = await store.told(reader, ids, again ? asOf : null);
  const versions = [...told.values()].map(({ version }) => version);
  const passed = await store.matchingEntries(filter, versions, asOf);
  return changes.flatMap((change): ToldChange[] => {
    const last = told.get(change.incident.id);
    const left = !passes(change.shown);
    if (left && (last === undefined || !passed.has(last.version))) return [];
    if (last === undefined) return [{ ...change, left }];
    if (last.version >= change.version) return [];
    const reason = change.reason === 'new' ? ('changed' as const) : change.reason;
    return [{ ...change, left, last, reason, before: last.summary ?? change.before }];
  });
}

/** New, gone further, taken back, or come within the filter; that it is told of once more can wait for the edition. */
function isUrgent(change: ToldChange, passes: (entry: number) => boolean): boolean {
  if (change.after === null && change.last === undefined) return false;
  const came = change.last === undefined && (change.earlier === null || !passes(change.earlier));
  return came || reasonOf(change) !== 'changed';
}

function byArticle(reports: Awaited<ReturnType<Source['reportsOf']>>): Map<string, Report[]> {
  const found = new Map<string, Report[]>();
  for (const { article, report } of reports)
    found.set(article.id, [...(found.get(article.id) ?? []), report]);
  return found;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

/** Made once for each instant and day; nothing else tells the editions of a subscription apart. */
function keyed<T>(make: (asOf: Date, from: string) => Promise<T>): (asOf: Date, from: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (asOf, from) => {
    const key = `${asOf.toISOString()} ${from}`;
    const known = made.get(key) ?? make(asOf, from);
    made.set(key, known);
    return known;
  };
}
