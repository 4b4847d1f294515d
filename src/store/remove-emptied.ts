/** Incidents that extraction left without any report: gone, and logged with why. */
import { sql, type Kysely } from 'kysely';
import type { Cause } from '../model/change.js';
import { endIncidents } from './redirects.js';
import { showIncidents } from './show-incidents.js';
import type { Tables } from './tables.js';

/** Removes those of the incidents that hold no report any more. */
export async function removeEmptied(
  db: Kysely<Tables>,
  incidents: readonly string[],
  leaving: readonly { incident: string | null; cause: Cause }[],
  now: Date,
): Promise<void> {
  if (incidents.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM linked WHERE id = ANY(${[...incidents]}::text[])
      AND NOT EXISTS (SELECT FROM incident_reports m WHERE m.incident = linked.id)`.execute(db);
  await endIncidents(
    db,
    rows.map(({ id }) => id),
  );
  const toShow = rows.map(({ id }) => ({
    id,
    incident: null,
    parent: null,
    causes: leaving.flatMap(({ incident, cause }) => (incident === id ? [cause] : [])).slice(0, 1),
  }));
  await showIncidents(db, toShow, now);
}
