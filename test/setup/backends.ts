/** Databases for suites: the embedded one in a fresh folder, and a PostgreSQL server of the suite's own. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.js';
import { installed, startPostgres, type Engine } from '../run/engines.js';

const CACHE = resolve('.pantau');

/** Hash of what a dump is made from: PGlite's version and the migrations. */
function nameDump(): string {
  const hash = createHash('sha256');
  hash.update(readFileSync(resolve('node_modules/@electric-sql/pglite/package.json')));
  const migrations = resolve('src/store/migrations');
  for (const file of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, file)));
  return join(CACHE, `database-${hash.digest('hex').slice(0, 16)}.tar.gz`);
}

/** A migrated, empty database as a dump; made once and kept, since building one takes seconds. */
export async function migratedDump(): Promise<Uint8Array> {
  const file = nameDump();
  if (existsSync(file)) return readFileSync(file);
  mkdirSync(CACHE, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'pantau-dump-'));
  try {
    const store = await openStore({ folder });
    await store.close();
    const { PGlite } = createRequire(import.meta.url)('@electric-sql/pglite') as {
      PGlite: { create(folder: string): Promise<PGlite> };
    };
    const database = await PGlite.create(join(folder, 'database'));
    const dump = new Uint8Array(await (await database.dumpDataDir('gzip')).arrayBuffer());
    await database.close();
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, dump);
    renameSync(draft, file);
    return dump;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
      const folder = await mkdtemp(join(tmpdir(), 'pantau-store-'));
      folders.push(folder);
      return { folder, dump: await migratedDump() };
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
