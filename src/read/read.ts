/** Page to article: headline, text, date, byline and the rest, from any HTML; pure, linear, and never at a loss. */
import type { Article } from '../model/article.js';
import type { Outlet } from '../model/outlet.js';
import type { Page } from '../model/page.js';
import type { Doubtful } from '../model/why.js';
import { givenDate } from './input.js';
import { readPage, type FeedHint } from './read-page.js';
import type { ReadingWords } from './words.js';

export { articleId, canonicalAddress } from './canonical.js';
export { findOutlet, givenDate, readInput } from './input.js';
export { readPage, type FeedHint, type PageInput } from './read-page.js';
export { readingWords, type ReadingWords } from './words.js';

/** Reads a page that was collected, with what is known of its outlet. */
export function readCollected(
  page: Page,
  outlet: Outlet | null,
  words: ReadingWords,
  feedHint: FeedHint | null = null,
): Doubtful<Article> {
  return readPage({
    html: page.html,
    url: page.url,
    outlet: outlet?.id ?? page.outlet,
    home: outlet?.home ?? null,
    layouts: outlet?.layouts ?? [],
    words,
    zone: outlet?.zone ?? 'WIB',
    siteNames: outlet ? [outlet.name] : [],
    feedHint: feedHint && { ...feedHint, published: likelyDate(feedHint.published ?? null, page, outlet) },
    page: page.id,
  });
}

const DAY_MS = 86_400_000;

/** What a feed said of the date, unless it lies behind the day on which the page was fetched. */
function likelyDate(said: string | null, page: Page, outlet: Outlet | null): string | null {
  const time = Date.parse(givenDate(said, outlet?.zone)?.value ?? '');
  return time > Date.parse(page.fetched) + DAY_MS ? null : said;
}
