/** Scan of a .warc.gz whose records are members of their own: each is unpacked into the same memory, or passed over. */
import type { FileWindow } from './file-window.js';
import { SkippedMembers, type SkippedMember } from './boundaries.js';
import { opensMember, type Inflated, type Inflater } from './inflater.js';
import { LONGEST_RECORD, type ScanCounts, type ScanOptions, type WarcRecord } from './warc-record.js';
import { readHead, type WarcHead } from './warc-head.js';

const FIRST_ROOM = 1 << 20;
const HEAD_ROOM = 1024;
const SLACK = 64;
const MAGIC = Buffer.from([0x1f, 0x8b, 8]);

/** Thrown where a member holds more than its record: the file is one gzip stream, and is read as such. */
export class OneStream extends Error {
  override name = 'OneStream';
}

export class MemberScan {
  private room = Buffer.allocUnsafeSlow(FIRST_ROOM);
  private readonly skipped = new SkippedMembers();

  constructor(
    private readonly window: FileWindow,
    private readonly inflater: Inflater,
    private readonly options: ScanOptions,
    private readonly counts: ScanCounts,
  ) {}

  /** Where a later scan may begin and meet all that this one has not met yet. */
  get resumeAt(): number {
    return this.skipped.safeFor(this.window.offset);
  }

  *records(): Generator<WarcRecord> {
    const { window } = this;
    while (window.ensure(4)) {
      if (!opensMember(window.bytes, window.at)) {
        this.lose();
        continue;
      }
      const start = window.offset;
      let part = this.unpack(this.options.headFirst ? HEAD_ROOM : this.room.length);
      let head = part === null ? null : readHead(this.room, 0, part.end);
      if (head === null && part?.state === 'full' && this.options.headFirst) {
        part = this.unpack(this.room.length);
        head = part === null ? null : readHead(this.room, 0, part.end);
      }
      if (part === null || head === null) this.lose();
      else yield* this.meet(start, part, head);
    }
  }

  /** What begins here is no record, or a broken one: goes on with the next that is whole. */
  private lose(): void {
    this.counts.broken += 1;
    this.window.at += 1;
    this.findNext();
  }

  private *meet(start: number, part: Inflated, head: WarcHead): Generator<WarcRecord> {
    this.counts.records += 1;
    if (!this.options.wants(head)) {
      this.passOver(start, part, head);
      return;
    }
    const whole = part.state === 'done' ? part : this.unpackWhole(head);
    if (whole === null) {
      this.lose();
      return;
    }
    this.window.at = whole.at;
    yield* this.hand(start, head, whole.end);
  }

  /** The record in the room, and any that stand behind it in the same member. */
  private *hand(start: number, first: WarcHead, end: number): Generator<WarcRecord> {
    let at = 0;
    for (let head: WarcHead | null = first; head !== null;) {
      const from = at + head.size;
      const to = Math.min(from + head.length, end);
      if (to < from + head.length) this.counts.cut += 1;
      if (at === 0 || this.options.wants(head))
        yield {
          head,
          offset: start,
          block: this.room.subarray(from, to),
          confirm: () => this.confirm(start),
        };
      at = to;
      while (at < end && (this.room[at] === 13 || this.room[at] === 10)) at += 1;
      head = at < end ? readHead(this.room, at, end) : null;
      if (head !== null) this.counts.records += 1;
    }
  }

  /** Leaves a record that nobody wants: a small one is behind us already, of another only its end is looked for. */
  private passOver(start: number, part: Inflated, head: WarcHead): void {
    this.counts.passed += 1;
    this.window.at = part.at;
    if (part.state === 'done') return;
    this.findNext();
    this.skipped.add(start, this.window.offset, head.size + head.length);
  }

  /** Unpacks the member at hand up to some room; null when it is broken or cut off by the end of the file. */
  private unpack(most: number): Inflated | null {
    const { window, inflater } = this;
    for (;;) {
      const part = inflater.begin(window.bytes, window.at, window.stop, this.room, 0, most);
      if (part.state === 'done' || part.state === 'full') return part;
      if (part.state === 'broken' || !window.fill()) return null;
    }
  }

  /** Unpacks all of a record; what does not fit the longest is cut off, what is more than a record is no member. */
  private unpackWhole(head: WarcHead): Inflated | null {
    const need = Math.min(head.size + head.length + SLACK, LONGEST_RECORD);
    if (this.room.length < need)
      this.room = Buffer.allocUnsafeSlow(Math.ceil(need / FIRST_ROOM) * FIRST_ROOM);
    const part = this.unpack(this.room.length);
    if (part === null || part.state === 'done') return part;
    if (head.size + head.length + SLACK < this.room.length) throw new OneStream();
    const { window } = this;
    const start = window.offset;
    window.at = part.at;
    this.findNext();
    this.skipped.add(start, window.offset, head.size + head.length);
    return { state: 'done', at: window.at, end: part.end };
  }

  /** Moves to the next place where a member begins that begins as a record does. */
  private findNext(): void {
    const { window, inflater } = this;
    for (;;) {
      const found = window.bytes.subarray(0, window.stop).indexOf(MAGIC, window.at);
      if (found < 0 || found + HEAD_ROOM > window.stop) {
        window.at = found < 0 ? Math.max(window.at, window.stop - MAGIC.length + 1) : found;
        if (window.fill()) continue;
        if (found < 0) {
          window.at = window.stop;
          return;
        }
        window.at = 0;
      } else window.at = found;
      if (opensMember(window.bytes, window.at)) {
        // Room behind what may be in hand: a record that is cut off is still being looked at.
        const part = inflater.begin(window.bytes, window.at, window.stop, this.probe, 0, this.probe.length);
        if (part.end >= 5 && this.probe.toString('latin1', 0, 5) === 'WARC/') return;
      }
      window.at += 1;
    }
  }
  private readonly probe = Buffer.allocUnsafeSlow(16);

  /** Whether the member at `start` is one of the file, and no part of a page in a member that was passed over. */
  private confirm(start: number): boolean {
    const { window } = this;
    const real = this.skipped.disprove(start, (member) => this.endOf(member));
    if (real === null) return true;
    this.counts.forged += 1;
    window.goTo(real);
    return false;
  }

  private endOf({ start, reach }: SkippedMember): number | null {
    const bytes = this.window.slice(start, Math.min(reach, this.window.size));
    const room = Buffer.allocUnsafe(FIRST_ROOM);
    let part = this.inflater.begin(bytes, 0, bytes.length, room, 0, room.length);
    while (part.state === 'full')
      part = this.inflater.more(bytes, part.at, bytes.length, room, 0, room.length);
    return part.state === 'done' ? start + part.at : null;
  }
}
