/** Extractions and reports read from the store, each report with its article. */
import { sql, type Kysely } from 'kysely';
import type { Article } from '../model/article.js';
import { Extraction, Report } from '../model/report.js';
import { ARTICLE_COLUMNS, readArticle } from './articles.js';
import { readDocument } from './documents.js';
import type { Tables } from './tables.js';

/** A report with what linking and display have to know of its article. */
export interface ReportInContext {
  report: Report;
  article: Article;
}

/** The extraction of an article as it was stored; null when there is none. */
export async function findExtraction(db: Kysely<Tables>, article: string): Promise<Extraction | null> {
  const row = await db
    .selectFrom('extractions')
    .select('doc')
    .where('article', '=', article)
    .executeTakeFirst();
  if (!row) return null;
  const [reports, claims] = [
    await db.selectFrom('reports').select('doc').where('article', '=', article).orderBy('seq').execute(),
    await db.selectFrom('claims').select('doc').where('article', '=', article).orderBy('seq').execute(),
  ];
  const doc = {
    ...(row.doc as object),
    reports: reports.map((report) => report.doc),
    claims: claims.map((claim) => claim.doc),
  };
  return readDocument(Extraction, doc, `the extraction of article ${article}`);
}

/** Reports of some articles, in the order of the articles and of the text. */
export async function listReportsOf(
  db: Kysely<Tables>,
  articles: readonly string[],
): Promise<ReportInContext[]> {
  return inContext(db, sql`r.article = ANY(${[...articles]}::text[])`);
}

/** Reports by their ids. */
export async function listReportsWith(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReportInContext[]> {
  return inContext(db, sql`r.id = ANY(${[...ids]}::text[])`);
}

/** Reports of an incident. */
export async function listReportsOfIncident(
  db: Kysely<Tables>,
  incident: string,
): Promise<ReportInContext[]> {
  return inContext(db, sql`r.id IN (SELECT report FROM incident_reports WHERE incident = ${incident})`);
}

/** All reports that have one of the keys, those that share a key with them, and so on. */
export async function listReportsInBlocks(
  db: Kysely<Tables>,
  keys: readonly string[],
): Promise<ReportInContext[]> {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (let next = [...new Set(keys)]; next.length > 0;) {
    for (const key of next) seen.add(key);
    const { rows } = await sql<{ id: string; blocks: string[] }>`
      SELECT id, blocks FROM reports WHERE blocks && ${next}::text[]`.execute(db);
    for (const { id } of rows) found.add(id);
    next = [...new Set(rows.flatMap(({ blocks }) => blocks))].filter((key) => !seen.has(key));
  }
  return inContext(db, sql`r.id = ANY(${[...found]}::text[])`);
}

async function inContext(db: Kysely<Tables>, condition: ReturnType<typeof sql>): Promise<ReportInContext[]> {
  const { rows } = await sql<{ report: unknown; article: string }>`
    SELECT r.doc AS report, r.article FROM reports r WHERE ${condition} ORDER BY r.article, r.seq`.execute(
    db,
  );
  const ids = [...new Set(rows.map(({ article }) => article))];
  const articles = await db
    .selectFrom('articles')
    .select(ARTICLE_COLUMNS)
    .where('id', '=', sql<string>`ANY(${ids}::text[])`)
    .execute();
  const byId = new Map(articles.map((row) => [row.id, readArticle(row)]));
  return rows.flatMap(({ report, article }) => {
    const found = byId.get(article);
    return found
      ? [{ report: readDocument(Report, report, `a report of article ${article}`), article: found }]
      : [];
  });
}
