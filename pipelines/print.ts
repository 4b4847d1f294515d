/** Print: pieces of text onto standard output, at the pace of who reads it. */
import { once } from 'node:events';
import { Halt } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';

/** Writes to standard output as fast as it is read; a reader that has enough (as `head` does) ends it quietly. */
export async function print(pieces: readonly string[]): Promise<void> {
  let failure: NodeJS.ErrnoException | null = null;
  const fail = (error: NodeJS.ErrnoException) => (failure = error);
  process.stdout.on('error', fail);
  for (const piece of pieces) {
    if (failure) break;
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain').catch(fail);
  }
  await new Promise((done) => process.stdout.write('', done));
  const ended = failure as NodeJS.ErrnoException | null;
  if (ended !== null && ended.code !== 'EPIPE') throw faultOfOutput(ended);
}

/** What goes wrong with standard output, with the name of it: which disk is full, the system does not say. */
export const faultOfOutput = (cause: unknown): Halt =>
  new Halt(`cannot write standard output: ${describeFileFault(cause)}`, { cause });

// Control and format characters, such as escape sequences of a terminal: "\u001b[2J", "\u202e"
const UNSEEN = /[\p{Cc}\p{Cf}]+/gu;

/** Text that comes from the web or is typed by hand, as one line that a terminal cannot be steered by. */
export const oneLine = (text: string): string => text.replace(UNSEEN, ' ');
