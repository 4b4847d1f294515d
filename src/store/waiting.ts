/** Reports that wait to be linked, with all that they may meet. */
import { sql, type Kysely } from 'kysely';
import { inContext, type ReportInContext } from './reports.js';
import type { Tables } from './tables.js';

export interface ReportsToLink {
  /** A closed neighbourhood: no report outside shares a block key or an incident with one inside. */
  reports: ReportInContext[];
  /** Changes up to this mark were seen; give it to saveIncidents. */
  asOf: number;
}

/**
 * Reports that wait the longest, with all that they may meet; null when none waits.
 * @param most how many waiting ones to begin from
 */
export async function listReportsToLink(db: Kysely<Tables>, most: number): Promise<ReportsToLink | null> {
  const { rows } = await sql<{ asOf: number | null }>`SELECT max(to_link) AS "asOf" FROM reports`.execute(db);
  const asOf = rows[0]?.asOf ?? null;
  if (asOf === null) return null;
  const first = await sql<Near>`SELECT id, blocks FROM reports
    WHERE to_link IS NOT NULL ORDER BY to_link LIMIT ${most}`.execute(db);
  const ids = await listNeighbourhood(db, first.rows);
  return { reports: await inContext(db, sql`r.id = ANY(${ids}::text[])`), asOf };
}

interface Near {
  id: string;
  blocks: string[];
}

/** Goes from report to report over shared keys and shared incidents, until there is nobody new. */
async function listNeighbourhood(db: Kysely<Tables>, first: readonly Near[]): Promise<string[]> {
  const ids = new Set<string>();
  const keys = new Set<string>();
  for (let next = first; next.length > 0;) {
    const newIds = next.map(({ id }) => id).filter((id) => !ids.has(id));
    const newKeys = [...new Set(next.flatMap(({ blocks }) => blocks))].filter((key) => !keys.has(key));
    for (const id of newIds) ids.add(id);
    for (const key of newKeys) keys.add(key);
    const { rows } = await sql<Near>`
      SELECT id, blocks FROM reports WHERE blocks && ${newKeys}::text[]
      UNION
      SELECT r.id, r.blocks FROM incident_reports m
        JOIN incident_reports other ON other.incident = m.incident JOIN reports r ON r.id = other.report
        WHERE m.report = ANY(${newIds}::text[])`.execute(db);
    next = rows.filter(({ id }) => !ids.has(id));
  }
  return [...ids];
}
