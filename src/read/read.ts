/** Page to article: headline, text, date, byline and the rest, from any HTML; pure, linear, and never at a loss. */
import type { Article } from '../model/article.js';
import type { Outlet } from '../model/outlet.js';
import type { Page } from '../model/page.js';
import type { Doubtful } from '../model/why.js';
import { givenDate } from './input.js';
import { joinParts } from './parts.js';
import { readPage, type FeedHint } from './read-page.js';
import type { ReadingWords } from './words.js';

export { articleId, foldAddress, otherScheme } from './canonical.js';
export { givenDate, readInput } from './input.js';
export { allPages, furtherPages, isFurtherPage } from './parts.js';
export { readPage, type FeedHint, type PageInput } from './read-page.js';
export { readingWords, type ReadingWords } from './words.js';

/** Further pages of an article beside its first. */
export interface FurtherPages {
  pages: readonly Page[];
  /** How many more it has that are not there. */
  missing: number;
}

/** Reads a page that was collected, with what is known of its outlet, and its further pages where it has some. */
export function readCollected(
  page: Page,
  outlet: Outlet | null,
  words: ReadingWords,
  feedHint: FeedHint | null = null,
  further: FurtherPages = { pages: [], missing: 0 },
): Doubtful<Article> {
  const isJoined = further.pages.length > 0;
  const readOne = ({ html, url, id, outlet: named }: Page, hint: FeedHint | null): Doubtful<Article> =>
    readPage({
      html,
      url,
      outlet: outlet?.id ?? named,
      home: outlet?.home ?? null,
      layouts: outlet?.layouts ?? [],
      words,
      zone: outlet?.zone ?? 'WIB',
      siteNames: outlet ? [outlet.name] : [],
      feedHint: hint,
      isJoined,
      page: id,
    });
  const published = likelyDate(feedHint?.published ?? null, page, outlet);
  const { value, doubts } = readOne(page, feedHint && { ...feedHint, published });
  if (!isJoined) return { value, doubts };
  const others = further.pages.map((one) => readOne(one, null).value);
  return { value: joinParts(value, others, further.missing), doubts };
}

const DAY_MS = 86_400_000;

/** What a feed said of the date, unless it lies behind the day on which the page was fetched. */
function likelyDate(said: string | null, page: Page, outlet: Outlet | null): string | null {
  const time = Date.parse(givenDate(said, outlet?.zone)?.value ?? '');
  return time > Date.parse(page.fetched) + DAY_MS ? null : said;
}
