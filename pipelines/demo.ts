/** Program `demo`: the whole way on an invented newsroom: crawled over HTTP through the queue, read, extracted, linked, stored, told. */
import { realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Halt, Misuse } from '../src/model/errors.js';
import { Query } from '../src/model/query.js';
import { sentenceCutter, wordsOf } from '../src/publish/publish.js';
import { readSettings } from '../src/run/run.js';
import { crawlNewsroom, type Crawled } from './demo-crawl.js';
import { dayOf } from './digest-day.js';
import { inkFor } from './ink.js';
import { printDemo } from './print-demo.js';
import { readOptions } from './read-options.js';

const HELP = `Usage: pantau demo [OPTIONS]

Starts a small newsroom of invented outlets on this machine, crawls it, and prints the incidents that its articles tell
of. Everything is kept in a folder of its own, which is removed at the end.

  --keep DIR   keep the data in this new folder, to be queried afterwards
`;

/** Runs the demonstration. It takes no setting of the environment but the dictionaries. */
export default async function demo(args: string[]): Promise<number> {
  const { keep, help } = readArguments(args);
  if (help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const folder = keep === undefined ? await mkdtemp(join(tmpdir(), 'pantau-demo-')) : await makeFolder(keep);
  const stop = awaitSignal();
  try {
    const { PANTAU_DICTIONARIES } = process.env;
    const settings = readSettings({ PANTAU_DATA: folder, PANTAU_DICTIONARIES, PANTAU_LOG: 'debug' });
    process.stdout.write(
      'An invented newsroom, crawled over HTTP on this machine. All persons are invented.\n\n',
    );
    const crawled = await crawlNewsroom(settings, stop.stopped);
    try {
      process.stdout.write(await tell(crawled));
    } finally {
      await crawled.close();
    }
    process.stdout.write(tellNext(keep));
    return 0;
  } finally {
    stop.forget();
    if (keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

function readArguments(args: string[]) {
  return readOptions('demo', HELP, {
    args,
    options: { keep: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  }).values;
}

async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new Misuse(`demo: --keep ${folder} holds something already; name a new folder`);
  return folder;
}

/** Ctrl-C ends the run in order: the folder goes, nothing keeps running. */
function awaitSignal(): { stopped: Promise<never>; forget: () => void } {
  let stop: (signal: NodeJS.Signals) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = (signal) => reject(new Halt(`stopped by ${signal}`));
  });
  stopped.catch(() => undefined);
  // `on`, as the crawler brings a handler along that ends the process once it is the only one.
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return { stopped, forget: () => void process.off('SIGINT', stop).off('SIGTERM', stop) };
}

async function tell(crawled: Crawled): Promise<string> {
  const { store, dictionary } = crawled.world;
  const { rows } = await store.queryIncidents(Query.parse({ limit: 1000 }));
  const ids = [...new Set(rows.flatMap(({ links }) => links.map(({ article }) => article)))];
  const names = new Map(crawled.newsroom.outlets.map(({ id, name }) => [id, name]));
  return printDemo(crawled, rows, {
    words: wordsOf(dictionary, 'en'),
    ink: inkFor(process.stdout, process.env),
    articles: await store.articles(ids),
    reports: (await store.reportsOf(ids)).map(({ report }) => report),
    nameOutlet: (outlet) => names.get(outlet) ?? outlet,
    cut: sentenceCutter(dictionary.grammar),
  });
}

function tellNext(keep: string | undefined): string {
  if (keep === undefined) return 'Keep the data and query it: npm run demo -- --keep demo-data\n';
  const data = `PANTAU_DATA=${JSON.stringify(keep)}`;
  return [
    'Go on with the data:',
    `  ${data} npx pantau query`,
    `  ${data} npx pantau digest --date ${dayOf(new Date())} --dry-run`,
    '',
  ].join('\n');
}

// Started as a file of its own: `pantau` does the rest, and finds this program by its name.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.argv.splice(2, 0, 'demo');
  void import('./pantau.js');
}
