/** Queue: the stages' jobs on BullMQ, with what each error of a handler means for its job. */
import { DelayedError } from 'bullmq';
import { Halt, type TryLater } from '../model/errors.js';
import {
  messageOf,
  openPostgresEngine,
  openRedisEngine,
  type Engine,
  type EngineJob,
  type EngineQueue,
  type EngineWorker,
} from './engine.js';
import type { Handler, JobQueue, NewJob, QueuePool, Schedule, SetAside, StageCounts } from './jobs.js';
import type { Log } from './log.js';

export interface QueueOptions {
  /** Redis, when set; otherwise the pool serves. */
  redisUrl?: string | null;
  pool?: QueuePool | null;
  /** First part of the names of the queues. */
  name: string;
  /** Keeps a job that cannot succeed, for a person to look at. */
  setAside: (job: SetAside) => Promise<void>;
  log?: Log;
  /** After this long without a sign of life a job counts as lost with its process and is run again. */
  lockMs?: number;
  /** Runs that end in an unknown error before a job is set aside. */
  tries?: number;
  /** Pause after the first such run; it doubles with each. */
  backoffMs?: number;
}

const LOCK_MS = 15_000;
const TRIES = 5;
const BACKOFF_MS = 2000;
const POLL_MS = 100;
const QUIET_MS = 30_000;
// A TryLater that never passes is a fault after all; at the usual minute apart this is a day.
const RUNS_AT_MOST = 1440;

/**
 * Opens the queue.
 * @throws Halt when the engine cannot be reached, or when neither engine was given
 */
export async function openQueue(options: QueueOptions): Promise<JobQueue> {
  if (options.redisUrl) return new BullQueue(await openRedisEngine(options.redisUrl, options.name), options);
  if (options.pool) return new BullQueue(await openPostgresEngine(options.pool), options);
  throw new Halt('the queue has neither Redis nor a database to lie in; set PANTAU_REDIS_URL or PANTAU_DATA');
}

class BullQueue implements JobQueue {
  private readonly queues = new Map<string, EngineQueue>();
  private readonly workers: EngineWorker[] = [];
  private halt: Error | null = null;
  private tellHalt: (error: Error) => void = () => undefined;
  readonly halted = new Promise<Error>((resolve) => (this.tellHalt = resolve));

  constructor(
    private readonly engine: Engine,
    private readonly options: QueueOptions,
  ) {}

  async add(stage: string, jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const { tries = TRIES, backoffMs = BACKOFF_MS } = this.options;
    await this.queueOf(stage).addBulk(
      jobs.map(({ id, data, delayMs }) => ({
        name: stage,
        data: { id, data },
        opts: {
          deduplication: { id, keepLastIfActive: true },
          attempts: tries,
          backoff: { type: 'exponential', delay: backoffMs, jitter: 0.2 },
          ...(delayMs === undefined ? {} : { delay: delayMs }),
        },
      })),
    );
  }

  run(stage: string, handler: Handler, options: { concurrency?: number; alone?: boolean } = {}): void {
    const lockMs = this.options.lockMs ?? LOCK_MS;
    const worker = this.engine.worker(
      this.nameOf(stage),
      (job, token) => this.work(stage, handler, job, token),
      {
        concurrency: options.alone === true ? 1 : (options.concurrency ?? 1),
        lockDuration: lockMs,
        stalledInterval: Math.ceil(lockMs / 3),
      },
    );
    const warn = this.warnOf(stage);
    worker.on('error', warn);
    this.workers.push(worker);
    const ready = options.alone === true ? this.queueOf(stage).setGlobalConcurrency(1) : Promise.resolve(1);
    ready.then(() => worker.run()).catch(warn);
    this.queueOf(stage);
  }

  async schedule(stage: string, job: NewJob, when: Schedule): Promise<void> {
    const repeat = 'everyMs' in when ? { every: when.everyMs } : { pattern: when.pattern, tz: when.zone };
    await this.queueOf(stage).upsertJobScheduler(job.id, repeat, {
      name: stage,
      data: { id: job.id, data: job.data },
      opts: { attempts: this.options.tries ?? TRIES, removeOnComplete: true },
    });
  }

  async unschedule(stage: string, id: string): Promise<void> {
    await this.queueOf(stage).removeJobScheduler(id);
  }

  async idle(): Promise<void> {
    // A job adds to later stages before it ends, so a moment without jobs can only be trusted when it lasts.
    for (let quiet = 0; quiet < 2;) {
      if (this.halt !== null) throw this.halt;
      const counts = Object.values(await this.counts());
      const left = counts.some(({ waiting, active, delayed }) => waiting + active + delayed > 0);
      quiet = left ? 0 : quiet + 1;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    if (this.halt !== null) throw this.halt;
  }

  async counts(): Promise<Record<string, StageCounts>> {
    const counts: Record<string, StageCounts> = {};
    for (const [stage, queue] of this.queues) {
      const found = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed');
      const of = (state: string): number => found[state] ?? 0;
      counts[stage] = {
        waiting: of('waiting') + of('prioritized'),
        active: of('active'),
        // Each schedule keeps its next job there, which is no work that was left.
        delayed: Math.max(0, of('delayed') - (await queue.getJobSchedulersCount())),
      };
    }
    return counts;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await this.engine.close();
  }

  /** While a server is away its workers meet the same error many times a second; it is told now and then. */
  private warnOf(stage: string): (error: unknown) => void {
    let last = { reason: '', at: 0 };
    return (error) => {
      const reason = messageOf(error);
      if (reason === last.reason && Date.now() - last.at < QUIET_MS) return;
      last = { reason, at: Date.now() };
      this.options.log?.warn({ stage, reason }, 'the queue is in trouble');
    };
  }

  private nameOf(stage: string): string {
    return `${this.options.name}-${stage}`;
  }

  private queueOf(stage: string): EngineQueue {
    const known = this.queues.get(stage);
    if (known !== undefined) return known;
    const queue = this.engine.queue(this.nameOf(stage));
    this.queues.set(stage, queue);
    return queue;
  }

  private async work(
    stage: string,
    handler: Handler,
    job: EngineJob,
    token: string | undefined,
  ): Promise<void> {
    const { id, data } = job.data as { id: string; data: unknown };
    try {
      await handler(data, { stage, id, run: job.attemptsStarted });
    } catch (error) {
      await this.decide(error, { stage, id, data, reason: messageOf(error) }, job, token);
    }
  }

  /** What happens next to a job whose handler threw; the name decides, since errors may come from elsewhere. */
  private async decide(
    error: unknown,
    failed: SetAside,
    job: EngineJob,
    token: string | undefined,
  ): Promise<void> {
    const name = (error as { name?: string }).name;
    this.options.log?.debug(
      { stage: failed.stage, id: failed.id, run: job.attemptsStarted, err: error },
      'job',
    );
    if (name === 'Halt') return this.stop(error as Error, job, token);
    if (name === 'TryLater' && job.attemptsStarted < RUNS_AT_MOST)
      return this.later(job, token, (error as TryLater).afterMs);
    const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
    if (name !== 'Quarantine' && name !== 'TryLater' && !last) throw error;
    try {
      await this.options.setAside(failed);
      this.options.log?.warn({ stage: failed.stage, id: failed.id, reason: failed.reason }, 'set aside');
    } catch (cause) {
      // Where even that cannot be stored, the database is the fault, not the job.
      this.options.log?.warn({ stage: failed.stage, id: failed.id, err: cause }, 'cannot set aside');
      await this.later(job, token, 60_000);
    }
  }

  private async later(job: EngineJob, token: string | undefined, afterMs: number): Promise<never> {
    await job.moveToDelayed(Date.now() + Math.max(0, afterMs), token);
    throw new DelayedError();
  }

  private async stop(error: Error, job: EngineJob, token: string | undefined): Promise<never> {
    this.halt ??= error;
    this.tellHalt(this.halt);
    for (const worker of this.workers) void worker.pause(true).catch(() => undefined);
    return this.later(job, token, 0);
  }
}
