/** The crawl-delay of a robots.txt holds across two worker processes on one Redis, and no page is fetched by both. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { emitOnQueue } from '../../pipelines/carry.js';
import { FLOW } from '../../pipelines/flow.js';
import { openWorld } from '../../pipelines/world.js';
import { readSettings } from '../../src/run/run.js';
import { compile } from '../run/compiled.js';
import { installed, startPostgres, startRedis, type Engine } from '../run/engines.js';
import { freshFolder } from '../setup/backends.js';
import { defineOutlets, startHost, type OneHost } from './outlets-of-one-host.js';

jest.setTimeout(180_000);

const DELAY_MS = 1000;
// Outlets pause shortly by themselves: what keeps the requests apart is robots.txt alone.
const OWN_PAUSE_MS = 20;
// One more than a worker collects from at once, so that one process alone cannot take them all.
const OUTLETS = FLOW.collect.concurrency + 1;
const ARTICLES = 1;

let program: string;
let outlets: string;
let host: OneHost;
let env: Record<string, string>;
const engines: Engine[] = [];
const workers: { child: ChildProcess; log: () => string }[] = [];

beforeAll(async () => {
  program = compile();
  outlets = await mkdtemp(join(tmpdir(), 'pantau-delay-'));
  host = await startHost();
  const data = await freshFolder();
  engines.push({ url: data, stop: () => rm(data, { recursive: true, force: true }) });
  env = { PANTAU_DATA: data, PANTAU_LOG: 'info' };
  if (installed('redis-server')) env.PANTAU_REDIS_URL = await start(startRedis);
  if (installed('initdb')) env.PANTAU_DATABASE_URL = await start(startPostgres);
  host.answer('/robots.txt', 'text/plain', `User-agent: *\nCrawl-delay: ${DELAY_MS / 1000}\n`);
  await defineOutlets(host, outlets, { outlets: OUTLETS, articles: ARTICLES, pauseMs: OWN_PAUSE_MS });
});
afterAll(async () => {
  for (const { child } of workers) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGKILL')) await ended;
  }
  await host.server.close();
  for (const engine of engines.toReversed()) await engine.stop();
  await rm(outlets, { recursive: true, force: true });
});

async function start(engine: () => Promise<Engine>): Promise<string> {
  const started = await engine();
  engines.push(started);
  return started.url;
}

async function startWorker(): Promise<void> {
  const args = ['worker', '--outlets', outlets, '--allow-address', '127.0.0.1'];
  const child = spawn(process.execPath, [join(program, 'pipelines/pantau.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (text: Buffer) => (log += text.toString()));
  workers.push({ child, log: () => log });
  while (!log.includes('"working"') && child.exitCode === null) await sleep(50);
}

it('holds across two worker processes, and each page is fetched once', async () => {
  await startWorker();
  await startWorker();
  const world = await openWorld({ settings: readSettings(env), outlets: [] });
  try {
    const ids = Array.from({ length: OUTLETS }, (_, number) => `kabar-${number}`);
    await emitOnQueue(world.queue)('collect', ids);
    const visited = (): number =>
      workers.reduce((sum, { log }) => sum + (log().match(/"visited"/g)?.length ?? 0), 0);
    const end = Date.now() + 120_000;
    while (visited() < OUTLETS && Date.now() < end) await sleep(100);
    expect(visited()).toBe(OUTLETS);
  } finally {
    await world.close();
  }
  for (const { log } of workers) expect(log()).toContain('"visited"');
  const { asked } = host;
  const pages = asked.map(({ path }) => path).filter((path) => /^\/\d/.test(path));
  expect(pages).toHaveLength(OUTLETS * ARTICLES);
  expect(new Set(pages).size).toBe(pages.length);
  expect(asked.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
  // Before robots.txt is read, nobody knows of the delay.
  const known = asked.slice(asked.findIndex(({ path }) => path === '/robots.txt') + 1);
  // A request that a busy machine sends late comes closer to the next; in all they take as long as their turns.
  const whole = (known.at(-1)?.at ?? 0) - (known[0]?.at ?? 0);
  expect(whole).toBeGreaterThanOrEqual((known.length - 1.5) * DELAY_MS);
  const gaps = known.slice(1).map(({ at }, i) => at - (known[i]?.at ?? 0));
  expect(gaps.filter((gap) => gap < 0.5 * DELAY_MS)).toEqual([]);
});
