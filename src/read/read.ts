/** Page to article: headline, text, date, byline and the rest, from any HTML; pure, linear, and never at a loss. */
import type { Article } from '../model/article.js';
import type { Outlet } from '../model/outlet.js';
import type { Page } from '../model/page.js';
import type { Doubtful } from '../model/why.js';
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
    layouts: outlet?.layouts ?? [],
    words,
    zone: outlet?.zone ?? 'WIB',
    siteNames: outlet ? [outlet.name] : [],
    feedHint,
    page: page.id,
  });
}
