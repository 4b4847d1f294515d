/** Databases for suites: the embedded one in a fresh folder, and a PostgreSQL server of the suite's own. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.js';
import { installed, startPostgres, type Engine } from '../run/engines.js';

const CACHE = resolve('.pantau');

/** Hash of what an empty database is made from: PGlite's version and the migrations. */
function nameTemplate(): string {
  const hash = createHash('sha256');
  hash.update(readFileSync(resolve('node_modules/@electric-sql/pglite/package.json')));
  const migrations = resolve('src/store/migrations');
  for (const file of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, file)));
  return join(CACHE, `database-${hash.digest('hex').slice(0, 16)}`);
}

/** A folder with a migrated, empty database to copy; made once and kept, since building one takes seconds. */
async function databaseTemplate(): Promise<string> {
  const template = nameTemplate();
  if (existsSync(template)) return template;
  const draft = `${template}.${randomUUID()}`;
  const store = await openStore({ folder: draft });
  await store.close();
  try {
    renameSync(join(draft, 'database'), template);
  } catch (error) {
    if (!existsSync(template)) throw error; // otherwise another suite was faster
  }
  await rm(draft, { recursive: true, force: true });
  return template;
}

/** A fresh folder with an empty database. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-store-'));
  await cp(await databaseTemplate(), join(folder, 'database'), { recursive: true });
  return folder;
}

/** Opens further stores on the database of a test. */
export type Open = () => Promise<StoreOptions>;

/**
 * Describes a suite once for each database that this machine has. `open` gives the options of a store on a fresh,
 * empty database.
 */
export function eachBackend(suite: (name: string, open: Open) => void): void {
  describe('on the embedded database', () => {
    const folders: string[] = [];
    afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
    suite('embedded', async () => {
      const folder = await freshFolder();
      folders.push(folder);
      return { folder };
    });
  });
  if (!installed('initdb')) return;
  describe('on PostgreSQL', () => {
    let engine: Engine;
    let number = 0;
    beforeAll(async () => {
      engine = await startPostgres();
    });
    afterAll(() => engine.stop());
    suite('postgres', async () => {
      number += 1;
      const client = new pg.Client({ connectionString: engine.url });
      await client.connect();
      await client.query(`CREATE DATABASE test${number}`);
      await client.end();
      const url = new URL(engine.url);
      url.pathname = `/test${number}`;
      return { url: url.href };
    });
  });
}

/** A store on a fresh database, closed after the tests of the block. */
export function useStore(open: Open): () => Store {
  let store: Store | null = null;
  beforeAll(async () => {
    store = await openStore(await open());
  });
  afterAll(() => store?.close());
  return () => {
    if (!store) throw new Error('the store is open only inside tests');
    return store;
  };
}
