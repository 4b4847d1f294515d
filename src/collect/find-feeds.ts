/** Front page to feeds: what a site says of its feeds, sitemaps and WordPress API, each asked before it is believed. */
import type { CheerioAPI } from 'crawlee';
import type { Feed, Outlet } from '../model/outlet.js';
import { discover } from './discover.js';
import type { Fetched } from './engine.js';
import { readListing } from './listing.js';
import { withManners, type MannersOptions, type PoliteFetcher } from './manners.js';
import { Refused } from './refused.js';

/** A feed of a site, with how many articles it announced when it was asked. */
export interface FoundFeed extends Feed {
  found: number;
}

export interface FoundSite {
  /** What the site calls itself. */
  name: string | null;
  /** The address that the front page answered from. */
  home: string;
  /** Feeds that announce articles, the best of each kind first; a listing only where there is nothing else. */
  feeds: FoundFeed[];
}

const MOST_CANDIDATES = 16;
/** A front page with fewer headlines is none to go by. */
const LEAST_HEADLINES = 5;
const SYNDICATION: Record<string, 'rss' | 'atom'> = {
  'application/rss+xml': 'rss',
  'application/rdf+xml': 'rss',
  'application/feed+json': 'rss',
  'application/atom+xml': 'atom',
};
const WORDPRESS = 'https://api.w.org/';
const USUAL_FEEDS = ['feed/', 'rss', 'rss.xml'];
const USUAL_NEWS_SITEMAPS = ['sitemap-news.xml', 'news-sitemap.xml'];
const USUAL_SITEMAPS = ['sitemap.xml', 'sitemap_index.xml', 'wp-sitemap.xml'];

/** What a search goes with; a collector is one. */
export type Searcher = Omit<MannersOptions, 'outlet' | 'attempt'>;

/**
 * Looks for the feeds of an outlet on its front page, in robots.txt and in the usual places, with the outlet's manners.
 * @param all false to be content with the first that announces fresh articles
 * @throws Refused when the front page may not be fetched or is none
 * @throws TryLater when it does not answer
 */
export async function findFeeds(outlet: Outlet, searcher: Searcher, all: boolean): Promise<FoundSite> {
  const polite = withManners({ outlet, ...searcher });
  const { $, url } = await fetchFront(outlet.home, polite);
  const found: FoundFeed[] = [];
  const asked = new Set<string>();
  const tryOut = async (feeds: readonly Feed[]): Promise<void> => {
    for (const feed of feeds) {
      if (asked.has(feed.url) || asked.size >= MOST_CANDIDATES || (!all && found.length > 0)) continue;
      asked.add(feed.url);
      const answered = await ask({ ...outlet, feeds: [feed] }, polite);
      if (answered !== null) found.push(answered);
    }
  };
  // More is asked of a site only where it is wanted.
  const goOn = (): boolean => all || found.length === 0;
  const has = (...kinds: Feed['kind'][]): boolean => found.some(({ kind }) => kinds.includes(kind));
  await tryOut(linkedFeeds($, url));
  if (!has('rss', 'atom')) await tryOut(usual('rss', USUAL_FEEDS, url));
  await tryOut(wordpressOf($, url));
  if (goOn()) await tryOut(await sitemapsOf(url, outlet, searcher));
  if (!has('news_sitemap', 'sitemap'))
    await tryOut(usual('sitemap', [...USUAL_NEWS_SITEMAPS, ...USUAL_SITEMAPS], url));
  if (found.length === 0) {
    const listing = { kind: 'listing' as const, url };
    const headlines = readListing(listing, $, url).length;
    if (headlines >= LEAST_HEADLINES) found.push({ ...listing, found: headlines });
  }
  return { name: siteName($), home: url, feeds: found };
}

/**
 * Of the feeds of a site, those that are asked again and again: what announces the newest articles. A sitemap of all
 * articles, and WordPress beside a feed, are there to look back.
 */
export function feedsToFollow(feeds: readonly Feed[]): Feed[] {
  const first = (...kinds: Feed['kind'][]): Feed[] =>
    feeds.filter(({ kind }) => kinds.includes(kind)).slice(0, 1);
  const fresh = [...first('rss', 'atom'), ...first('news_sitemap')];
  const chosen = [fresh, first('wordpress'), first('sitemap'), first('listing')].find(
    (some) => some.length > 0,
  );
  return (chosen ?? []).map(({ kind, url }) => ({ kind, url }));
}

async function fetchFront(home: string, polite: PoliteFetcher): Promise<{ $: CheerioAPI; url: string }> {
  let front: Fetched | null = null;
  let trouble: Error | null = null;
  const { runEngine } = await import('./engine.js');
  await runEngine([
    {
      url: home,
      parse: true,
      fetch: () => polite.get(home, { wanted: 'page' }),
      done: async (fetched) => void (front = fetched),
      failed: async (error) => void (trouble = error),
    },
  ]);
  if (trouble !== null) throw trouble as Error;
  const { $, url, status } = (front as Fetched | null) ?? { $: null, url: home, status: 0 };
  if ($ === null || status !== 200) throw new Refused('status', `${home} answers ${status}`);
  return { $, url };
}

/** The feed with the number of articles that it announces, and with the kind that it turns out to be; null when none. */
async function ask(outlet: Outlet, polite: PoliteFetcher): Promise<FoundFeed | null> {
  const { found, feeds } = await discover(outlet, {}, polite);
  const [feed] = outlet.feeds;
  if (feed === undefined || feeds[0]?.outcome !== 'read' || found.length === 0) return null;
  const isNews = feed.kind === 'sitemap' && found.some(({ title }) => title !== null);
  return { kind: isNews ? 'news_sitemap' : feed.kind, url: feed.url, found: found.length };
}

function resolve(href: string | undefined, base: string): string | null {
  return href !== undefined && URL.canParse(href.trim(), base) ? new URL(href.trim(), base).href : null;
}

/** Feeds that the page links in its head; those of comments are left out. */
function linkedFeeds($: CheerioAPI, base: string): Feed[] {
  return $('link[rel~="alternate"][type]')
    .toArray()
    .flatMap((node): Feed[] => {
      const kind = SYNDICATION[($(node).attr('type') ?? '').trim().toLowerCase()];
      const url = resolve($(node).attr('href'), base);
      return kind === undefined || url === null || url.includes('comments') ? [] : [{ kind, url }];
    });
}

function wordpressOf($: CheerioAPI, base: string): Feed[] {
  const api = resolve($(`link[rel="${WORDPRESS}"]`).attr('href'), base);
  if (api === null) return [];
  const at = api.indexOf('wp-json');
  return [{ kind: 'wordpress', url: at < 0 ? new URL('/', base).href : api.slice(0, at) }];
}

/** Addresses of the sitemaps that robots.txt of a site names. */
async function namedSitemaps(base: string, outlet: Outlet, { robots }: Searcher): Promise<string[]> {
  const { rules } = await robots.rulesFor(new URL(base), outlet.manners.delayMs);
  return [...new Set((rules?.sitemaps ?? []).flatMap((href) => resolve(href, base) ?? []))];
}

/**
 * Where the sitemaps of all that an outlet published may stand: those that its robots.txt names, or else the usual
 * places, of which the first that answers has all of them.
 */
export async function sitemapsToTry(
  outlet: Outlet,
  searcher: Searcher,
): Promise<{ urls: string[]; isGuess: boolean }> {
  const urls = await namedSitemaps(outlet.home, outlet, searcher);
  if (urls.length > 0) return { urls, isGuess: false };
  return { urls: usual('sitemap', USUAL_SITEMAPS, outlet.home).map(({ url }) => url), isGuess: true };
}

/** Sitemaps that robots.txt names, those of news first. */
async function sitemapsOf(base: string, outlet: Outlet, searcher: Searcher): Promise<Feed[]> {
  const named = await namedSitemaps(base, outlet, searcher);
  const isNews = (url: string): number => (/news/i.test(new URL(url).pathname) ? 0 : 1);
  return named
    .toSorted((a, b) => isNews(a) - isNews(b))
    .slice(0, 3)
    .map((url) => ({ kind: 'sitemap', url }));
}

const usual = (kind: Feed['kind'], paths: readonly string[], base: string): Feed[] =>
  paths.map((path) => ({ kind, url: new URL(path, base.endsWith('/') ? base : `${base}/`).href }));

/** og:site_name, else the title up to its first dash or bar. */
function siteName($: CheerioAPI): string | null {
  const told = $('meta[property="og:site_name"]').attr('content')?.trim();
  // Example: `Kabar Uji - Berita Terkini`
  const title = $('head title')
    .first()
    .text()
    .split(/ [-–|] /)[0]
    ?.trim();
  return (told || title || '').replace(/\s+/g, ' ').slice(0, 100) || null;
}
