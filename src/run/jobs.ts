/** Jobs: the words in which programs speak to the queue, whatever engine stands behind it. */

/** Work for a stage. It holds references, never bodies; two jobs with one id are the same work. */
export interface NewJob {
  id: string;
  data: unknown;
  /** Milliseconds before it may begin. */
  delayMs?: number;
}

/** The job at hand, as a handler sees it. */
export interface JobAtHand {
  stage: string;
  id: string;
  /** 1 on the first run; a run that was killed counts too. */
  run: number;
}

/**
 * Does the work of one job. It may run more than once for one job (after a kill), so it has to be idempotent.
 * It tells by its error what happens next: TryLater, Quarantine, Halt, or any other error for a bounded number of
 * further tries.
 */
export type Handler = (data: unknown, job: JobAtHand) => Promise<void>;

/** A job that cannot succeed, with the reason. */
export interface SetAside {
  stage: string;
  id: string;
  data: unknown;
  reason: string;
}

export interface StageCounts {
  waiting: number;
  active: number;
  delayed: number;
}

/** When a job is made again and again: every so many milliseconds, or by a cron pattern in a time zone. */
export type Schedule = { everyMs: number } | { pattern: string; zone: string };

export interface JobQueue {
  /** Adds jobs to a stage; one that waits already is not added twice, one that runs will run again afterwards. */
  add(stage: string, jobs: readonly NewJob[]): Promise<void>;
  /**
   * Works on the jobs of a stage until the queue is closed: so many at once in this process, or `alone`, when no two
   * may run at once on any machine.
   */
  run(stage: string, handler: Handler, options?: { concurrency?: number; alone?: boolean }): void;
  /** Keeps one schedule per stage and id; the first job comes at once with `everyMs`. */
  schedule(stage: string, job: NewJob, when: Schedule): Promise<void>;
  unschedule(stage: string, id: string): Promise<void>;
  /** Resolves when no stage has a job left, scheduled ones apart. Rejects with the Halt that stopped the work. */
  idle(): Promise<void>;
  /** Resolves with the error once a handler has thrown Halt; from then on no job is taken. */
  readonly halted: Promise<Error>;
  counts(): Promise<Record<string, StageCounts>>;
  /** Finishes the jobs in hand, then lets go of the engine. The pool that was given stays open. */
  close(): Promise<void>;
}

export interface PoolResult {
  rows: Record<string, unknown>[];
}

/** A connection checked out of a pool. Like those of `pg` it is an emitter of `notification` and `error` too. */
export interface PoolClient {
  query(text: string, values?: unknown[]): Promise<PoolResult>;
  release(destroy?: boolean): void;
}

/**
 * A pool of PostgreSQL connections as `pg` makes them, real or embedded. They must have `bullmq` on their search_path,
 * and each stage that is worked on keeps one of them to listen on.
 */
export interface QueuePool {
  query(text: string, values?: unknown[]): Promise<PoolResult>;
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
}
