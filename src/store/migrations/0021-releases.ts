/** Twenty-first migration: which releases were made, so that those that hold what was erased since can be named. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE releases (
    folder text PRIMARY KEY, version text NOT NULL, created timestamptz NOT NULL, made timestamptz NOT NULL,
    filter text NOT NULL, supersedes text)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
