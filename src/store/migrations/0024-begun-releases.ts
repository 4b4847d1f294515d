/** Twenty-fourth migration: releases about to be put in their place, so that one whose maker was killed then is known. */
import { sql, type Kysely } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql.raw(`CREATE TABLE begun_releases (LIKE releases INCLUDING ALL)`).execute(database);
}
