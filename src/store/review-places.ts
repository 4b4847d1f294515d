/** Where decisions stand today: the incident and the reports that each of them holds for, through merges and new extractions. */
import { sql, type Kysely } from 'kysely';
import { Review } from '../model/review.js';
import { readDocument, toJson } from './documents.js';
import type { Kept, Known } from './keep-ids.js';
import type { Inheritance } from './inherit-reports.js';
import type { Tables } from './tables.js';

/** Decisions that no other revokes. */
export const HOLDS = sql`NOT EXISTS (
  SELECT FROM reviews v WHERE v.decision = 'revoke' AND v.doc #>> '{value}' = r.id)`;

/** The decisions that hold for some incidents, in the order in which they were made. */
export async function listStanding(
  db: Kysely<Tables>,
  incidents: readonly string[],
): Promise<Map<string, Review[]>> {
  const { rows } = await sql<{ id: string; doc: unknown; incident: string }>`
    SELECT r.id, r.doc, p.incident FROM review_incidents p JOIN reviews r ON r.id = p.review
    WHERE p.incident = ANY(${[...incidents]}::text[]) AND r.decision <> 'revoke' AND ${HOLDS}
    ORDER BY r.seq`.execute(db);
  const byIncident = new Map<string, Review[]>();
  for (const { id, doc, incident } of rows)
    byIncident.set(incident, [
      ...(byIncident.get(incident) ?? []),
      readDocument(Review, doc, `review ${id}`),
    ]);
  return byIncident;
}

/** Decisions go where most of the reports of their incident went, and come back with the id they were made on. */
export async function moveReviews(db: Kysely<Tables>, kept: Kept, before: readonly Known[]): Promise<void> {
  const staying = new Set(kept.incidents.map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  const moves = before.flatMap(({ id }) => {
    const move = staying.has(id) ? undefined : kept.moves.find((one) => one.id === id);
    return move === undefined ? [] : [{ id, to: move.to }];
  });
  if (moves.length > 0)
    await sql`
      UPDATE review_incidents p SET incident = x.to
      FROM jsonb_to_recordset(${toJson(moves)}::jsonb) AS x (id text, "to" text) WHERE p.incident = x.id`.execute(
      db,
    );
  const back = [...staying].filter((id) => !known.has(id));
  await sql`UPDATE review_incidents SET incident = target
    WHERE target = ANY(${back}::text[]) AND incident <> target`.execute(db);
}

/** Decisions on reports that are no more hold for their heirs. */
export async function passReviewsOn(db: Kysely<Tables>, heirs: readonly Inheritance[]): Promise<void> {
  await sql`
    WITH x AS (SELECT * FROM jsonb_to_recordset(${toJson(heirs)}::jsonb) AS x ("from" text, "to" text)),
    gone AS (DELETE FROM review_reports p USING x WHERE p.report = x.from RETURNING p.review, p.side, x.to)
    INSERT INTO review_reports (review, side, report) SELECT review, side, "to" FROM gone
    ON CONFLICT DO NOTHING`.execute(db);
}

/** What decisions say of reports that are to be linked. */
export interface Decided {
  /** Reports that analysts keep out of every incident. */
  leftOut: Set<string>;
  /** Which reports are one happening, and which are not, in the order of the decisions. */
  bonds: { together: boolean; left: string[]; right: string[] }[];
}

export async function listDecided(db: Kysely<Tables>, reports: readonly string[]): Promise<Decided> {
  const verdicts = await sql<{ report: string; decision: string }>`
    SELECT DISTINCT ON (p.report) p.report, r.decision
    FROM review_reports p JOIN reviews r ON r.id = p.review
    WHERE p.report = ANY(${[...reports]}::text[]) AND r.kind = 'report'
      AND r.decision IN ('confirm', 'reject', 'withdraw') AND ${HOLDS}
    ORDER BY p.report, r.seq DESC`.execute(db);
  const bonds = await sql<{ decision: string; left: string[]; right: string[] }>`
    SELECT r.decision,
      ARRAY(SELECT p.report FROM review_reports p WHERE p.review = r.id AND p.side = 0 ORDER BY 1) AS left,
      ARRAY(SELECT p.report FROM review_reports p WHERE p.review = r.id AND p.side = 1 ORDER BY 1) AS right
    FROM reviews r WHERE r.decision IN ('merge', 'split') AND ${HOLDS} AND r.id IN (
      SELECT p.review FROM review_reports p WHERE p.report = ANY(${[...reports]}::text[]))
    ORDER BY r.seq`.execute(db);
  return {
    leftOut: new Set(
      verdicts.rows.flatMap(({ report, decision }) => (decision === 'confirm' ? [] : [report])),
    ),
    bonds: bonds.rows.map(({ decision, left, right }) => ({ together: decision === 'merge', left, right })),
  };
}
