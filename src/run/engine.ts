/** Engine: BullMQ on Redis, or on the PostgreSQL that holds the rest of the data; the only file that knows which. */
import { createPostgresBackend, Queue, runMigrations, Worker, type Job, type Processor } from 'bullmq';
import type { PgPool, PgPoolClient, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Halt } from '../model/errors.js';
import type { QueuePool } from './jobs.js';

/** What is asked of a queue; both engines answer it. */
export type EngineQueue = Pick<
  Queue<unknown, void>,
  | 'setGlobalConcurrency'
  | 'getJobSchedulersCount'
  | 'addBulk'
  | 'upsertJobScheduler'
  | 'removeJobScheduler'
  | 'getJobCounts'
  | 'close'
  | 'waitUntilReady'
>;

export interface EngineWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  run(): Promise<void>;
  pause(doNotWaitActive?: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Engine {
  queue(name: string): EngineQueue;
  worker(name: string, processor: Processor<unknown, void>, options: WorkerTuning): EngineWorker;
  close(): Promise<void>;
}

export type WorkerTuning = Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval'>;
export type EngineJob = Job<unknown, void>;

const SCHEMA = 'bullmq';
const KEEP = { removeOnComplete: true, removeOnFail: { age: 30 * 86_400 } } as const;
// A job that was in hand when its process was killed counts as stalled. BullMQ fails it after the second time; here
// handlers are idempotent and machines are restarted often, so it goes on.
const STALLS = 1000;

/** Opens Redis; says at once when it cannot be reached, instead of trying for ever. */
export async function openRedisEngine(url: string, prefix: string): Promise<Engine> {
  const connection = new Redis(url, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    retryStrategy: () => null,
  });
  connection.on('error', () => undefined);
  try {
    await connection.connect();
  } catch (error) {
    if (connection.status !== 'end') connection.disconnect();
    throw new Halt(
      `cannot reach Redis (${messageOf(error)}); start it, or correct or unset PANTAU_REDIS_URL`,
      { cause: error },
    );
  }
  connection.options.retryStrategy = (times) => Math.min(times * 200, 5000);
  return {
    queue: (name) => quiet(new Queue<unknown, void>(name, { connection, prefix, defaultJobOptions: KEEP })),
    worker: (name, processor, options) =>
      new Worker<unknown, void>(name, processor, { ...workerOptions(options), connection, prefix }),
    close: async () => {
      await connection.quit().catch(() => connection.disconnect());
    },
  };
}

/** Opens the queue's own schema in a database, creating or upgrading it first. */
export async function openPostgresEngine(given: QueuePool): Promise<Engine> {
  const pool = given as unknown as PgPool;
  await migrate(pool);
  return {
    queue: (name) => {
      const queue = new Queue(name, { connection: pool, defaultJobOptions: KEEP }, createPostgresBackend);
      return quiet(queue as unknown as Queue<unknown, void>);
    },
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...workerOptions(options), connection: pool }, createPostgresBackend),
    close: () => Promise.resolve(),
  };
}

const OPEN_TRIES = 4;

/** The database may just be coming up, or going over from one holder to another: so it is asked more than once. */
async function migrate(pool: PgPool): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await migrateOnce(pool);
    } catch (error) {
      if (error instanceof Halt) throw error;
      if (tries === OPEN_TRIES)
        throw new Halt(
          `the queue cannot be opened in the database (${messageOf(error)}); check PANTAU_DATABASE_URL`,
          {
            cause: error,
          },
        );
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** tries));
    }
  }
}

async function migrateOnce(pool: PgPool): Promise<void> {
  const client: PgPoolClient = await pool.connect();
  let broken = true;
  try {
    await runMigrations(client, SCHEMA);
    const { rows } = await client.query<{ path: string }>("SELECT current_setting('search_path') AS path");
    broken = false;
    if (rows[0]?.path.includes(SCHEMA) !== true)
      throw new Halt(
        `the queue needs connections with "${SCHEMA}" on their search_path, not "${rows[0]?.path}"`,
      );
  } finally {
    client.release(broken);
  }
}

function workerOptions(options: WorkerTuning): Omit<WorkerOptions, 'connection'> {
  return { ...options, autorun: false, maxStalledCount: STALLS };
}

/** Errors of a queue's connection show in the calls that fail; without a listener they would end the process. */
function quiet(queue: Queue<unknown, void>): Queue<unknown, void> {
  queue.on('error', () => undefined);
  return queue;
}

export function messageOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message === undefined || message === '' ? (code ?? String(error)) : message;
}
