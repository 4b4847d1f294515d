/** Sinks of programs: a file that stands there as a whole or not at all, and standard output. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Halt } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';
import type { Sink } from '../src/publish/publish.js';
import { faultOfOutput } from './print.js';

export interface FileSink {
  sink: Sink;
  /** Puts the file in its place; gives its checksum and size. */
  finish: () => Promise<{ sha256: string; bytes: number }>;
  /** Leaves what stood there before, and no trace. */
  abandon: () => Promise<void>;
}

/**
 * Opens a file to be written piece by piece beside its place.
 * @throws Halt when the folder cannot be written to
 */
export async function fileSink(path: string): Promise<FileSink> {
  const draft = `${path}.${randomUUID().slice(0, 8)}.part`;
  const fail = (cause: unknown): never => {
    throw new Halt(`cannot write ${path}: ${describeFileFault(cause)} (--out)`, { cause });
  };
  const handle = await mkdir(dirname(path), { recursive: true })
    .then(() => open(draft, 'wx'))
    .catch(fail);
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    sink: async (piece) => {
      hash.update(piece);
      bytes += piece.length;
      await handle.writeFile(piece).catch(fail);
    },
    finish: async () => {
      await handle
        .sync()
        .then(() => handle.close())
        .then(() => rename(draft, path))
        .catch(fail);
      return { sha256: hash.digest('hex'), bytes };
    },
    abandon: async () => {
      await handle.close().catch(() => undefined);
      await rm(draft, { force: true });
    },
  };
}

/** Nobody reads standard output any more, as when it is piped into `head`. */
export class NobodyReads extends Error {}

/** Standard output at the pace of who reads it. */
export function stdoutSink(): Sink {
  let failure: NodeJS.ErrnoException | null = null;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => (failure = error));
  const check = (): void => {
    if (failure !== null) throw failure.code === 'EPIPE' ? new NobodyReads() : faultOfOutput(failure);
  };
  return async (bytes) => {
    check();
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain').catch(() => undefined);
    check();
  };
}
