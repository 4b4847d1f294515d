/** Feeds of an outlet to the articles they announce; a feed that fails is named and the others go on. */
import { gunzipSync } from 'node:zlib';
import { TryLater } from '../model/errors.js';
import type { Feed, Outlet } from '../model/outlet.js';
import { decodeBody } from './charset.js';
import { EMPTY_MEMORY, type Discovered, type FeedMemory, type FeedState } from './discovered.js';
import type { Answer, Wanted } from './fetcher.js';
import type { Fetched } from './engine.js';
import { nextListingPage, readListing } from './listing.js';
import type { PoliteFetcher } from './manners.js';
import { Refused } from './refused.js';
import { readSitemap } from './sitemap.js';
import { readSyndication } from './syndication.js';
import { troubleOf, type Trouble } from './trouble.js';
import { postsUrl, POSTS_PER_PAGE, readPosts } from './wordpress.js';

/** How one feed answered. */
export interface FeedReport {
  feed: string;
  outcome: 'read' | 'unchanged' | 'failed';
  found: number;
  /** Why it failed. */
  reason: string | null;
  /** The same as a class that can be counted. */
  trouble: Trouble | null;
  /** Milliseconds after which to try again, when the server or the network asks for it. */
  afterMs: number | null;
  /** What to remember of the feed once its articles are dealt with. */
  memory: FeedMemory;
}

export interface Discovery {
  found: Discovered[];
  feeds: FeedReport[];
}

const MOST_SITEMAPS = 10;
/** Pages of posts or of a listing that a first round takes, and a later one at most. */
const FIRST_PAGES = 3;
const MOST_PAGES = 10;
/** Addresses that are remembered of a listing. */
const MOST_SEEN = 100;
const MOST_SITEMAP_BYTES = 20_000_000;

interface FeedAnswer {
  answer: Answer;
  text: string;
}

/** Sitemaps may be gzip files by themselves, without a Content-Encoding. */
function unpack(body: Buffer): Buffer {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MOST_SITEMAP_BYTES });
  } catch (error) {
    throw new Refused('broken_body', 'a gzip sitemap cannot be unpacked within its limit', { cause: error });
  }
}

/**
 * Asks for a feed or a sitemap, unpacked and decoded; null when it is unchanged.
 * @throws Refused when it is refused or answers anything but 200
 */
export async function ask(
  fetcher: PoliteFetcher,
  url: string,
  wanted: Wanted,
  memory: FeedMemory = EMPTY_MEMORY,
): Promise<FeedAnswer | null> {
  const { etag, lastModified } = memory;
  const answer = await fetcher.get(url, { wanted, etag, lastModified });
  if (answer.status === 304) return null;
  if (answer.status !== 200) throw new Refused('status', `${url} answers ${answer.status}`);
  return { answer, text: decodeBody(unpack(answer.body), answer.headers['content-type'] ?? null).text };
}

interface FeedContent {
  found: Discovered[];
  answer: Answer | null;
}

async function readSitemaps(
  feed: Feed,
  memory: FeedMemory,
  fetcher: PoliteFetcher,
): Promise<FeedContent | null> {
  const first = await ask(fetcher, feed.url, 'feed', memory);
  if (first === null) return null;
  const found: Discovered[] = [];
  const seen = new Set([feed.url]);
  let fresh = [{ text: first.text, url: first.answer.url }];
  while (fresh.length > 0) {
    const children: string[] = [];
    for (const { text, url } of fresh) {
      const sitemap = readSitemap(feed, text, url);
      found.push(...sitemap.articles);
      children.push(...sitemap.children.map((child) => child.url));
    }
    fresh = [];
    for (const url of children) {
      if (seen.size > MOST_SITEMAPS || seen.has(url)) continue;
      seen.add(url);
      const child = await askChild(fetcher, url);
      if (child) fresh.push({ text: child.text, url: child.answer.url });
    }
  }
  // An index that is unchanged says nothing of its children, so only a plain sitemap is asked conditionally.
  return { found, answer: seen.size === 1 ? first.answer : null };
}

/** A sitemap of an index that is gone or broken takes nothing from the others. */
const askChild = (fetcher: PoliteFetcher, url: string): Promise<FeedAnswer | null> =>
  ask(fetcher, url, 'feed').catch((error: unknown) => {
    if (error instanceof Refused) return null;
    throw error;
  });

async function readWordpress(feed: Feed, memory: FeedMemory, fetcher: PoliteFetcher): Promise<FeedContent> {
  const found: Discovered[] = [];
  // A first round takes a few pages; later ones go back to what was seen before. What is older is backfilled elsewhere.
  const pages = memory.newest === null ? FIRST_PAGES : MOST_PAGES;
  for (let page = 1; page <= pages; page += 1) {
    const answer = await ask(fetcher, postsUrl(feed, page), 'json');
    const posts = answer ? readPosts(feed, answer.text) : [];
    found.push(...posts);
    const last = posts.at(-1)?.published ?? '';
    if (posts.length < POSTS_PER_PAGE || (memory.newest !== null && last <= memory.newest)) break;
  }
  return { found, answer: null };
}

/** One page of a listing; null when it is unchanged. */
async function fetchListing(
  url: string,
  memory: FeedMemory,
  fetcher: PoliteFetcher,
): Promise<Fetched | null> {
  let page: Fetched | null = null;
  let trouble: Error | null = null;
  const { etag, lastModified } = memory;
  const { runEngine } = await import('./engine.js');
  await runEngine([
    {
      url,
      parse: true,
      fetch: () => fetcher.get(url, { wanted: 'page', etag, lastModified }),
      done: async (fetched) => {
        if (fetched.status === 200) page = fetched;
        else if (fetched.status !== 304) trouble = new Refused('status', `${url} answers ${fetched.status}`);
      },
      failed: async (error) => void (trouble = error),
    },
  ]);
  if (trouble) throw trouble as Error;
  return page;
}

/** Leafs through a listing: a few pages in the first round, later as far back as most of a page is new. */
async function readListingPages(
  feed: Feed,
  memory: FeedMemory,
  fetcher: PoliteFetcher,
): Promise<FeedContent | null> {
  const first = await fetchListing(feed.url, memory, fetcher);
  if (first === null) return null;
  const found = new Map<string, Discovered>();
  const before = new Set(memory.seen);
  const asked = new Set([feed.url, first.url]);
  const most = before.size === 0 ? FIRST_PAGES : MOST_PAGES;
  let page: Fetched | null = first;
  for (let number = 1; page !== null; number += 1) {
    // What stands on each page, such as the most read, says nothing of how far back this one goes.
    const own = readListing(feed, page.$, page.url).filter(({ url }) => !found.has(url));
    for (const article of own) found.set(article.url, article);
    const known = own.filter(({ url }) => before.has(url)).length;
    const next = nextListingPage(page.$, page.url, number);
    if (known * 2 >= own.length || number >= most || next === null || asked.has(next)) break;
    asked.add(next);
    // A page further back that fails leaves what was found; it is announced again when the list moves on.
    page = await fetchListing(next, EMPTY_MEMORY, fetcher).catch((error: unknown) => {
      if (error instanceof TryLater) throw error;
      return null;
    });
  }
  return { found: [...found.values()], answer: first };
}

async function readFeed(feed: Feed, memory: FeedMemory, fetcher: PoliteFetcher): Promise<FeedContent | null> {
  switch (feed.kind) {
    case 'rss':
    case 'atom': {
      const read = await ask(fetcher, feed.url, 'feed', memory);
      return read && { found: readSyndication(feed, read.text, read.answer.url), answer: read.answer };
    }
    case 'sitemap':
    case 'news_sitemap':
      return readSitemaps(feed, memory, fetcher);
    case 'wordpress':
      return readWordpress(feed, memory, fetcher);
    case 'listing':
      return readListingPages(feed, memory, fetcher);
  }
}

/** The newest time among those announced; tells a first round from a later one. */
function newestOf(found: readonly Discovered[], before: string | null): string | null {
  let newest = before;
  for (const { published } of found)
    if (published !== null && (newest === null || published > newest)) newest = published;
  return newest;
}

function remember(feed: Feed, before: FeedMemory, content: FeedContent): FeedMemory {
  return {
    etag: content.answer?.headers.etag ?? null,
    lastModified: content.answer?.headers['last-modified'] ?? null,
    newest: feed.kind === 'wordpress' ? newestOf(content.found, before.newest) : null,
    seen: feed.kind === 'listing' ? content.found.slice(0, MOST_SEEN).map(({ url }) => url) : [],
  };
}

/**
 * Asks every feed of the outlet what is new.
 * @param feedState what was remembered of the feeds; keep the new memory only once the articles are dealt with
 */
export async function discover(
  outlet: Outlet,
  feedState: FeedState,
  fetcher: PoliteFetcher,
): Promise<Discovery> {
  const found = new Map<string, Discovered>();
  const feeds: FeedReport[] = [];
  for (const feed of outlet.feeds) {
    const memory = feedState[feed.url] ?? EMPTY_MEMORY;
    const report: FeedReport = {
      feed: feed.url,
      outcome: 'read',
      found: 0,
      reason: null,
      trouble: null,
      afterMs: null,
      memory,
    };
    try {
      const content = await readFeed(feed, memory, fetcher);
      if (content === null) report.outcome = 'unchanged';
      else {
        report.found = content.found.length;
        report.memory = remember(feed, memory, content);
        for (const article of content.found) if (!found.has(article.url)) found.set(article.url, article);
      }
    } catch (error) {
      report.outcome = 'failed';
      report.reason = error instanceof Error ? error.message : String(error);
      report.trouble = troubleOf(error);
      report.afterMs = error instanceof TryLater ? error.afterMs : null;
    }
    feeds.push(report);
  }
  return { found: [...found.values()], feeds };
}
