/** Twenty-third migration: the coverage that editions told, so that one made again tells the same. */
import { sql, type Kysely } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE edition_coverage (
        date date NOT NULL, as_of timestamptz NOT NULL, doc jsonb NOT NULL, PRIMARY KEY (date, as_of))`,
    )
    .execute(database);
}
