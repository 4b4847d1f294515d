/** Sixth migration: what bodies of articles are known by, and what incidents say of copies. */
import { sql, type Kysely } from 'kysely';

// What was linked before has no copies known to it.
const WITHOUT_COPIES = (document: string): string => `
  ${document} || jsonb_build_object('reprints', '[]'::jsonb, 'possibly', '[]'::jsonb, 'independent', ${document}->'outlets', 'articles',
    (SELECT count(DISTINCT link->>'article') FROM jsonb_array_elements(${document}->'links') link))`;

const STATEMENTS = [
  `ALTER TABLE reports ADD COLUMN sign text`,
  `UPDATE incidents SET doc = ${WITHOUT_COPIES('doc')}`,
  `UPDATE changes SET doc = ${WITHOUT_COPIES('doc')} WHERE doc IS NOT NULL`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
