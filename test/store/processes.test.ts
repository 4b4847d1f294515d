/** Several processes on one folder: one holds it, the others are its guests, and none of them loses what it said was stored. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { PGlite } from '@electric-sql/pglite';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeSelf } from '../../src/store/lock.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { makeQuery } from './made-up.js';

interface Child {
  process: ChildProcess;
  lines: string[];
  /** Resolves when a line begins with these words; rejects when the process ends before. */
  says(words: string): Promise<void>;
  /** Resolves with the exit code when all its output is read. */
  ended: Promise<number | null>;
}

let program: string;
const children: Child[] = [];
const folders: string[] = [];

function start(...args: string[]): Child {
  const process_ = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const waiting: { words: string; done: () => void; fail: (error: Error) => void }[] = [];
  let errors = '';
  process_.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  createInterface(process_.stdout).on('line', (line) => {
    lines.push(line);
    for (const { words, done } of waiting) if (line.startsWith(words)) done();
  });
  const ended = new Promise<number | null>((done) =>
    process_.once('close', (code) => {
      for (const { words, fail } of waiting) fail(new Error(`ended without "${words}": ${errors}`));
      done(code);
    }),
  );
  const child: Child = {
    process: process_,
    lines,
    ended,
    says: (words) =>
      new Promise((done, fail) => {
        if (lines.some((line) => line.startsWith(words))) done();
        else waiting.push({ words, done, fail });
      }),
  };
  children.push(child);
  return child;
}

async function fresh(): Promise<string> {
  const folder = await freshFolder();
  folders.push(folder);
  return folder;
}

const storedBy = (child: Child) =>
  child.lines.flatMap((line) => (line.startsWith('stored ') ? [line.slice('stored '.length)] : []));

beforeAll(() => {
  program = join(compile(), 'test/store/child.js');
}, 120_000);
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.ended;
  }
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function within<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ folder });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe('one folder, many processes', () => {
  it('that start at the same moment share it, also after the holder has left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pantau-store-')); // without a database: one of them builds it
    folders.push(folder);
    const names = ['one', 'two', 'three', 'four'];
    const crowd = names.map((name, i) => start('ingest', folder, name, String(10 * (i + 1))));
    await Promise.all(crowd.map((child) => child.says('done')));
    expect(await Promise.all(crowd.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    const stored = crowd.flatMap(storedBy);
    expect(stored).toHaveLength(100);
    expect(crowd.filter(({ lines }) => lines[0] === 'holder')).toHaveLength(1);
    await within(folder, async (store) => {
      expect(await store.articles(stored)).toHaveLength(100);
      expect((await store.queryIncidents(makeQuery())).total).toBe(100);
    });
  }, 120_000);

  it('go on when the holder is killed: a guest takes over', async () => {
    const folder = await fresh();
    const holder = start('hold', folder);
    await holder.says('holder');
    await within(folder, async (store) => {
      expect(store.role).toBe('guest');
      await store.quarantine('test', 'before', 'kill', new Date());
      holder.process.kill('SIGKILL');
      await holder.ended;
      await store.quarantine('test', 'after', 'kill', new Date());
      expect(store.role).toBe('holder');
      expect((await store.quarantined()).map(({ id }) => id)).toEqual(['before', 'after']);
    });
  }, 60_000);

  it('are not held up by a guest that dies inside a transaction, and keep nothing of it', async () => {
    const folder = await fresh();
    await within(folder, async (store) => {
      const guest = start('transaction', folder);
      await guest.says('inside');
      expect(guest.lines[0]).toBe('guest');
      const waiting = store.quarantined(); // waits for the end of the transaction
      await sleep(200);
      guest.process.kill('SIGKILL');
      expect(await waiting).toEqual([]);
    });
  }, 60_000);

  it('hear each other over LISTEN and NOTIFY, each with its own search path', async () => {
    const folder = await fresh();
    await within(folder, async (holder) => {
      await within(folder, async (again) => {
        // The same process is no guest of itself by socket, but a second store of it is.
        expect([holder.role, again.role]).toEqual(['holder', 'guest']);
        await holder.pool.query('CREATE SCHEMA side; CREATE TABLE side.only_here (n int)');
        const side = again.openPool({ searchPath: 'side', max: 2 });
        const listener = await side.connect();
        const heard: string[] = [];
        listener.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload}`));
        await listener.query('-- with a comment\nLISTEN news;\n');
        await holder.pool.query(`SELECT pg_notify('news', 'one'), pg_notify('other', 'two')`);
        await side.query('INSERT INTO only_here VALUES (1)');
        await expect(holder.pool.query('SELECT * FROM only_here')).rejects.toMatchObject({ code: '42P01' });
        await holder.pool.query('UNLISTEN *'); // makes nobody else deaf
        await holder.pool.query(`NOTIFY news, 'three'`);
        expect((await side.query('SHOW search_path')).rows).toEqual([{ search_path: 'side' }]);
        expect(heard).toEqual(['news one', 'news three']);
        listener.release(true);
      });
    });
  }, 60_000);
});

describe('a folder', () => {
  const lock = (folder: string, over: object) =>
    writeFileSync(join(folder, 'lock.7'), JSON.stringify({ ...describeSelf(null), ...over }));

  it('of a living process that cannot be reached is left alone, and it is said who has it', async () => {
    const folder = await fresh();
    lock(folder, {});
    const opening = openStore({ folder });
    await expect(opening).rejects.toThrow(
      new RegExp(`held by process ${process.pid} on .*PANTAU_DATABASE_URL`),
    );
  }, 60_000);

  it('of another machine is left alone', async () => {
    const folder = await fresh();
    lock(folder, { host: 'elsewhere', boot: 'another' });
    await expect(openStore({ folder })).rejects.toMatchObject({ name: 'Halt' });
  }, 60_000);

  it.each([
    ['a process whose number another one has now', { started: '1' }],
    ['a process that is no more', { pid: 2 ** 22 + 1, started: '1' }],
    ['a run of this machine before the last start', { boot: 'another' }],
    ['a process in another container that listens no more', { room: 'pid:[1]', socket: 'SOCKET' }],
  ])(
    'of %s is taken over',
    async (_who, over) => {
      const folder = await fresh();
      lock(folder, 'socket' in over ? { ...over, socket: join(folder, '.s.PGSQL.10000') } : over);
      await within(folder, async (store) => {
        expect(store.role).toBe('holder');
        expect(readdirSync(folder).filter((name) => name.startsWith('lock.'))).toEqual(['lock.8']);
      });
    },
    60_000,
  );

  it('is for this user alone, and its socket too, also where the path is too long for one', async () => {
    const base = await fresh();
    const folder = join(base, 'x'.repeat(120), 'data');
    mkdirSync(join(base, 'x'.repeat(120)));
    await within(folder, async (store) => {
      expect(statSync(folder).mode & 0o077).toBe(0);
      const found = await store.pool.query('SELECT 1');
      expect(found.rowCount).toBe(1);
      await within(folder, async (guest) => expect(guest.role).toBe('guest'));
    });
    const short = await fresh();
    await within(short, async () => {
      const socket = readdirSync(short).find((name) => name.startsWith('.s.PGSQL.'));
      expect(statSync(join(short, socket ?? '')).mode & 0o777).toBe(0o600);
    });
  }, 60_000);

  it('survives being killed at any moment with everything that was reported as stored', async () => {
    const folder = await fresh();
    const stored: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const child = start('ingest', folder, `round${round}`, '100000');
      await child.says('stored ');
      await sleep(Math.random() * 2000);
      child.process.kill('SIGKILL');
      await child.ended;
      expect(child.lines[0]).toBe('holder');
      stored.push(...storedBy(child));
    }
    await within(folder, async (store) => {
      expect(await store.articles(stored)).toHaveLength(stored.length);
      expect(await store.reportsOf(stored)).toHaveLength(stored.length);
      const incidents = await store.queryIncidents(makeQuery({ limit: 100_000 }));
      const found = new Set(incidents.rows.map(({ id }) => id));
      expect(stored.filter((id) => !found.has(`${id}-i`))).toEqual([]);
    });
    await checkIntegrity(join(folder, 'database'));
    process.stderr.write(`8 kills, ${stored.length} articles reported as stored, all there\n`);
  }, 180_000);
});

/** Every table and every B-tree index against each other. */
async function checkIntegrity(folder: string): Promise<void> {
  const database = await PGlite.create(folder, { extensions: { amcheck } });
  await database.exec('CREATE EXTENSION IF NOT EXISTS amcheck');
  const { rows } = await database.query(`
    SELECT c.relname, v.msg FROM pg_class c CROSS JOIN LATERAL verify_heapam(c.oid) v
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`);
  expect(rows).toEqual([]);
  await database.query(`
    SELECT bt_index_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND c.relpersistence = 'p'`);
  await database.close();
}
