/** Scan of a WARC that is one stream: not compressed, or compressed as a whole; records follow by their lengths alone. */
import type { FileWindow } from './file-window.js';
import type { Inflater } from './inflater.js';
import { LONGEST_RECORD, type ScanCounts, type ScanOptions, type WarcRecord } from './warc-record.js';
import { readHead } from './warc-head.js';

const LONGEST_HEAD = 20_000;
const ROOM = 4 * 1024 * 1024;
const OPENING = Buffer.from('\r\nWARC/1.');

/** Bytes that are passed over once. */
interface ByteStream {
  bytes: Buffer;
  at: number;
  stop: number;
  /** Place of the next byte in the file; null when it has none. */
  place(): number | null;
  ensure(count: number): boolean;
  skip(count: number): void;
}

const stored = (window: FileWindow): ByteStream => ({
  get bytes() {
    return window.bytes;
  },
  get at() {
    return window.at;
  },
  set at(value) {
    window.at = value;
  },
  get stop() {
    return window.stop;
  },
  place: () => window.offset,
  ensure: (count) => window.ensure(count),
  skip: (count) => window.goTo(window.offset + count),
});

/** The content of a gzip file of one member or more. */
class UnpackedStream implements ByteStream {
  bytes = Buffer.allocUnsafeSlow(ROOM);
  at = 0;
  stop = 0;
  private begun = false;

  constructor(
    private readonly window: FileWindow,
    private readonly inflater: Inflater,
  ) {}

  place(): null {
    return null;
  }

  ensure(count: number): boolean {
    while (this.stop - this.at < count) if (!this.fill()) return false;
    return true;
  }

  skip(count: number): void {
    let left = count;
    while (left > 0 && this.ensure(1)) {
      const step = Math.min(left, this.stop - this.at);
      this.at += step;
      left -= step;
    }
  }

  private fill(): boolean {
    this.bytes.copyWithin(0, this.at, this.stop);
    this.stop -= this.at;
    this.at = 0;
    if (this.stop === this.bytes.length) {
      const wider = Buffer.allocUnsafeSlow(this.bytes.length * 2);
      this.bytes.copy(wider, 0, 0, this.stop);
      this.bytes = wider;
    }
    return this.unpack();
  }

  /** Unpacks until there is something new. */
  private unpack(): boolean {
    const { window, inflater } = this;
    const before = this.stop;
    while (this.stop === before) {
      if (window.at === window.stop && !window.fill()) return false;
      const args = [window.bytes, window.at, window.stop, this.bytes, this.stop, this.bytes.length] as const;
      const part = this.begun ? inflater.more(...args) : inflater.begin(...args);
      if (part.state === 'broken') return false;
      // A header or trailer that is cut off is read again with what follows it.
      const cutOff = part.state === 'short' && part.at === window.at && part.end === this.stop;
      this.begun = part.state === 'full' || (part.state === 'short' && (this.begun || !cutOff));
      this.stop = part.end;
      window.at = part.at;
      if (cutOff && !window.fill()) return this.stop > before;
    }
    return true;
  }
}

/**
 * Reads the records of a stream from where the window stands.
 * @param done told with each record where the next begins
 */
export function* scanStream(
  window: FileWindow,
  inflater: Inflater | null,
  options: ScanOptions,
  counts: ScanCounts,
  done: (place: number | null) => void,
): Generator<WarcRecord> {
  const source = inflater === null ? stored(window) : new UnpackedStream(window, inflater);
  while (source.ensure(5)) {
    const byte = source.bytes[source.at];
    if (byte === 13 || byte === 10) {
      source.at += 1;
      continue;
    }
    source.ensure(LONGEST_HEAD);
    const head = readHead(source.bytes, source.at, source.stop);
    if (head === null) {
      counts.broken += 1;
      if (!findNext(source)) return;
      continue;
    }
    counts.records += 1;
    const offset = source.place();
    source.at += head.size;
    if (!options.wants(head)) {
      counts.passed += 1;
      source.skip(head.length);
      continue;
    }
    const length = Math.min(head.length, LONGEST_RECORD);
    source.ensure(length);
    const block = source.bytes.subarray(source.at, Math.min(source.at + length, source.stop));
    if (block.length < head.length) counts.cut += 1;
    done(offset === null ? null : offset + head.size + head.length);
    yield { head, offset, block, confirm: () => true };
    source.skip(head.length);
  }
}

/** Goes to the next line that begins as a record does. */
function findNext(source: ByteStream): boolean {
  source.at += 1;
  for (;;) {
    const found = source.bytes.subarray(0, source.stop).indexOf(OPENING, source.at);
    if (found >= 0) {
      source.at = found + 2;
      return true;
    }
    source.at = Math.max(source.at, source.stop - OPENING.length + 1);
    if (!source.ensure(OPENING.length)) return false;
  }
}
