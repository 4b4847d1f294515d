/** The compiled cache: one file that holds a dictionary, its patterns packed, behind a stamp of what it was made from. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Dictionary } from '../model/dictionary.js';
import { readInPlace, writeInPlace } from './in-place.js';
import { type PackedPatterns, packPatterns, unpackPatterns } from './pack-patterns.js';
import type { FileMark } from './source-files.js';

const FORMAT = 2;
const LENGTH_BYTES = 8;

/** What a cache was made from. */
export interface Stamp {
  format: number;
  folder: string;
  files: FileMark[];
  version: string;
  code: FileMark[];
  codeHash: string;
  bytes: number;
}

/** A dictionary as it is kept. */
type Packed = Omit<Dictionary, 'patterns'> & { patterns: PackedPatterns };

export interface Cache {
  stamp: Stamp;
  /** Reads the dictionary behind the stamp; null when it cannot be read. */
  open(): Dictionary | null;
}

/** The cache at a path, or null when there is none that this program can read. */
export function readCache(path: string): Cache | null {
  try {
    const bytes = readFileSync(path);
    const start = LENGTH_BYTES + bytes.readUInt32LE(0);
    const stamp = JSON.parse(bytes.toString('utf8', LENGTH_BYTES, start)) as Stamp;
    // The body begins at a multiple of eight, so that numbers are read in place.
    const body = bytes.subarray(Math.ceil(start / 8) * 8);
    if (stamp.format !== FORMAT || stamp.bytes !== body.length) return null;
    return { stamp, open: () => openBody(body) };
  } catch {
    return null;
  }
}

function openBody(body: Buffer): Dictionary | null {
  try {
    const packed = readInPlace(body) as Packed;
    return { ...packed, patterns: unpackPatterns(packed.patterns) };
  } catch {
    return null;
  }
}

/** Writes a cache so that readers see the old one or the new one, never half; does nothing where it may not write. */
export function writeCache(
  path: string,
  stamp: Omit<Stamp, 'format' | 'bytes'>,
  dictionary: Dictionary,
): void {
  const packed: Packed = { ...dictionary, patterns: packPatterns(dictionary.patterns) };
  const body = writeInPlace(packed);
  const head = Buffer.from(JSON.stringify({ format: FORMAT, ...stamp, bytes: body.length } satisfies Stamp));
  const start = Buffer.alloc(LENGTH_BYTES);
  start.writeUInt32LE(head.length);
  const gap = Buffer.alloc((8 - ((LENGTH_BYTES + head.length) % 8)) % 8);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, Buffer.concat([start, head, gap, body]));
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}
