/** Erasure in the archive: the records of a capture are overwritten where they lie, so that all other captures stay where they are. */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCapture } from './capture.js';
import { openInflater, type Inflater } from './inflater.js';
import { readHead, type WarcHead } from './warc-head.js';
import { LONGEST_RECORD } from './warc-record.js';

/** Longest compressed member that is looked at. */
const LONGEST_MEMBER = LONGEST_RECORD;
const MEMBER_HEADER = 10;

interface Member {
  start: number;
  end: number;
  head: WarcHead;
}

/**
 * Overwrites the response of a capture and the records written with it (request, metadata) with empty ones of the same
 * length. What was erased already is left alone.
 * @param folder where the WARC files lie
 * @returns whether nothing is left of it; false when the file is not in the folder or holds no such record
 */
export function eraseCapture(folder: string, capture: string): boolean {
  const parsed = readCapture(capture);
  if (parsed === null) return false;
  let file: number;
  try {
    file = openSync(join(folder, parsed.file), 'r+');
  } catch {
    return false;
  }
  const inflater = openInflater(false);
  try {
    const first = readMember(file, parsed.offset, inflater);
    if (first === null) return false;
    if (first.head.id === TOMB) return true;
    if (parsed.record !== null && first.head.id !== parsed.record) return false;
    const { url } = first.head;
    for (
      let member: Member | null = first;
      member !== null;
      member = readMember(file, member.end, inflater)
    ) {
      const belongs = member === first || (COMPANY.has(member.head.type) && member.head.url === url);
      if (!belongs) break;
      writeSync(file, buryMember(member.end - member.start), 0, member.end - member.start, member.start);
    }
    fsyncSync(file);
    return true;
  } finally {
    inflater.close();
    closeSync(file);
  }
}

/** Records that are written beside a response, about the same address. */
const COMPANY: ReadonlySet<string> = new Set(['request', 'metadata']);

/** The member that begins at an offset, with the head of its record; null when there is none that can be read. */
function readMember(file: number, start: number, inflater: Inflater): Member | null {
  const length = Math.min(LONGEST_MEMBER, fstatSync(file).size - start);
  if (length <= 0) return null;
  const input = Buffer.alloc(length);
  readSync(file, input, 0, length, start);
  const room = Buffer.alloc(1 << 16);
  let part = inflater.begin(input, 0, length, room, 0, room.length);
  const head = readHead(room, 0, part.end);
  while (part.state === 'full') part = inflater.more(input, part.at, length, room, 0, room.length);
  return part.state === 'done' && head !== null ? { start, end: start + part.at, head } : null;
}

const TOMB = 'urn:uuid:00000000-0000-0000-0000-000000000000';
const RECORD = `WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <${TOMB}>\r\nWARC-Date: 1970-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n`;
const HAS_COMMENT = 16;

/** An empty record as a gzip member of a length: what is left over is filled with a comment in its header. */
function buryMember(length: number): Buffer {
  const packed = [RECORD, ''].map((text) => gzipSync(text)).find((one) => one.length + 1 <= length);
  const rest = packed?.subarray(MEMBER_HEADER) ?? Buffer.alloc(0);
  const comment = length - MEMBER_HEADER - rest.length - 1;
  // Shorter than any gzip member can be: nothing but zeros.
  if (packed === undefined || comment < 0) return Buffer.alloc(length);
  const header = Buffer.from([0x1f, 0x8b, 8, HAS_COMMENT, 0, 0, 0, 0, 0, 255]);
  return Buffer.concat([header, Buffer.alloc(comment, 0x20), Buffer.from([0]), rest]);
}
