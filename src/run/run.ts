/** Run: what a program needs to run at all: its settings, its log, its queue. */
import type { JobQueue } from './jobs.js';
import type { QueueOptions } from './queue.js';

export { describeSettings, readSettings, VARIABLES, type Level, type Settings } from './settings.js';
export { openLog, type Log, type LogTarget } from './log.js';
export type {
  Handler,
  JobAtHand,
  JobQueue,
  NewJob,
  PoolClient,
  QueuePool,
  Schedule,
  SetAside,
  StageCounts,
} from './jobs.js';
export type { QueueOptions } from './queue.js';

/**
 * Opens the queue: on Redis when its address is given, otherwise in the database of the pool.
 * The engine is loaded only here, so that commands without a queue start fast.
 * @throws Halt when the engine cannot be reached
 */
export async function openQueue(options: QueueOptions): Promise<JobQueue> {
  return (await import('./queue.js')).openQueue(options);
}
