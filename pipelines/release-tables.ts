/** Release tables: every table in every format of a release, and what became of incidents since the release before. */
import type { CauseKind } from '../src/model/change.js';
import {
  Comparison,
  coverFilter,
  DELTA,
  openTable,
  printFilter,
  TABLES,
  type Delta,
  type Fate,
  type Format,
  type Inquiry,
  type Languages,
  type Row,
  type Table,
  type TableName,
  type TableWriter,
  type WriteOptions,
} from '../src/publish/publish.js';
import type { Before } from './release-before.js';
import type { ReleaseFolder } from './release-folder.js';
import { writeTables, type Dataset, type TablesToWrite } from './write-tables.js';

const FORMATS: readonly Format[] = ['csv', 'jsonl', 'parquet'];

/** Writes all tables into `data/`; gives the difference from the release before, which stands there as a table too. */
export async function writeReleaseTables(
  dataset: Dataset,
  tables: Omit<TablesToWrite, 'writers'> & { languages: Languages },
  folder: ReleaseFolder,
  before: Before | null,
): Promise<Delta[]> {
  const filter = printFilter(coverFilter(tables.filter, tables.manner.names));
  const about = { filter, languages: tables.languages };
  const comparison = new Comparison(before?.incidents ?? new Map());
  const writers: Partial<Record<TableName, TableWriter>> = {};
  for (const table of TABLES) writers[table.name] = await openAll(table, folder, about);
  const { incidents } = writers;
  await writeTables(dataset, {
    ...tables,
    writers: {
      ...writers,
      incidents: {
        write: async (rows: readonly Row[]) => {
          if (before !== null) for (const row of rows) comparison.add(row);
          await incidents?.write(rows);
        },
      },
    },
  });
  for (const { name } of TABLES) await writers[name]?.end();
  const delta = before === null ? [] : comparison.end(await inquire(dataset, comparison, before));
  const file = await openAll(DELTA, folder, about);
  await file.write(delta);
  await file.end();
  return delta;
}

/** One writer for all formats of a table. */
async function openAll(
  table: Omit<Table, 'name'> & { name: string },
  folder: ReleaseFolder,
  about: WriteOptions,
): Promise<TableWriter> {
  const opened = await Promise.all(
    FORMATS.map(async (format) => {
      const file = await folder.open(`data/${table.name}.${format}`);
      return { file, writer: openTable(format, table as Table, file.sink, about) };
    }),
  );
  return {
    write: async (rows) => {
      for (const { writer } of opened) await writer.write(rows);
    },
    end: async () => {
      let count = 0;
      for (const { file, writer } of opened) {
        count = await writer.end();
        await file.finish(count);
      }
      return count;
    },
  };
}

/** Causes from the weightiest on: what people decided, then what reads articles, then what outlets wrote. */
const WEIGHT: readonly CauseKind[] = [
  'erasure',
  'review',
  'reply',
  'revert',
  'reextract',
  'dictionary',
  'revision',
  'article',
  'linking',
];

/** Reads why incidents came, changed and went, out of the log since the data of the release before. */
async function inquire(dataset: Dataset, { told, gone }: Comparison, before: Before): Promise<Inquiry> {
  const logged = await dataset.loggedSince([...told, ...gone], before.created);
  const fateOf = await findFates(dataset, gone, before);
  const causesOf = (id: string): CauseKind[] => logged.get(id)?.causes ?? [];
  return {
    added: (id) => {
      const { wasShown = false, parted = false } = logged.get(id) ?? {};
      return { reason: parted ? 'split' : wasShown ? 'inside_filter' : 'new', causes: causesOf(id) };
    },
    changed: (id) => {
      const causes = causesOf(id);
      return { reason: WEIGHT.find((kind) => causes.includes(kind)) ?? 'written_otherwise', causes };
    },
    gone: (id) => ({ ...fateOf(id), causes: causesOf(id) }),
  };
}

/**
 * Why incidents of the release before are no more: by where their ids lead and their reports are now, by the cause that
 * was logged, and by whether their articles are still there.
 */
async function findFates(
  dataset: Dataset,
  gone: readonly string[],
  before: Before,
): Promise<(id: string) => Fate> {
  const members = gone.map((id) => ({ id, links: before.links.get(id) ?? [] }));
  const links = members.flatMap((one) => one.links);
  const holders = await dataset.incidentsOfReports(links.map(({ report }) => report));
  const known = await dataset.knownArticles(links.map(({ article }) => article));
  const endings = await dataset.endings(gone);
  const fates = members.map(({ id, links: own }): [string, Fate] => {
    const held = own.flatMap(({ report }) => holders.get(report) ?? []);
    if (held.includes(id)) return [id, { reason: 'outside_filter', by: null }];
    const { causes = [], to = [] } = endings.get(id) ?? {};
    const by = to[0] ?? held[0];
    if (by !== undefined) return [id, { reason: 'merged', by }];
    const because = causes.map(({ kind }) => kind);
    if (because.includes('erasure')) return [id, { reason: 'erased', by: null }];
    if (because.includes('review')) return [id, { reason: 'withdrawn_by_review', by: null }];
    const read = own.some(({ article }) => known.has(article));
    return [id, { reason: read ? 'no_longer_reported' : 'article_removed', by: null }];
  });
  const byId = new Map(fates);
  return (id) => byId.get(id) ?? { reason: 'no_longer_reported', by: null };
}
