/** Program `outlets health`: how the outlets do, by their coverage. */
import { existsSync } from 'node:fs';
import { loadOutlets } from '../src/dictionary/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import { OutletState, type CoverageDay, type OutletHealth } from '../src/model/coverage.js';
import { judgeOutlet } from '../src/publish/publish.js';
import { readSettings, type Settings } from '../src/run/run.js';
import { openStore } from '../src/store/store.js';
import { dayOf, readDay, ZONE } from './digest-day.js';
import { chosen, readOutlets } from './outlet-files.js';
import { print } from './print.js';
import { drawHealth } from './print-health.js';
import { readOptions } from './read-options.js';

const HELP = `Usage: pantau outlets health [OPTIONS] [ID...]

Tells how outlets (all unless some are named) do by what was collected of them: when the last new article came, how
many come on a day against what is usual, how many pages give a headline, a date and a whole body, what went wrong, and
how their pages changed. A dead feed does not answer; a quiet outlet answers and has nothing new. What is amiss comes
first; outlets that nobody visited are counted only, unless they are named or --state unwatched is given.

  --state STATE    ${OutletState.options.join(', ')}; may be given more than once
  --date DAY       as of this day, such as 2025-01-31; today unless given
  --days           coverage by day instead of a judgement, as JSON lines
  --json           one outlet per line, as JSON
  --outlets PATH   outlet definitions (a file or folder) instead of those of the dictionaries
`;

// What judgement looks at, with room for days on which nobody looked.
const SPAN_DAYS = 100;
const DAY_MS = 86_400_000;

/** Runs the program; exit code 0, however the outlets do. */
export default async function health(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  const today = values.date === undefined ? dayOf(new Date()) : readDay(values.date, new Date());
  const states = (values.state ?? []).map(readState);
  const all =
    values.outlets === undefined
      ? await loadOutlets(settings.dictionaries)
      : await readOutlets(values.outlets);
  const outlets = chosen(all, positionals);
  const days = await readCoverage(settings, today, positionals);
  if (values.days === true) {
    const known = new Set(outlets.map(({ id }) => id));
    await print(days.flatMap((day) => (known.has(day.outlet) ? `${JSON.stringify(day)}\n` : [])));
    return 0;
  }
  const byOutlet = new Map<string, CoverageDay[]>(outlets.map(({ id }) => [id, []]));
  for (const day of days) byOutlet.get(day.outlet)?.push(day);
  const judged = outlets.map((outlet) => judgeOutlet(outlet, byOutlet.get(outlet.id) ?? [], today));
  const shown = judged
    .filter(({ state }) =>
      states.length > 0 ? states.includes(state) : state !== 'unwatched' || positionals.length > 0,
    )
    .toSorted(byTrouble);
  if (values.json === true) await print(shown.map((one) => `${JSON.stringify(one)}\n`));
  else if (shown.length > 0) await print([drawHealth(shown)]);
  process.stderr.write(`${today}: ${countStates(judged)}\n`);
  return 0;
}

async function readCoverage(
  settings: Settings,
  today: string,
  ids: readonly string[],
): Promise<CoverageDay[]> {
  if (settings.databaseUrl === null && !existsSync(settings.data))
    throw new Halt(`there is no data in ${settings.data}; run "pantau monitor", or set PANTAU_DATA`);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    await store.settleCoverage(ZONE, new Date());
    const from = new Date(Date.parse(today) - SPAN_DAYS * DAY_MS).toISOString().slice(0, 10);
    return await store.coverage({ from, to: today, outlets: ids.length > 0 ? ids : null });
  } finally {
    await store.close();
  }
}

const TROUBLE: readonly OutletState[] = [
  'dead',
  'blocked',
  'unreadable',
  'stalled',
  'quiet',
  'learning',
  'alive',
  'unwatched',
];

/** The worst first; of those that do alike, the ones whose pages changed. */
function byTrouble(a: OutletHealth, b: OutletHealth): number {
  return (
    TROUBLE.indexOf(a.state) - TROUBLE.indexOf(b.state) ||
    b.drift.length - a.drift.length ||
    a.outlet.localeCompare(b.outlet)
  );
}

function countStates(judged: readonly OutletHealth[]): string {
  const counts = TROUBLE.map((state) => [state, judged.filter((one) => one.state === state).length] as const);
  return counts.flatMap(([state, n]) => (n === 0 ? [] : `${n} ${state}`)).join(', ');
}

function readState(given: string): OutletState {
  const parsed = OutletState.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Misuse(`outlets health: --state "${given}" is none of ${OutletState.options.join(', ')}`);
}

function parse(args: string[]) {
  return readOptions('outlets health', HELP, {
    args,
    allowPositionals: true,
    options: {
      state: { type: 'string', multiple: true },
      date: { type: 'string' },
      days: { type: 'boolean' },
      json: { type: 'boolean' },
      outlets: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
