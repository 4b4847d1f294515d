/** Program `outlets check`: checks outlets against the web, several at once, and writes the results into their files. */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import type { Outlet } from '../src/model/outlet.js';
import { readingWords } from '../src/read/read.js';
import { readSettings, type Settings } from '../src/run/run.js';
import { checkOutlet, type OutletCheck } from './check-outlet.js';
import { checkContact, chosen, outletFolder, readOutlets } from './outlet-files.js';
import { withCheck } from './outlet-yaml.js';
import { readOptions } from './read-options.js';
import { wireCollector } from './wire-collector.js';
import { writeWhole } from './write-whole.js';

const HELP = `Usage: pantau outlets check [OPTIONS] [ID...]

Asks outlets (all unless some are named) whether a feed announces articles, robots.txt lets us fetch the newest of
them, it reads whole, and its date of publication is found; writes the result into the file of each outlet. What is
well in all four is no longer marked as unverified. Exit code 1 when an outlet is not well.

  --dry-run              write nothing
  --json                 one result per line, as JSON
  --outlets PATH         outlet definitions (a file or folder) instead of those of the dictionaries
  --allow-address IP     private address that may be crawled; for tests
`;

const AT_ONCE = 8;

interface Asked {
  ids: string[];
  path: string;
  dryRun: boolean;
  json: boolean;
  allowAddresses: string[];
}

/** Runs the check; exit code 0 when all outlets are well. */
export default async function check(args: string[]): Promise<number> {
  const settings = readSettings(process.env);
  const asked = readArguments(args, settings);
  if (asked === null) {
    process.stdout.write(HELP);
    return 0;
  }
  const outlets = chosen(await readOutlets(asked.path), asked.ids);
  const collector = wireCollector(settings, asked.allowAddresses);
  const checks: OutletCheck[] = [];
  try {
    const words = readingWords(await loadDictionary(settings.dictionaries));
    await eachOf(outlets, AT_ONCE, async (outlet) => {
      const done = await checkOutlet(outlet, collector, words);
      checks.push(done);
      process.stdout.write(asked.json ? `${JSON.stringify(done)}\n` : tell(done));
    });
  } finally {
    await collector.close();
  }
  const well = checks.filter(isWell).length;
  if (!asked.json) process.stderr.write(`${well} of ${checks.length} outlets are well\n`);
  // Where nothing answers at all, the web is what is missing: then nothing is known of any outlet.
  const reached = checks.some((one) => one.reached);
  if (!reached)
    process.stderr.write('pantau: no outlet answered: is there a way to the web? nothing is written\n');
  else if (!asked.dryRun) await writeAll(asked.path, checks);
  return well === checks.length ? 0 : 1;
}

const isWell = ({ checked: { feed, robots, whole, date } }: OutletCheck): boolean =>
  feed && robots && whole && date;

function tell(check: OutletCheck): string {
  const { feed, robots, whole, date } = check.checked;
  const lacks = Object.entries({ feed, robots, whole, date }).flatMap(([name, yes]) => (yes ? [] : name));
  const verdict = !check.reached
    ? 'no answer'
    : lacks.length === 0
      ? 'well'
      : `not well: ${lacks.join(', ')}`;
  const remarks = [...check.found.map(({ kind, url }) => `found ${kind} ${url}`), ...check.faults];
  return [`${check.outlet}: ${verdict}`, ...remarks.map((remark) => `  ${remark}`), ''].join('\n');
}

async function writeAll(path: string, checks: readonly OutletCheck[]): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  for (const check of checks) {
    const { outlet, checked, found } = check;
    const file = isFolder ? join(path, `${outlet}.yaml`) : path;
    if (!existsSync(file)) {
      process.stderr.write(`pantau: ${file} is not there: the result of ${outlet} was not written\n`);
      continue;
    }
    const text = await readFile(file, 'utf8');
    // Feeds that were found are written down once they have proved themselves.
    await writeWhole(file, Buffer.from(withCheck(text, checked, isWell(check) ? found : [])));
  }
}

/** Does something with each, several at a time. */
async function eachOf(outlets: readonly Outlet[], atOnce: number, work: (one: Outlet) => Promise<void>) {
  const left = outlets.values();
  const run = async (): Promise<void> => {
    for (const outlet of left) await work(outlet);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
}

function readArguments(args: string[], settings: Settings): Asked | null {
  const { values, positionals } = parse(args);
  if (values.help === true) return null;
  const allowAddresses = [...settings.allowAddresses, ...(values['allow-address'] ?? [])];
  checkContact(settings, allowAddresses);
  return {
    ids: positionals,
    path: values.outlets ?? outletFolder(settings),
    dryRun: values['dry-run'] === true,
    json: values.json === true,
    allowAddresses,
  };
}

function parse(args: string[]) {
  return readOptions('outlets check', HELP, {
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      outlets: { type: 'string' },
      'allow-address': { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
