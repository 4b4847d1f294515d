/** The program `release`: a data package that validators and databases read, the same bytes from the same data, and its delta. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Incident } from '../../src/model/incident.js';
import { Release } from '../../src/model/release.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { installed } from '../run/engines.js';
import { freshFolder } from '../setup/backends.js';
import { NOW } from '../store/made-up.js';
import { fillDataset } from '../publish/made-up-dataset.js';
import { askDuck, readCsv, readJsonl, readParquet } from '../publish/read-back.js';
import { runProgram } from './run-program.js';

interface Resource {
  name: string;
  descriptor: { format: string; rows: number };
  valid: boolean;
  errors: Error[];
  tabular: boolean;
  read: (options: { keyed: boolean; relations: boolean }) => Promise<Record<string, unknown>[]>;
}
interface Frictionless {
  Package: {
    load: (path: string) => Promise<{ valid: boolean; errors: Error[]; resources: Resource[] }>;
  };
}
const { Package } = createRequire(import.meta.url)('datapackage') as Frictionless;

let folder: string;
let data: string;
let store: Store;
let compiled: string;

beforeAll(async () => {
  compiled = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-release-'));
  data = await freshFolder();
  store = await openStore({ folder: data });
  await fillDataset(store);
  expect((await release('1.0.0')).code).toBe(0);
});
afterAll(async () => {
  await store.close();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});

const release = (version: string, ...more: string[]) =>
  runProgram(compiled, ['release', version, '--out', join(folder, version), ...more], {
    cwd: folder,
    env: { PANTAU_DATA: data },
  });
const at = (...parts: string[]): string => join(folder, '1.0.0', ...parts);

describe('a release', () => {
  it('is a valid Frictionless Data Package whose rows fit their schemas and refer to each other', async () => {
    const one = await Package.load(at('datapackage.json'));
    expect(one.errors).toEqual([]);
    expect(one.valid).toBe(true);
    const tables = one.resources.filter(({ descriptor }) => descriptor.format === 'csv');
    expect(tables.map(({ name }) => name).sort()).toEqual([
      'claims',
      'coverage',
      'delta',
      'event_articles',
      'incidents',
      'reports',
      'steps',
    ]);
    for (const table of tables) {
      expect([table.name, table.errors]).toEqual([table.name, []]);
      const rows = await table.read({ keyed: true, relations: true });
      expect([table.name, rows.length]).toEqual([table.name, table.descriptor.rows]);
    }
  });

  it('would not be valid with a code that the schema does not know, or a reference to nowhere', async () => {
    const broken = join(folder, 'broken');
    await rm(broken, { recursive: true, force: true });
    const { cp, writeFile } = await import('node:fs/promises');
    await cp(at(), broken, { recursive: true });
    const file = join(broken, 'data/reports.csv');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll('incident-0001', 'incident-9999'));
    const one = await Package.load(join(broken, 'datapackage.json'));
    const reports = one.resources.find(({ name }) => name === 'reports');
    await expect(reports?.read({ keyed: true, relations: true })).rejects.toThrow(/[Ff]oreign/);
    await writeFile(file, text.replaceAll(',examined,', ',exanimated,'));
    const again = await Package.load(join(broken, 'datapackage.json'));
    await expect(
      again.resources.find(({ name }) => name === 'reports')?.read({ keyed: true, relations: false }),
    ).rejects.toThrow();
  });

  it('opens in DuckDB, with lists, days and nulls as they are, the same in every format', async () => {
    const [counts] = await askDuck(`
      SELECT count(*) AS events, count(people_best) AS counted, count(*) FILTER (WHERE people_best = 0) AS zeros,
        typeof(any_value(date_end)) AS day, typeof(any_value(violations)) AS list
      FROM read_parquet('${at('data/incidents.parquet')}')`);
    expect(counts).toEqual({ events: '40', counted: '30', zeros: '0', day: 'DATE', list: 'VARCHAR[]' });
    const [joined] = await askDuck(`
      SELECT count(*) AS steps FROM '${at('data/steps.parquet')}' s JOIN '${at('data/reports.parquet')}' r USING (report_id)
      JOIN '${at('data/incidents.parquet')}' i ON i.event_id = s.event_id WHERE list_contains(i.outlets, r.outlet)`);
    expect(joined).toEqual({ steps: '60' });
    for (const table of ['incidents', 'reports', 'steps', 'event_articles', 'claims']) {
      const json = await readJsonl(at(`data/${table}.jsonl`));
      expect(await readParquet(at(`data/${table}.parquet`))).toEqual(json);
      const csv = await askDuck(
        `SELECT * FROM read_csv('${at(`data/${table}.csv`)}', header = true, all_varchar = true)`,
      );
      expect(csv).toHaveLength(json.length);
    }
  });

  // Base R alone reads it; left out where R is not installed (test/setup/services.test.ts says so).
  if (installed('Rscript'))
    it('opens in R, with days, codes and lists, and initials that are no missing value', async () => {
      const script = `
      source("open.R"); data <- open_release()
      for (name in names(data)) for (column in names(data[[name]])) {
        cells <- data[[name]][[column]]
        empty <- if (is.list(cells)) sum(lengths(cells) == 0) else sum(is.na(cells))
        cat(name, column, length(cells), empty, class(cells)[1], "\\n")
      }
      both <- merge(data$steps[c("event_id", "reality")], data$incidents[c("event_id", "tier")], by = "event_id")
      cat("merged", "rows", nrow(both), 0, class(both$tier), "\\n")
      cat("initials", "NA", sum(unlist(data$incidents$subject_names) == "NA"), 0, "x", "\\n")`;
      const out = execFileSync('Rscript', ['--vanilla', '-e', script], { cwd: at(), encoding: 'utf8' });
      const told = out
        .trim()
        .split('\n')
        .map((line) => line.trim().split(' '));
      for (const table of [
        'incidents',
        'reports',
        'steps',
        'event_articles',
        'claims',
        'coverage',
        'delta',
      ]) {
        const rows = await readJsonl(at(`data/${table}.jsonl`));
        const columns = told.filter(([name]) => name === table);
        if (rows.length > 0) expect(columns.map(([, column]) => column)).toEqual(Object.keys(rows[0] ?? {}));
        for (const [, column = '', count, empty] of columns) {
          const missing = rows.filter((row) => {
            const cell = row[column];
            return cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0);
          });
          expect([table, column, count, empty]).toEqual([
            table,
            column,
            `${rows.length}`,
            `${missing.length}`,
          ]);
        }
      }
      const classes = new Map(told.map(([table, column, , , of]) => [`${table}.${column}`, of]));
      expect(classes.get('incidents.date_end')).toBe('Date');
      expect(classes.get('incidents.tier')).toBe('factor');
      expect(classes.get('incidents.people_best')).toBe('integer');
      expect(classes.get('incidents.denied')).toBe('logical');
      expect(classes.get('incidents.violations')).toBe('AsIs');
      const steps = await readJsonl(at('data/steps.jsonl'));
      expect(told.find(([name]) => name === 'merged')).toEqual([
        'merged',
        'rows',
        `${steps.length}`,
        '0',
        'factor',
      ]);
      expect(Number(told.find(([name]) => name === 'initials')?.[2])).toBeGreaterThan(0);
    });

  it('leaves what is not known empty, and runs no formula', async () => {
    const rows = await readCsv(at('data/incidents.csv'));
    expect(rows.filter((row) => row.people_best === '')).toHaveLength(10);
    expect(
      rows.filter((row) => row.event_date === '' && row.date_start === '' && row.year === ''),
    ).toHaveLength(5);
    const articles = await readCsv(at('data/event_articles.csv'));
    const cells = [...rows, ...articles].flatMap((row) => Object.values(row) as string[]);
    expect(
      cells.filter(
        (cell) => /^[\s]*[=+@＝]/.test(cell) || (cell.startsWith('-') && Number.isNaN(Number(cell))),
      ),
    ).toEqual([]);
    expect(cells.some((cell) => cell.startsWith("'="))).toBe(true);
  });

  it('carries codebook, scores, citation, versions and checksums that are right', async () => {
    const made = Release.parse(JSON.parse(await readFile(at('release.json'), 'utf8')));
    expect(made).toMatchObject({ version: '1.0.0', created: NOW.toISOString(), supersedes: null });
    expect(made.extractedBy).toEqual([{ version: '0.1.0 sha256:a', articles: 60 }]);
    for (const { path, sha256, bytes } of made.files) {
      const content = await readFile(at(path));
      expect([path, createHash('sha256').update(content).digest('hex'), content.length]).toEqual([
        path,
        sha256,
        bytes,
      ]);
    }
    const sums = await readFile(at('SHA256SUMS'), 'utf8');
    const paths = (await readdir(at(), { recursive: true })).filter((path) => /\./.test(path));
    for (const path of paths) expect(sums).toContain(`  ${path}\n`);
    const codebook = await readFile(at('codebook.md'), 'utf8');
    for (const name of Object.keys((await readJsonl(at('data/incidents.jsonl')))[0] ?? {}))
      expect(codebook).toContain(`\`${name}\``);
    expect(codebook).not.toMatch(/column\.[a-z]/);
    expect(JSON.parse(await readFile(at('audit.json'), 'utf8'))).toHaveProperty(
      'extraction.sealed.fields.stage.precision',
    );
    expect(await readFile(at('CITATION.cff'), 'utf8')).toContain('version: "1.0.0"');
    expect(await readFile(at('README.md'), 'utf8')).toContain('Dugaan tetap dugaan');
  });

  it('is the same to the byte from the same data, and is never overwritten', async () => {
    const once = await runProgram(compiled, ['release', '1.0.0', '--out', join(folder, 'again')], {
      cwd: folder,
      env: { PANTAU_DATA: data },
    });
    expect(once.code).toBe(0);
    const paths = (await readdir(at(), { recursive: true })).filter((path) => /\.|SUMS/.test(path));
    expect(paths.length).toBeGreaterThan(25);
    for (const path of paths)
      expect([path, await readFile(join(folder, 'again', path))]).toEqual([path, await readFile(at(path))]);
    const before = await readFile(at('SHA256SUMS'), 'utf8');
    const { code, errors } = await release('1.0.0');
    expect([code, errors]).toEqual([2, expect.stringMatching(/stands there already; a release is frozen/)]);
    expect(await readFile(at('SHA256SUMS'), 'utf8')).toBe(before);
  });
});

describe('the release after', () => {
  it('tells what was added, changed and withdrawn, and why', async () => {
    const made = await fillDataset(store);
    const by = new Map(made.incidents.map((incident) => [incident.id, incident]));
    const get = (id: string): Incident => {
      const incident = by.get(id);
      if (incident === undefined) throw new Error(`no ${id}`);
      return incident;
    };
    const later = new Date(NOW.getTime() + 86_400_000);
    // 5 gets another tier, 3 joins 1, the article of 2 tells of nothing any more, 7 gives a report to a new one, an analyst
    // withdraws 4, and the article of 8 is erased; what linking calls otherwise (6) keeps the id that readers know.
    const merged = {
      ...get('incident-0001'),
      links: [...get('incident-0001').links, ...get('incident-0003').links],
    };
    const [first, second] = get('incident-0007').links;
    if (first === undefined || second === undefined) throw new Error('two links are needed');
    const parted = { ...get('incident-0007'), links: [first] };
    const fresh = { ...get('incident-0007'), id: 'incident-new', links: [second] };
    const renamed = { ...get('incident-0006'), id: 'incident-renamed' };
    await store.decide(
      {
        target: { kind: 'incident', id: 'incident-0004' },
        decision: 'withdraw',
        field: null,
        value: null,
        note: null,
        author: 'Analis',
      },
      later,
    );
    // Whoever is told of in 10 replies.
    await store.decide(
      {
        target: { kind: 'incident', id: 'incident-0010' },
        decision: 'reply',
        field: null,
        value: {
          kind: 'right_of_reply',
          by: 'Sutarno Wibisana',
          text: 'Sutarno Wibisana berkata: saya cuti.',
          url: null,
          date: '2024-03-02',
        },
        note: null,
        author: 'Analis',
      },
      later,
    );
    const all = [...made.reports.values()].flat().map(({ id }) => id);
    const staying = made.incidents.filter(
      ({ id }) => ![1, 3, 5, 6, 7].map((at) => `incident-000${at}`).includes(id),
    );
    await store.saveIncidents({
      incidents: [
        ...staying,
        merged,
        { ...get('incident-0005'), tier: 'found', stage: 'assessed_violation' },
        parted,
        fresh,
        renamed,
      ],
      reportIds: all,
      asOf: Number.MAX_SAFE_INTEGER,
      now: later,
    });
    const [article] = made.articles.filter(({ id }) => id === 'a2-0');
    if (article === undefined) throw new Error('no article');
    const extraction = await store.extraction('a2-0');
    if (extraction === null) throw new Error('no extraction');
    await store.saveExtractions(
      [{ extraction: { ...extraction, reports: [], relevance: 'none' }, blockKeys: new Map() }],
      later,
    );
    await store.eraseArticle('a8-0', { reason: 'Putusan', author: 'Pemilik' }, later);
    const { code, errors } = await release('1.1.0', '--previous', at());
    expect([code, errors]).toEqual([0, expect.stringContaining('holds what was erased since')]);
    expect(await readFile(at('SUPERSEDED.md'), 'utf8')).toContain('1.0.0 → 1.1.0');
    const rows = await readJsonl(join(folder, '1.1.0/data/delta.jsonl'));
    const told = new Map(rows.map((row) => [row.event_id, row]));
    expect(told.get('incident-new')).toMatchObject({ change: 'added', reason: 'split' });
    expect(told.get('incident-0005')).toMatchObject({
      change: 'changed',
      tier: 'found',
      tier_before: get('incident-0005').tier,
      columns: ['stage', 'tier'],
      reason: 'article',
      causes: ['article'],
    });
    expect(told.get('incident-0001')).toMatchObject({ change: 'changed' });
    // Every row says how far the matter had come, but for what was erased by law.
    const erased = rows.filter(({ reason }) => reason === 'erased');
    expect(erased.length).toBeGreaterThan(0);
    for (const row of erased) expect(row).toMatchObject({ tier: null, tier_before: null });
    for (const { change, tier, tier_before: before, reason } of rows)
      expect([change, tier !== null, before !== null]).toEqual([
        change,
        change !== 'withdrawn',
        change !== 'added' && reason !== 'erased',
      ]);
    expect(told.get('incident-0003')).toMatchObject({
      change: 'withdrawn',
      reason: 'merged',
      superseded_by: 'incident-0001',
    });
    expect(told.get('incident-0004')).toMatchObject({ change: 'withdrawn', reason: 'withdrawn_by_review' });
    expect(told.get('incident-0007')).toMatchObject({ change: 'changed' });
    expect(told.get('incident-0008')).toMatchObject({ change: 'withdrawn', reason: 'erased' });
    expect(told.has('incident-0006')).toBe(false);
    expect(told.get('incident-0002')).toMatchObject({ change: 'withdrawn', reason: 'no_longer_reported' });
    expect(told.get('incident-0010')).toMatchObject({
      change: 'changed',
      columns: ['replies'],
      reason: 'reply',
    });
    expect(told.get('incident-0010')?.causes).toContain('reply');
    const incidents = await readJsonl(join(folder, '1.1.0/data/incidents.jsonl'));
    expect(incidents.find((row) => row.event_id === 'incident-0010')).toMatchObject({
      replies: ['right_of_reply, SW, 2024-03-02: SW berkata: saya cuti.'],
    });
    expect(rows).toHaveLength(9);
    const changelog = await readFile(join(folder, '1.1.0/CHANGELOG.md'), 'utf8');
    expect(changelog).toContain('1.0.0 → 1.1.0');
    expect(changelog).toContain('ditarik / withdrawn: 4');
    expect(changelog).toContain(
      '  - dipisahkan dari peristiwa lain / parted from another incident: 1\n- berubah / changed: 4\n',
    );
    expect(changelog).toContain('koreksi atau hak jawab / a correction or reply: 1');
    expect(changelog).toContain('## 1.0.0');
    expect(changelog).toContain('erased on a legal request since');
    expect(JSON.parse(await readFile(join(folder, '1.1.0/release.json'), 'utf8'))).toMatchObject({
      supersedes: '1.0.0',
      superseded: ['1.0.0'],
    });
    // The same release was written into another folder once, which nobody names now.
    expect(await readFile(join(folder, 'again/SUPERSEDED.md'), 'utf8')).toContain('1.0.0 → 1.1.0');
    const { out } = await runProgram(compiled, ['release', '--list'], {
      cwd: folder,
      env: { PANTAU_DATA: data },
    });
    expect(out.split('\n').map((one) => [one.split(' ')[0], /superseded|stands/.exec(one)?.[0]])).toEqual([
      ['1.0.0', 'superseded'],
      ['1.0.0', 'superseded'],
      ['1.1.0', 'stands'],
      ['', undefined],
    ]);
    // One that this database never heard of, as those made by an earlier program are.
    await store.pool.query('DELETE FROM releases WHERE folder = $1', [at()]);
    await rm(at('SUPERSEDED.md'));
    const known = await runProgram(compiled, ['release', '--adopt', at(), join(folder, '1.1.0')], {
      cwd: folder,
      env: { PANTAU_DATA: data },
    });
    expect([known.code, known.out]).toEqual([
      0,
      expect.stringMatching(
        /^1\.0\.0 [^\n]*superseded: holds[^\n]*\n1\.0\.0 [^\n]*\n1\.1\.0 [^\n]*stands\n$/,
      ),
    ]);
    expect(await readFile(at('SUPERSEDED.md'), 'utf8')).toContain('# 1.0.0');
    const narrower = await release('1.2.0', '--previous', join(folder, '1.1.0'), '--tier', 'found');
    expect([narrower.code, narrower.errors]).toEqual([0, expect.not.stringContaining('erased')]);
    const gone = await readJsonl(join(folder, '1.2.0/data/delta.jsonl'));
    expect(new Set(gone.map((row) => row.reason))).toEqual(new Set(['outside_filter']));
    expect((await release('1.3.0', '--previous', join(folder, '1.2.0'))).code).toBe(0);
    const wider = await readJsonl(join(folder, '1.3.0/data/delta.jsonl'));
    expect(new Set(wider.map((row) => [row.change, row.reason].join(' ')))).toEqual(
      new Set(['added inside_filter']),
    );
  });

  it.each([
    [['1.0.0', '--previous', 'nowhere'], 1, /holds no release/],
    [['--adopt', 'nowhere'], 1, /holds no release/],
    [['--adopt'], 2, /name the folders/],
    [['../1'], 2, /is no version/],
    [[], 2, /name one version/],
    [['2.0.0', '--tier', 'wrong'], 2, /--tier "wrong"/],
  ])('%j is refused', async (args, wanted, message) => {
    const { code, errors, out } = await runProgram(
      compiled,
      ['release', ...args, '--out', join(folder, 'refused')],
      { cwd: folder, env: { PANTAU_DATA: data } },
    );
    expect([code, out]).toEqual([wanted, '']);
    expect(errors).toMatch(message);
  });
});

describe('a release that names no release before', () => {
  const made = async (version: string) => ({
    release: Release.parse(JSON.parse(await readFile(join(folder, version, 'release.json'), 'utf8'))),
    changelog: await readFile(join(folder, version, 'CHANGELOG.md'), 'utf8'),
    delta: await readJsonl(join(folder, version, 'data/delta.jsonl')),
  });

  it('is compared with the newest one of its filter, whatever was made of others since', async () => {
    await store.eraseArticle(
      'a9-0',
      { reason: 'Putusan', author: 'Pemilik' },
      new Date(NOW.getTime() + 2 * 86_400_000),
    );
    const { code, errors } = await release('1.4.0');
    expect([code, errors]).toEqual([
      0,
      expect.stringContaining(`compared with release 1.3.0 in ${join(folder, '1.3.0')}\n`),
    ]);
    const { release: whole, changelog, delta } = await made('1.4.0');
    expect(whole).toMatchObject({ supersedes: '1.3.0', noDelta: null });
    expect(delta).toMatchObject([{ event_id: 'incident-0009', change: 'changed', reason: 'erasure' }]);
    expect(changelog).toContain('1.3.0 → 1.4.0');
    expect((await release('1.5.0', '--tier', 'found')).code).toBe(0);
    expect((await made('1.5.0')).release).toMatchObject({ supersedes: '1.2.0', noDelta: null });
  });

  it('is the same to the byte when it is made again, also once another was made', async () => {
    expect((await release('1.4.1')).errors).toContain('compared with release 1.4.0 in ');
    const again = await runProgram(compiled, ['release', '1.4.0', '--out', join(folder, '1.4.0-again')], {
      cwd: folder,
      env: { PANTAU_DATA: data },
    });
    expect(again.errors).toContain('compared with release 1.3.0 in ');
    const sums = (name: string) => readFile(join(folder, name, 'SHA256SUMS'), 'utf8');
    expect(await sums('1.4.0-again')).toBe(await sums('1.4.0'));
  });

  it('is compared with another one that is named, or with none, and says so', async () => {
    expect((await release('1.6.0', '--previous', join(folder, '1.1.0'))).code).toBe(0);
    expect((await made('1.6.0')).release).toMatchObject({ supersedes: '1.1.0', noDelta: null });
    const { code, errors } = await release('1.7.0', '--no-previous');
    expect([code, errors]).toEqual([
      0,
      expect.stringContaining('compared with no earlier release, as asked'),
    ]);
    const { release: alone, changelog, delta } = await made('1.7.0');
    expect([alone.supersedes, alone.noDelta, delta]).toEqual([null, 'not_wanted', []]);
    expect(changelog).toContain('No difference from an earlier release is told: none was asked for.');
    expect(changelog).not.toContain('first release');
    const both = await release('1.8.0', '--no-previous', '--previous', at());
    expect([both.code, both.errors]).toEqual([2, expect.stringContaining('give one of them')]);
  });

  it('says where the one before is gone or damaged, takes a copy of it, and never passes over it', async () => {
    await rm(join(folder, '1.7.0'), { recursive: true });
    const gone = await release('1.8.0');
    expect([gone.code, gone.errors]).toEqual([
      0,
      expect.stringMatching(
        /release 1\.7\.0 is not in \S+1\.7\.0 any more: .* put a whole copy there, or name one/,
      ),
    ]);
    const without = await made('1.8.0');
    expect([without.release.supersedes, without.release.noDelta, without.delta]).toEqual([
      '1.7.0',
      'gone',
      [],
    ]);
    expect(without.changelog).toContain('No difference from release 1.7.0 is told: it was not at hand');
    expect(without.changelog).not.toContain('## 1.7');

    await appendFile(join(folder, '1.8.0/data/incidents.csv'), 'x');
    const damaged = await release('1.9.0');
    expect([damaged.code, damaged.errors]).toEqual([
      0,
      expect.stringMatching(
        /release 1\.8\.0 in \S+1\.8\.0 is not as it was made \(.*: data\/incidents\.csv\): /,
      ),
    ]);
    expect((await made('1.9.0')).changelog).toContain('the files at hand were not those of its checksums');
    expect((await made('1.9.0')).release).toMatchObject({ supersedes: '1.8.0', noDelta: 'damaged' });
    const named = await release('2.0.0', '--previous', join(folder, '1.8.0'));
    expect([named.code, named.errors]).toEqual([
      1,
      expect.stringMatching(
        /1\.8\.0: not as SHA256SUMS says: data\/incidents\.csv; name the folder of a whole/,
      ),
    ]);

    const copy = ['release', '1.9.0', '--out', join(folder, '1.9.0-copy')];
    await runProgram(compiled, copy, { cwd: folder, env: { PANTAU_DATA: data } });
    await rm(join(folder, '1.9.0'), { recursive: true });
    expect((await release('2.0.0')).errors).toContain('compared with release 1.9.0 in ');
    expect((await made('2.0.0')).release).toMatchObject({ supersedes: '1.9.0', noDelta: null });
  });
});

describe('a release of a filter', () => {
  it('says to whoever makes and reads it which outlets of the filter nobody knows', async () => {
    const { code, errors } = await release('9.0.0', '--outlet', 'slip-of-the-pen');
    expect([code, errors]).toEqual([0, expect.stringContaining('no outlet "slip-of-the-pen" is known')]);
    const readme = await readFile(join(folder, '9.0.0', 'README.md'), 'utf8');
    expect(readme).toMatch(
      /tidak dikenal, .*: slip-of-the-pen\.\n\n.* nothing of it was read: slip-of-the-pen\./,
    );
    const made = JSON.parse(await readFile(join(folder, '9.0.0', 'release.json'), 'utf8')) as unknown;
    expect(made).toMatchObject({ strangers: ['slip-of-the-pen'] });
  });
});
