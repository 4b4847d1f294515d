/** What extraction says of articles: extractions, reports and claims in the store. */
import { sql, type Kysely } from 'kysely';
import type { Article } from '../model/article.js';
import { Extraction, Report, type Claim } from '../model/report.js';
import { ARTICLE_COLUMNS, readArticle, type Saved } from './articles.js';
import { recordRemoved } from './changes.js';
import { daysOf, hashOf, readDocument, toJson } from './documents.js';
import type { Tables } from './tables.js';
import { markCompany, NEXT_MARK } from './link-marks.js';

/** An extraction with the keys under which linking looks for the reports of it, by report id. */
export interface ExtractionToSave {
  extraction: Extraction;
  blockKeys: ReadonlyMap<string, readonly string[]>;
  /** What the body of the article is known by; kept beside its reports, so that linking reads no bodies. */
  sign?: string | null;
}

export interface SavedExtractions {
  saved: Saved[];
  /** Block keys of all reports that came, changed or went: what has to be linked again. */
  keys: string[];
}

/** A report with what linking and display have to know of its article. */
export interface ReportInContext {
  report: Report;
  article: Article;
}

/** Writes of extraction and linking take turns, since both decide by what they have read. */
export const WRITE_LOCK = sql`SELECT pg_advisory_xact_lock(7246001)`;

/**
 * Stores extractions of articles that are stored already. The reports and claims of an article are replaced together;
 * an extraction that stands there already, the same, writes nothing. Incidents left without any report are removed.
 */
export async function saveExtractions(
  database: Kysely<Tables>,
  items: readonly ExtractionToSave[],
  now: Date,
): Promise<SavedExtractions> {
  const wanted = new Map(items.map((item) => [item.extraction.article.id, { item, hash: hashOfItem(item) }]));
  return database.transaction().execute(async (db) => {
    await WRITE_LOCK.execute(db);
    const ids = [...wanted.keys()];
    const known = await db
      .selectFrom('extractions')
      .select(['article', 'hash'])
      .where('article', '=', sql<string>`ANY(${ids}::text[])`)
      .execute();
    const before = new Map(known.map(({ article, hash }) => [article, hash]));
    const fresh = [...wanted].filter(([id, { hash }]) => before.get(id) !== hash);
    const freshIds = fresh.map(([id]) => id);
    const keys = new Set(
      await replaceReports(
        db,
        fresh.map(([, { item }]) => item),
        now,
      ),
    );
    await insertExtractions(
      db,
      fresh.map(([, { item, hash }]) => ({ item, hash })),
      now,
    );
    for (const [, { item }] of fresh)
      for (const list of item.blockKeys.values()) for (const key of list) keys.add(key);
    const changed = new Set(freshIds);
    return { saved: ids.map((id) => ({ id, changed: changed.has(id) })), keys: [...keys].sort() };
  });
}

function hashOfItem({ extraction, blockKeys, sign }: ExtractionToSave): string {
  const { text: _, ...article } = extraction.article;
  const keys = [...blockKeys].sort(([a], [b]) => (a < b ? -1 : 1));
  return hashOf([{ ...extraction, article }, keys, sign ?? null]);
}

/** Puts new reports and claims in the place of the old; gives the block keys of the old. */
async function replaceReports(
  db: Kysely<Tables>,
  items: readonly ExtractionToSave[],
  now: Date,
): Promise<string[]> {
  const articles = items.map(({ extraction }) => extraction.article.id);
  if (articles.length === 0) return [];
  const rows = items.flatMap(({ extraction, blockKeys, sign }) =>
    extraction.reports.map((report, seq) => ({
      ...reportRow(extraction.article.id, report, seq, blockKeys.get(report.id) ?? []),
      sign: sign ?? null,
    })),
  );
  const old = await sql<{ id: string; blocks: string[]; incident: string | null }>`
    SELECT r.id, r.blocks, i.incident FROM reports r LEFT JOIN incident_reports i ON i.report = r.id
    WHERE r.article = ANY(${articles}::text[])`.execute(db);
  const staying = new Set(rows.map(({ id }) => id));
  const gone = old.rows.filter(({ id }) => !staying.has(id));
  const left = [...new Set(gone.flatMap(({ incident }) => incident ?? []))];
  await markCompany(db, left);
  // A report that keeps its id stays in its incident until it is linked again.
  await sql`DELETE FROM reports WHERE id = ANY(${gone.map(({ id }) => id)}::text[])`.execute(db);
  await sql`DELETE FROM claims WHERE article = ANY(${articles}::text[])`.execute(db);
  await insertReports(db, rows);
  await insertClaims(
    db,
    items.flatMap(({ extraction }) =>
      extraction.claims.map((claim, seq) => claimRow(extraction.article.id, claim, seq)),
    ),
  );
  await removeEmptied(db, left, now);
  return old.rows.flatMap(({ blocks }) => blocks);
}

async function removeEmptied(db: Kysely<Tables>, incidents: readonly string[], now: Date): Promise<void> {
  if (incidents.length === 0) return;
  const emptied = await sql<{ id: string; doc: unknown }>`
    DELETE FROM incidents WHERE id = ANY(${[...incidents]}::text[])
      AND NOT EXISTS (SELECT FROM incident_reports m WHERE m.incident = incidents.id)
    RETURNING id, doc`.execute(db);
  await recordRemoved(db, emptied.rows, now);
}

function reportRow(article: string, report: Report, seq: number, blocks: readonly string[]) {
  const { from, to } = daysOf(report.date?.value);
  return {
    id: report.id,
    article,
    seq,
    type: report.type,
    stage: report.stage,
    phase: report.election?.phase ?? null,
    date_from: from,
    date_to: to,
    blocks,
    doc: report,
  };
}

async function insertReports(db: Kysely<Tables>, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO reports (id, article, seq, type, stage, phase, date_from, date_to, blocks, doc, sign, to_link)
    SELECT id, article, seq, type, stage, phase, date_from, date_to, blocks, doc, sign, ${NEXT_MARK}
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (id text, article text, seq int, type text, stage text,
      phase text, date_from date, date_to date, blocks text[], doc jsonb, sign text)
    ON CONFLICT (id) DO UPDATE SET article = excluded.article, seq = excluded.seq, type = excluded.type,
      stage = excluded.stage, phase = excluded.phase, date_from = excluded.date_from, date_to = excluded.date_to,
      blocks = excluded.blocks, doc = excluded.doc, sign = excluded.sign,
      to_link = excluded.to_link`.execute(db);
}

function claimRow(article: string, claim: Claim, seq: number) {
  const { id, agency, stage, unit, value, asOf } = claim;
  return { article, id, seq, agency, stage, unit, value, as_of: asOf, doc: claim };
}

async function insertClaims(db: Kysely<Tables>, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO claims (article, id, seq, agency, stage, unit, value, as_of, doc)
    SELECT article, id, seq, agency, stage, unit, value, as_of, doc
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (article text, id text, seq int, agency text, stage text,
      unit text, value double precision, as_of text, doc jsonb)
    ON CONFLICT (article, id) DO NOTHING`.execute(db);
}

async function insertExtractions(
  db: Kysely<Tables>,
  items: readonly { item: ExtractionToSave; hash: string }[],
  now: Date,
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ item: { extraction }, hash }) => {
    const { reports: _r, claims: _c, article, ...doc } = extraction;
    const { text: _t, ...about } = article;
    return {
      article: article.id,
      version: `${extraction.version.pantau} ${extraction.version.dictionary}`,
      relevance: extraction.relevance,
      doc: { ...doc, article: about },
      hash,
    };
  });
  await sql`
    INSERT INTO extractions (article, version, relevance, doc, hash, at)
    SELECT article, version, relevance, doc, hash, ${now}::timestamptz
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (article text, version text, relevance text, doc jsonb, hash text)
    ON CONFLICT (article) DO UPDATE SET version = excluded.version, relevance = excluded.relevance, doc = excluded.doc,
      hash = excluded.hash, at = excluded.at`.execute(db);
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

export async function inContext(
  db: Kysely<Tables>,
  condition: ReturnType<typeof sql>,
): Promise<ReportInContext[]> {
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
