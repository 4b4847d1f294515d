/** World: everything that a program which runs on needs opened: dictionary, store, queue, crawler, and the stages over them. */
import type { Outlet } from '../src/model/outlet.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import { openLog, openQueue, type JobQueue, type Log, type Settings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { wireHosts } from './wire-hosts.js';
import { wireCollector, type OpenCollector } from './wire-collector.js';
import { wireKeeper } from './wire-keeper.js';
import { wireStages } from './wire-stages.js';
import type { Stages } from './flow.js';

export interface World {
  settings: Settings;
  log: Log;
  dictionary: Dictionary;
  outlets: readonly Outlet[];
  store: Store;
  queue: JobQueue;
  stages: Stages;
  /** Lets visits end after the page in hand, finishes the jobs in hand, and closes everything. */
  close(): Promise<void>;
}

export interface WorldOptions {
  settings: Settings;
  /** Outlets in the place of those of the dictionaries. */
  outlets?: Outlet[] | null;
  /** Private addresses that may be crawled. */
  allowAddresses?: readonly string[];
  /** True where outlets are visited again and again: then each is asked in its own rhythm. */
  adaptive?: boolean;
  log?: Log;
  /** As of the queue: how soon the jobs of a process that was killed are taken up again. */
  lockMs?: number;
}

// Each stage keeps one connection to listen on; the rest is for what they do meanwhile.
const QUEUE_CONNECTIONS = 16;

/**
 * Opens a world. What was opened is closed again when something later cannot be.
 * @throws Halt when dictionaries are wrong, or database or queue cannot be reached
 */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { settings, adaptive = false } = options;
  const log = options.log ?? openLog(settings.log ?? 'info');
  const dictionary = await loadDictionary(settings.dictionaries);
  const outlets = options.outlets ?? (await loadOutlets(settings.dictionaries));
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).toReversed()) await one();
  };
  try {
    const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
    closers.push(() => store.close());
    const collector: OpenCollector = wireCollector(
      settings,
      options.allowAddresses ?? settings.allowAddresses,
      wireHosts(store),
    );
    closers.push(() => collector.close());
    const keeper = wireKeeper(settings);
    if (keeper !== null) closers.push(() => keeper.close());
    const stages = wireStages({ store, dictionary, outlets, collector, keeper, adaptive, log });
    const queue = await openQueue({
      redisUrl: settings.redisUrl,
      pool: store.openPool({ searchPath: 'bullmq', max: QUEUE_CONNECTIONS }),
      name: 'pantau',
      setAside: ({ stage, id, reason }) => store.quarantine(stage, id, reason, new Date()),
      log,
      ...(options.lockMs === undefined ? {} : { lockMs: options.lockMs }),
    });
    closers.push(async () => {
      collector.stop();
      await queue.close();
    });
    log.debug({ database: store.place, role: store.role, redis: settings.redisUrl !== null }, 'opened');
    return { settings, log, dictionary, outlets, store, queue, stages, close };
  } catch (error) {
    await close();
    throw error;
  }
}
