/** Articles in the store. */
import { sql, type Kysely } from 'kysely';
import { Article } from '../model/article.js';
import { hashOf, readDocument, toJson, toText } from './documents.js';
import { listErased, veilIncoming, type ReadPeople } from './tombstones.js';
import type { Tables } from './tables.js';

/** What became of something that was to be stored. */
export interface Saved {
  id: string;
  /** False when it stood there already, the same. */
  changed: boolean;
}

/** A day of publication without a time begins in Jakarta. */
const HOME_OFFSET = '+07:00';

function publishedAt(value: string | null): string | null {
  if (value === null) return null;
  const [year = '', month = '01', day = '01'] = value.split('-');
  const time = Date.parse(value.includes('T') ? value : `${year}-${month}-${day}T00:00:00${HOME_OFFSET}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Hash of what an article says, whatever page it was read from. */
export function hashOfArticle(article: Partial<Article>): string {
  const { page: _, capture: __, ...content } = article;
  return hashOf(content);
}

/**
 * Stores articles; one that stands there already, the same but for the page it was read from, is left alone. What an
 * article said before it changed is kept as a version of it. What was erased is not taken in again.
 * @param now when they were first seen, or changed
 * @param readPeople tells erased people from others who bear words of their names
 */
export async function saveArticles(
  db: Kysely<Tables>,
  given: readonly Article[],
  now: Date,
  readPeople: ReadPeople | null = null,
): Promise<Saved[]> {
  const erased = await listErased(
    db,
    given.flatMap(({ id, url }) => [id, url ?? id]),
  );
  const welcome = given.filter(({ id, url }) => !erased.has(id) && !erased.has(url ?? id));
  const articles = await veilIncoming(db, welcome, readPeople);
  const byId = new Map(articles.map((article) => [article.id, article]));
  const rows = [...byId.values()].map((article) => {
    const { title, text, ...doc } = article;
    const published = article.published?.value ?? null;
    return {
      id: article.id,
      url: article.url,
      outlet: article.outlet,
      title,
      text,
      published,
      published_at: publishedAt(published),
      doc,
      hash: hashOfArticle(article),
    };
  });
  const changed = await sql<{ id: string }>`
    WITH x AS (SELECT * FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (id text, url text, outlet text,
      title text, text text, published text, published_at timestamptz, doc jsonb, hash text)),
    kept AS (INSERT INTO article_versions (article, since, until, title, text, doc)
      SELECT b.id, b.changed_at, ${now}::timestamptz, b.title, b.text, b.doc
      FROM articles b JOIN x USING (id) WHERE b.hash <> x.hash ON CONFLICT DO NOTHING)
    INSERT INTO articles AS a (id, url, outlet, title, text, published, published_at, doc, hash, first_seen, changed_at)
    SELECT id, url, outlet, title, text, published, published_at, doc, hash, ${now}::timestamptz, ${now}::timestamptz
    FROM x ORDER BY id
    ON CONFLICT (id) DO UPDATE SET url = excluded.url, outlet = excluded.outlet, title = excluded.title,
      text = excluded.text, published = excluded.published, published_at = excluded.published_at, doc = excluded.doc,
      hash = excluded.hash, changed_at = excluded.changed_at
    WHERE a.hash <> excluded.hash
    RETURNING id`.execute(db);
  const ids = new Set(changed.rows.map(({ id }) => id));
  return given.map(({ id }) => ({ id, changed: ids.has(toText(id)) }));
}

/** Columns that make an article again. */
export const ARTICLE_COLUMNS = ['articles.id', 'articles.title', 'articles.text', 'articles.doc'] as const;

export function readArticle(row: { id: string; title: string; text: string; doc: unknown }): Article {
  const { id, title, text } = row;
  return readDocument(Article, { ...(row.doc as object), id, title, text }, `article ${id}`);
}

/** Articles by id, in the order of the ids; those that are not there are left out. */
export async function listArticles(db: Kysely<Tables>, ids: readonly string[]): Promise<Article[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('articles')
    .select(ARTICLE_COLUMNS)
    .where('id', '=', sql<string>`ANY(${[...ids]}::text[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, readArticle(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Articles as they read at an instant; those that came later are left out. */
export async function listArticlesAsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
  asOf: Date,
): Promise<Article[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; title: string; text: string; doc: unknown }>`
    SELECT id, title, text, doc FROM articles
    WHERE id = ANY(${[...ids]}::text[]) AND changed_at <= ${asOf}::timestamptz
    UNION ALL SELECT article, title, text, doc FROM article_versions
    WHERE article = ANY(${[...ids]}::text[]) AND since <= ${asOf}::timestamptz AND until > ${asOf}::timestamptz`.execute(
    db,
  );
  const byId = new Map(rows.map((row) => [row.id, readArticle(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** What an article said for a time, with the page and the capture that it was read from. */
export interface ArticleVersion {
  article: Article;
  /** ISO times; the last version has no end. */
  since: string;
  until: string | null;
}

/** All versions of an article, the oldest first; none where it is unknown. */
export async function listVersions(db: Kysely<Tables>, id: string): Promise<ArticleVersion[]> {
  const { rows } = await sql<{
    since: string;
    until: string | null;
    title: string;
    text: string;
    doc: unknown;
  }>`
    SELECT since, until, title, text, doc FROM article_versions WHERE article = ${id}
    UNION ALL SELECT changed_at, NULL, title, text, doc FROM articles WHERE id = ${id}
    ORDER BY 1`.execute(db);
  return rows.map(({ since, until, ...row }) => ({ article: readArticle({ id, ...row }), since, until }));
}
