/** Backfill judge: pages and article objects of others to what is kept of them: article and extraction. */
import { createExtractor } from '../src/extract/extract.js';
import type { Article, ArticleInput } from '../src/model/article.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Outlet } from '../src/model/outlet.js';
import type { Page } from '../src/model/page.js';
import type { Extraction } from '../src/model/report.js';
import { readCollected, readInput, readingWords, type FurtherPages } from '../src/read/read.js';
import { inRange, outletBook, type BackfillFilter, type OutletBook } from './backfill-filter.js';
import { programVersion } from './version.js';

/** What is stored of one page or article object. */
export interface Kept {
  /** Null for what came without a page. */
  page: Page | null;
  /** Further pages of the article that it was joined of. */
  further: readonly Page[];
  article: Article;
  extraction: Extraction;
}

/** Why something is not kept; the order of the checks. */
export type Dropped = 'no text' | 'other outlet' | 'other time' | 'not relevant';

export interface Judge {
  book: OutletBook;
  judgePage(page: Page, further?: FurtherPages): Kept | Dropped;
  judgeInput(input: ArticleInput): Kept | Dropped;
}

/** Whether a text may be about neutrality, asked of it as the bytes of a page. */
export type MayMatter = (bytes: Buffer) => boolean;

/** Signs that begin a tag or an entity in a page are letters like others in a text. */
export const asBytes = (title: string, text: string): Buffer =>
  Buffer.from(`${title} ${text}`.replace(/[<&]/g, ' '));

/** A judge over a dictionary and a filter; pure like the stages it asks. */
export function createJudge(
  dictionary: Dictionary,
  outlets: readonly Outlet[],
  filter: BackfillFilter,
  mayMatter: MayMatter,
): Judge {
  const words = readingWords(dictionary);
  const extractor = createExtractor(dictionary, programVersion());
  const book = outletBook(outlets);
  const byId = new Map(outlets.map((outlet) => [outlet.id, outlet]));

  const judge = (article: Article, page: Page | null, further: readonly Page[]): Kept | Dropped => {
    if (article.text.trim() === '') return 'no text';
    const told = article.published?.value ?? page?.fetched ?? null;
    const { since, until } = filter.range;
    if (told === null ? since !== null || until !== null : !inRange(told, filter.range)) return 'other time';
    // What spoke for the page may stand beside the article, in a menu or the headline of another one.
    if (!filter.all && !mayMatter(asBytes(article.title, article.text))) return 'not relevant';
    const extraction = extractor.extract({ ...article, published: article.published?.value ?? null });
    if (extraction.relevance === 'none' && !filter.all) return 'not relevant';
    return { page, further, article, extraction };
  };

  return {
    book,
    judgePage(page, further) {
      const outlet = byId.get(page.outlet ?? '') ?? null;
      const article = readCollected(page, outlet, words, null, further).value;
      return judge({ ...article, capture: page.capture }, page, further?.pages ?? []);
    },
    judgeInput(input) {
      const known = input.url ? book.find(input.url) : null;
      const given = known === null ? input : { ...input, outlet: known.id };
      const article = readInput(given, words, outlets).value;
      if (!isWanted(article, filter)) return 'other outlet';
      return judge(article, null, []);
    },
  };
}

/** Hosts were asked for by address already, where there is one. */
function isWanted(article: Article, { outlets, hosts }: BackfillFilter): boolean {
  if (outlets === null && hosts.length === 0) return true;
  if (outlets?.includes(article.outlet ?? '') === true) return true;
  const host = article.url !== null && URL.canParse(article.url) ? new URL(article.url).host : null;
  return host !== null && hosts.some((wanted) => `.${host}`.endsWith(`.${wanted}`));
}
