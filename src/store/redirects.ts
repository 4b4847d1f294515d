/** Redirects: where the ids of incidents went when they merged or split; append-only. */
import { sql, type Kysely } from 'kysely';
import type { Cause, Redirect } from '../model/change.js';
import { toJson } from './documents.js';
import type { Known } from './keep-ids.js';
import type { Tables } from './tables.js';

type Move = Pick<Redirect, 'id' | 'to' | 'reason' | 'causes'>;

export async function recordMoves(db: Kysely<Tables>, moves: readonly Move[], now: Date): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    INSERT INTO redirects (id, target, reason, causes, at)
    SELECT id, "to", reason, causes, ${now}::timestamptz
    FROM jsonb_to_recordset(${toJson(moves)}::jsonb) AS x (id text, "to" text, reason text, causes jsonb)`.execute(
    db,
  );
}

/**
 * Incidents that ended and may come back: those under an id that linking proposes now, and those that were merged into
 * one of the incidents at hand; each with the reports that it had last.
 */
export async function listEnded(
  db: Kysely<Tables>,
  proposed: readonly string[],
  targets: readonly string[],
): Promise<Known[]> {
  const { rows } = await sql<{ id: string; since: string; members: string[] }>`
    SELECT c.incident AS id, min(c.at) AS since,
      (SELECT ARRAY(SELECT link->>'report' FROM jsonb_array_elements(l.doc->'links') link)
        FROM changes l WHERE l.incident = c.incident AND l.doc IS NOT NULL ORDER BY l.id DESC LIMIT 1) AS members
    FROM changes c WHERE c.incident IN (
        SELECT unnest(${[...proposed]}::text[])
        UNION SELECT r.id FROM redirects r WHERE r.target = ANY(${[...targets]}::text[]))
      AND NOT EXISTS (SELECT FROM linked k WHERE k.id = c.incident)
    GROUP BY c.incident ORDER BY c.incident`.execute(db);
  return rows.map((row) => ({ ...row, members: row.members ?? [] }));
}

/** Of some ids, those that incidents have. */
export async function listTaken(db: Kysely<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM linked WHERE id = ANY(${[...ids]}::text[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** All redirects from an id and to it, oldest first. */
export async function listRedirects(db: Kysely<Tables>, id: string): Promise<Redirect[]> {
  const { rows } = await sql<Redirect & { causes: Cause[] }>`
    SELECT id, target AS to, reason, causes, at FROM redirects
    WHERE id = ${id} OR target = ${id} ORDER BY seq`.execute(db);
  return rows;
}

/**
 * Incidents that an id stands for today: itself where it is in use, else all that its reports went to, followed to the
 * end; none where it never was, or nothing is left of it.
 */
export async function resolveId(db: Kysely<Tables>, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE way (id, seq) AS (
      SELECT ${id}::text, 0::bigint
      UNION
      SELECT r.target, r.seq FROM way w JOIN redirects r ON r.id = w.id AND r.seq > w.seq
      WHERE NOT EXISTS (SELECT FROM linked k WHERE k.id = w.id))
    SELECT DISTINCT w.id FROM way w JOIN linked k ON k.id = w.id ORDER BY 1`.execute(db);
  return rows.map((row) => row.id);
}
