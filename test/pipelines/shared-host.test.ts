/** One pause for a host and one look at its robots.txt, however many processes ask it: a monitor and two workers at outlets that share a host. */
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { defineOutlets, startHost, type OneHost } from './outlets-of-one-host.js';

jest.setTimeout(120_000);

const PAUSE_MS = 300;
const OUTLETS = 6;
const ARTICLES = 4;

let program: string;
let folder: string;
let data: string;
let host: OneHost;
const children: ChildProcess[] = [];

beforeAll(async () => {
  program = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-shared-'));
  data = await freshFolder();
  host = await startHost();
});
afterEach(async () => {
  for (const child of children) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill('SIGKILL')) await ended;
  }
});
afterAll(async () => {
  await host.server.close();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});

function start(command: string): { log: () => string } {
  const args = [command, '--outlets', folder, '--allow-address', '127.0.0.1'];
  const child = spawn(
    process.execPath,
    [join(program, 'pipelines/pantau.js'), ...args, ...(command === 'monitor' ? ['--every', '1h'] : [])],
    { env: { ...process.env, PANTAU_DATA: data, PANTAU_LOG: 'info' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  children.push(child);
  let log = '';
  child.stderr.on('data', (text: Buffer) => (log += text.toString()));
  return { log: () => log };
}

it('keeps the manners of a host across three processes that visit its outlets at once', async () => {
  const { asked, server } = host;
  await defineOutlets(host, folder, { outlets: OUTLETS, articles: ARTICLES, pauseMs: PAUSE_MS });
  const workers = [start('worker')];
  while (!workers[0]?.log().includes('"working"')) await sleep(50);
  workers.push(start('worker'));
  while (!workers[1]?.log().includes('"working"')) await sleep(50);
  const all = [...workers, start('monitor')];
  const visits = (): number[] => all.map(({ log }) => log().match(/"visited"/g)?.length ?? 0);
  const end = Date.now() + 60_000;
  const fetched = (): string[] =>
    asked.filter(({ path }) => !path.startsWith('/feed/')).map(({ path }) => path);
  const isDone = (): boolean =>
    fetched().length >= OUTLETS * ARTICLES && visits().filter((count) => count > 0).length > 1;
  while (!isDone() && Date.now() < end) await sleep(100);
  const articles = fetched();
  expect(articles.toSorted()).toEqual([...new Set(articles)].toSorted());
  expect(articles).toHaveLength(OUTLETS * ARTICLES);
  expect(visits().filter((count) => count > 0).length).toBeGreaterThan(1);
  // One of them asked what the host says to robots, for all three.
  for (const path of ['/robots.txt', '/.well-known/tdmrep.json'])
    expect(server.asked.filter((one) => one === path)).toHaveLength(1);
  // One request may be late on its way and the next on time; of several in a row the pauses still add up.
  const few = 4;
  const spans = asked.slice(few).map(({ at }, i) => at - (asked[i]?.at ?? 0));
  expect(spans.filter((span) => span < few * PAUSE_MS * 0.8)).toEqual([]);
  const took = (asked.at(-1)?.at ?? 0) - (asked[0]?.at ?? 0);
  expect(took).toBeGreaterThan((asked.length - 2) * PAUSE_MS);
});
