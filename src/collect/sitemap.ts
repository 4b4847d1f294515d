/** Sitemaps, news sitemaps and sitemap indexes: text to addresses, by a linear scan that broken XML cannot stop. */
import type { Feed } from '../model/outlet.js';
import { announce, type Discovered } from './discovered.js';

export interface Sitemap {
  articles: Discovered[];
  /** Further sitemaps that an index names, newest first. */
  children: { url: string; modified: string | null }[];
}

const MOST_ENTRIES = 50_000;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Undoes CDATA and entities. Examples: `a&amp;b`, `&#38;`, `<![CDATA[a&b]]>`. */
function plain(value: string): string {
  const trimmed = value.trim();
  if (trimmed.startsWith('<![CDATA[')) return trimmed.slice(9, trimmed.indexOf(']]>', 9)).trim();
  return trimmed.replace(/&(#?\w{1,8});/g, (all, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? all;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** Text of the first element of that name; a prefix such as `news:` is part of the name. */
function valueOf(block: string, name: string): string | null {
  const open = block.indexOf(`<${name}>`);
  if (open < 0) return null;
  const start = open + name.length + 2;
  const end = block.indexOf(`</${name}>`, start);
  return plain(block.slice(start, end < 0 ? undefined : end)) || null;
}

/** Blocks between `<name ...>` and `</name>`; one that is never closed ends the scan. */
function* blocks(xml: string, name: string): Generator<string> {
  let at = 0;
  for (let n = 0; n < MOST_ENTRIES; n += 1) {
    const open = xml.indexOf(`<${name}`, at);
    if (open < 0) return;
    const after = xml[open + name.length + 1];
    at = open + name.length + 1;
    if (after !== '>' && after !== ' ' && after !== '\n') continue;
    const close = xml.indexOf(`</${name}>`, at);
    if (close < 0) return;
    yield xml.slice(at, close);
    at = close;
  }
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
