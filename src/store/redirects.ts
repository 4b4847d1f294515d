/** Redirects: where the ids of incidents went when they merged or split; append-only. */
import { sql, type Kysely } from 'kysely';
import type { Cause, Redirect } from '../model/change.js';
import { toJson } from './documents.js';
import type { Inheritance } from './inherit-reports.js';
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

/** Incidents that ended and may come back: those under some ids, and those that had any of some reports last. */
export async function listEnded(
  db: Kysely<Tables>,
  proposed: readonly string[],
  reports: readonly string[],
): Promise<Known[]> {
  const { rows } = await sql<Known>`
    SELECT id, since, members FROM ended
    WHERE id = ANY(${[...proposed]}::text[]) OR members && ${[...reports]}::text[] ORDER BY id`.execute(db);
  return rows;
}

/** Ends incidents: what linking made of them goes, their reports are kept in mind. */
export async function endIncidents(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  await sql`
    WITH gone AS (DELETE FROM linked WHERE id = ANY(${[...ids]}::text[]) RETURNING id, first_seen, doc)
    INSERT INTO ended (id, since, members)
    SELECT id, first_seen, ARRAY(SELECT link->>'report' FROM jsonb_array_elements(doc->'links') link) FROM gone
    ON CONFLICT (id) DO UPDATE SET since = excluded.since, members = excluded.members`.execute(db);
}

/** Reports that incidents had last are kept in mind under the ids of their heirs. */
export async function passEndedOn(db: Kysely<Tables>, heirs: readonly Inheritance[]): Promise<void> {
  for (const { from, to } of heirs)
    await sql`UPDATE ended SET members = array_replace(members, ${from}::text, ${to}::text)
      WHERE members @> ARRAY[${from}::text]`.execute(db);
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
