/** Program `worker`: works on queued jobs until it is stopped; any number of them may run beside a monitor. */
import { readSettings } from '../src/run/run.js';
import { runOnQueue } from './carry.js';
import { readCrawlArguments } from './crawl-arguments.js';
import { untilStopped } from './until-stopped.js';
import { openWorld } from './world.js';

const HELP = `Usage: pantau worker [OPTIONS]

Works on queued jobs until it is stopped by SIGTERM or Ctrl-C; the jobs in hand are finished first.

  --outlets PATH         outlet definitions (a file or folder) instead of those of the dictionaries
  --allow-address IP     private address that may be crawled; for tests and demonstrations
  --warc DIR             keep every page that is fetched in WARC files of this folder (or set PANTAU_WARC)
`;

export default async function worker(args: string[]): Promise<number> {
  const given = await readCrawlArguments('worker', args, HELP, readSettings(process.env));
  if (given === null) return 0;
  const { settings, outlets, allowAddresses } = given;
  const world = await openWorld({ settings, outlets, allowAddresses, adaptive: true });
  try {
    runOnQueue(world.queue, world.stages);
    world.log.info({ database: world.store.place }, 'working');
    await untilStopped(world.queue);
    world.log.info('stopping: the jobs in hand are finished first');
  } finally {
    await world.close();
  }
  return 0;
}
