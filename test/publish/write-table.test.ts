/** Writers of tables: what each format makes of missing values, hostile cells, many rows and none at all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bothLanguages } from '../../pipelines/row-manner.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import {
  FORMATS,
  openTable,
  tableOf,
  TABLES,
  wholeNames,
  workbookWriter,
  type Format,
  type Row,
  type Table,
} from '../../src/publish/publish.js';
import { rowsOf } from '../../src/publish/publish.js';
import { madeUpDataset } from './made-up-dataset.js';
import { readCsv, readJsonl, readParquet, readWorkbook } from './read-back.js';

const dictionary = await loadDictionary();
const languages = bothLanguages(dictionary);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const made = madeUpDataset();
const byId = new Map(made.articles.map((article) => [article.id, article]));
const rows = rowsOf(
  {
    incidents: made.incidents,
    articles: made.articles,
    reports: [...made.reports].flatMap(([id, reports]) =>
      reports.flatMap((report) => {
        const article = byId.get(id);
        return article === undefined ? [] : { report, article };
      }),
    ),
  },
  {
    gazetteer: dictionary.gazetteer,
    cut: (text) => [{ start: 0, end: text.length }],
    pointOf: (code) => (code === '33.74' ? { latitude: -6.99, longitude: 110.42 } : null),
    names: wholeNames([]),
  },
).incidents;

async function write(format: Format, table: Table, some: readonly Row[], bom = false): Promise<string> {
  const pieces: Uint8Array[] = [];
  const writer = openTable(format, table, (bytes) => Promise.resolve(void pieces.push(bytes)), {
    filter: 'tier:alleged',
    bom,
    languages,
  });
  for (const row of some) await writer.write([row]);
  expect(await writer.end()).toBe(some.length);
  const path = join(folder, `t.${format}`);
  await writeFile(path, Buffer.concat(pieces));
  return path;
}

const cells = (value: string): Table => ({
  name: 'incidents',
  columns: [
    {
      name: value,
      description: '',
      type: 'string',
      list: false,
      nullable: true,
      categories: null,
      format: null,
    },
  ],
  key: [],
  references: [],
});

describe('CSV', () => {
  it('runs no formula in any spreadsheet, and loses nothing else of the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.stringMatching(/^(a[;\n]"?)?[ \t\r\n]{0,3}[=+@＝-].{0,9}$/)),
        async (value) => {
          const row = { one: value };
          const [read] = await readCsv(await write('csv', cells('one'), [row]));
          const text = (read?.one ?? '') as string;
          expect(text).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/);
          // oxlint-disable-next-line no-control-regex
          const clean = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '');
          expect(text).not.toMatch(/[;\r\n][\s"]*[=+\-@＝＋－＠]/);
          expect(text.replace(/['\r]/g, '')).toBe(clean.replace(/['\r]/g, ''));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+62', `'+62`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\tTab', `'\tTab`],
    [' =1', `' =1`],
    ['Lurah; =HYPERLINK(1)', `Lurah; '=HYPERLINK(1)`],
    ['Lurah;"=1+1"', `"Lurah;""'=1+1"""`],
    ['Satu\n+62', `"Satu\n'+62"`],
    ['ASN; non-ASN, 2-3 orang', `"ASN; non-ASN, 2-3 orang"`],
    ['Satu, "dua"\nTiga', `"Satu, ""dua""\nTiga"`],
  ])('makes %j harmless', async (value, written) => {
    expect(await readFile(await write('csv', cells('one'), [{ one: value }]), 'utf8')).toBe(
      `one\r\n${written}\r\n`,
    );
  });

  it('has a byte order mark where it is asked for, and numbers that are below zero', async () => {
    const bytes = await readFile(await write('csv', tableOf('incidents'), rows, true));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect([...(await readFile(await write('csv', tableOf('incidents'), rows))).subarray(0, 2)]).toEqual([
      ...Buffer.from('ev'),
    ]);
    const points = (await readCsv(join(folder, 't.csv'))).filter((row) => row.latitude !== '');
    expect(points.map((row) => row.latitude)).toContain('-6.99');
  });
});

describe('every format', () => {
  it.each(FORMATS)('%s holds no row as well', async (format) => {
    const path = await write(format, tableOf('incidents'), []);
    if (format === 'xlsx') expect((await readWorkbook(path)).get('incidents')).toHaveLength(1);
    if (format === 'parquet') expect(await readParquet(path)).toEqual([]);
    if (format === 'geojson')
      expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ features: [], rows: 0 });
    if (format === 'csv') expect(await readFile(path, 'utf8')).toMatch(/^event_id,[^\n]*\r\n$/);
  });

  it('says the same of the same row, and never 0 for what is not known', async () => {
    const json = await readJsonl(await write('jsonl', tableOf('incidents'), rows));
    expect(json).toEqual(rows);
    expect(json.some((row) => row.people_best === null)).toBe(true);
    expect(await readParquet(await write('parquet', tableOf('incidents'), rows))).toEqual(
      json.map((row) => ({ ...row })),
    );
    const csv = await readCsv(await write('csv', tableOf('incidents'), rows));
    const sheet =
      (await readWorkbook(await write('xlsx', tableOf('incidents'), rows))).get('incidents') ?? [];
    const [names = []] = sheet;
    json.forEach((row, at) => {
      for (const [name, value] of Object.entries(row)) {
        const empty = value === null || (Array.isArray(value) && value.length === 0);
        const cell = sheet[at + 1]?.[names.indexOf(name)] ?? null;
        if (empty) expect([name, csv[at]?.[name], cell]).toEqual([name, '', null]);
        else if (typeof value === 'number')
          expect([name, csv[at]?.[name], cell]).toEqual([name, String(value), value]);
      }
    });
  });

  it('that has room for it says by which filter', async () => {
    expect((await readWorkbook(await write('xlsx', tableOf('incidents'), rows))).get('about')).toEqual([
      ['what', 'value'],
      ['filter', 'tier:alleged'],
      ['incidents', rows.length],
    ]);
    expect(
      JSON.parse(await readFile(await write('geojson', tableOf('incidents'), rows), 'utf8')),
    ).toMatchObject({
      filter: 'tier:alleged',
      rows: rows.length,
    });
  });
});

describe('workbooks', () => {
  it('hold several sheets, text as text, and the same bytes each time', async () => {
    const make = async (): Promise<Buffer> => {
      const pieces: Uint8Array[] = [];
      const book = workbookWriter((bytes) => Promise.resolve(void pieces.push(bytes)), { filter: '' });
      for (const table of TABLES) {
        const sheet = book.sheet(table);
        if (table.name === 'incidents') await sheet.write(rows);
        await sheet.end();
      }
      await book.end();
      return Buffer.concat(pieces);
    };
    const bytes = await make();
    expect(bytes.equals(await make())).toBe(true);
    const path = join(folder, 'all.xlsx');
    await writeFile(path, bytes);
    const sheets = await readWorkbook(path);
    expect([...sheets.keys()]).toEqual([...TABLES.map(({ name }) => name), 'about']);
    const odd = ['=1+1', '<b>&"', 'baris\ndua', ' tepi ', '\u0001\ud800x'];
    const written = await write(
      'xlsx',
      cells('one'),
      odd.map((one) => ({ one })),
    );
    expect((await readWorkbook(written)).get('incidents')?.slice(1)).toEqual([
      ['=1+1'],
      ['<b>&"'],
      ['baris\ndua'],
      [expect.stringMatching(/^ ?tepi ?$/)],
      ['\ufffdx'],
    ]);
  });
});

describe('GeoJSON', () => {
  it('puts an incident at the point of its regency, or nowhere', async () => {
    const { features } = JSON.parse(
      await readFile(await write('geojson', tableOf('incidents'), rows), 'utf8'),
    ) as {
      features: {
        type: string;
        geometry: { coordinates: number[] } | null;
        properties: { location_code: string };
      }[];
    };
    for (const { type, geometry, properties } of features) {
      expect(type).toBe('Feature');
      expect(geometry?.coordinates ?? null).toEqual(
        properties.location_code === '33.74' ? [110.42, -6.99] : null,
      );
    }
    expect(features.some(({ geometry }) => geometry !== null)).toBe(true);
  });

  it('refuses tables without places', async () => {
    await expect(write('geojson', tableOf('claims'), [])).rejects.toThrow(/incidents only/);
  });
});

describe('FollowTheMoney', () => {
  interface Datum {
    id: string;
    schema: string;
    properties: Record<string, string[]>;
  }
  interface FtmSchema {
    isA: (name: string) => boolean;
  }
  interface FtmModel {
    getSchema: (name: string) => FtmSchema & {
      hasProperty: (name: string) => boolean;
      getProperty: (name: string) => { hasRange: boolean; getRange: () => FtmSchema; type: { name: string } };
    };
    getEntity: (datum: Datum) => { getCaption: () => string };
  }
  const require = createRequire(import.meta.url);
  const { Model, defaultModel } = require('@alephdata/followthemoney') as {
    Model: new (model: unknown) => FtmModel;
    defaultModel: unknown;
  };

  it('fits the model of Aleph: known schemas and properties, ranges that hold, no reference to nowhere', async () => {
    const model = new Model(defaultModel);
    const entities = (await readJsonl(await write('ftm', tableOf('incidents'), rows))) as unknown as Datum[];
    const known = new Map(entities.map((one) => [one.id, one]));
    expect(known.size).toBe(entities.length);
    for (const entity of entities) {
      const schema = model.getSchema(entity.schema);
      for (const [name, values] of Object.entries(entity.properties)) {
        expect([entity.schema, name, schema.hasProperty(name)]).toEqual([entity.schema, name, true]);
        const property = schema.getProperty(name);
        expect(values.length).toBeGreaterThan(0);
        for (const value of values) {
          expect(typeof value).toBe('string');
          if (property.type.name !== 'entity') continue;
          const to = known.get(value);
          expect([
            name,
            to !== undefined && model.getSchema(to.schema).isA(property.getRange() as never),
          ]).toEqual([name, true]);
        }
      }
      expect(model.getEntity(entity).getCaption()).not.toBe('');
    }
    const schemas = entities.map(({ schema }) => schema);
    expect(schemas.filter((schema) => schema === 'Event')).toHaveLength(rows.length);
    expect(new Set(schemas)).toEqual(new Set(['Event', 'Person', 'PublicBody', 'UnknownLink']));
  });

  it('calls no allegation a fact: each event opens with its tier in both languages, and each person carries it', async () => {
    const entities = (await readJsonl(await write('ftm', tableOf('incidents'), rows))) as unknown as Datum[];
    const told = entities.flatMap(({ schema, properties }) =>
      schema === 'Event' ? properties.name : schema === 'Person' ? properties.summary : [],
    );
    expect(told.length).toBeGreaterThan(rows.length);
    for (const one of told) expect(one).toMatch(/^\[[^\]/]+ \/ [^\]/]+\] /);
    for (const { properties } of entities.filter(({ schema }) => schema === 'Person'))
      expect(properties.keywords?.[0]).toMatch(/ \/ /);
    const denied = rows.filter(({ denied: told }) => told).length;
    const events = entities.filter(({ schema }) => schema === 'Event');
    expect(denied).toBeGreaterThan(0);
    expect(
      events.filter(({ properties }) => properties.keywords?.includes('Membantah / Denial')),
    ).toHaveLength(denied);
  });
});
