/** A monitor that monitor.test.ts starts and kills: the real one, whose jobs are only taken up again sooner after a kill. */
import { parseArgs } from 'node:util';
import { watchOutlets } from '../../pipelines/monitor.js';
import { readOutlets } from '../../pipelines/outlet-files.js';
import { openWorld } from '../../pipelines/world.js';
import { readSettings } from '../../src/run/run.js';

const { values } = parseArgs({ options: { outlets: { type: 'string' }, every: { type: 'string' } } });
const world = await openWorld({
  settings: readSettings(process.env),
  outlets: await readOutlets(values.outlets ?? ''),
  allowAddresses: ['127.0.0.1'],
  lockMs: 4000,
});
await watchOutlets(world, values.every === undefined ? null : { everyMs: Number(values.every) });
await world.close();
