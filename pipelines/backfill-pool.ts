/** Backfill pool: readers of files, in this thread or in several of their own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Dictionary } from '../src/model/dictionary.js';
import { Quarantine } from '../src/model/errors.js';
import { createBackfillReader, type BackfillReader } from './backfill-reader.js';
import type { FileTask, Portion } from './backfill-portion.js';
import type { ThreadAnswer, ThreadData } from './backfill-thread.js';

export interface ReaderPool {
  /** One for each file that is read at the same time. */
  readers: BackfillReader[];
  close(): Promise<void>;
}

/**
 * Opens as many readers as files are to be read at once.
 * @throws the error of a thread that cannot be started
 */
export function openReaders(count: number, dictionary: Dictionary, data: ThreadData): ReaderPool {
  if (count === 1)
    return { readers: [createBackfillReader({ ...data, dictionary })], close: () => Promise.resolve() };
  const threads = Array.from(
    { length: count },
    () => new Worker(new URL('./backfill-thread.js', import.meta.url), { workerData: data }),
  );
  return {
    readers: threads.map((thread) => (task) => readInThread(thread, task)),
    close: async () => void (await Promise.all(threads.map((thread) => thread.terminate()))),
  };
}

/** Asks a thread for the portions of a file. */
async function* readInThread(thread: Worker, task: FileTask): AsyncGenerator<Portion> {
  const answers: ThreadAnswer[] = [];
  const take = (answer: ThreadAnswer): void => void answers.push(answer);
  thread.on('message', take);
  try {
    thread.postMessage(task, []);
    for (;;) {
      while (answers.length === 0) await once(thread, 'message');
      const answer = answers.shift();
      if (answer === undefined) continue;
      if ('done' in answer) return;
      if ('failed' in answer) throw new Quarantine(answer.failed);
      yield answer.portion;
      thread.postMessage('stored', []);
    }
  } finally {
    thread.off('message', take);
  }
}
