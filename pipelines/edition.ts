/** Editions: what there is to tell of a day by a filter, to all or to one reader who was told something before. */
import type { Dictionary } from '../src/model/dictionary.js';
import type { Digest } from '../src/model/digest.js';
import type { Outlet } from '../src/model/outlet.js';
import { judgeStanding } from '../src/link/link.js';
import { Query, type Filter } from '../src/model/query.js';
import type { Report } from '../src/model/report.js';
import {
  composeDigest,
  judgeOutlet,
  renderDigest,
  sentenceCutter,
  wholeNames,
  wordsOf,
  type GoneQuiet,
  type Language,
  type Rendered,
} from '../src/publish/publish.js';
import type { Change, ClaimInContext, ClaimPlace, Reader, Store, ToldVersion } from '../src/store/store.js';
import { readAsOf } from './as-of-day.js';
import { ZONE } from './digest-day.js';

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
}

export interface Editor {
  /** The edition of the day alone, whoever was told what. */
  compose: () => Promise<Edition>;
  /** What a reader was not told of yet, since the last edition that the reader got. */
  composeFor: (recipient: string) => Promise<Edition>;
  hasMoreFor: (recipient: string) => Promise<boolean>;
}

type Source = Pick<
  Store,
  | 'changes'
  | 'matchAmong'
  | 'claims'
  | 'coverage'
  | 'coverageOn'
  | 'reportsOf'
  | 'queryIncidents'
  | 'datasetPartOf'
  | 'namedPeople'
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
  const nameOutlet = nameOutletBy(outlets);
  const cut = sentenceCutter(dictionary.grammar);
  const shared = once(async () => ({
    coverage: await readCoverage(store, date, outlets),
    names: wholeNames(await store.namedPeople()),
  }));
  const changesSince = keyed((from) => matchingChanges(store, filter, from, date));
  const quietSince = keyed((from) => readQuiet(store, filter, from, date, dictionary));
  const claimsSince = keyed((from) => readClaims(store, filter, from, date));

  const render = async (
    changes: readonly Change[],
    all: readonly GoneQuiet[],
    claims: readonly ClaimInContext[],
  ): Promise<Edition> => {
    const told = new Set(changes.map(({ incident }) => incident.id));
    const quiet = all.filter(({ incident }) => !told.has(incident.id));
    const links = [...changes, ...quiet].flatMap(({ incident }) => incident.links);
    const reports = byArticle(await store.reportsOf([...new Set(links.map(({ article }) => article))]));
    const day = { date, subscription, changes, quiet, claims, ...(await shared()), reports, nameOutlet, cut };
    return {
      ...renderDigest(composeDigest(day, words), words),
      versions: changes.map(({ incident, version }) => ({ incident: incident.id, version })),
      incidents: changes.length + quiet.length,
    };
  };
  const readerOf = (recipient: string): Reader => ({ recipient, subscription: subscription ?? '' });
  const untold = async (recipient: string, last: string | null): Promise<Change[]> =>
    leaveOutTold(store, readerOf(recipient), await changesSince(last ?? date));
  return {
    compose: async () => render(await changesSince(date), await quietSince(date), await claimsSince(date)),
    composeFor: async (recipient) => {
      const last = await store.lastEdition(readerOf(recipient), date);
      const changes = await untold(recipient, last);
      if (last === date) return render(changes, [], []);
      const from = last === null ? date : nextDay(last);
      return render(changes, await quietSince(from), await claimsSince(from));
    },
    hasMoreFor: async (recipient) => {
      const last = await store.lastEdition(readerOf(recipient), date);
      return (await untold(recipient, last)).length > 0;
    },
  };
}

async function matchingChanges(store: Source, filter: Filter, from: string, to: string): Promise<Change[]> {
  const changes = await store.changes(from, to, ZONE);
  const matching = await store.matchAmong(
    filter,
    changes.map(({ incident }) => incident),
  );
  return changes.filter(({ incident }) => matching.has(incident.id));
}

/** What a reader has had is told no more; what changed since then is told against that. */
async function leaveOutTold(store: Source, reader: Reader, changes: readonly Change[]): Promise<Change[]> {
  const told = await store.told(
    reader,
    changes.map(({ incident }) => incident.id),
  );
  return changes.flatMap((change) => {
    const last = told.get(change.incident.id);
    if (last === undefined) return [change];
    if (last.version >= change.version) return [];
    const reason = change.reason === 'new' ? ('changed' as const) : change.reason;
    return [{ ...change, reason, before: last.summary ?? change.before }];
  });
}

const MOST_CASES = 100_000;

/** Cases whose term ran out on one of some days, as they stood at the end of the last one. */
async function readQuiet(
  store: Source,
  filter: Filter,
  from: string,
  to: string,
  { deadlines }: Dictionary,
): Promise<GoneQuiet[]> {
  const running = [...new Set(deadlines.deadlines.flatMap(({ stages }) => stages))];
  const stage = filter.stage.length === 0 ? running : running.filter((one) => filter.stage.includes(one));
  if (stage.length === 0) return [];
  const asOf = readAsOf('digest', to);
  const { rows } = await store.queryIncidents(Query.parse({ ...filter, stage, limit: MOST_CASES }), asOf);
  const before = daysFrom(from, -1);
  const quiet = rows.flatMap((incident) => {
    const standing = judgeStanding(incident, to, deadlines);
    if (standing?.stalled !== true || judgeStanding(incident, before, deadlines)?.stalled === true) return [];
    return [{ incident, standing }];
  });
  const { articles } = await store.datasetPartOf(
    quiet.map(({ incident }) => incident),
    asOf,
  );
  const byId = new Map(articles.map((article) => [article.id, article]));
  return quiet.map((one) => ({
    ...one,
    articles: [...new Set(one.incident.links.map(({ article }) => article))].flatMap(
      (id) => byId.get(id) ?? [],
    ),
  }));
}

const CLAIMS_AT_ONCE = 500;

async function readClaims(
  store: Source,
  filter: Filter,
  from: string,
  to: string,
): Promise<ClaimInContext[]> {
  const seen = { from, to, zone: ZONE };
  const ofAnyDay = { ...filter, from: null, to: null };
  const all: ClaimInContext[] = [];
  for (let after: ClaimPlace | null = null; ;) {
    const some = await store.claims(ofAnyDay, after, CLAIMS_AT_ONCE, seen);
    const last = some.at(-1);
    if (last === undefined) return all;
    all.push(...some);
    after = { article: last.article.id, id: last.claim.id };
  }
}

/** States in which the silence of an outlet says nothing. */
const TROUBLED: readonly string[] = ['dead', 'stalled', 'blocked', 'unreadable'];
const LOOKED_BACK_DAYS = 40;
const DAY_MS = 86_400_000;
const daysFrom = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
const nextDay = (date: string): string => daysFrom(date, 1);

async function readCoverage(
  store: Source,
  date: string,
  outlets: readonly Outlet[],
): Promise<Digest['coverage']> {
  const from = daysFrom(date, -LOOKED_BACK_DAYS);
  const days = await store.coverage({ from, to: date, outlets: null });
  const byOutlet = new Map<string, typeof days>();
  for (const day of days) byOutlet.set(day.outlet, [...(byOutlet.get(day.outlet) ?? []), day]);
  const troubled = outlets.flatMap((outlet) => {
    const own = byOutlet.get(outlet.id) ?? [];
    if (!own.some(({ visits }) => visits > 0)) return [];
    const { state, since } = judgeOutlet(outlet, own, date);
    return TROUBLED.includes(state) ? [{ name: outlet.name, state, since }] : [];
  });
  return { ...(await store.coverageOn(date, ZONE)), troubled };
}

function nameOutletBy(outlets: readonly Outlet[]): (outlet: string) => string {
  const names = new Map(outlets.map(({ id, name }) => [id, name]));
  return (outlet) => names.get(outlet) ?? outlet;
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

function keyed<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
