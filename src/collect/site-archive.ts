/** Site archive: everything that an outlet kept from before, listed page by page of its WordPress or its sitemaps. */
import { z } from 'zod';
import type { Feed } from '../model/outlet.js';
import { ask } from './discover.js';
import type { Discovered } from './discovered.js';
import type { PoliteFetcher } from './manners.js';
import { Refused } from './refused.js';
import { readSitemap } from './sitemap.js';
import { postsUrl, POSTS_PER_PAGE, readPosts } from './wordpress.js';

/** What is wanted of an archive: ISO days, both included. */
export interface ArchiveWanted {
  since: string | null;
  until: string | null;
  /** Words that posts must hold; sitemaps cannot be searched. */
  search: string | null;
}

/** Where the listing goes on; plain JSON, to be kept between runs. */
export const ArchiveCursor = z.object({
  /** Page of posts to ask next. */
  page: z.int(),
  /** Sitemaps that were named and not read yet. */
  sitemaps: z.array(z.string()),
  /** Pages or sitemaps that were read. */
  read: z.int(),
  /** How many there are in all, as far as is known. */
  of: z.int().nullable(),
  /** True while the sitemaps are guesses, of which the first that answers has all the others. */
  isGuess: z.boolean().default(false),
  /** Sitemaps that named others; one that names itself, or is named by those it names, is read once. */
  indexes: z.array(z.string()).default([]),
});
export type ArchiveCursor = z.infer<typeof ArchiveCursor>;

export interface ArchiveStep {
  found: Discovered[];
  /** Why a sitemap of several could not be read; null when all is well. */
  lost: string | null;
  /** Null when the archive is listed to its end. */
  next: ArchiveCursor | null;
}

export type ArchiveFeed = Feed & { kind: 'wordpress' | 'sitemap' };

const MOST_SITEMAPS = 50_000;

/**
 * Where a listing begins.
 * @param sitemaps those to read, or guesses where they may stand; none for WordPress
 */
export const beginArchive = (sitemaps: readonly string[] = [], isGuess = false): ArchiveCursor => ({
  page: 1,
  sitemaps: [...sitemaps],
  read: 0,
  of: sitemaps.length === 0 || isGuess ? null : sitemaps.length,
  isGuess,
  indexes: [],
});

/**
 * Lists one more page of an archive.
 * @throws Refused when it is refused or answers with an error
 * @throws TryLater when the network failed or the server asked for a pause
 */
export function listArchive(
  feed: ArchiveFeed,
  cursor: ArchiveCursor,
  wanted: ArchiveWanted,
  fetcher: PoliteFetcher,
): Promise<ArchiveStep> {
  return feed.kind === 'wordpress'
    ? listPosts(feed, cursor, wanted, fetcher)
    : listSitemap(feed, cursor, wanted, fetcher);
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

async function listPosts(
  feed: ArchiveFeed,
  cursor: ArchiveCursor,
  { since, until, search }: ArchiveWanted,
  fetcher: PoliteFetcher,
): Promise<ArchiveStep> {
  const after = since === null ? null : `${dayBefore(since)}T23:59:59`;
  const before = until === null ? null : `${dayAfter(until)}T00:00:00`;
  const url = postsUrl(feed, cursor.page, { after, before, search, oldestFirst: true });
  const answer = await ask(fetcher, url, 'json');
  if (answer === null) return { found: [], lost: null, next: null };
  const found = readPosts(feed, answer.text);
  const pages = Number(answer.answer.headers['x-wp-totalpages'] ?? Number.NaN);
  const of = Number.isSafeInteger(pages) ? pages : null;
  const isLast = of === null ? found.length < POSTS_PER_PAGE : cursor.page >= of;
  const next = { ...cursor, page: cursor.page + 1, read: cursor.read + 1, of };
  return { found, lost: null, next: isLast ? null : next };
}

async function listSitemap(
  feed: ArchiveFeed,
  cursor: ArchiveCursor,
  { since, until }: ArchiveWanted,
  fetcher: PoliteFetcher,
): Promise<ArchiveStep> {
  const [url, ...others] = cursor.sitemaps;
  if (url === undefined) return { found: [], lost: null, next: null };
  const read = cursor.read + 1;
  let answer: Awaited<ReturnType<typeof ask>>;
  let sitemap: ReturnType<typeof readSitemap> = { articles: [], children: [] };
  try {
    answer = await ask(fetcher, url, 'feed');
    if (answer !== null) sitemap = readSitemap(feed, answer.text, answer.answer.url);
  } catch (error) {
    // One of several that is gone or broken takes nothing from the others; a network that fails stops all.
    if (!(error instanceof Refused) || cursor.sitemaps.length + cursor.read === 1) throw error;
    if (cursor.isGuess && others.length === 0) throw error;
    const next = others.length === 0 ? null : { ...cursor, sitemaps: others, read };
    return { found: [], lost: cursor.isGuess ? null : error.message, next };
  }
  const rest = cursor.isGuess ? [] : others;
  // What was last changed before a day was not published after it.
  const isOld = (modified: string | null): boolean =>
    since !== null && modified !== null && modified.slice(0, 10) < since;
  const found = sitemap.articles.filter(
    ({ published, modified }) =>
      !isOld(modified) &&
      !isOld(published) &&
      (until === null || published === null || published.slice(0, 10) <= until),
  );
  const indexes = sitemap.children.length > 0 ? [...cursor.indexes, url] : cursor.indexes;
  const known = new Set([...rest, ...indexes]);
  const fresh = sitemap.children.filter((child) => !isOld(child.modified) && !known.has(child.url));
  const sitemaps = [...rest, ...fresh.map((child) => child.url)].slice(0, MOST_SITEMAPS);
  const of = read + sitemaps.length;
  return {
    found,
    lost: null,
    next: sitemaps.length === 0 ? null : { page: 1, sitemaps, read, of, isGuess: false, indexes },
  };
}
