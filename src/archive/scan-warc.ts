/** Scan of a WARC file: its records in their order, each looked at where it lies, and only as far as it is wanted. */
import { FileWindow } from './file-window.js';
import { openInflater, opensMember } from './inflater.js';
import { MemberScan, OneStream } from './scan-members.js';
import { scanStream } from './scan-stream.js';
import type { ScanCounts, ScanOptions, WarcRecord } from './warc-record.js';

export interface WarcScan {
  readonly size: number;
  /** How far the file was read, in bytes. */
  readonly position: number;
  /** Where a later scan may begin and meet all that this one has not handed out yet. */
  readonly resumeAt: number;
  readonly counts: ScanCounts;
  records(): Generator<WarcRecord>;
  close(): void;
}

const noCounts = (): ScanCounts => ({ records: 0, passed: 0, broken: 0, cut: 0, forged: 0 });

/**
 * Opens a .warc or .warc.gz file.
 * @throws the error of the file system when it cannot be read
 */
export function openWarcScan(path: string, options: ScanOptions): WarcScan {
  const { from = 0 } = options;
  const window = new FileWindow(path, from);
  const inflater = openInflater(true);
  const counts = noCounts();
  const members = new MemberScan(window, inflater, options, counts);
  let byMember = true;
  let next = from;
  const done = (place: number | null): void => void (next = place ?? 0);

  function* records(): Generator<WarcRecord> {
    window.ensure(4);
    if (!opensMember(window.bytes, window.at)) {
      byMember = false;
      yield* scanStream(window, null, options, counts, done);
      return;
    }
    try {
      yield* members.records();
    } catch (error) {
      if (!(error instanceof OneStream)) throw error;
      byMember = false;
      Object.assign(counts, noCounts());
      window.goTo(0);
      yield* scanStream(window, openInflater(false), options, counts, done);
    }
  }

  return {
    size: window.size,
    get position() {
      return Math.min(window.offset, window.size);
    },
    get resumeAt() {
      return byMember ? members.resumeAt : next;
    },
    counts,
    records,
    close() {
      window.close();
      inflater.close();
    },
  };
}
