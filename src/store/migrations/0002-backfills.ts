/** Second migration: how far each file or archive was backfilled. */
import { sql, type Kysely } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      'CREATE TABLE backfills (id text PRIMARY KEY, source text NOT NULL, doc jsonb NOT NULL, at timestamptz NOT NULL)',
    )
    .execute(database);
}
