/** Marks of reports that linking has not seen yet: set when extraction stores them, taken off with the incidents made of them. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Marks rise in the order in which writers take their turn, so all up to the highest seen are seen. */
export const NEXT_MARK = sql`nextval('link_marks')`;

/** Marks the reports of some incidents, because one of their company goes. */
export async function markCompany(db: Kysely<Tables>, incidents: readonly string[]): Promise<void> {
  if (incidents.length === 0) return;
  await sql`UPDATE reports SET to_link = ${NEXT_MARK}
    WHERE id IN (SELECT report FROM incident_reports WHERE incident = ANY(${[...incidents]}::text[]))`.execute(
    db,
  );
}

/** Takes the marks off reports that did not change since linking read them. */
export async function unmark(db: Kysely<Tables>, reports: readonly string[], asOf: number): Promise<void> {
  await sql`UPDATE reports SET to_link = NULL
    WHERE id = ANY(${[...reports]}::text[]) AND to_link <= ${asOf}`.execute(db);
}
