/** Tell coverage: how much was read where a query looked; few incidents among few articles are no quiet place. */
import type { Outlet } from '../src/model/outlet.js';
import type { Query } from '../src/model/query.js';
import type { Store } from '../src/store/store.js';

/**
 * One line on standard error beside the list of incidents.
 * @param outlets the known ones, whose reach tells which of them look at a region
 */
export async function tellCoverage(
  store: Pick<Store, 'countCoverage'>,
  { from, to, region, outlet }: Pick<Query, 'from' | 'to' | 'region' | 'outlet'>,
  outlets: readonly Outlet[],
): Promise<string> {
  const nearby = region.length === 0 ? null : outlets.filter(({ reach }) => reach.some(touches(region)));
  const asked = outlet.length > 0 ? outlet : (nearby?.map(({ id }) => id) ?? null);
  const read = await store.countCoverage({ from, to, outlets: asked });
  const span = from === null && to === null ? '' : ` of ${from ?? 'the beginning'} to ${to ?? 'today'}`;
  const who = nearby !== null && outlet.length === 0 ? ` of the ${nearby.length} known for the region` : '';
  return `read: ${read.articles} articles${span} from ${read.outlets} outlets${who}, ${read.relevant} of them on neutrality\n`;
}

/** An outlet of a regency looks at its province, and one of a province at its regencies. */
const touches =
  (regions: readonly string[]) =>
  (code: string): boolean =>
    regions.some((region) => region.startsWith(code) || code.startsWith(region));
