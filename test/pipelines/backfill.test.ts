/** Backfill: what a crawl archived comes out the same, on real files, after kills, by time and outlet. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
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

/** An incident keeps the id that it had first, so that what came in another order may bear another. */
const withoutId = ({ doc, ...row }: Record<string, unknown>): Record<string, unknown> => ({
  ...row,
  doc: { ...(doc as object), id: undefined },
});

/** What is in a database, without what depends on when it came there. */
async function readStored(data: string): Promise<Stored> {
  const store = await openStore({ folder: join(folder, data) });
  try {
    const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
      (await store.pool.query<Record<string, unknown>>(sql)).rows;
    return {
      articles: await rows('SELECT id, url, outlet, title, text, published, doc FROM articles ORDER BY id'),
      reports: await rows('SELECT id, article, type, stage, doc FROM reports ORDER BY id'),
      incidents: (await rows('SELECT type, stage, places, outlets, doc FROM incidents ORDER BY id'))
        .map(withoutId)
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
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

async function backfill(data: string, ...args: string[]): Promise<Record<string, unknown>> {
  const ran = await pantau(data, 'backfill', '--json', '--outlets', outlets.definitions, ...args);
  if (ran.code !== 0) throw new Error(`exit code ${ran.code}\n${ran.out}\n${ran.errors}`);
  return JSON.parse(ran.out) as Record<string, unknown>;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-backfill-'));
  warc = join(folder, 'crawl-data/CC-NEWS/2024/02');
  await mkdir(warc, { recursive: true });
  program = compile();
  outlets = await startOutlets(folder, 0);
  const ran = await pantau(
    'crawled',
    'monitor',
    '--once',
    `--warc=${warc}`,
    `--outlets=${outlets.definitions}`,
    '--allow-address=127.0.0.1',
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

  it('keeps to a time and an outlet', async () => {
    const year = await backfill('year', '--all', '--since', '2023-11', '--until', '2023', warc);
    const inYear = crawled.articles.filter(({ published }) => /^2023-1[12]/.test(String(published)));
    expect(year.kept).toBe(inYear.length);
    const one = await backfill('one', '--all', '--outlet', 'kabar-dua', warc);
    const { articles } = await readStored('one');
    expect(articles).toEqual(crawled.articles.filter(({ outlet }) => outlet === 'kabar-dua'));
    expect(one.wanted).toBe(articles.length);
  });

  it('loses nothing when it is killed again and again', async () => {
    // Many copies of the file, so that there is time to kill in.
    const many = join(folder, 'many');
    await mkdir(many);
    const [name = ''] = await readdir(warc);
    for (let copy = 0; copy < 12; copy += 1) await copyFile(join(warc, name), join(many, `${copy}-${name}`));
    const args = ['backfill', '--json', '--all', '--outlets', outlets.definitions, many];
    for (let kill = 0; kill < 3; kill += 1)
      await runProgram(program, args, {
        cwd: folder,
        env: { PANTAU_DATA: join(folder, 'killed') },
        started: (child) => void sleep(1500 + 700 * kill).then(() => child.kill('SIGKILL')),
      });
    const report = await backfill('killed', '--all', '--workers', '2', many);
    expect(report).toMatchObject({ broken: 0 });
    expect(withoutCapture(await readStored('killed'))).toEqual(withoutCapture(crawled));
  });
});

/** Copies of a file are other captures of the same pages. */
function withoutCapture({ articles, ...rest }: Stored): Stored {
  const bare = articles.map(({ doc, ...article }) => {
    const { capture: _, ...others } = doc as Record<string, unknown>;
    return { ...article, doc: others };
  });
  return { articles: bare, ...rest };
}

describe('backfill from dumps', () => {
  const rows = (): Record<string, string>[] =>
    crawled.articles.map(({ url, title, text, published }) => ({
      link: String(url),
      headline: String(title),
      maintext: `${String(text)}\n"Kutipan", katanya.`,
      date_publish: String(published).slice(0, 19).replace('T', ' '),
    }));
  const csv = (values: readonly string[]): string =>
    values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');

  it('reads JSON lines and CSV of others alike, compressed or not, and says what is wrong where', async () => {
    const lines = rows().map((row) => JSON.stringify(row));
    await writeFile(join(folder, 'dump.jsonl.gz'), gzipSync(lines.join('\n')));
    const table = [csv(Object.keys(rows()[0] ?? {})), ...rows().map((row) => csv(Object.values(row)))];
    await writeFile(join(folder, 'dump.csv'), table.join('\r\n'));
    await backfill('jsonl', '--all', join(folder, 'dump.jsonl.gz'));
    await backfill('csv', '--all', join(folder, 'dump.csv'));
    const fromLines = await readStored('jsonl');
    expect(fromLines.articles).toHaveLength(crawled.articles.length);
    expect(fromLines.articles.map(({ outlet }) => outlet)).toContain('kabar-satu');
    expect(fromLines.reports.length).toBeGreaterThan(crawled.reports.length * 0.9);
    const fromTable = await readStored('csv');
    const texts = ({ articles }: Stored): unknown[] =>
      articles.map(({ text, published }) => [text, published]);
    expect(texts(fromTable).map(String)).toEqual(texts(fromLines).map(String));
    await writeFile(join(folder, 'bad.jsonl'), `${lines[0]}\n{"link": \n{"x":1}\n`);
    const bad = await pantau('bad', 'backfill', join(folder, 'bad.jsonl'));
    expect(bad.code).toBe(1);
    expect(bad.errors).toContain('bad.jsonl:2: not JSON');
    expect(bad.errors).toContain('bad.jsonl:3: it has neither text nor html');
  });
});
