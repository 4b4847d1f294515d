/** Parts of an edition beside what changed: cases gone quiet, published counts, and how much was read. */
import { judgeStanding } from '../src/link/link.js';
import type { DeadlineRules } from '../src/model/deadlines.js';
import type { Digest } from '../src/model/digest.js';
import type { Incident } from '../src/model/incident.js';
import type { Outlet } from '../src/model/outlet.js';
import { Query, type Filter } from '../src/model/query.js';
import { judgeOutlet, type GoneQuiet } from '../src/publish/publish.js';
import type { ClaimInContext, ClaimPlace, Days, Store } from '../src/store/store.js';
import { readAsOf } from './as-of-day.js';
import { ZONE } from './digest-day.js';

const DAY_MS = 86_400_000;

/** The ISO day so many days after another. */
export const daysFrom = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

type Span = Pick<Days, 'from' | 'to' | 'asOf'>;

/** Cases whose term ran out on one of some days, as they stood at the end of the last one, or at the instant before it. */
export async function readQuiet(
  store: Pick<Store, 'queryIncidents' | 'articlesAsOf'>,
  filter: Filter,
  { from, to, asOf }: Span,
  deadlines: DeadlineRules,
): Promise<GoneQuiet[]> {
  const running = [...new Set(deadlines.deadlines.flatMap(({ stages }) => stages))];
  const stage = filter.stage.length === 0 ? running : running.filter((one) => filter.stage.includes(one));
  if (stage.length === 0) return [];
  const end = readAsOf('digest', to) ?? asOf;
  const at = end < asOf ? end : asOf;
  const before = daysFrom(from, -1);
  const quiet: GoneQuiet[] = [];
  for await (const incident of eachIncident(store, { ...filter, stage }, at)) {
    const standing = judgeStanding(incident, to, deadlines);
    if (standing?.stalled !== true || judgeStanding(incident, before, deadlines)?.stalled === true) continue;
    const ids = [...new Set(incident.links.map(({ article }) => article))];
    quiet.push({ incident, standing, articles: await store.articlesAsOf(ids, at) });
  }
  return quiet;
}

const AT_ONCE = 1000;

async function* eachIncident(
  store: Pick<Store, 'queryIncidents'>,
  filter: Filter,
  asOf: Date,
): AsyncGenerator<Incident> {
  for (let offset = 0; ; offset += AT_ONCE) {
    const { rows } = await store.queryIncidents(Query.parse({ ...filter, limit: AT_ONCE, offset }), asOf);
    yield* rows;
    if (rows.length < AT_ONCE) return;
  }
}

const CLAIMS_AT_ONCE = 500;

/** Counts quoted in articles that were first read on some days, whatever dates they have. */
export async function readClaims(
  store: Pick<Store, 'claims'>,
  filter: Filter,
  days: Days,
): Promise<ClaimInContext[]> {
  const ofAnyDay = { ...filter, from: null, to: null };
  const all: ClaimInContext[] = [];
  for (let after: ClaimPlace | null = null; ;) {
    const some = await store.claims(ofAnyDay, after, CLAIMS_AT_ONCE, days);
    const last = some.at(-1);
    if (last === undefined) return all;
    all.push(...some);
    after = { article: last.article.id, id: last.claim.id };
  }
}

/** What was read on all days of an edition that tells of several; null of one. */
export async function readSpan(store: Pick<Store, 'readOn'>, days: Days): Promise<Digest['span']> {
  if (days.from === days.to) return null;
  const { days: read, ...counts } = await store.readOn(days, null);
  const unread: string[] = [];
  for (let day = days.from; day <= days.to; day = daysFrom(day, 1)) if (!read.includes(day)) unread.push(day);
  return { from: days.from, ...counts, unread };
}

/**
 * What was read where a filter looks: where nobody read anything, no news says nothing, however much was read elsewhere.
 * @param outlets those that look there; null for a filter that looks everywhere
 */
export async function readNear(
  store: Pick<Store, 'readOn'>,
  outlets: readonly string[] | null,
  days: Days,
): Promise<Digest['near']> {
  if (outlets === null) return null;
  const { articlesRead, outlets: read } = await store.readOn(days, outlets);
  return { known: outlets.length, articlesRead, outlets: read };
}

/** States in which the silence of an outlet says nothing. */
const TROUBLED: readonly string[] = ['dead', 'stalled', 'blocked', 'unreadable'];
const LOOKED_BACK_DAYS = 40;

/** How much was read on a day: as the edition told it that went out as of an instant, else as settled last. */
export async function readCoverage(
  store: Pick<Store, 'coverage' | 'coverageOn' | 'keptCoverage'>,
  date: string,
  outlets: readonly Outlet[],
  asOf: Date,
): Promise<Digest['coverage']> {
  const kept = await store.keptCoverage(date, asOf);
  if (kept !== null) return kept;
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
  return { ...(await store.coverageOn(date, ZONE, asOf)), troubled };
}
