/** The monitor from outlets to incidents, on every engine, under kills, and with a worker beside it. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Query } from '../../src/model/query.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { installed, startPostgres, startRedis, type Engine } from '../run/engines.js';
import { freshFolder } from '../setup/backends.js';
import { startOutlets, type Loopback } from './outlets-on-loopback.js';

// Whole programs are started, several times over: on a busy machine that takes its time.
jest.setTimeout(180_000);

let program: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-monitor-'));
  program = compile();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

interface Running {
  child: ChildProcess;
  log(): string;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

function start(script: string, args: string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [join(program, script), ...args], {
    env: { ...process.env, PANTAU_LOG: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  let log = '';
  child.stdout.on('data', (data: Buffer) => (log += data.toString()));
  child.stderr.on('data', (data: Buffer) => (log += data.toString()));
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? -1));
  });
  return { child, log: () => log, ended };
}

async function until(what: () => boolean, running: Running): Promise<void> {
  let over: number | string | null = null;
  void running.ended.then((end) => (over = end));
  while (!what()) {
    if (over !== null) throw new Error(`ended with ${over as string} too early:\n${running.log()}`);
    await sleep(10);
  }
}

/** What must hold once all is done: every announced article is stored, and every report is in one incident. */
async function expectAllStored(store: Store, { outlets }: Loopback): Promise<void> {
  const urls = outlets.flatMap(({ server, paths }) => paths.map((path) => server.origin + path));
  const known = await store.knownUrls(urls);
  expect(known.filter(({ state }) => state === 'done')).toHaveLength(urls.length);
  const { rows } = await store.pool.query<{
    articles: number;
    reports: number;
    linked: number;
    twice: number;
  }>(
    `SELECT (SELECT count(*) FROM extractions) AS articles, (SELECT count(*) FROM reports) AS reports,
      (SELECT count(*) FROM incident_reports) AS linked, (SELECT count(*) FROM reports WHERE to_link > 0) AS twice`,
  );
  const [count] = rows;
  expect(count).toMatchObject({ articles: urls.length, linked: count?.reports, twice: 0 });
  const incidents = await store.queryIncidents(Query.parse({ limit: 1000 }));
  expect(incidents.total).toBeGreaterThan(10);
  expect(await store.quarantined()).toEqual([]);
}

async function untilLinked(store: Store, articles: number): Promise<void> {
  for (;;) {
    const { rows } = await store.pool.query<{ count: number }>('SELECT count(*) FROM extractions');
    if (rows[0]?.count === articles && (await store.reportsToLink(1)) === null) return;
    await sleep(100);
  }
}

interface Place {
  env: Record<string, string>;
  open(): Promise<Store>;
  stop(): Promise<void>;
}

async function embedded(): Promise<Place> {
  const data = await freshFolder();
  return {
    env: { PANTAU_DATA: data },
    open: () => openStore({ folder: data }),
    stop: () => rm(data, { recursive: true, force: true }),
  };
}

async function servers(): Promise<Place> {
  const engines: Engine[] = [await startPostgres(), await startRedis()];
  const [database, redis] = engines.map(({ url }) => url);
  return {
    env: { PANTAU_DATABASE_URL: database ?? '', PANTAU_REDIS_URL: redis ?? '' },
    open: () => openStore({ url: database ?? '' }),
    stop: async () => void (await Promise.all(engines.map((engine) => engine.stop()))),
  };
}

const places: [string, () => Promise<Place>][] = [['the embedded database', embedded]];
if (installed('initdb') && installed('redis-server')) places.push(['PostgreSQL and Redis', servers]);

describe.each(places)('a monitor on %s', (_, open) => {
  let place: Place;
  let loopback: Loopback;
  beforeAll(async () => {
    place = await open();
    loopback = await startOutlets(await mkdtemp(join(folder, 'outlets-')), 60);
  });
  afterAll(async () => {
    await loopback.close();
    await place.stop();
  });

  it('loses nothing that was announced, and fetches nothing twice without need, over two kills', async () => {
    const script = 'test/pipelines/monitor-to-kill.js';
    const args = ['--outlets', loopback.definitions];
    for (const many of [6, 22]) {
      const running = start(script, [...args, '--every', '3000'], place.env);
      await until(() => loopback.fetched() >= many, running);
      running.child.kill('SIGKILL');
      expect(await running.ended).toBe('SIGKILL');
    }
    const last = start(script, args, place.env);
    expect(await last.ended).toBe(0);
    const counts = loopback.outlets.flatMap((outlet) => [...outlet.asked().values()]);
    const more = counts.reduce((sum, count) => sum + count - 1, 0);
    // At most the page in hand of each outlet at each kill.
    expect(more).toBeLessThanOrEqual(4);
    const store = await place.open();
    await expectAllStored(store, loopback);
    await store.close();
  });
});

describe('the programs', () => {
  it('work side by side on one folder until each is asked to stop', async () => {
    const place = await embedded();
    const loopback = await startOutlets(await mkdtemp(join(folder, 'outlets-')), 5);
    const args = ['--outlets', loopback.definitions, '--allow-address', '127.0.0.1'];
    const pantau = 'pipelines/pantau.js';
    const monitor = start(pantau, ['monitor', ...args, '--every', '2s'], place.env);
    await until(() => monitor.log().includes('"started"'), monitor);
    const worker = start(pantau, ['worker', ...args], place.env);
    await until(() => worker.log().includes('"working"'), worker);
    const store = await place.open();
    try {
      expect(store.role).toBe('guest');
      await until(() => (monitor.log() + worker.log()).match(/"visited"/g)?.length === 4, monitor);
      worker.child.kill('SIGTERM');
      expect(await worker.ended).toBe(0);
      await untilLinked(store, 42);
      await expectAllStored(store, loopback);
    } finally {
      await store.close();
      await loopback.close();
    }
    monitor.child.kill('SIGTERM');
    expect(await monitor.ended).toBe(0);
    await place.stop();
  });

  it('say what is missing', async () => {
    const none = start('pipelines/pantau.js', ['monitor'], { PANTAU_DATA: join(folder, 'never') });
    expect(await none.ended).toBe(2);
    expect(none.log()).toContain('set PANTAU_CONTACT');
    const unknown = start('pipelines/pantau.js', ['monitor', '--all'], {});
    expect(await unknown.ended).toBe(2);
    expect(unknown.log()).toContain("'--all'");
    const both = start('pipelines/pantau.js', ['monitor', '--once', '--every', '5m'], {
      PANTAU_CONTACT: 'a@b.example',
    });
    expect(await both.ended).toBe(2);
    expect(both.log()).toContain('exclude each other');
    const place = await embedded();
    const cron = start('pipelines/pantau.js', ['monitor', '--cron', 'at noon'], {
      ...place.env,
      PANTAU_CONTACT: 'a@b.example',
    });
    expect(await cron.ended).toBe(2);
    expect(cron.log()).toContain('"at noon" is no cron pattern');
    await place.stop();
  });
});
