/** Releases that were made, each with what was erased since: it holds that, and is superseded. */
import { sql, type Kysely } from 'kysely';
import type { KnownRelease } from '../model/release.js';
import type { Tables } from './tables.js';

/** A folder holds one release: another one in its place is known instead. */
export async function recordRelease(
  db: Kysely<Tables>,
  { folder, version, created, made, filter, supersedes }: Omit<KnownRelease, 'erased'>,
): Promise<void> {
  const row = { version, created, made, filter, supersedes };
  await db
    .insertInto('releases')
    .values({ folder, ...row })
    .onConflict((conflict) => conflict.column('folder').doUpdateSet(row))
    .execute();
}

/** All releases, in the order in which they were made. */
export async function listReleases(db: Kysely<Tables>): Promise<KnownRelease[]> {
  const { rows } = await sql<KnownRelease>`
    SELECT folder, version, created, made, filter, supersedes,
      (SELECT min(t.at) FROM tombstones t WHERE t.at > r.created) AS erased
    FROM releases r ORDER BY made, folder COLLATE "C"`.execute(db);
  return rows;
}
