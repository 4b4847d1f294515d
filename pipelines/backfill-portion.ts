/** Backfill portion: what was read of a source since the portion before, and where to go on. */
import type { Kept } from './backfill-judge.js';

/** What a run came to, source by source and in all. */
export interface BackfillCounts {
  /** Records, lines or addresses that were looked at. */
  seen: number;
  /** Pages and article objects among them that were wanted by host and time. */
  wanted: number;
  /** Of these, those that were read because they might be relevant. */
  candidates: number;
  /** Of these, those whose publishers opt out of it, which are not read. */
  optedOut: number;
  /** Those that are kept. */
  kept: number;
  /** Places that could not be read. */
  broken: number;
}

export const noCounts = (): BackfillCounts => ({
  seen: 0,
  wanted: 0,
  candidates: 0,
  optedOut: 0,
  kept: 0,
  broken: 0,
});

const NAMES = Object.keys(noCounts()) as (keyof BackfillCounts)[];

export function addCounts(sum: BackfillCounts, more: Readonly<BackfillCounts>): void {
  for (const name of NAMES) sum[name] += more[name];
}

export interface Portion {
  kept: Kept[];
  /** Since the portion before. */
  counts: BackfillCounts;
  /** How far the source was read, in bytes of the file. */
  position: number;
  /** Where another run goes on: an offset of the file, or a number of lines. */
  resumeAt: number;
  /** What went wrong, told with its place. */
  complaints: string[];
  /** Addresses of the pages of articles that are kept and cut into several, the first page of each before the others. */
  parts: string[][];
}

export const emptyPortion = (): Portion => ({
  kept: [],
  counts: noCounts(),
  position: 0,
  resumeAt: 0,
  complaints: [],
  parts: [],
});

/** A file that is read, and where to begin. */
export interface FileTask {
  kind: 'warc' | 'jsonl' | 'csv';
  path: string;
  /** Offset or line to begin at. */
  from: number;
  /** Parts of articles that were kept before that. */
  parts: readonly (readonly string[])[];
}
