/** Salvage: what can be read of a feed that is too broken for a parser; item by item, each for itself. */
import type { Feed } from '../model/outlet.js';
import { announce, type Discovered } from './discovered.js';
import { looseBlocks, plain, valueOf } from './scan-xml.js';

/** Example: `<link rel="alternate" href="/a"/>`. */
const LINK = /<link\b[^>]{0,500}?\bhref\s{0,9}=\s{0,9}["']([^"']{1,2000})["']/i;

const firstOf = (block: string, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = valueOf(block, name);
    if (value !== null) return value;
  }
  return undefined;
};

function linkOf(block: string): string | undefined {
  const href = LINK.exec(block)?.[1];
  return firstOf(block, ['link']) ?? (href === undefined ? firstOf(block, ['guid', 'id']) : plain(href));
}

/** Announced articles of whatever looks like items or entries. */
export function salvageItems(feed: Feed, text: string, base: string): Discovered[] {
  const found: Discovered[] = [];
  for (const name of ['item', 'entry'])
    for (const block of looseBlocks(text, name)) {
      // A link that swallowed what stands behind it is none.
      const link = linkOf(block)?.split(/[\s<]/, 1)[0];
      const title = firstOf(block, ['title'])?.split('<', 1)[0];
      const published = firstOf(block, ['pubDate', 'published', 'dc:date', 'updated'])?.split('<', 1)[0];
      const hints = {
        title: title ?? null,
        published: published ?? null,
        byline: valueOf(block, 'dc:creator'),
      };
      const article = announce(feed, link, hints, base);
      if (article) found.push(article);
    }
  return found;
}
