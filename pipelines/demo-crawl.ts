/** Demo crawl: the newsroom through the real crawler, queue and stages into a store, with what happened on the way. */
import type { Extraction } from '../src/model/report.js';
import { openLog, type Settings } from '../src/run/run.js';
import { watchOutlets } from './monitor.js';
import { startNewsroom, type Newsroom } from './newsroom.js';
import { timeStages, type Timed } from './stopwatch.js';
import { openWorld, type World } from './world.js';

/** What a visit to an outlet came to. */
export interface Visited {
  outlet: string;
  announced: number;
  page: number;
  refused: number;
  failed: number;
  gone: number;
}

export interface Crawled {
  newsroom: Newsroom;
  world: World;
  visits: Visited[];
  refused: { url: string; reason: string }[];
  /** Warnings and errors of the run. */
  troubles: string[];
  /** By article id. */
  extractions: ReadonlyMap<string, Extraction>;
  /** Milliseconds of each stage, of the start, and of it all. */
  took: { start: number; all: number; stage: (stage: Timed) => number };
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * Starts the newsroom, crawls it, and waits until all of it is stored.
 * @param stopped rejects when the program is to end before
 */
export async function crawlNewsroom(settings: Settings, stopped: Promise<never>): Promise<Crawled> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).toReversed()) await one();
  };
  try {
    const newsroom = await startNewsroom({ host: LOOPBACK });
    closers.push(() => newsroom.close());
    const diary = keepDiary();
    const { outlets } = newsroom;
    const world = await openWorld({ settings, outlets, allowAddresses: [LOOPBACK], log: diary.log });
    closers.push(() => world.close());
    const start = performance.now();
    const { timed, extractions } = watch(world);
    await Promise.race([watchOutlets({ ...world, stages: timed.stages }, null), stopped]);
    const took = { start, all: performance.now(), stage: (stage: Timed) => timed.read(stage) };
    return { newsroom, world, ...diary.read(), extractions, took, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function watch(world: World) {
  const extractions = new Map<string, Extraction>();
  const timed = timeStages({
    ...world.stages,
    saveExtractions: async (made) => {
      await world.stages.saveExtractions(made);
      for (const extraction of made) extractions.set(extraction.article.id, extraction);
    },
  });
  return { timed, extractions };
}

interface Entry extends Visited {
  level: number;
  msg: string;
  url?: string;
  reason?: string;
  stage?: string;
}
const WARN = 40;

/** The log of the run, read instead of shown. */
function keepDiary() {
  const entries: Entry[] = [];
  const log = openLog('debug', { write: (line) => entries.push(JSON.parse(line) as Entry) });
  const read = (): Pick<Crawled, 'visits' | 'refused' | 'troubles'> => ({
    visits: entries
      .filter(({ msg }) => msg === 'visited')
      .toSorted((a, b) => a.outlet.localeCompare(b.outlet)),
    refused: entries.flatMap(({ msg, url, reason }) =>
      msg === 'refused' && url !== undefined ? { url, reason: reason ?? '' } : [],
    ),
    troubles: entries.flatMap(({ level, msg, outlet, stage, reason }) =>
      level >= WARN ? [outlet ?? stage, msg, reason].filter((part) => part !== undefined).join(': ') : [],
    ),
  });
  return { log, read };
}
