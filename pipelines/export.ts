/** Program `export`: a filter in, tables out, as CSV, JSON lines, Parquet, a workbook, GeoJSON or FollowTheMoney entities. */
import { extname, join } from 'node:path';
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import {
  coverFilter,
  FORMATS,
  OF_INCIDENTS_ONLY,
  openTable,
  printFilter,
  TABLE_NAMES,
  tableOf,
  workbookWriter,
  type Format,
  type Languages,
  type Sink,
  type TableName,
  type TableWriter,
} from '../src/publish/publish.js';
import { readSettings } from '../src/run/run.js';
import { openStore } from '../src/store/store.js';
import { FILTER_HELP, FILTER_OPTIONS, readFilter } from './filter-options.js';
import { readOptions } from './read-options.js';
import { bothLanguages, rowManner } from './row-manner.js';
import { fileSink, NobodyReads, stdoutSink, type FileSink } from './sinks.js';
import { findStrangers, spanOf, tellStrangers } from './tell-coverage.js';
import { writeTables, type Dataset, type TablesToWrite } from './write-tables.js';

const HELP = `Usage: pantau export [TABLE...] [OPTIONS]

Writes tables of the dataset: ${TABLE_NAMES.join(', ')} (all unless named).
Names follow the privacy rule, also inside quotations, titles and addresses. One table goes to standard output unless
--out names a file; several go into the folder --out, or all as sheets into one workbook (xlsx).

  --format FORMAT       ${FORMATS.join(', ')}; by the ending of --out, else csv
                        geojson and ftm (FollowTheMoney entities for Aleph) hold incidents only
  --out PATH            file for one table or a workbook, folder for several tables
  --bom                 CSV with a byte order mark, by which Excel knows UTF-8
${FILTER_HELP}`;

interface Asked {
  tables: TableName[];
  format: Format;
  out: string | null;
  bom: boolean;
}

type ToWrite = TablesToWrite & { languages: Languages };

/** Runs the program; exit code 0, also when no row passes. */
export default async function exportTables(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const asked = check(values, positionals);
  const settings = readSettings(process.env);
  const dictionary = await loadDictionary(settings.dictionaries);
  const filter = readFilter('export', values, dictionary);
  const outlets = await loadOutlets(settings.dictionaries);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    const manner = await rowManner(store, dictionary, settings.dictionaries);
    const languages = bothLanguages(dictionary);
    process.stderr.write(tellStrangers(await findStrangers(store, filter, outlets)));
    await write(store, asked, { filter, manner, span: spanOf(filter, outlets), writers: {}, languages });
    return 0;
  } catch (error) {
    if (error instanceof NobodyReads) return 0;
    throw error;
  } finally {
    await store.close();
  }
}

type Values = ReturnType<typeof readArguments>['values'];

function readArguments(args: string[]) {
  const options = {
    ...FILTER_OPTIONS,
    format: { type: 'string' },
    out: { type: 'string' },
    bom: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  return readOptions('export', HELP, { args, options, allowPositionals: true });
}

/** @throws Misuse that names what cannot be done */
function check(values: Values, positionals: readonly string[]): Asked {
  const format = values.format ?? formatOf(values.out) ?? 'csv';
  if (!isFormat(format)) throw new Misuse(`export: --format "${format}" is none of ${FORMATS.join(', ')}`);
  const wrong = positionals.find((name) => !(TABLE_NAMES as readonly string[]).includes(name));
  if (wrong !== undefined)
    throw new Misuse(`export: there is no table "${wrong}"; there are ${TABLE_NAMES.join(', ')}`);
  const all = OF_INCIDENTS_ONLY.includes(format) ? ['incidents' as const] : TABLE_NAMES;
  const tables = positionals.length === 0 ? [...all] : all.filter((name) => positionals.includes(name));
  if (tables.length < new Set(positionals).size)
    throw new Misuse(`export: ${format} holds ${all.join(', ')} only; take another format`);
  const out = values.out ?? null;
  if (out === null && tables.length > 1 && format !== 'xlsx')
    throw new Misuse(
      `export: name one table for standard output (${TABLE_NAMES.join(', ')}), or a folder with --out`,
    );
  if (out !== null && tables.length > 1 && format !== 'xlsx' && formatOf(out) !== null)
    throw new Misuse(
      `export: ${out} is one file, and ${tables.length} tables go into a folder; name one table, or a folder`,
    );
  if (values.bom === true && format !== 'csv') throw new Misuse('export: --bom is for CSV');
  return { tables, format, out, bom: values.bom === true };
}

/** The format that the name of a file ends with: "peta.geojson". */
function formatOf(out: string | undefined): Format | null {
  const ending = out === undefined ? '' : extname(out).slice(1).toLowerCase();
  return isFormat(ending) ? ending : null;
}

const isFormat = (format: string): format is Format => (FORMATS as readonly string[]).includes(format);

async function write(dataset: Dataset, asked: Asked, tables: ToWrite): Promise<void> {
  const { out, format } = asked;
  if (format === 'xlsx') return writeBook(dataset, asked, tables);
  const files: FileSink[] = [];
  const open = async (name: TableName): Promise<Sink> => {
    if (out === null) return stdoutSink();
    const file = await fileSink(asked.tables.length === 1 ? out : join(out, `${name}.${format}`));
    files.push(file);
    return file.sink;
  };
  try {
    const about = { filter: filterToShow(tables), bom: asked.bom, languages: tables.languages };
    const writers: Partial<Record<TableName, TableWriter>> = {};
    for (const name of asked.tables)
      writers[name] = openTable(format, tableOf(name), await open(name), about);
    await writeTables(dataset, { ...tables, writers });
    for (const name of asked.tables) {
      const rows = (await writers[name]?.end()) ?? 0;
      const place = out === null ? name : asked.tables.length === 1 ? out : join(out, `${name}.${format}`);
      tell(place, rows, printFilter(tables.filter));
    }
    for (const file of files) await file.finish();
  } catch (error) {
    for (const file of files) await file.abandon();
    throw error;
  }
}

/** The filter as it stands inside files, which go further than the terminal of whoever typed it. */
const filterToShow = ({ filter, manner }: TablesToWrite): string =>
  printFilter(coverFilter(filter, manner.names));

/** A workbook is written sheet after sheet. */
async function writeBook(
  dataset: Dataset,
  { out, tables: names }: Asked,
  tables: TablesToWrite,
): Promise<void> {
  const file = out === null ? null : await fileSink(out);
  try {
    const book = workbookWriter(file?.sink ?? stdoutSink(), { filter: filterToShow(tables) });
    for (const name of names) {
      const sheet = book.sheet(tableOf(name));
      await writeTables(dataset, { ...tables, writers: { [name]: sheet } });
      tell(`${out === null ? '' : `${out}, sheet `}${name}`, await sheet.end(), printFilter(tables.filter));
    }
    await book.end();
    await file?.finish();
  } catch (error) {
    await file?.abandon();
    throw error;
  }
}

function tell(place: string, rows: number, filter: string): void {
  process.stderr.write(`${place}: ${rows} row${rows === 1 ? '' : 's'}; filter: ${filter || 'none'}\n`);
}
