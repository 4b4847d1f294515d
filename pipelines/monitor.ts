/** Program `monitor`: visits the outlets on a schedule and carries what they publish to incidents, until it is stopped. */
import { Misuse } from '../src/model/errors.js';
import { readSettings, type JobQueue, type Schedule } from '../src/run/run.js';
import { emitOnQueue, runOnQueue } from './carry.js';
import { ALL } from './flow.js';
import { ZONE } from './digest-day.js';
import { readCrawlArguments } from './crawl-arguments.js';
import { untilStopped } from './until-stopped.js';
import { openWorld, type World } from './world.js';

const HELP = `Usage: pantau monitor [OPTIONS]

Visits the outlets now and then on a schedule, reads, extracts, links and stores what is new, until it is stopped by
SIGTERM or Ctrl-C. Stopped or killed, it goes on where it was when it is started again.

  --every DURATION       time between two visits, such as 15m or 2h; 30m unless given. An outlet that brings
                         something new less often is asked less often, at least every 6h
  --cron PATTERN         visits by a cron pattern on Jakarta's clock instead, such as '0 5,17 * * *'
  --once                 visit each outlet once and end when all is stored
  --outlets PATH         outlet definitions (a file or folder) instead of those of the dictionaries
  --allow-address IP     private address that may be crawled; for tests and demonstrations
  --warc DIR             keep every page that is fetched in WARC files of this folder (or set PANTAU_WARC)
`;

export default async function monitor(args: string[]): Promise<number> {
  const given = await readCrawlArguments('monitor', args, HELP, readSettings(process.env));
  if (given === null) return 0;
  const { settings, outlets, allowAddresses } = given;
  const adaptive = given.schedule !== null;
  const world = await openWorld({ settings, outlets, allowAddresses, adaptive });
  try {
    await watchOutlets(world, given.schedule);
    world.log.info('stopping: the jobs in hand are finished first');
  } finally {
    await world.close();
  }
  return 0;
}

/**
 * Visits all outlets at once, and then on the schedule until the process is asked to stop; with null only once, until
 * all that was found is stored.
 * A round is a job too: of several monitors on one queue, one makes it, and each outlet is visited by one.
 * @throws Misuse when the cron pattern is none
 */
export async function watchOutlets(world: World, schedule: Schedule | null): Promise<void> {
  const { queue, stages, store, outlets, log } = world;
  const emit = emitOnQueue(queue);
  const ids = outlets.map(({ id }) => id);
  if (schedule !== null) await keepSchedule(queue, schedule);
  runOnQueue(queue, stages);
  await emit('collect', ids);
  // What a killed process had stored but not yet linked.
  await emit('link', [ALL]);
  log.info({ outlets: ids.length, ...schedule }, 'started');
  const settle = (): Promise<void> => store.settleCoverage(ZONE, new Date());
  if (schedule === null) return queue.idle().then(settle);
  // Each round settles what the one before came to.
  queue.run('round', () => settle().then(() => emit('collect', ids)));
  await untilStopped(queue);
}

async function keepSchedule(queue: JobQueue, schedule: Schedule): Promise<void> {
  try {
    await queue.schedule('round', { id: 'round', data: null }, schedule);
  } catch (error) {
    if (!('pattern' in schedule)) throw error;
    throw new Misuse(
      `"${schedule.pattern}" is no cron pattern (${(error as Error).message}); write one like "0 5,17 * * *"`,
    );
  }
}
