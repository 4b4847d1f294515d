/** Runs: extraction of all stored articles anew, and its reversal; each can be told of, gone on with, and taken back. */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

export interface RunToBegin {
  kind: 'reextract' | 'revert';
  /** Run that is taken back; null for reextract. */
  reverts: string | null;
  /** Versions of program and dictionaries, as extractions carry them. */
  version: string;
}

export interface Run extends RunToBegin {
  id: string;
  /** ISO times. */
  started: string;
  ended: string | null;
  /** How many articles it extracted otherwise than they stood. */
  articles: number;
}

/**
 * Begins a run. One of the same kind and version that was left open, by a kill, is gone on with: what it did already is
 * not done again, and all of it is taken back together.
 */
export async function beginRun(
  db: Kysely<Tables>,
  { kind, reverts, version }: RunToBegin,
  now: Date,
): Promise<Run> {
  const open = await sql<{ id: string }>`
    SELECT id FROM runs WHERE ended IS NULL AND kind = ${kind} AND version = ${version}
      AND reverts IS NOT DISTINCT FROM ${reverts}::text ORDER BY started LIMIT 1`.execute(db);
  const hash = createHash('sha256')
    .update([kind, reverts, version, now.toISOString()].join('\n'))
    .digest('hex');
  const id = open.rows[0]?.id ?? `run-${hash.slice(0, 12)}`;
  await sql`
    INSERT INTO runs (id, kind, reverts, version, started)
    VALUES (${id}, ${kind}, ${reverts}, ${version}, ${now}::timestamptz) ON CONFLICT (id) DO NOTHING`.execute(
    db,
  );
  const run = await findRun(db, id);
  if (run === null) throw new Error(`run ${id} was not stored`);
  return run;
}

export async function endRun(db: Kysely<Tables>, id: string, now: Date): Promise<void> {
  await sql`UPDATE runs SET ended = ${now}::timestamptz WHERE id = ${id} AND ended IS NULL`.execute(db);
}

const RUNS = sql`SELECT r.id, r.kind, r.reverts, r.version, r.started, r.ended,
  (SELECT count(DISTINCT v.article)::int FROM extraction_versions v WHERE v.run = r.id) AS articles FROM runs r`;

export async function findRun(db: Kysely<Tables>, id: string): Promise<Run | null> {
  const { rows } = await sql<Run>`${RUNS} WHERE r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function listRuns(db: Kysely<Tables>): Promise<Run[]> {
  const { rows } = await sql<Run>`${RUNS} ORDER BY r.started DESC, r.id`.execute(db);
  return rows;
}

/** Ids of articles whose extraction is not of a version, or that have none; of all where the version is null. */
export async function listOutdated(
  db: Kysely<Tables>,
  version: string | null,
  after: string | null,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT a.id FROM articles a LEFT JOIN extractions e ON e.article = a.id
    WHERE (${version}::text IS NULL OR e.version IS DISTINCT FROM ${version}::text)
      AND (${after}::text IS NULL OR a.id > ${after}::text)
    ORDER BY a.id LIMIT ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Run that made the extraction of an article that stands; null when the flow did. */
export async function findExtractionRun(db: Kysely<Tables>, article: string): Promise<string | null> {
  const row = await db
    .selectFrom('extractions')
    .select('run')
    .where('article', '=', article)
    .executeTakeFirst();
  return row?.run ?? null;
}
