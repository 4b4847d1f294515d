/** Program `backfill`: reads archives and dumps of what was published before, and stores what tells of neutrality. */
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import type { Outlet } from '../src/model/outlet.js';
import { openLog, readSettings, type Settings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { readBackfillArguments, type BackfillArguments } from './backfill-arguments.js';
import { estimate, listOpen, readFiles } from './backfill-files.js';
import { openIntake } from './backfill-intake.js';
import { openReaders } from './backfill-pool.js';
import { counter, describeReport, isWhole, noReport, type BackfillReport } from './backfill-report.js';
import type { SiteRun } from './backfill-sites.js';
import { findSources, type SiteSource } from './backfill-sources.js';
import { walkDirectly } from './carry.js';
import { readOutlets } from './outlet-files.js';
import { wireStages } from './wire-stages.js';

/** Runs the program; exit code 0 when all was read, 1 when something of it was not. */
export default async function backfill(args: string[]): Promise<number> {
  const given = readBackfillArguments(args);
  if (given === null) return 0;
  const settings = readSettings(process.env);
  const report = await runBackfill(given, settings);
  if (report === null) return 0;
  process.stdout.write(given.json ? `${JSON.stringify(report)}\n` : describeReport(report));
  return isWhole(report) ? 0 : 1;
}

/** Null when only an estimate was asked for, and printed. */
async function runBackfill(given: BackfillArguments, settings: Settings): Promise<BackfillReport | null> {
  const dictionary = await loadDictionary(settings.dictionaries);
  const outlets =
    given.outlets === null ? await loadOutlets(settings.dictionaries) : await readOutlets(given.outlets);
  const { files, sites } = await findSources(given.sources, outlets);
  check(given, settings, outlets, sites);
  const closers: (() => Promise<void>)[] = [];
  try {
    const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
    closers.push(() => store.close());
    const report = noReport();
    const log = openLog(settings.log ?? 'error');
    const stages = wireStages({ store, dictionary, outlets, collector: null, log, watcher: counter(report) });
    const intake = openIntake(store, stages);
    const signal = listen();
    const goOn = (): boolean => !signal.aborted;
    if (files.length > 0) {
      const open = await listOpen(files, given, intake);
      report.sources.before = files.length - open.length;
      const { filter, fields } = given;
      const data = { filter, fields, outlets, dictionaries: settings.dictionaries };
      const workers = given.estimate ? 1 : Math.max(1, Math.min(given.workers, open.length));
      const pool = openReaders(workers, dictionary, data);
      closers.push(() => pool.close());
      const [reader] = pool.readers;
      if (given.estimate && reader !== undefined) {
        process.stdout.write(`${await estimate(open, report.sources.before, reader)}\n`);
        return null;
      }
      await readFiles(open, { intake, readers: pool.readers, report, goOn });
    }
    if (sites.length > 0) {
      const { run, close } = await openSites(given, settings, store, signal);
      closers.push(close);
      const walk = walkDirectly({ ...stages, saveArticles: (articles) => intake.save(articles) });
      await readSites(sites, given, { ...run, store, walk, log }, report);
    }
    await intake.link();
    report.articles = intake.stored;
    return report;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** @throws Misuse when an outlet is wanted that nobody knows, or outlets are asked that could not reach anybody */
function check(
  { filter, allowAddresses }: BackfillArguments,
  settings: Settings,
  outlets: readonly Outlet[],
  sites: readonly SiteSource[],
): void {
  for (const id of filter.outlets ?? [])
    if (!outlets.some((outlet) => outlet.id === id))
      throw new Misuse(
        `backfill: no outlet "${id}"; write its id, the name of its file in dictionaries/outlets`,
      );
  const allowed = allowAddresses.length + settings.allowAddresses.length;
  if (sites.length > 0 && settings.contact === null && allowed === 0)
    throw new Misuse(
      'outlets must be able to reach you: set PANTAU_CONTACT to a mail or web address, which the crawler shows them',
    );
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Aborts with the first SIGTERM or SIGINT: the portion in hand is stored, then the run ends. A second one ends it at once. */
function listen(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
    for (const signal of SIGNALS) {
      process.off(signal, stop);
      process.once(signal, () => process.exit(1));
    }
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  return controller.signal;
}

/** Opens what only archives of sites need. */
async function openSites(
  given: BackfillArguments,
  settings: Settings,
  store: Store,
  signal: AbortSignal,
): Promise<{ run: Pick<SiteRun, 'collector' | 'keeper' | 'tell'>; close: () => Promise<void> }> {
  const { wireCollector } = await import('./wire-collector.js');
  const { wireHosts } = await import('./wire-hosts.js');
  const { wireKeeper } = await import('./wire-keeper.js');
  const allowed = [...settings.allowAddresses, ...given.allowAddresses];
  const collector = wireCollector(settings, allowed, wireHosts(store));
  signal.addEventListener('abort', () => collector.stop(), { once: true });
  const keeper = wireKeeper(settings);
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  return {
    run: { collector, keeper, tell },
    close: async () => {
      await keeper?.close();
      await collector.close();
    },
  };
}

async function readSites(
  sites: readonly SiteSource[],
  { filter, search, again }: BackfillArguments,
  run: SiteRun,
  report: BackfillReport,
): Promise<void> {
  const { readSite } = await import('./backfill-sites.js');
  for (const site of sites) {
    const name = `${site.kind}:${site.outlet.id}`;
    report.sites[name] = await readSite(site, { ...filter.range, search }, again, run);
  }
}
