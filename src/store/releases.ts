/** Releases that were made, each with what was erased since: it holds that, and is superseded; and those that were begun. */
import { sql, type Kysely } from 'kysely';
import type { BegunRelease, KnownRelease } from '../model/release.js';
import type { Tables } from './tables.js';

/** Notes a release before it is put in its folder: a program that is killed then leaves it known. */
export async function beginRelease(
  db: Kysely<Tables>,
  { folder, version, created, made, filter, supersedes }: BegunRelease,
): Promise<void> {
  const row = { version, created, made, filter, supersedes };
  await db
    .insertInto('begun_releases')
    .values({ folder, ...row })
    .onConflict((conflict) => conflict.column('folder').doUpdateSet(row))
    .execute();
}

/** A folder holds one release: another one in its place is known instead. */
export async function recordRelease(
  db: Kysely<Tables>,
  { folder, version, created, made, filter, supersedes }: BegunRelease,
): Promise<void> {
  const row = { version, created, made, filter, supersedes };
  await db.transaction().execute(async (one) => {
    await one
      .insertInto('releases')
      .values({ folder, ...row })
      .onConflict((conflict) => conflict.column('folder').doUpdateSet(row))
      .execute();
    await forgetBegun(one, folder);
  });
}

/** Takes a release off the list of those begun, as it came to nothing. */
export async function forgetBegun(db: Kysely<Tables>, folder: string): Promise<void> {
  await db.deleteFrom('begun_releases').where('folder', '=', folder).execute();
}

/** Releases that were begun and not recorded: under way, or left by a program that was killed. */
export async function listBegun(db: Kysely<Tables>): Promise<BegunRelease[]> {
  const { rows } = await sql<BegunRelease>`
    SELECT folder, version, created, made, filter, supersedes
    FROM begun_releases ORDER BY made, folder COLLATE "C"`.execute(db);
  return rows;
}

/** All releases, in the order in which they were made. */
export async function listReleases(db: Kysely<Tables>): Promise<KnownRelease[]> {
  const { rows } = await sql<KnownRelease>`
    SELECT folder, version, created, made, filter, supersedes,
      (SELECT min(t.at) FROM tombstones t WHERE t.at > r.created) AS erased
    FROM releases r ORDER BY made, folder COLLATE "C"`.execute(db);
  return rows;
}
