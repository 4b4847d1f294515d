/** Brings the tables of a database up to what this program expects. */
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import { Halt } from '../model/errors.js';
import * as tables from './migrations/0001-tables.js';
import * as backfills from './migrations/0002-backfills.js';
import * as coverage from './migrations/0003-coverage.js';
import * as hosts from './migrations/0004-hosts.js';
import * as versions from './migrations/0005-versions.js';
import * as signs from './migrations/0006-signs.js';
import * as robots from './migrations/0007-robots.js';
import * as history from './migrations/0010-history.js';
import * as reviews from './migrations/0011-reviews.js';
import * as erasure from './migrations/0012-erasure.js';
import * as told from './migrations/0020-told.js';
import * as releases from './migrations/0021-releases.js';
import * as readers from './migrations/0022-readers.js';
import * as editionCoverage from './migrations/0023-edition-coverage.js';
import * as begunReleases from './migrations/0024-begun-releases.js';
import type { Tables } from './tables.js';

/** In their order; one that was released is never changed, only followed by another. */
const MIGRATIONS: Record<string, Migration> = {
  '0001_tables': tables,
  '0002_backfills': backfills,
  '0003_coverage': coverage,
  '0004_hosts': hosts,
  '0005_versions': versions,
  '0006_signs': signs,
  '0007_robots': robots,
  '0010_history': history,
  '0011_reviews': reviews,
  '0012_erasure': erasure,
  '0020_told': told,
  '0021_releases': releases,
  '0022_readers': readers,
  '0023_edition_coverage': editionCoverage,
  '0024_begun_releases': begunReleases,
};

/**
 * Runs the migrations that are missing, in one transaction under an advisory lock: of several starters one migrates
 * and the others wait.
 * @throws Halt when the server is too old, lacks the Indonesian text search, or holds tables of a newer program
 */
export async function migrate(database: Kysely<Tables>, place: string): Promise<void> {
  if (await isCurrent(database)) return;
  await checkServer(database, place);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const reason = error instanceof Error ? error.message : JSON.stringify(error);
  if (reason.includes('is missing'))
    throw new Halt(`the tables in ${place} were made by a newer version of pantau; update this program`, {
      cause: error,
    });
  throw new Halt(`the tables in ${place} cannot be brought up to date: ${reason}`, { cause: error });
}

/** One cheap look, so that a command on a database that is up to date does not pay for the rest. */
async function isCurrent(database: Kysely<Tables>): Promise<boolean> {
  const known = await sql<{
    found: boolean;
  }>`SELECT to_regclass('public.kysely_migration') IS NOT NULL AS found`.execute(database);
  if (known.rows[0]?.found !== true) return false;
  const done = await sql<{ name: string }>`SELECT name FROM public.kysely_migration ORDER BY name`.execute(
    database,
  );
  return JSON.stringify(done.rows.map(({ name }) => name)) === JSON.stringify(Object.keys(MIGRATIONS));
}

const OLDEST = 140_000;

async function checkServer(database: Kysely<Tables>, place: string): Promise<void> {
  const { rows } = await sql<{ version: number; name: string; search: boolean }>`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
      EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'indonesian') AS search`.execute(database);
  const [server] = rows;
  if (!server || server.version < OLDEST)
    throw new Halt(`${place} is PostgreSQL ${server?.name ?? 'unknown'}; pantau needs version 14 or later`);
  if (!server.search)
    throw new Halt(
      `${place} has no text search configuration "indonesian"; install PostgreSQL with its snowball stemmers`,
    );
}
