/** Ingest: files to stored incidents; the same again changes nothing, kills lose nothing, bad lines are named. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Query } from '../../src/model/query.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { eachBackend } from '../setup/backends.js';

// Whole programs are started, several times over: on a busy machine that takes its time.
jest.setTimeout(180_000);

const ARTICLES = 'fixtures/newsroom/articles';

let program: string;
let folder: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  program = join(compile(), 'pipelines/pantau.js');
  folder = await mkdtemp(join(tmpdir(), 'pantau-ingest-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  code: number | string;
  out: string;
  err: string;
}

function ingest(
  env: Record<string, string>,
  args: string[],
  stdin = '',
  killAfterMs: number | null = null,
): Promise<Ended> {
  const child = spawn(process.execPath, [program, 'ingest', '--json', ...args], {
    env: { ...process.env, ...env },
  });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      children.delete(child);
      resolve({ code: signal ?? code ?? -1, out, err });
    });
  });
}

/** The invented articles, one JSON line each. */
async function articleLines(): Promise<string[]> {
  const names = (await readdir(ARTICLES)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const { id, outlet, title, published, paragraphs } = parse(
        await readFile(join(ARTICLES, name), 'utf8'),
        {
          schema: 'failsafe',
        },
      ) as Record<string, string> & { paragraphs: string[] };
      const url = `https://${outlet ?? ''}.example/${id ?? ''}`;
      return JSON.stringify({ url, outlet, title, published, text: paragraphs.join('\n\n') });
    }),
  );
}

function envOf({ url, folder: data }: StoreOptions): Record<string, string> {
  return url ? { PANTAU_DATABASE_URL: url } : { PANTAU_DATA: data ?? '' };
}

/** Everything that is stored, as text that can be compared. */
async function snapshot(store: Store): Promise<string> {
  const incidents = await store.queryIncidents(Query.parse({ limit: 10_000 }));
  const tables = ['articles', 'extractions', 'reports', 'claims', 'incident_reports', 'changes'];
  const counts = await Promise.all(
    tables.map(async (table) => (await store.pool.query(`SELECT count(*) FROM ${table}`)).rows[0] as object),
  );
  return JSON.stringify([incidents, counts, await store.reportsToLink(1)]);
}

eachBackend((_name, open) => {
  describe('ingest', () => {
    let options: StoreOptions;
    let lines: string[];
    const run = (args: string[], stdin?: string, killAfterMs?: number): Promise<Ended> =>
      ingest(envOf(options), args, stdin, killAfterMs ?? null);
    const snapshotNow = async (): Promise<string> => {
      const store = await openStore(options);
      const text = await snapshot(store);
      await store.close();
      return text;
    };
    beforeAll(async () => {
      options = await open();
      lines = await articleLines();
    });

    it('survives being killed, and what it stored in the end is the same as without kills', async () => {
      const file = join(folder, 'articles.jsonl');
      await writeFile(file, `${lines.join('\n')}\n`);
      const kills: (number | string)[] = [];
      for (const killAfterMs of [700, 1100, 1500]) kills.push((await run([file], '', killAfterMs)).code);
      expect(kills).toContain('SIGKILL');
      expect(await run([file])).toMatchObject({ code: 0, err: '' });
      const killed = JSON.parse(await snapshotNow()) as [{ total: number }, unknown, unknown];
      options = await open();
      const { code, out } = await run([file]);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ new: lines.length, changed: 0, unchanged: 0, failed: 0 });
      const whole = JSON.parse(await snapshotNow()) as [{ total: number }, unknown, unknown];
      expect(killed[0]).toEqual(whole[0]);
      expect(whole[0].total).toBeGreaterThan(20);
    });

    it('changes nothing the second time', async () => {
      const before = await snapshotNow();
      const { out } = await run(['-'], lines.join('\n'));
      expect(JSON.parse(out)).toEqual({
        new: 0,
        changed: 0,
        unchanged: lines.length,
        cases: 0,
        measures: 0,
        incidents: { new: 0, changed: 0, removed: 0 },
        failed: 0,
      });
      expect(await snapshotNow()).toBe(before);
    });

    it('names bad lines and stores the rest', async () => {
      const file = join(folder, 'mixed.jsonl');
      const good = JSON.stringify({ id: 'baru', text: 'Bawaslu mengimbau ASN menjaga netralitas.' });
      await writeFile(file, `{"text":\n${good}\n{"text":"isi","published":"kemarin"}\n`);
      const { code, out, err } = await run([file, join(folder, 'absent.txt')]);
      expect(code).toBe(1);
      expect(JSON.parse(out)).toMatchObject({ new: 1, failed: 3 });
      expect(err).toContain(`${file}:1: not JSON`);
      expect(err).toContain(`${file}:3: published is no ISO date: "kemarin"`);
      expect(err).toContain('absent.txt: no such file or folder');
    });

    it('takes up what changed', async () => {
      const changed = JSON.stringify({ id: 'baru', text: 'Warga memancing di sungai.' });
      const { out } = await run(['-'], changed);
      expect(JSON.parse(out)).toMatchObject({ new: 0, changed: 1, failed: 0 });
    });
  });
});

describe('the command line', () => {
  it('is refused with the next step when it is wrong', async () => {
    const env = { PANTAU_DATA: join(folder, 'never') };
    expect(await ingest(env, [])).toMatchObject({
      code: 2,
      err: expect.stringContaining('name files or folders'),
    });
    expect(await ingest(env, ['--published', 'kemarin', 'x'])).toMatchObject({ code: 2 });
    expect(await ingest({ ...env, PANTAU_DATABASE_URL: 'mysql://x' }, ['x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('PANTAU_DATABASE_URL'),
    });
  });
});
