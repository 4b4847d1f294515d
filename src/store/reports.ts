/** What extraction says of articles: extractions, reports and claims in the store. */
import { sql, type Kysely } from 'kysely';
import type { Cause } from '../model/change.js';
import { Report, type Claim, type Extraction } from '../model/report.js';
import type { Saved } from './articles.js';
import { noteCauses } from './causes.js';
import { daysOf, hashOf, readDocument, toJson } from './documents.js';
import {
  keepVersions,
  listWhys,
  type ExtractionRun,
  type ExtractionToSave,
  type Why,
} from './extraction-versions.js';
import { inheritReports } from './inherit-reports.js';
import { markCompany, NEXT_MARK } from './link-marks.js';
import { passReviewsOn } from './review-places.js';
import { passEndedOn } from './redirects.js';
import { removeEmptied } from './remove-emptied.js';
import type { Tables } from './tables.js';

export interface SavedExtractions {
  saved: Saved[];
  /** Block keys of all reports that came, changed or went: what has to be linked again. */
  keys: string[];
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
  run: ExtractionRun | null = null,
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
    const toReplace = fresh.map(([, { item }]) => item);
    const whys = await listWhys(db, toReplace, run);
    await keepVersions(
      db,
      [...before.keys()].filter((id) => before.get(id) !== wanted.get(id)?.hash),
      run,
      now,
    );
    const keys = new Set(await replaceReports(db, toReplace, whys, now));
    await insertExtractions(
      db,
      fresh.map(([, { item, hash }]) => ({ item, hash })),
      run,
      now,
    );
    for (const item of toReplace)
      for (const list of item.blockKeys.values()) for (const key of list) keys.add(key);
    const changed = new Set(fresh.map(([id]) => id));
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
  whys: ReadonlyMap<string, Why>,
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
  const { rows: old } = await sql<OldReport>`
    SELECT r.id, r.article, r.blocks, r.doc, i.incident FROM reports r LEFT JOIN incident_reports i ON i.report = r.id
    WHERE r.article = ANY(${articles}::text[]) ORDER BY r.article, r.seq`.execute(db);
  const staying = new Set(rows.map(({ id }) => id));
  const gone = old.filter(({ id }) => !staying.has(id));
  const left = [...new Set(gone.flatMap(({ incident }) => incident ?? []))];
  await insertReports(db, rows);
  for (const { extraction } of items) await passOn(db, old, extraction, whys);
  const company = await markCompany(db, left);
  // A report that keeps its id stays in its incident until it is linked again.
  await sql`DELETE FROM reports WHERE id = ANY(${gone.map(({ id }) => id)}::text[])`.execute(db);
  await sql`DELETE FROM claims WHERE article = ANY(${articles}::text[])`.execute(db);
  await insertClaims(
    db,
    items.flatMap(({ extraction }) =>
      extraction.claims.map((claim, seq) => claimRow(extraction.article.id, claim, seq)),
    ),
  );
  const causeOf = (article: string): Cause => whys.get(article)?.cause ?? { kind: 'linking', ref: null };
  const leaving = gone.map(({ incident, article }) => ({ incident, cause: causeOf(article) }));
  await noteCauses(db, [
    ...rows.map(({ id, article }) => ({ report: id, cause: causeOf(article) })),
    ...company.flatMap(({ report, incident }) =>
      leaving.flatMap((one) => (one.incident === incident ? [{ report, cause: one.cause }] : [])),
    ),
  ]);
  await removeEmptied(db, left, leaving, now);
  return old.flatMap(({ blocks }) => blocks);
}

interface OldReport {
  id: string;
  article: string;
  blocks: string[];
  doc: unknown;
  incident: string | null;
}

/** Heirs of reports that are no more take their place in the incident, so that its id and its history go on. */
async function passOn(
  db: Kysely<Tables>,
  old: readonly OldReport[],
  { article, reports }: Extraction,
  whys: ReadonlyMap<string, Why>,
): Promise<void> {
  const before = old
    .filter((one) => one.article === article.id)
    .map(({ doc }) => readDocument(Report, doc, `a report of article ${article.id}`));
  const heirs = inheritReports(before, reports, whys.get(article.id)?.revised ?? false);
  if (heirs.length === 0) return;
  await sql`
    UPDATE incident_reports m SET report = x.to
    FROM jsonb_to_recordset(${toJson(heirs)}::jsonb) AS x ("from" text, "to" text) WHERE m.report = x.from`.execute(
    db,
  );
  await passReviewsOn(db, heirs);
  await passEndedOn(db, heirs);
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
  run: ExtractionRun | null,
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
    INSERT INTO extractions (article, version, relevance, doc, hash, at, run)
    SELECT article, version, relevance, doc, hash, ${now}::timestamptz, ${run?.id ?? null}::text
    FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS x (article text, version text, relevance text, doc jsonb, hash text)
    ON CONFLICT (article) DO UPDATE SET version = excluded.version, relevance = excluded.relevance, doc = excluded.doc,
      hash = excluded.hash, at = excluded.at, run = excluded.run`.execute(db);
}
