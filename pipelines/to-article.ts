/** To article: an article object as people hand it in becomes an article; HTML is read first. */
import { createHash } from 'node:crypto';
import { Article, Published, type ArticleInput } from '../src/model/article.js';
import { Quarantine } from '../src/model/errors.js';

/** Reads a page into an article, as `readPage` of src/read does with its dictionary. */
export type ReadHtml = (page: {
  html: string;
  url: string | null;
  outlet: string | null;
  published: string | null;
}) => Promise<Article>;

/**
 * Makes an article of an article object. Its id is as given, or derived from the address, or from title and text, so
 * that the same object gives the same article again.
 * @throws Quarantine when the date is none, or when reading the HTML fails
 */
export async function toArticle(input: ArticleInput, readHtml: ReadHtml): Promise<Article> {
  const published = readPublished(input.published ?? null);
  const read = input.html ? await readGiven(input, input.html, published, readHtml) : null;
  const article: Omit<Article, 'id'> = {
    ...(read ?? EMPTY),
    url: read?.url ?? input.url ?? null,
    outlet: read?.outlet ?? input.outlet ?? null,
    title: input.title ?? read?.title ?? '',
    text: input.text ?? read?.text ?? '',
    published: published ?? read?.published ?? null,
  };
  return Article.parse({ ...article, id: input.id ?? articleId(article) });
}

const EMPTY: Omit<Article, 'id' | 'url' | 'outlet' | 'title' | 'text' | 'published'> = {
  modified: null,
  byline: null,
  origin: null,
  section: null,
  tags: [],
  language: null,
  related: [],
  partial: false,
  page: null,
};

/** The id of an article that was given none. */
export function articleId(article: Pick<Article, 'url' | 'title' | 'text'>): string {
  const named = article.url ?? `${article.title}\n${article.text}`;
  return `a_${createHash('sha256').update(named).digest('hex').slice(0, 20)}`;
}

function readGiven(
  input: ArticleInput,
  html: string,
  published: Published | null,
  readHtml: ReadHtml,
): Promise<Article> {
  return readHtml({
    html,
    url: input.url ?? null,
    outlet: input.outlet ?? null,
    published: published?.value ?? null,
  });
}

/** `2024-01-23`, `2024-01`, `2024-01-23T10:00:00+07:00` as they are; `2024-01-23 10:00` has no zone, so its day counts. */
function readPublished(given: string | null): Published | null {
  const value = given?.trim() ?? '';
  if (value === '') return null;
  const day = /^(\d{4}-\d{2}-\d{2})[T ][\d:.]{4,15}$/.exec(value)?.[1];
  const published = Published.safeParse({
    value: day ?? value,
    precision: precisionOf(day ?? value),
    basis: 'given',
  });
  if (!published.success || Number.isNaN(Date.parse(published.data.value)))
    throw new Quarantine(`published is no ISO date: ${JSON.stringify(value.slice(0, 60))}`);
  return published.data;
}

function precisionOf(value: string): Published['precision'] {
  if (value.length > 10) return 'time';
  return value.length === 10 ? 'day' : value.length === 7 ? 'month' : 'year';
}
