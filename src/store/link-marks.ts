/** Marks of reports that linking has not seen yet: set when extraction stores them, taken off with the incidents made of them. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Marks rise in the order in which writers take their turn, so all up to the highest seen are seen. */
export const NEXT_MARK = sql`nextval('link_marks')`;

/** Marks the reports of some incidents, because one of their company goes; gives them. */
export async function markCompany(
  db: Kysely<Tables>,
  incidents: readonly string[],
): Promise<{ report: string; incident: string }[]> {
  if (incidents.length === 0) return [];
  const { rows } = await sql<{ report: string; incident: string }>`
    UPDATE reports SET to_link = ${NEXT_MARK} FROM incident_reports m
    WHERE m.report = reports.id AND m.incident = ANY(${[...incidents]}::text[])
    RETURNING m.report, m.incident`.execute(db);
  return rows;
}

/** Takes the marks off reports that did not change since linking read them. */
export async function unmark(db: Kysely<Tables>, reports: readonly string[], asOf: number): Promise<void> {
  await sql`UPDATE reports SET to_link = NULL
    WHERE id = ANY(${[...reports]}::text[]) AND to_link <= ${asOf}`.execute(db);
}
