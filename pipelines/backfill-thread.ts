/** Backfill thread: reads files in a thread of its own, one after the other, a portion ahead of who stores them. */
import { once } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { describeFileFault } from '../src/model/file-fault.js';
import type { ReaderParts } from './backfill-reader.js';
import { createBackfillReader } from './backfill-reader.js';
import type { FileTask, Portion } from './backfill-portion.js';

/** What a thread is started with: all that a reader needs, but for the dictionary, which it loads itself. */
export interface ThreadData extends Omit<ReaderParts, 'dictionary'> {
  dictionaries: string;
}

/** What a thread answers to a task. */
export type ThreadAnswer = { portion: Portion } | { done: true } | { failed: string };

const AHEAD = 2;

async function serve(port: MessagePort, { dictionaries, ...parts }: ThreadData): Promise<void> {
  const read = createBackfillReader({ ...parts, dictionary: await loadDictionary(dictionaries) });
  const unstored = { portions: 0 };
  const tasks: FileTask[] = [];
  port.on('message', (message: FileTask | 'stored') => {
    if (message === 'stored') unstored.portions -= 1;
    else tasks.push(message);
  });
  for (;;) {
    while (tasks.length === 0) await once(port, 'message');
    const task = tasks.shift();
    if (task === undefined) continue;
    const answer = (what: ThreadAnswer): void => port.postMessage(what);
    try {
      for await (const portion of read(task)) {
        unstored.portions += 1;
        answer({ portion });
        while (unstored.portions >= AHEAD) await once(port, 'message');
      }
      answer({ done: true });
    } catch (error) {
      answer({ failed: describeFileFault(error) });
    }
  }
}

if (parentPort !== null) await serve(parentPort, workerData as ThreadData);
