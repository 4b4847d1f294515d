/** RSS, Atom, RDF and JSON feeds: text of a feed to the articles it announces. */
import { parseFeed, type AtomFeed, type JsonFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import { Quarantine } from '../model/errors.js';
import type { Feed } from '../model/outlet.js';
import { announce, type Discovered } from './discovered.js';
import { salvageItems } from './salvage.js';

function fromRss(feed: Feed, item: RssFeed.Item<string>, base: string): Discovered | null {
  const link = item.link || (item.guid?.isPermaLink === false ? undefined : item.guid?.value);
  return announce(
    feed,
    link,
    {
      title: item.title,
      published: item.pubDate ?? item.dc?.dates?.[0],
      byline: item.dc?.creators?.[0] ?? item.authors?.[0]?.name,
      section: item.categories?.[0]?.name,
    },
    base,
  );
}

function fromAtom(feed: Feed, entry: AtomFeed.Entry<string>, base: string): Discovered | null {
  const links = entry.links ?? [];
  const link = links.find((one) => one.rel === undefined || one.rel === 'alternate') ?? links[0];
  const hints = {
    title: entry.title?.value,
    published: entry.published ?? entry.updated,
    modified: entry.updated,
    byline: entry.authors?.[0]?.name,
    section: entry.categories?.[0]?.term,
  };
  return announce(feed, link?.href, hints, base);
}

function fromRdf(feed: Feed, item: RdfFeed.Item<string>, base: string): Discovered | null {
  const hints = {
    title: item.title,
    published: item.dc?.dates?.[0],
    byline: item.dc?.creators?.[0],
  };
  return announce(feed, item.link, hints, base);
}

function fromJson(feed: Feed, item: JsonFeed.Item<string>, base: string): Discovered | null {
  const hints = { title: item.title, published: item.date_published, modified: item.date_modified };
  return announce(
    feed,
    item.url,
    { ...hints, byline: item.authors?.[0]?.name, section: item.tags?.[0] },
    base,
  );
}

function readItems(feed: Feed, text: string, base: string): (Discovered | null)[] {
  const parsed = parseFeed(text);
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => fromRss(feed, item, base));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => fromAtom(feed, entry, base));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => fromRdf(feed, item, base));
    case 'json':
      return (parsed.feed.items ?? []).map((item) => fromJson(feed, item, base));
  }
}

/** More items of one feed are no news. */
const MOST_ITEMS = 5000;

/**
 * Reads a feed of any common format, as far as it can be read. Where a parser gives up on broken XML, or loses items
 * of it, each item is read for itself. Entities that a feed defines are never expanded.
 * @param base address that answered, for relative links
 * @throws Quarantine when it is no feed
 */
export function readSyndication(feed: Feed, text: string, base: string): Discovered[] {
  let items: (Discovered | null)[] = [];
  let failure: unknown = null;
  try {
    items = readItems(feed, text, base);
  } catch (error) {
    failure = error;
  }
  const read = items.filter((item) => item !== null);
  const starts = text.match(/<(item|entry)[\s>]/g)?.length ?? 0;
  const salvaged = starts > items.length ? salvageItems(feed, text, base) : [];
  if (failure !== null && salvaged.length === 0) {
    const why = failure instanceof Error ? failure.message : 'no reason given';
    throw new Quarantine(`${feed.url} is no feed that can be read: ${why}`, { cause: failure });
  }
  const known = new Set(read.map(({ url }) => url));
  return [...read, ...salvaged.filter(({ url }) => !known.has(url))].slice(0, MOST_ITEMS);
}
