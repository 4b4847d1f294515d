/** Seventh migration: what hosts said to robots, for all processes that fetch from them. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE robots (origin text PRIMARY KEY, doc jsonb NOT NULL, until timestamptz NOT NULL)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
