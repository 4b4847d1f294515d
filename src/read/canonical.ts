/** Addresses of articles: one form for the many under which a page can be reached. */
import { createHash } from 'node:crypto';
import { isTracker } from '../model/web-address.js';

/** Query parameters that name a part or dress of the same article. */
const FOLDED = new Set('amp page single showall output outputtype share replytocom'.split(' '));
/** Example: `?m=1`, with which blogs name their twins for telephones. */
const isMobile = (name: string, value: string): boolean => name === 'm' && /^[01]$/.test(value);
/** Examples: `/berita/judul/amp`, `/berita/judul/amp/`, `/berita/judul.amp`. */
const AMP_END = /(\/amp\/?|\.amp)$/;

function foldPath(path: string): string {
  const plain = path.replace(AMP_END, '').replace(/^\/amp\//, '/');
  return plain === '' ? '/' : plain;
}

/** Example: `http://kabar.example/a`; a port of its own, or a host without a name, is left as it is. */
const isPlain = ({ protocol, port, hostname }: URL): boolean =>
  protocol === 'http:' && port === '' && /[a-z]$/.test(hostname) && hostname.includes('.');

/**
 * The address without tracking, AMP dress, page number and fragment, and with https, which nearly every site that still
 * answers over http has too; null when it is no web address. The query's other parameters are sorted.
 */
export function canonicalAddress(address: string, base?: string): string | null {
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const kept = [...url.searchParams].filter(
    ([name, value]) => !FOLDED.has(name.toLowerCase()) && !isTracker(name) && !isMobile(name, value),
  );
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  url.search = new URLSearchParams(kept).toString();
  url.hash = '';
  url.username = '';
  url.password = '';
  url.pathname = foldPath(url.pathname);
  if (isPlain(url)) url.protocol = 'https:';
  return url.href;
}

const siteOf = (url: URL): string => url.hostname.replace(/^(www|m|amp|mobile)\./, '');

/**
 * An address of the site as its front page is reached: with its scheme, and its host for those of twins, such as
 * `m.kabar.example`, `amp.kabar.example`, or with and without `www.`.
 */
export function atHome(address: string, home: string | null): string {
  if (home === null || !URL.canParse(home)) return address;
  const [url, main] = [new URL(address), new URL(home)];
  if (siteOf(url) !== siteOf(main) || url.port !== main.port) return address;
  url.protocol = main.protocol;
  url.hostname = main.hostname;
  return url.href;
}

/** The one form of an address and its twins: of http and https, for telephones, in AMP dress, with trackers or the number of a part. */
export function foldAddress(address: string, home: string | null): string {
  const folded = canonicalAddress(address);
  return folded === null ? address : atHome(folded, home);
}

/** The address with the other scheme, where no port is named; null where there is no such twin. */
export function otherScheme(address: string): string | null {
  const url = new URL(address);
  if (url.port !== '') return null;
  return address.replace(/^http(s?):/, (_, secure: string) => (secure === '' ? 'https:' : 'http:'));
}

export interface Canonical {
  url: string | null;
  /** Address of another site that the page names as its original. */
  elsewhere: string | null;
}

/**
 * Chooses the canonical address: what the page names, when it is of the same site and no front page; else its own.
 * @param named addresses that the page names, most trusted first
 */
export function chooseCanonical(own: string | null, named: readonly (string | null)[]): Canonical {
  const base = own !== null && URL.canParse(own) ? own : undefined;
  let elsewhere: string | null = null;
  for (const address of named) {
    const url = address === null ? null : canonicalAddress(address, base);
    if (url === null) continue;
    if (base === undefined) return { url, elsewhere: null };
    const [there, here] = [new URL(url), new URL(base)];
    if (there.pathname === '/' && there.search === '' && here.pathname !== '/') continue;
    if (siteOf(there) === siteOf(here) && there.port === here.port) return { url, elsewhere: null };
    elsewhere ??= url;
  }
  return { url: base === undefined ? null : canonicalAddress(base), elsewhere };
}

/** Id of an article: derived from its canonical address, or else from its title and text. */
export function articleId(url: string | null, title: string, text: string): string {
  const hash = createHash('sha256').update(url ?? `${title}\n${text}`);
  return `a_${hash.digest('hex').slice(0, 20)}`;
}
