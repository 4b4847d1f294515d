/** Every way out of the dataset: the same filter gives the same rows, and no output holds a protected name. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { openEditor } from '../../pipelines/edition.js';
import { fileSink } from '../../pipelines/sinks.js';
import { bothLanguages, rowManner } from '../../pipelines/row-manner.js';
import { writeTables } from '../../pipelines/write-tables.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { ElectionType, Phase, Reality, SubjectStatus, Tier, ViolationCode } from '../../src/model/codes.js';
import { Filter, Query } from '../../src/model/query.js';
import {
  FORMATS,
  openTable,
  printFilter,
  tableOf,
  type Format,
  type RowManner,
} from '../../src/publish/publish.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { fillDataset, PROTECTED, SHOWN } from '../publish/made-up-dataset.js';
import { readCsv, readJsonl, readParquet, readWorkbook } from '../publish/read-back.js';
import type { Incident } from '../../src/model/incident.js';
import { runProgram } from './run-program.js';

let folder: string;
let data: string;
let store: Store;
let compiled: string;
let incidents: Incident[];
let manner: RowManner;
const dictionary = await loadDictionary();

beforeAll(async () => {
  compiled = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-ways-'));
  data = await freshFolder();
  store = await openStore({ folder: data });
  ({ incidents } = await fillDataset(store));
  manner = await rowManner(store, dictionary, 'dictionaries');
});
afterAll(async () => {
  await store.close();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});

const pantau = (...args: string[]) =>
  runProgram(compiled, args, {
    cwd: folder,
    env: { PANTAU_DATA: data, KAIT_SECRET: 'rahasia-yang-panjang' },
  });

/** A program on the web that is handed editions; closing gives what it was posted. */
async function openHook(): Promise<{ url: string; close: () => string[] }> {
  const posted: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      posted.push(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): string[] => {
    server.close();
    return posted;
  };
  return { url: `http://127.0.0.1:${port}/kait`, close };
}

const few = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
/** Filters that often find something in the made-up dataset. */
const filters = fc
  .record(
    {
      text: fc.constantFrom('mutasi1', 'diperiksa', '"kata saksi"', 'diperiksa -mutasi0', 'takada'),
      region: few(['33', '36.74', '94', '31']),
      from: fc.constantFrom('2024-01-01', '2024-04-10'),
      to: fc.constantFrom('2024-09-01', '2024-12-31'),
      type: fc.constantFrom('case' as const, 'measure' as const),
      election: few(ElectionType.options),
      year: fc.constantFrom(2024, 2020),
      phase: few(Phase.options),
      violation: few(ViolationCode.options.slice(0, 20)),
      step: fc.constant(['examined' as const]),
      reality: few(Reality.options),
      status: few(SubjectStatus.options.slice(0, 8)),
      stage: fc.constant(['examined' as const]),
      tier: few(Tier.options),
      outlet: few(['kabar-0', 'kabar-1', 'warta-2']),
      independent: fc.constantFrom(1, 2),
      review: few(['unreviewed' as const, 'confirmed' as const]),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((given) => Filter.parse(Object.fromEntries(Object.entries(given).slice(0, 4))));

/** Ids of the incidents that come out in a format. */
async function exported(format: Format, filter: Filter): Promise<string[]> {
  const path = join(folder, `property.${format}`);
  const file = await fileSink(path);
  const writer = openTable(format, tableOf('incidents'), file.sink, {
    filter: printFilter(filter),
    languages: bothLanguages(dictionary),
  });
  const span = { from: null, to: null, outlets: null };
  await writeTables(store, { filter, span, manner, writers: { incidents: writer } });
  const count = await writer.end();
  await file.finish();
  const ids = await idsIn(format, path);
  expect(ids).toHaveLength(count);
  return ids;
}

async function idsIn(format: Format, path: string): Promise<string[]> {
  switch (format) {
    case 'csv':
      return (await readCsv(path)).map((row) => String(row.event_id));
    case 'jsonl':
      return (await readJsonl(path)).map((row) => String(row.event_id));
    case 'parquet':
      return (await readParquet(path)).map((row) => String(row.event_id));
    case 'xlsx':
      return ((await readWorkbook(path)).get('incidents') ?? []).slice(1).map((cells) => String(cells[0]));
    case 'ftm':
      return (await readJsonl(path)).flatMap(({ schema, id }) =>
        schema === 'Event' ? String(id).replace(/^pantau-/, '') : [],
      );
    case 'geojson': {
      const { features } = JSON.parse(await readFile(path, 'utf8')) as { features: { id: string }[] };
      return features.map(({ id }) => id);
    }
  }
}

/** Ids of the incidents that the edition of the day tells of on which all came in. */
async function toldIn(filter: Filter): Promise<string[]> {
  const wanted = { date: '2024-03-01', language: 'id' as const, filter, subscription: null };
  const { versions } = await openEditor(store, wanted, dictionary, []).compose(new Date());
  return versions.map(({ incident }) => incident).sort();
}

describe('the same filter', () => {
  it('gives the same rows by query, by export in every format, and in an edition', async () => {
    const sizes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const { rows, total } = await store.queryIncidents(Query.parse({ ...filter, limit: 1000 }));
        const ids = rows.map(({ id }) => id);
        sizes.add(ids.length);
        expect(total).toBe(ids.length);
        for (const format of FORMATS) expect([format, await exported(format, filter)]).toEqual([format, ids]);
        expect(await toldIn(filter)).toEqual([...ids].sort());
      }),
      { numRuns: 60 },
    );
    // The property would say nothing where filters found always all or nothing.
    expect(sizes.size).toBeGreaterThan(5);
  });

  it('gives the same rows by the programs, which print how many and by which filter', async () => {
    const filter = [
      '--filter',
      'region:"Jawa Tengah" violation:online_campaign,party_membership,mobilise_staff type:case',
    ];
    const printed = 'filter: region:33 type:case violation:online_campaign,party_membership,mobilise_staff';
    const query = await pantau('query', '--json', ...filter);
    const ids = query.out
      .split('\n')
      .flatMap((line) => (line === '' ? [] : (JSON.parse(line) as Incident).id));
    expect(query.errors).toContain(`${ids.length} of ${ids.length} incident`);
    expect(query.errors).toContain(printed);
    expect(ids.length).toBeGreaterThan(0);
    const csv = await pantau('export', 'incidents', ...filter);
    expect(
      csv.out
        .split('\r\n')
        .slice(1)
        .filter((line) => line.startsWith('incident-'))
        .map((line) => line.split(',')[0]),
    ).toEqual(ids);
    expect(csv.errors).toContain(`incidents: ${ids.length} row`);
    expect(csv.errors).toContain(printed);
    const released = await pantau('release', '0.1.0', '--out', join(folder, 'filtered'), ...filter);
    expect(released.code).toBe(0);
    expect(
      (await readJsonl(join(folder, 'filtered/data/incidents.jsonl'))).map((row) => row.event_id),
    ).toEqual(ids);
    expect(released.errors).toContain(printed);
    const reports = await readJsonl(join(folder, 'filtered/data/reports.jsonl'));
    expect(new Set(reports.map((row) => row.event_id))).toEqual(new Set(ids));
  });
});

describe('a file', () => {
  it('is of the format that its name ends with, and never holds several tables in one', async () => {
    const csv = join(folder, 'one.csv');
    for (const name of ['one.parquet', 'one.xlsx', 'one.csv']) {
      const ran = await pantau('export', 'incidents', '--out', join(folder, name));
      expect([name, ran.code]).toEqual([name, 0]);
    }
    expect(await readParquet(join(folder, 'one.parquet'))).toHaveLength(incidents.length);
    expect([...(await readWorkbook(join(folder, 'one.xlsx'))).keys()]).toContain('incidents');
    expect(await readFile(csv, 'utf8')).toMatch(/^event_id,/);
    const several = await pantau('export', '--out', csv);
    expect([several.code, several.errors]).toEqual([2, expect.stringMatching(/one file, and 6 tables/)]);
  });
});

describe('where no more can be written', () => {
  const inShell = (before: string, ...args: string[]) => {
    const program = join(compiled, 'pipelines/pantau.js');
    const line = ['-c', `${before} exec "$0" "$@"`, process.execPath, program, ...args];
    const { PATH = '', HOME = '' } = process.env;
    return promisify(execFile)('sh', line, { cwd: folder, env: { PATH, HOME, PANTAU_DATA: data } }).then(
      () => ({ code: 0, stderr: '' }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
    );
  };

  it('a file is named, and neither it nor a part of it is left', async () => {
    const out = join(folder, 'too-large');
    for (const args of [
      ['export', 'incidents', '--out', join(out, 'incidents.csv')],
      ['release', '4.0.0', '--out', join(out, 'release')],
    ]) {
      const { code, stderr } = await inShell('ulimit -f 16;', ...args);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/cannot write \S+\.csv: larger than this user may/),
      ]);
      expect(await readdir(out)).toEqual([]);
    }
  });

  // Linux has a device that is always full: /dev/full.
  it('standard output is named', async () => {
    for (const args of [
      ['export', 'incidents'],
      ['query'],
      ['digest', '--date', '2024-03-01', '--dry-run'],
    ]) {
      const [program = '', ...rest] = args;
      const { code, stderr } = await inShell('exec 1>/dev/full;', program, ...rest);
      expect([args, code, stderr]).toEqual([
        args,
        1,
        expect.stringMatching(
          /^(?!.*\n {4}at )pantau: cannot write standard output: the disk is full; make room$/ms,
        ),
      ]);
    }
  });
});

describe('protected names', () => {
  /** All text of all outputs, by where it stands. */
  async function everything(): Promise<[string, string][]> {
    const outputs: [string, string][] = [];
    const out = join(folder, 'out');
    for (const format of FORMATS) {
      const ran = await pantau(
        'export',
        '--format',
        format,
        '--out',
        ['xlsx', 'geojson', 'ftm'].includes(format) ? join(out, `all.${format}`) : join(out, format),
      );
      expect([format, ran.code, ran.errors.includes('pantau:')]).toEqual([format, 0, false]);
    }
    expect((await pantau('release', '1.0.0', '--out', join(out, 'release'))).code).toBe(0);
    for (const path of (await readdir(out, { recursive: true })).sort()) {
      const file = join(out, path);
      if (/\.(csv|jsonl|geojson|ftm|md|json|cff|R)$|SUMS$/.test(path))
        outputs.push([path, await readFile(file, 'utf8')]);
      else if (path.endsWith('.parquet')) outputs.push([path, JSON.stringify(await readParquet(file))]);
      else if (path.endsWith('.xlsx')) outputs.push([path, JSON.stringify([...(await readWorkbook(file))])]);
      else if (/\.[a-z]+$/.test(path)) throw new Error(`nobody reads ${path}`);
    }
    for (const args of [
      ['query', '--limit', '500'],
      ['query', '--json', '--limit', '500'],
      ['query', '--csv', '--limit', '500'],
      ['query', '--json', '--limit', '500', '--as-of', '2099-01-01'],
      ['show', ...incidents.map(({ id }) => id)],
      ['show', '--json', ...incidents.map(({ id }) => id)],
      ['digest', '--date', '2024-03-01', '--dry-run'],
      ['digest', '--date', '2024-03-01', '--dry-run', '--language', 'en'],
    ])
      outputs.push([args.join(' ').slice(0, 50), (await pantau(...args)).out]);
    expect((await pantau('digest', '--date', '2024-03-01', '--out', join(out, 'digest.eml'))).code).toBe(0);
    outputs.push(['digest.eml', await readFile(join(out, 'digest.eml'), 'utf8')]);
    const hook = await openHook();
    const subscriptions = join(out, 'subscriptions.yaml');
    await writeFile(
      subscriptions,
      `- { id: umpan, channel: atom, file: "${join(out, 'umpan.xml')}" }
- { id: kilat, recipients: [a@ngo.example], alert: {} }
- { id: kait, channel: webhook, url: "${hook.url}", secret: KAIT_SECRET }
`,
    );
    const by = ['digest', '--subscriptions', subscriptions, '--date', '2024-03-01'];
    expect((await pantau(...by, '--subscription', 'umpan')).code).toBe(0);
    outputs.push(['umpan.xml', await readFile(join(out, 'umpan.xml'), 'utf8')]);
    outputs.push(['alert', (await pantau(...by, '--subscription', 'kilat', '--dry-run')).out]);
    expect((await pantau(...by, '--subscription', 'kait')).code).toBe(0);
    outputs.push(['webhook', hook.close().join('\n')]);
    return outputs;
  }

  it('stand in no output, in no spelling', async () => {
    const outputs = await everything();
    expect(outputs.length).toBeGreaterThan(40);
    const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
    const found = outputs.flatMap(([where, text]) => {
      if (!/delta\.jsonl|coverage\.jsonl/.test(where)) expect([where, text.length]).not.toEqual([where, 0]);
      const squeezed = squeeze(text);
      return PROTECTED.flatMap((name) =>
        [
          squeeze(name),
          ...name
            .split(' ')
            .filter((word) => word.length > 4)
            .map(squeeze),
        ].flatMap((form) => {
          const at = squeezed.indexOf(form);
          return at < 0 ? [] : [`${where}: ${form} in ${squeezed.slice(Math.max(0, at - 30), at + 40)}`];
        }),
      );
    });
    expect(found).toEqual([]);
  });

  it('stand in no filter that a file or an edition tells, though somebody looked for them', async () => {
    const out = join(folder, 'looked-for');
    // Names of accused, one of them by one word, and of somebody who complained
    const words = 'SUTARNO or "Eko Yuliantoro" or ngadimin or yatmi or mutasi1';
    const asked = ['--text', words, '--outlet', 'kabar-1,sutarno-wibisana'];
    for (const format of FORMATS)
      expect((await pantau('export', 'incidents', ...asked, '--out', join(out, `all.${format}`))).code).toBe(
        0,
      );
    expect((await pantau('release', '3.0.0', '--out', join(out, 'release'), ...asked)).code).toBe(0);
    expect((await pantau('digest', '--date', '2024-03-01', ...asked, '--out', join(out, 'a.eml'))).code).toBe(
      0,
    );
    const files = (await readdir(out, { recursive: true })).filter((name) => /\.[a-zA-Z]+$|SUMS$/.test(name));
    expect(files.length).toBeGreaterThan(30);
    const spelt = /sutarno|wibisana|yuliantoro|ngadimin|yatmi/i;
    for (const name of files) {
      const path = join(out, name);
      const told = name.endsWith('.xlsx')
        ? JSON.stringify([...(await readWorkbook(path))])
        : await readFile(path, 'latin1');
      expect([name, spelt.exec(told)?.[0]]).toEqual([name, undefined]);
    }
    const { filter } = JSON.parse(await readFile(join(out, 'release/release.json'), 'utf8')) as {
      filter: Filter;
    };
    expect(filter).toMatchObject({ text: 'S or "EY" or N or Y or mutasi1', outlet: ['kabar-1', 'SW'] });
  });

  it('are initials where they would stand, and those who may be named are named', async () => {
    const { out } = await pantau('export', 'incidents', '--format', 'jsonl');
    for (const name of SHOWN) expect(out).toContain(name);
    expect(out).toContain('"SW"');
    expect(out).toContain('"EY"');
    const crosswalk = await pantau('export', 'event_articles', '--format', 'jsonl');
    const rows = crosswalk.out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { url: string | null });
    expect(rows.some(({ url }) => url !== null)).toBe(true);
    expect(rows.some(({ url }) => url === null)).toBe(true);
  });
});
