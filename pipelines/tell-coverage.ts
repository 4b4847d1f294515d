/** Tell coverage: how much was read where a query looked; few incidents among few articles are no quiet place. */
import type { Outlet } from '../src/model/outlet.js';
import { Query, type Filter } from '../src/model/query.js';
import type { CoverageSpan, Store } from '../src/store/store.js';

/**
 * One line on standard error beside the list of incidents.
 * @param outlets the known ones, whose reach tells which of them look at a region
 */
export async function tellCoverage(
  store: Pick<Store, 'countCoverage'>,
  filter: Asking,
  outlets: readonly Outlet[],
): Promise<string> {
  const { from, to, outlet } = filter;
  const nearby = outletsNear(filter, outlets);
  const read = await store.countCoverage(spanOf(filter, outlets));
  const span = from === null && to === null ? '' : ` of ${from ?? 'the beginning'} to ${to ?? 'today'}`;
  const who = nearby !== null && outlet.length === 0 ? ` of the ${nearby.length} known for the region` : '';
  return `read: ${read.articles} articles${span} from ${read.outlets} outlets${who}, ${read.relevant} of them on neutrality\n`;
}

/**
 * The outlets of a filter that nobody knows and of which nothing was read: a slip of the pen finds nothing for ever, and
 * looks like silence.
 * @param day last day that counts, and the instant that is asked as of; all there is unless given
 */
export async function findStrangers(
  store: Pick<Store, 'countCoverage' | 'queryIncidents'>,
  { outlet }: Pick<Filter, 'outlet'>,
  known: readonly Outlet[],
  day: { date: string; asOf: Date } | null = null,
): Promise<string[]> {
  const strangers: string[] = [];
  for (const id of outlet.filter((one) => known.every((other) => other.id !== one))) {
    const { articles } = await store.countCoverage({ from: null, to: day?.date ?? null, outlets: [id] });
    // What came in a moment ago is counted as coverage only when that is settled next.
    const { total } = await store.queryIncidents(Query.parse({ outlet: [id], limit: 1 }), day?.asOf);
    if (articles + total === 0) strangers.push(id);
  }
  return strangers;
}

/** A line for each of them. */
export const tellStrangers = (strangers: readonly string[]): string =>
  strangers.map((id) => `pantau: no outlet "${id}" is known, and nothing of it was read\n`).join('');

type Asking = Pick<Filter, 'from' | 'to' | 'region' | 'outlet'>;

/** The days and outlets that looked where a filter asks: those named, else those whose reach touches the region. */
export function spanOf(filter: Asking, outlets: readonly Outlet[]): CoverageSpan {
  const { from, to, outlet } = filter;
  const near = outletsNear(filter, outlets)?.map(({ id }) => id) ?? null;
  return { from, to, outlets: outlet.length > 0 ? outlet : near };
}

const outletsNear = ({ region }: Asking, outlets: readonly Outlet[]): Outlet[] | null =>
  region.length === 0 ? null : outlets.filter(({ reach }) => reach.some(touches(region)));

/** An outlet of a regency looks at its province, and one of a province at its regencies. */
const touches =
  (regions: readonly string[]) =>
  (code: string): boolean =>
    regions.some((region) => region.startsWith(code) || code.startsWith(region));
