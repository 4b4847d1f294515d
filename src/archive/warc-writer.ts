/** WARC writer: exchanges appended to files of a folder, each file of one process only, never longer than a limit by much. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Halt } from '../model/errors.js';
import type { Exchange } from '../model/exchange.js';
import { writeCapture } from './capture.js';
import { newRecordId, packExchange, packWarcinfo, type Earlier, type Facts } from './write-record.js';

export interface WarcWriter {
  /**
   * Appends an exchange: response, request and metadata.
   * @param earlier the record that holds the same body already; then a revisit record takes the place of the response
   * @returns the capture reference of the response or revisit
   * @throws Halt when the folder cannot be written to
   */
  keep(exchange: Exchange, facts: Facts, earlier?: Earlier | null): Promise<string>;
  /** Waits for what is being written, and closes the file. */
  close(): Promise<void>;
}

export interface WarcWriterOptions {
  folder: string;
  /** Lines of the warcinfo record that opens each file, such as the software and the operator. */
  about: Facts;
  now: () => Date;
  /** A file that is longer is followed by another; 1 GB unless given, as Common Crawl has it. */
  mostBytes?: number;
}

interface OpenFile {
  name: string;
  handle: FileHandle;
  size: number;
  warcinfo: string;
}

const MOST_BYTES = 1_000_000_000;

/** A writer that makes its first file with its first exchange. What was appended is not forced onto the disk. */
export function openWarcWriter(options: WarcWriterOptions): WarcWriter {
  const { mostBytes = MOST_BYTES } = options;
  // Part of every name, so that many processes share a folder.
  const own = randomBytes(4).toString('hex');
  let serial = 0;
  let current: OpenFile | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const openNext = async (): Promise<OpenFile> => {
    serial += 1;
    const at = options.now();
    const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
    const name = `pantau-${stamp}-${own}-${String(serial).padStart(5, '0')}.warc.gz`;
    await mkdir(options.folder, { recursive: true });
    const handle = await open(join(options.folder, name), 'wx');
    const warcinfo = newRecordId();
    const file = { name, handle, size: 0, warcinfo };
    await append(file, await packWarcinfo(name, warcinfo, at, options.about));
    return file;
  };

  const leave = async (): Promise<void> => {
    const file = current;
    current = null;
    await file?.handle.close();
  };

  const add = async (exchange: Exchange, facts: Facts, earlier: Earlier | null): Promise<string> => {
    try {
      if (current !== null && current.size >= mostBytes) await leave();
      current ??= await openNext();
      const record = newRecordId();
      const { warcinfo, name, size: offset } = current;
      await append(
        current,
        Buffer.concat(await packExchange(exchange, facts, { record, warcinfo }, earlier)),
      );
      return writeCapture({ file: name, offset, record });
    } catch (cause) {
      // Half a record may stand at the end of the file: nothing is appended behind it.
      await leave().catch(() => undefined);
      throw new Halt(
        `cannot write the WARC archive in ${options.folder}: ${(cause as Error).message}; make room, or name another folder with PANTAU_WARC`,
        { cause },
      );
    }
  };

  return {
    keep(exchange, facts, earlier = null) {
      const kept = last.then(() => add(exchange, facts, earlier));
      last = kept.catch(() => undefined);
      return kept;
    },
    async close() {
      await last;
      await leave();
    },
  };
}

async function append(file: OpenFile, bytes: Buffer): Promise<void> {
  await file.handle.appendFile(bytes);
  file.size += bytes.length;
}
