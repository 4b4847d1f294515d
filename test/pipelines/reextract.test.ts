/** Program `reextract`: shows what other dictionaries change before it is stored, keeps ids, survives kills, and is taken back. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import type { Extraction } from '../../src/model/report.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { eachBackend } from '../setup/backends.js';
import { makeQuery } from '../store/made-up.js';
import { Desk } from './desk.js';
import { runProgram, type Ran } from './run-program.js';

jest.setTimeout(240_000);

const ARTICLES = 'fixtures/newsroom/articles';
let program: string;
let folder: string;
let stricter: string;

beforeAll(async () => {
  program = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-reextract-'));
  stricter = join(folder, 'dictionaries');
  await cp('dictionaries', stricter, { recursive: true });
  const path = join(stricter, 'confidence.yaml');
  const text = await readFile(path, 'utf8');
  await rm(join(stricter, 'weights'), { recursive: true });
  // Nothing is learned, and nobody is accused by a report that is less than certain, so that most cases are lost.
  await writeFile(path, text.replace(/brief: [\d.]+/, 'brief: 0.99').replace(/story: [\d.]+/, 'story: 0.99'));
  const lines = [];
  for (const name of (await readdir(ARTICLES)).toSorted().slice(0, 14)) {
    const { id, outlet, title, published, paragraphs } = parse(
      await readFile(join(ARTICLES, name), 'utf8'),
    ) as { id: string; outlet: string; title: string; published: string; paragraphs: string[] };
    lines.push(JSON.stringify({ id, outlet, title, published, text: paragraphs.join('\n\n') }));
  }
  await writeFile(join(folder, 'articles.jsonl'), lines.join('\n'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What stands: incidents with their reports, and nothing that depends on when. */
async function stateOf(store: Store): Promise<unknown> {
  const { rows } = await store.queryIncidents(makeQuery({ limit: 1000 }));
  return rows
    .map(({ id, tier, stage, links }) => ({ id, tier, stage, reports: links.map(({ report }) => report) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Stores the reading of one article anew, its steps told by stretches that begin elsewhere, as of another program. */
async function moveOne(store: Store): Promise<Extraction> {
  const { rows } = await store.queryIncidents(makeQuery({ limit: 1000 }));
  for (const article of new Set(rows.flatMap(({ links }) => links.map((link) => link.article)))) {
    const read = await store.extraction(article);
    const [report, ...others] = read?.reports ?? [];
    if (read === null || report === undefined || others.length > 0 || report.steps.length === 0) continue;
    const steps = report.steps.map((step) => ({
      ...step,
      evidence: step.evidence.map((one) => ({ ...one, start: one.start + 1 })),
    }));
    const moved = { ...read, reports: [{ ...report, steps }], version: { ...read.version, pantau: '0.0.9' } };
    await new Desk(store).stages.saveExtractions([moved]);
    return moved;
  }
  throw new Error('no article with one report');
}

eachBackend((name, open) => {
  describe('reextract', () => {
    it('shows, stores, goes on after a kill, and takes back', async () => {
      const options = await open();
      const env: Record<string, string> = options.url
        ? { PANTAU_DATABASE_URL: options.url }
        : { PANTAU_DATA: options.folder ?? '' };
      const run = (args: string[], more: Record<string, string> = {}, killAfterMs = 0): Promise<Ran> =>
        runProgram(program, args, {
          cwd: process.cwd(),
          env: { ...env, ...more },
          started: (child) => {
            if (killAfterMs > 0) void sleep(killAfterMs).then(() => child.kill('SIGKILL'));
          },
        });
      const look = async <T>(ask: (store: Store) => Promise<T>): Promise<T> => {
        const store = await openStore(options);
        return ask(store).finally(() => store.close());
      };
      const other = { PANTAU_DICTIONARIES: stricter };
      expect((await run(['ingest', join(folder, 'articles.jsonl')])).code).toBe(0);
      const before = await look(stateOf);
      const start = new Date();

      const nothing = await run(['reextract']);
      expect([nothing.code, nothing.out]).toEqual([0, '']);
      expect(nothing.errors).toContain('0 articles extracted');

      const dry = await run(['reextract', '--dry-run'], other);
      expect(dry.code).toBe(0);
      expect(dry.out).toMatch(/^ {2}- lost case \S+ \S+$/m);
      expect(dry.out).toMatch(/^ {6}- step \S+ .*\[body \d+-\d+.*\] \S/m);
      expect(dry.errors).toContain('nothing was stored');
      expect(await look(stateOf)).toEqual(before);

      // Killed somewhere on the way, on the embedded database as on the server; the next one goes on.
      await run(['reextract'], other, name === 'embedded' ? 2500 : 1500);
      const applied = await run(['reextract', '--json'], other);
      expect(applied.code).toBe(0);
      const after = await look(stateOf);
      expect(after).not.toEqual(before);
      const runs = await look((store) => store.runs());
      expect(
        runs.filter(({ kind }) => kind === 'reextract' && true).every(({ ended }) => ended !== null),
      ).toBe(true);
      const id = runs.find(({ articles }) => articles > 0)?.id ?? '';
      const gone = (before as { id: string }[]).find(
        (one) => !(after as { id: string }[]).some((still) => still.id === one.id),
      );
      expect((await look((store) => store.history(gone?.id ?? ''))).at(-1)).toMatchObject({
        kind: 'removed',
        causes: [{ kind: 'reextract', ref: id }],
      });

      const back = await run(['reextract', '--revert', id]);
      expect(back.code).toBe(0);
      expect(back.out).toMatch(/^ {2}\+ gained case /m);
      expect(await look(stateOf)).toEqual(before);
      const asOf = await look((store) => store.queryIncidents(makeQuery({ limit: 1000 }), start));
      expect(asOf.rows.map((one) => one.id).sort()).toEqual(
        (before as { id: string }[]).map((one) => one.id),
      );

      // One article as another program would have read it: the same, told by stretches that begin a sign later.
      const moved = await look((store) => moveOne(store));
      const told = await run(['reextract', '--dry-run']);
      expect(told.out).toMatch(/^ {2}> moved (case|measure) /m);
      expect(told.out).toMatch(/^ {6}> step \S+ .*\[\w+ \d+-\d+.*\] \S.* -> \[\w+ \d+-\d+.*\] \S/m);
      expect(told.errors).toContain(
        '1 articles extracted, 1 differ; reports: 0 gained, 0 lost, 0 altered, 1 moved; nothing was stored',
      );
      const mended = await run(['reextract', '--json']);
      const [change, counts] = mended.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
      expect(change).toMatchObject({ article: moved.article.id, reports: [{ change: 'moved' }] });
      expect(counts).toMatchObject({ articles: 1, differ: 1, altered: 0, moved: 1 });
      expect(await look((store) => store.extraction(moved.article.id))).not.toMatchObject({
        reports: moved.reports,
      });
      const taken = await run(['reextract', '--json', '--revert', (counts as { run: string }).run]);
      expect(JSON.parse(taken.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ altered: 0, moved: 1 });
      expect(await look((store) => store.extraction(moved.article.id))).toMatchObject({
        reports: moved.reports,
      });

      const unknown = await run(['reextract', '--revert', 'run-of-nobody']);
      expect([unknown.code, unknown.out]).toEqual([2, '']);
      expect((await run(['reextract', '--runs'])).out).toContain(`revert of ${id}`);
    });
  });
});
