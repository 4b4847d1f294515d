/** Program `backfill`: reads archives and dumps of what was published before, and stores what tells of neutrality. */
import { basename } from 'node:path';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import type { Outlet } from '../src/model/outlet.js';
import { openLog, readSettings, type Settings } from '../src/run/run.js';
import { openStore } from '../src/store/store.js';
import { readBackfillArguments, type BackfillArguments } from './backfill-arguments.js';
import {
  beginning,
  openIntake,
  type Intake,
  type SourceState,
  type StoredCounts,
} from './backfill-intake.js';
import { addCounts, noCounts, type BackfillCounts } from './backfill-portion.js';
import { openProgress, type Progress } from './backfill-progress.js';
import { createBackfillReader, type BackfillReader } from './backfill-reader.js';
import { findSources, sourceId, type FileSource } from './backfill-sources.js';
import { readOutlets } from './outlets.js';
import { wireStages, type Watcher } from './wire-stages.js';

/** What a run came to. */
export interface BackfillReport extends BackfillCounts {
  sources: { read: number; before: number };
  articles: StoredCounts;
  reports: { cases: number; measures: number };
  incidents: { new: number; changed: number; removed: number };
}

/** Runs the program; exit code 0 when all was read, 1 when something of it could not be. */
export default async function backfill(args: string[]): Promise<number> {
  const given = readBackfillArguments(args);
  if (given === null) return 0;
  const settings = readSettings(process.env);
  const report = await runBackfill(given, settings);
  process.stdout.write(given.json ? `${JSON.stringify(report)}\n` : describe(report));
  return report.broken === 0 ? 0 : 1;
}

async function runBackfill(given: BackfillArguments, settings: Settings): Promise<BackfillReport> {
  const dictionary = await loadDictionary(settings.dictionaries);
  const outlets = given.outlets === null ? dictionary.outlets : await readOutlets(given.outlets);
  checkOutlets(given, outlets);
  const { files } = await findSources(given.sources, outlets);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    const report = noReport();
    const log = openLog(settings.log ?? 'error');
    const stages = wireStages({ store, dictionary, outlets, collector: null, log, watcher: counter(report) });
    const intake = openIntake(store, stages);
    const { filter, fields } = given;
    const read = createBackfillReader({ dictionary, outlets, filter, fields });
    await readFiles(files, given, { intake, read, report });
    await intake.link();
    report.articles = intake.stored;
    return report;
  } finally {
    await store.close();
  }
}

/** @throws Misuse when an outlet is wanted that nobody knows */
function checkOutlets({ filter }: BackfillArguments, outlets: readonly Outlet[]): void {
  for (const id of filter.outlets ?? [])
    if (!outlets.some((outlet) => outlet.id === id))
      throw new Misuse(
        `backfill: no outlet "${id}"; write its id, the name of its file in dictionaries/outlets`,
      );
}

interface FileRun {
  intake: Intake;
  read: BackfillReader;
  report: BackfillReport;
}

/** A file with how far it was read before. */
interface OpenSource {
  id: string;
  name: string;
  file: FileSource;
  state: SourceState;
}

/** Reads the files that were not read to their end before. */
async function readFiles(
  files: readonly FileSource[],
  given: BackfillArguments,
  { intake, read, report }: FileRun,
): Promise<void> {
  const open: OpenSource[] = [];
  for (const file of files) {
    const id = sourceId(file, [given.filter, given.fields]);
    const state = await intake.stateOf(id);
    if (state.done && !given.again) report.sources.before += 1;
    else open.push({ id, name: basename(file.path), file, state: state.done ? beginning() : state });
  }
  const progress = openProgress(
    new Map(open.map(({ name, file, state }) => [name, { size: file.size, from: fromOf(file, state) }])),
  );
  try {
    for (const source of open) await readFile(source, { intake, read, report }, progress);
  } finally {
    progress.end();
  }
}

/** Where a file goes on in bytes; of dumps that is only known once the rows before were passed over. */
const fromOf = ({ kind }: FileSource, { resumeAt }: SourceState): number => (kind === 'warc' ? resumeAt : 0);

async function readFile(source: OpenSource, run: FileRun, progress: Progress): Promise<void> {
  const { file, name, state } = source;
  const { intake, report } = run;
  const task = { kind: file.kind, path: file.path, from: state.resumeAt };
  for await (const portion of run.read(task)) {
    for (const complaint of portion.complaints) progress.tell(`pantau: ${complaint}`);
    await intake.take(source, state, portion);
    addCounts(report, portion.counts);
    progress.at(name, portion.position);
    // The event loop gets a turn, so that signals are heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await intake.finish(source, state);
  report.sources.read += 1;
}

function noReport(): BackfillReport {
  return {
    ...noCounts(),
    sources: { read: 0, before: 0 },
    articles: { new: 0, changed: 0, unchanged: 0 },
    reports: { cases: 0, measures: 0 },
    incidents: { new: 0, changed: 0, removed: 0 },
  };
}

function counter(report: BackfillReport): Watcher {
  return {
    extracted({ reports }) {
      const cases = reports.filter(({ type }) => type === 'case').length;
      report.reports.cases += cases;
      report.reports.measures += reports.length - cases;
    },
    linked({ fresh, changed, removed }) {
      report.incidents.new += fresh.length;
      report.incidents.changed += changed.length;
      report.incidents.removed += removed.length;
    },
  };
}

function describe(report: BackfillReport): string {
  const { sources, articles, reports, incidents } = report;
  return [
    `sources:   ${sources.read} read, ${sources.before} read before`,
    `looked at: ${report.seen} records, ${report.wanted} wanted, ${report.candidates} read, ${report.kept} kept, ${report.broken} not usable`,
    `articles:  ${articles.new} new, ${articles.changed} changed, ${articles.unchanged} unchanged`,
    `reports:   ${reports.cases} of cases, ${reports.measures} of measures`,
    `incidents: ${incidents.new} new, ${incidents.changed} changed, ${incidents.removed} no more\n`,
  ].join('\n');
}
