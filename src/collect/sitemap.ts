/** Sitemaps, news sitemaps and sitemap indexes: text to addresses, by a linear scan that broken XML cannot stop. */
import type { Feed } from '../model/outlet.js';
import { announce, type Discovered } from './discovered.js';
import { blocks, valueOf } from './scan-xml.js';

export interface Sitemap {
  articles: Discovered[];
  /** Further sitemaps that an index names, newest first. */
  children: { url: string; modified: string | null }[];
}

const newestFirst = (a: { modified: string | null }, b: { modified: string | null }): number =>
  (b.modified ?? '').localeCompare(a.modified ?? '', 'en');

/** Reads a sitemap or an index of sitemaps. */
export function readSitemap(feed: Feed, xml: string, base: string): Sitemap {
  const articles: Discovered[] = [];
  const children: Sitemap['children'] = [];
  for (const block of blocks(xml, 'sitemap')) {
    const child = announce(feed, valueOf(block, 'loc') ?? undefined, {}, base);
    if (child) children.push({ url: child.url, modified: valueOf(block, 'lastmod') });
  }
  for (const block of blocks(xml, 'url')) {
    const hints = {
      title: valueOf(block, 'news:title'),
      published: valueOf(block, 'news:publication_date'),
      modified: valueOf(block, 'lastmod'),
    };
    const article = announce(feed, valueOf(block, 'loc') ?? undefined, hints, base);
    if (article) articles.push(article);
  }
  // Sorting is stable: where no dates stand, the order of the file stays.
  return { articles: articles.sort(newestFirst), children: children.sort(newestFirst) };
}
