/** Listing pages: the links of a front or section page that look like headlines. */
import type { CheerioAPI } from 'crawlee';
import type { Feed } from '../model/outlet.js';
import { announce, type Discovered } from './discovered.js';

/** A headline has at least this many letters; menus and buttons have fewer. */
const SHORTEST_HEADLINE = 25;
const MOST_LINKS = 500;

/** Reads the headline links of a parsed page, in their order, each address once. */
export function readListing(feed: Feed, $: CheerioAPI, base: string): Discovered[] {
  const found = new Map<string, Discovered>();
  for (const anchor of $('a[href]').toArray()) {
    if (found.size >= MOST_LINKS) break;
    const link = $(anchor);
    const title = (link.text().trim() || (link.attr('title') ?? '')).replace(/\s{1,99}/g, ' ').slice(0, 500);
    if (title.length < SHORTEST_HEADLINE || link.closest('nav, footer').length > 0) continue;
    const article = announce(feed, link.attr('href'), { title }, base);
    if (article && article.url !== base && !found.has(article.url)) found.set(article.url, article);
  }
  return [...found.values()];
}

/**
 * Address of the page that follows in a listing: what the page names so, else the link that says the next number.
 * @param number of the page at hand, counted from 1
 */
export function nextListingPage($: CheerioAPI, base: string, number: number): string | null {
  const named = $('link[rel~="next"][href], a[rel~="next"][href]').toArray();
  const numbered = $('a[href]')
    .toArray()
    .filter((node) => $(node).text().trim() === String(number + 1));
  for (const node of [...named, ...numbered]) {
    const href = $(node).attr('href')?.trim() ?? '';
    if (!URL.canParse(href, base)) continue;
    const url = new URL(href, base);
    url.hash = '';
    if (url.host === new URL(base).host && url.href !== base) return url.href;
  }
  return null;
}
