/** Program `query`: filters in, incidents out, as a table, JSON lines or CSV. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  loadDictionary,
  loadOutlets,
  lookupPlaces,
  placeByCode,
  placeCode,
  placeName,
} from '../src/dictionary/dictionary.js';
import { ElectionType } from '../src/model/codes.js';
import type { Dictionary, Gazetteer } from '../src/model/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import { Query } from '../src/model/query.js';
import { readSettings } from '../src/run/run.js';
import { openStore } from '../src/store/store.js';
import { tokenise } from '../src/text/text.js';
import { readAsOf } from './as-of-day.js';
import { coverNames } from './cover-names.js';
import { csvRow, CSV_HEAD } from './query-csv.js';
import { print } from './print.js';
import { drawTable } from './query-table.js';
import { tellCoverage } from './tell-coverage.js';

const HELP = `Usage: pantau query [OPTIONS]

Lists incidents, newest first. An option with several values (repeated, or parted by commas) takes any of them; all
options together must hold.

  --text WORDS          words of the articles ("in quotes" for a phrase, -word for without)
  --region PLACE        code or name of a place; everything below it counts
  --from, --to DATE     first and last day of the incident's date
  --type TYPE           case or measure
  --election TYPE       ${ElectionType.options.join(', ')};
                        a general one includes its kinds
  --year YEAR           year of voting
  --phase PHASE         phase of the election, such as campaign
  --violation CODE      what the act was, such as public_endorsement
  --step CODE           what was done about it, such as sanction_imposed
  --reality REALITY     whether that happened: realised, planned, alleged, denied, ...
  --status STATUS       status of people, such as village_head
  --stage STAGE         furthest stage that a report tells of
  --tier TIER           alleged, found, sanctioned, convicted, cleared or measure
  --outlet OUTLET       outlet that told of it
  --as-of DATE          the data set as it was at the end of that day (in Jakarta), or at an instant
  --limit N, --offset N which part of the list (50 from the start)
  --json                one incident per line, as JSON
  --csv                 comma-separated values with a header line
  --names               names as printed, instead of initials for people without high office
`;

const LISTS = [
  'election',
  'phase',
  'violation',
  'step',
  'reality',
  'status',
  'stage',
  'tier',
  'outlet',
] as const;
const SINGLES = ['text', 'from', 'to', 'type'] as const;
const NUMBERS = ['year', 'limit', 'offset'] as const;
const FLAGS = ['json', 'csv', 'names'] as const;
type Flag = (typeof FLAGS)[number];
type PlaceWord = Dictionary['grammar']['placeTypes'][string];

interface Asked {
  /** The query but for the region, which may be told by names. */
  query: Query;
  regions: string[];
  /** Null for the data set of now. */
  asOf: Date | null;
  flags: Record<Flag, boolean>;
}

/** Runs the program; exit code 0, also when nothing is found. */
export default async function query(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  const dictionary = await loadDictionary(settings.dictionaries);
  const { gazetteer } = dictionary;
  const region = resolveRegions(asked.regions, dictionary);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    const found = await store.queryIncidents({ ...asked.query, region }, asked.asOf);
    const incidents = asked.flags.names ? found.rows : found.rows.map(coverNames);
    const nameOf = (code: string): string => {
      const place = placeByCode(gazetteer, code);
      return place < 0 ? code : placeName(gazetteer, place);
    };
    if (asked.flags.json) await print(incidents.map((incident) => `${JSON.stringify(incident)}\n`));
    else if (asked.flags.csv)
      await print([CSV_HEAD, ...incidents.map((incident) => csvRow(incident, nameOf))]);
    else await print(drawTable(incidents, { nameOf, width: terminalWidth() }));
    const { length } = incidents;
    if (!asked.flags.json && !asked.flags.csv) {
      process.stderr.write(
        `${length} of ${found.total} incident${found.total === 1 ? '' : 's'} in ${store.place}\n`,
      );
      const outlets = await loadOutlets(settings.dictionaries);
      process.stderr.write(await tellCoverage(store, { ...asked.query, region }, outlets));
    }
    return 0;
  } finally {
    await store.close();
  }
}

function readArguments(args: string[]): Asked | null {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  const options = {
    ...Object.fromEntries([...SINGLES, ...NUMBERS].map((name) => [name, text])),
    ...Object.fromEntries([...LISTS, 'region'].map((name) => [name, list])),
    ...Object.fromEntries(FLAGS.map((name) => [name, { type: 'boolean' } as const])),
    'as-of': text,
    help: { type: 'boolean', short: 'h' } as const,
  };
  let values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new Misuse(`query: ${(error as Error).message}\n\n${HELP}`);
  }
  if (values.help === true) return null;
  if (values.json === true && values.csv === true) throw new Misuse('query: take --json or --csv, not both');
  const many = (name: string): string[] =>
    ((values[name] ?? []) as string[]).flatMap((value) =>
      value.split(',').flatMap((one) => one.trim() || []),
    );
  const query = parseQuery({
    ...pick(values, SINGLES, (value) => value),
    ...pick(values, NUMBERS, Number),
    ...Object.fromEntries(LISTS.map((name) => [name, many(name)])),
  });
  const flags = Object.fromEntries(FLAGS.map((name) => [name, values[name] === true])) as Asked['flags'];
  return { query, regions: many('region'), asOf: readAsOf('query', values['as-of']), flags };
}

function pick(
  values: Record<string, unknown>,
  names: readonly string[],
  read: (value: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof values[name] === 'string' ? [[name, read(values[name])]] : [])),
  );
}

/** @throws Misuse that names the option, and what it may be */
function parseQuery(given: Record<string, unknown>): Query {
  const parsed = Query.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const option = String(issue.path[0]);
      const value = z.string().or(z.number()).safeParse(issue.path.reduce<unknown>(step, given));
      const message =
        issue.code === 'invalid_value' ? `is none of ${issue.values.join(', ')}` : issue.message;
      return `--${option}${value.success ? ` "${value.data}"` : ''}: ${message}`;
    });
    throw new Misuse(`query: ${faults.join('\n')}`);
  }
  const { from, to } = parsed.data;
  if (from !== null && to !== null && from > to)
    throw new Misuse(`query: --from ${from} is after --to ${to}`);
  return parsed.data;
}

const step = (value: unknown, key: PropertyKey): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[key] : undefined;

// Examples: 36, 36.74, 36.74.01, 36.74.01.1001
const CODE = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/**
 * Place codes of regions told by code or by name, with or without the word for their level. A name that several places
 * of one level have stands for all of them; of places on different levels the highest is meant.
 * @throws Misuse that names the region that is not known
 */
export function resolveRegions(
  regions: readonly string[],
  { gazetteer, grammar }: Pick<Dictionary, 'gazetteer' | 'grammar'>,
): string[] {
  return regions.flatMap((region) => {
    if (CODE.test(region)) {
      if (placeByCode(gazetteer, region) >= 0) return [region];
      throw new Misuse(`query: --region ${region}: no place has this code`);
    }
    const places = findPlaces(tokenise(region).folded, { gazetteer, grammar });
    if (places.length === 0)
      throw new Misuse(`query: --region "${region}": no place of this name is known; give its code`);
    const level = Math.min(...places.map((place) => gazetteer.level[place] ?? 0));
    return places
      .filter((place) => gazetteer.level[place] === level)
      .map((place) => placeCode(gazetteer, place));
  });
}

/** Places of the whole name, else of the name after one or two words that announce its level. */
function findPlaces(
  words: readonly string[],
  { gazetteer, grammar }: Pick<Dictionary, 'gazetteer' | 'grammar'>,
): number[] {
  for (let first = 0; first <= 2 && first < words.length; first += 1) {
    const announced = first === 0 ? 'any' : grammar.placeTypes[words.slice(0, first).join(' ')];
    if (announced === undefined) continue;
    const hit = lookupPlaces(gazetteer, words, first).find(({ length }) => first + length === words.length);
    const places = hit?.places.filter((place) => isAnnounced(gazetteer, place, announced)) ?? [];
    if (places.length > 0) return places;
  }
  return [];
}

const LEVELS = { province: 0, regency: 1, kabupaten: 1, kota: 1, district: 2, village: 3 };

function isAnnounced({ level, kind }: Gazetteer, place: number, announced: PlaceWord): boolean {
  if (announced === 'any') return true;
  if (level[place] !== LEVELS[announced]) return false;
  return announced === 'kota' ? kind[place] === 1 : announced === 'kabupaten' ? kind[place] === 0 : true;
}

const DEFAULT_WIDTH = 120;

function terminalWidth(): number {
  const told = process.stdout.columns ?? Number(process.env.COLUMNS);
  return Number.isInteger(told) && told > 0 ? told : DEFAULT_WIDTH;
}
