/** Filter options: what programs are told on the command line, or a subscription in its file, to the one filter. */
import { z } from 'zod';
import type { Dictionary } from '../src/model/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import { describeFault } from '../src/model/fault.js';
import { Filter } from '../src/model/query.js';
import { ElectionType } from '../src/model/codes.js';
import { readFilterText, type GivenFilter } from '../src/publish/publish.js';
import { resolveRegions } from './filter-regions.js';

export const FILTER_HELP = `  --filter TEXT         all of the following in one line, such as
                        'region:36 tier:sanctioned,convicted from:2024-09-25 "WORDS TOGETHER" WORD'
                        (docs/filter.md)
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
  --independent N       least number of independent sources
  --review STATE        unreviewed, confirmed, corrected or stale (evidence changed since)
`;

const LISTS = [
  'region',
  'election',
  'phase',
  'violation',
  'step',
  'reality',
  'status',
  'stage',
  'tier',
  'outlet',
  'review',
] as const;
const SINGLES = ['text', 'from', 'to', 'type'] as const;
const NUMBERS = ['year', 'independent'] as const;

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;

/** For `parseArgs`. */
export const FILTER_OPTIONS = {
  filter: list,
  ...(Object.fromEntries([...SINGLES, ...NUMBERS].map((name) => [name, text])) as Record<
    (typeof SINGLES)[number] | (typeof NUMBERS)[number],
    typeof text
  >),
  ...(Object.fromEntries(LISTS.map((name) => [name, list])) as Record<(typeof LISTS)[number], typeof list>),
};

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/**
 * The filter that the options ask for.
 * @param program whose options they are, for messages
 * @throws Misuse that names the option, and what it may be
 */
export function readFilter(
  program: string,
  values: Values,
  dictionary: Pick<Dictionary, 'gazetteer' | 'grammar'>,
): Filter {
  const lines = ((values.filter ?? []) as string[]).join(' ');
  const given = readFilterText(lines);
  for (const name of [...SINGLES, ...NUMBERS, ...LISTS])
    if ([values[name] ?? []].flat().some(isEmpty))
      throw new Misuse(`${program}: --${name} has no value; leave it out to take all`);
  for (const name of SINGLES) if (values[name] !== undefined) given[name] = values[name];
  for (const name of NUMBERS) if (values[name] !== undefined) given[name] = Number(values[name]);
  for (const name of LISTS) {
    const told = ((values[name] ?? []) as string[]).flatMap((value) =>
      value.split(',').flatMap((one) => one.trim() || []),
    );
    given[name] = [...((given[name] as string[] | undefined) ?? []), ...told];
  }
  return checkFilter(program, given, dictionary);
}

/** An empty value, as of a variable that is not set: taken for no filter at all, it would let everything out. */
const isEmpty = (value: string | boolean): boolean =>
  typeof value === 'string' && value.split(',').every((one) => one.trim() === '');

/**
 * Checks a filter and turns names of regions into codes.
 * @throws Misuse that names the field, and what it may be
 */
export function checkFilter(
  program: string,
  given: GivenFilter,
  dictionary: Pick<Dictionary, 'gazetteer' | 'grammar'>,
): Filter {
  const parsed = Filter.safeParse(given);
  if (!parsed.success) throw new Misuse(`${program}: ${describeFaults(parsed.error, given)}`);
  const { from, to, region } = parsed.data;
  if (from !== null && to !== null && from > to)
    throw new Misuse(`${program}: --from ${from} is after --to ${to}`);
  return { ...parsed.data, region: resolveRegions(region, dictionary, program) };
}

/** One line for each fault: the option, what it was given, what it may be. */
export function describeFaults(error: z.ZodError, given: Record<string, unknown>): string {
  const faults = error.issues.map((issue) => {
    const option = String(issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''));
    const value = z.string().or(z.number()).safeParse(issue.path.reduce<unknown>(step, given));
    const message = describeFault(issue);
    return `--${option}${value.success ? ` "${value.data}"` : ''}: ${message}`;
  });
  return faults.join('\n');
}

const step = (value: unknown, key: PropertyKey): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[key] : undefined;
