/** Program `query`: a filter in, incidents out, as a table, JSON lines or CSV. */
import { loadDictionary, loadOutlets, placeByCode, placeName } from '../src/dictionary/dictionary.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import type { Incident } from '../src/model/incident.js';
import { Query } from '../src/model/query.js';
import {
  openTable,
  printFilter,
  rowsOf,
  tableOf,
  type Languages,
  type RowManner,
} from '../src/publish/publish.js';
import { readSettings } from '../src/run/run.js';
import type { DatasetPart, Store } from '../src/store/store.js';
import { readAsOf } from './as-of-day.js';
import { namesOf } from './bystanders.js';
import { coverNames } from './cover-names.js';
import { describeFaults, FILTER_HELP, FILTER_OPTIONS, readFilter } from './filter-options.js';
import { print } from './print.js';
import { drawTable } from './query-table.js';
import { readOptions } from './read-options.js';
import { bothLanguages, rowManner } from './row-manner.js';
import { codesOfList, tellCodes } from './tell-codes.js';
import { findStrangers, tellCoverage, tellStrangers } from './tell-coverage.js';
import { withStore } from './with-store.js';

const HELP = `Usage: pantau query [OPTIONS]

Lists incidents, newest first. An option with several values (repeated, or parted by commas) takes any of them; all
options together must hold. "pantau export" and "pantau release" take the same filter. Below the list stands what its codes are
called in Indonesian and English.

${FILTER_HELP}  --as-of DATE          the data set as it was at the end of that day (in Jakarta), or at an instant
  --limit N, --offset N which part of the list (50 from the start)
  --json                one incident per line, as JSON
  --csv                 comma-separated values with a header line, as "pantau export incidents" writes them
  --names               names as printed, instead of initials for people without high office
`;

/** Runs the program; exit code 0, also when nothing is found. */
export default async function query(args: string[]): Promise<number> {
  const values = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.json === true && values.csv === true) throw new Misuse('query: take --json or --csv, not both');
  const page = readPage(values);
  const asOf = readAsOf('query', values['as-of']);
  const settings = readSettings(process.env);
  const dictionary = await loadDictionary(settings.dictionaries);
  const filter = readFilter('query', values, dictionary);
  return withStore(settings, async (store) => {
    const found = await store.queryIncidents(Query.parse({ ...filter, ...page }), asOf);
    const part = await store.datasetPartOf(found.rows, asOf);
    const asPrinted = values.names === true;
    if (values.csv === true) {
      const manner = await rowManner(store, dictionary, settings.dictionaries);
      await printCsv(part, { ...manner, asPrinted }, bothLanguages(dictionary));
    } else {
      const incidents = asPrinted ? found.rows : await coverAll(store, dictionary, part);
      const nameOf = (code: string): string => {
        const place = placeByCode(dictionary.gazetteer, code);
        return place < 0 ? code : placeName(dictionary.gazetteer, place);
      };
      if (values.json === true) await print(incidents.map((incident) => `${JSON.stringify(incident)}\n`));
      else
        await print([
          ...drawTable(incidents, { nameOf, width: terminalWidth() }),
          ...tellCodes(codesOfList(incidents), bothLanguages(dictionary)).map((line, i) =>
            i === 0 ? `\n${line}` : line,
          ),
        ]);
    }
    process.stderr.write(
      `${found.rows.length} of ${found.total} incident${found.total === 1 ? '' : 's'} in ${store.place}; filter: ${printFilter(filter) || 'none'}\n`,
    );
    const outlets = await loadOutlets(settings.dictionaries);
    if (values.json !== true && values.csv !== true)
      process.stderr.write(await tellCoverage(store, filter, outlets));
    process.stderr.write(tellStrangers(await findStrangers(store, filter, outlets)));
    return 0;
  });
}

type Values = ReturnType<typeof readArguments>;

function readArguments(args: string[]) {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  const options = {
    ...FILTER_OPTIONS,
    'as-of': text,
    limit: text,
    offset: text,
    json: flag,
    csv: flag,
    names: flag,
    help: { type: 'boolean', short: 'h' } as const,
  };
  return readOptions('query', HELP, { args, options }).values;
}

/** @throws Misuse that names the option, and what it may be */
function readPage({ limit, offset }: Values): Pick<Query, 'limit' | 'offset'> {
  const given = {
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    ...(offset === undefined ? {} : { offset: Number(offset) }),
  };
  const parsed = Query.pick({ limit: true, offset: true }).safeParse(given);
  if (!parsed.success) throw new Misuse(`query: ${describeFaults(parsed.error, given)}`);
  return parsed.data;
}

async function coverAll(
  store: Store,
  dictionary: Dictionary,
  { incidents, reports }: DatasetPart,
): Promise<Incident[]> {
  const names = await namesOf(store, dictionary);
  return incidents.map((incident) => coverNames(incident, reports, names));
}

async function printCsv(part: DatasetPart, manner: RowManner, languages: Languages): Promise<void> {
  const pieces: string[] = [];
  const csv = openTable(
    'csv',
    tableOf('incidents'),
    (bytes) => Promise.resolve(void pieces.push(Buffer.from(bytes).toString())),
    { filter: '', languages },
  );
  await csv.write(rowsOf(part, manner).incidents);
  await csv.end();
  await print(pieces);
}

const DEFAULT_WIDTH = 120;

function terminalWidth(): number {
  const told = process.stdout.columns ?? Number(process.env.COLUMNS);
  return Number.isInteger(told) && told > 0 ? told : DEFAULT_WIDTH;
}
