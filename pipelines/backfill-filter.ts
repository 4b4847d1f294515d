/** Backfill filter: which outlets and which time are wanted, asked of addresses and dates. */
import { Misuse } from '../src/model/errors.js';
import type { Outlet } from '../src/model/outlet.js';

/** Days, both included; null for no limit. */
export interface TimeRange {
  since: string | null;
  until: string | null;
}

export interface BackfillFilter {
  range: TimeRange;
  /** Ids of outlets that are wanted; null for those of all hosts, known or not. */
  outlets: readonly string[] | null;
  /** Hosts that are wanted although no outlet has them. */
  hosts: readonly string[];
  /** Whether articles are kept that have nothing to do with neutrality. */
  all: boolean;
}

/** The outlet that an address belongs to. */
export interface OutletBook {
  find(url: string): Outlet | null;
}

const bare = (host: string): string => host.toLowerCase().replace(/^(www|m|amp)\./, '');

/**
 * Outlets by host. Where several share a host, the path of their homes tells them apart; what lies below a host
 * belongs to it unless it has an outlet of its own.
 */
export function outletBook(outlets: readonly Outlet[]): OutletBook {
  const homes = new Map<string, { path: string; outlet: Outlet }[]>();
  for (const outlet of outlets)
    for (const address of [outlet.home, ...outlet.feeds.map(({ url }) => url)]) {
      const { host, pathname } = new URL(address);
      const path = address === outlet.home ? pathname.replace(/\/$/, '') : '';
      const here = homes.get(bare(host)) ?? [];
      if (!here.some((one) => one.outlet === outlet)) here.push({ path, outlet });
      homes.set(bare(host), here);
    }
  const choose = (host: string, path: string): Outlet | null => {
    const fits = (homes.get(host) ?? []).filter((home) => `${path}/`.startsWith(`${home.path}/`));
    return fits.toSorted((a, b) => b.path.length - a.path.length)[0]?.outlet ?? null;
  };
  return {
    find(url) {
      if (!URL.canParse(url)) return null;
      const { host, pathname } = new URL(url);
      for (let name = bare(host); name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
        const found = choose(name, pathname);
        if (found !== null || homes.has(name)) return found;
      }
      return choose(bare(host), pathname);
    },
  };
}

/** Asks whether an address is of a wanted host; answers are remembered by host. */
export function hostFilter(
  filter: BackfillFilter,
  outlets: readonly Outlet[],
): ((url: string) => boolean) | null {
  if (filter.outlets === null && filter.hosts.length === 0) return null;
  const wanted = new Set(filter.hosts.map(bare));
  for (const { id, home, feeds } of outlets)
    if (filter.outlets?.includes(id) === true)
      for (const address of [home, ...feeds.map(({ url }) => url)]) wanted.add(bare(new URL(address).host));
  const known = new Map<string, boolean>();
  return (url) => {
    const start = url.indexOf('//') + 2;
    const slash = url.indexOf('/', start);
    const host = url.slice(start, slash < 0 ? undefined : slash);
    let answer = known.get(host);
    if (answer === undefined) {
      if (known.size > MOST_HOSTS) known.clear();
      answer = below(bare(host.slice(host.indexOf('@') + 1)), wanted);
      known.set(host, answer);
    }
    return answer;
  };
}
const MOST_HOSTS = 100_000;

/** Whether a host or one that it lies below is among those wanted. */
function below(host: string, wanted: ReadonlySet<string>): boolean {
  for (let name = host; ; name = name.slice(name.indexOf('.') + 1)) {
    if (wanted.has(name)) return true;
    if (!name.includes('.')) return false;
  }
}

/** Whether a date of publication, shortened to its precision, may lie in the range. */
export function inRange(published: string, { since, until }: TimeRange): boolean {
  return (since === null || lastDay(published) >= since) && (until === null || firstDay(published) <= until);
}

const firstDay = (date: string): string => `${date.slice(0, 10)}-01-01`.slice(0, 10);
/** Days are compared as text, so that the 31st may stand for the last day of any month. */
const lastDay = (date: string): string =>
  date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date.slice(0, 10);

/**
 * A limit of the range as a day: `2023`, `2023-08` or `2023-08-14`.
 * @throws Misuse when it is none
 */
export function parseDay(option: string, text: string | undefined, end: 'first' | 'last'): string | null {
  if (text === undefined) return null;
  if (!/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text))
    throw new Misuse(`backfill: ${option} "${text}" is no ISO date, such as 2023, 2023-08 or 2023-08-14`);
  if (end === 'first') return firstDay(text);
  const [year = '', month = '12', day] = text.split('-');
  if (day !== undefined) return text;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
