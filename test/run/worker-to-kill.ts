/** A worker that queue-kill.test.ts starts and kills: it adds numbered jobs and writes down each one it has done. */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openQueue } from '../../src/run/run.js';
import { openPlace } from './place.js';

const [place = '', done = '', first = '0', count = '0'] = process.argv.slice(2);
const opened = await openPlace(place);
const queue = await openQueue({
  ...opened.options,
  name: 'killed',
  lockMs: 1500,
  setAside: (job) => {
    process.stdout.write(`aside ${job.id} ${job.reason}\n`);
    return Promise.resolve();
  },
});
queue.run(
  'first',
  async (data) => {
    await sleep(1);
    await queue.add('second', [{ id: String(data), data }]);
  },
  { concurrency: 2 },
);
queue.run('second', async (data) => {
  await sleep(1);
  appendFileSync(done, `${String(data)}\n`);
});
for (let id = Number(first); id < Number(first) + Number(count); id += 10) {
  const ids = Array.from({ length: 10 }, (_, i) => id + i);
  await queue.add(
    'first',
    ids.map((one) => ({ id: String(one), data: one })),
  );
  process.stdout.write(ids.map((one) => `added ${one}\n`).join(''));
}
await queue.idle();
await queue.close();
await opened.close();
