/** WARC records as a scan hands them out, and what a scan is told and counts. */
import type { WarcHead } from './warc-head.js';

/** Longest record that is read, in bytes; of longer ones only the beginning. */
export const LONGEST_RECORD = 16 * 1024 * 1024;

export interface WarcRecord {
  head: WarcHead;
  /** Where the record begins in the file; null where the whole file is one gzip stream. */
  offset: number | null;
  /** Content of the record; holds only until the next record is asked for. */
  block: Buffer;
  /**
   * To be asked before anything of the record is kept: false when it turns out to be no record of the file but part of
   * a page that was made to look like one.
   */
  confirm(): boolean;
}

export interface ScanCounts {
  records: number;
  /** Records that were not wanted. */
  passed: number;
  /** Places that could not be read as records. */
  broken: number;
  /** Records of which only the beginning was read. */
  cut: number;
  /** Records that were none. */
  forged: number;
}

export interface ScanOptions {
  /** Asked of each record by its head. */
  wants: (head: WarcHead) => boolean;
  /**
   * Whether heads are unpacked first and what is not wanted is passed over without unpacking it; pays where most
   * records are not wanted.
   */
  headFirst: boolean;
  /** Offset to begin at: 0, or what `resumeAt` of an earlier scan of the file said. */
  from?: number;
}
