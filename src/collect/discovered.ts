/** What a feed announces, and what is remembered of a feed between two rounds. */
import type { FeedKind } from '../model/outlet.js';
import { withoutTrackers } from '../model/web-address.js';
import type { z } from 'zod';

/** An article that a feed announces; dates and titles are hints, as printed. */
export interface Discovered {
  url: string;
  /** Address of the feed that announced it. */
  feed: string;
  kind: z.infer<typeof FeedKind>;
  title: string | null;
  published: string | null;
  modified: string | null;
  byline: string | null;
  section: string | null;
}

/** Remembered of one feed: validators for conditional requests, the newest date seen, and what a listing began with. */
export interface FeedMemory {
  etag: string | null;
  lastModified: string | null;
  newest: string | null;
  /** Addresses on the first page of a listing, so that the next round knows how far to leaf back. */
  seen: string[];
}

/** Memory of an outlet's feeds, by address; plain JSON, kept by the caller. */
export type FeedState = Record<string, FeedMemory>;

export const EMPTY_MEMORY: FeedMemory = { etag: null, lastModified: null, newest: null, seen: [] };

/** Longer addresses are no articles. */
const LONGEST_ADDRESS = 2000;

/** A link of a feed with what stands beside it; empty strings become null, trackers are left out. */
export function announce(
  feed: { url: string; kind: Discovered['kind'] },
  link: string | undefined,
  hints: Partial<Omit<Discovered, 'url' | 'feed' | 'kind'>>,
  base: string = feed.url,
): Discovered | null {
  const address = link?.trim();
  if (!address || address.length > LONGEST_ADDRESS || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  url.hash = '';
  url.search = withoutTrackers(url.search);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const said = (value: string | null | undefined): string | null => value?.trim() || null;
  return {
    url: url.href,
    feed: feed.url,
    kind: feed.kind,
    title: said(hints.title),
    published: said(hints.published),
    modified: said(hints.modified),
    byline: said(hints.byline),
    section: said(hints.section),
  };
}
