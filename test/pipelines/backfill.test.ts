/** Backfill: what a crawl archived comes out the same, on real files, after kills, by time and outlet. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.js';
import { readArchived } from '../../src/archive/archive.js';
import { compile } from '../run/compiled.js';
import { startOutlets, type Loopback } from './outlets-on-loopback.js';
import { runProgram, type Ran } from './run-program.js';

// Whole programs are started, several times over: on a busy machine that takes its time.
jest.setTimeout(240_000);

let program: string;
let folder: string;
let warc: string;
let outlets: Loopback;
let crawled: Stored;

interface Stored {
  articles: Record<string, unknown>[];
  reports: Record<string, unknown>[];
  incidents: Record<string, unknown>[];
}

/** What is in a database, without what depends on when it came there. */
async function readStored(data: string): Promise<Stored> {
  const store = await openStore({ folder: join(folder, data) });
  try {
    const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
      (await store.pool.query<Record<string, unknown>>(sql)).rows;
    return {
      articles: await rows('SELECT id, url, outlet, title, text, published, doc FROM articles ORDER BY id'),
      reports: await rows('SELECT id, article, type, stage, doc FROM reports ORDER BY id'),
      incidents: await rows('SELECT id, type, stage, places, outlets, doc FROM incidents ORDER BY id'),
    };
  } finally {
    await store.close();
  }
}

const pantau = (data: string, ...args: string[]): Promise<Ran> =>
  runProgram(program, args, {
    cwd: folder,
    env: { PANTAU_DATA: join(folder, data), PANTAU_CONTACT: 'redaksi@example.test' },
  });

async function backfill(data: string, ...args: string[]): Promise<Record<string, number>> {
  const ran = await pantau(data, 'backfill', '--json', '--outlets', outlets.definitions, ...args);
  if (ran.code !== 0) throw new Error(`exit code ${ran.code}\n${ran.out}\n${ran.errors}`);
  return JSON.parse(ran.out) as Record<string, number>;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-backfill-'));
  warc = join(folder, 'crawl-data/CC-NEWS/2024/02');
  await mkdir(warc, { recursive: true });
  program = compile();
  outlets = await startOutlets(folder, 0);
  const ran = await pantau(
    'crawled',
    ...[
      'monitor',
      '--once',
      '--warc',
      warc,
      '--outlets',
      outlets.definitions,
      '--allow-address',
      '127.0.0.1',
    ],
  );
  if (ran.code !== 0) throw new Error(ran.errors);
  crawled = await readStored('crawled');
});
afterAll(async () => {
  await outlets.close();
  await rm(folder, { recursive: true, force: true });
});

describe('backfill from WARC', () => {
  it('gives the articles, reports and incidents that the crawl gave', async () => {
    const report = await backfill('all', '--all', join(folder, 'crawl-data'));
    expect(report).toMatchObject({
      kept: crawled.articles.length,
      broken: 0,
      sources: { read: 1, before: 0 },
    });
    expect(crawled.articles.length).toBeGreaterThan(30);
    expect(crawled.incidents.length).toBeGreaterThan(10);
    expect(await readStored('all')).toEqual(crawled);
  });

  it('keeps only what is about neutrality unless told otherwise, and the reports of that whole', async () => {
    const report = await backfill('relevant', join(folder, 'crawl-data'));
    expect(report.kept).toBeLessThan(crawled.articles.length);
    const { reports, incidents } = await readStored('relevant');
    expect({ reports, incidents }).toEqual({ reports: crawled.reports, incidents: crawled.incidents });
    const again = await backfill('relevant', join(folder, 'crawl-data'));
    expect(again).toMatchObject({ seen: 0, sources: { read: 0, before: 1 } });
    const anew = await backfill('relevant', '--again', join(folder, 'crawl-data'));
    expect(anew).toMatchObject({
      kept: report.kept,
      articles: { new: 0, changed: 0, unchanged: report.kept },
    });
  });

  it('leads from each article to its bytes', async () => {
    const [name = ''] = await readdir(warc);
    for (const { doc } of crawled.articles) {
      const { capture, url } = doc as { capture: string; url: string };
      expect(capture).toContain(name);
      expect(readArchived(warc, capture).head.url).toBe(url);
    }
  });
});
