/** Fourth migration: when a host may be asked next, for all processes that fetch from it. */
import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE hosts (
    host text PRIMARY KEY, next_turn timestamptz NOT NULL, held_until timestamptz NOT NULL DEFAULT 'epoch')`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}
