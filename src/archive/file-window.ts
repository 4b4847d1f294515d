/** File window: the part of a file that is looked at, moved forward without holding more than it needs. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const FIRST_BYTES = 4 * 1024 * 1024;
const MOST_BYTES = 128 * 1024 * 1024;

export class FileWindow {
  bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  /** Where the next byte to look at stands in `bytes`, and where what was read ends. */
  at = 0;
  stop = 0;
  readonly size: number;
  private readonly file: number;
  /** Offset in the file of the first of the bytes. */
  private base = 0;

  constructor(path: string, from: number) {
    this.file = openSync(path, 'r');
    this.size = fstatSync(this.file).size;
    this.base = from;
  }

  /** Offset in the file of a place in the window. */
  offsetOf(at: number): number {
    return this.base + at;
  }

  get offset(): number {
    return this.base + this.at;
  }

  /** Goes on from an offset of the file, back or forth. */
  goTo(offset: number): void {
    const at = offset - this.base;
    if (at >= 0 && at <= this.stop) {
      this.at = at;
      return;
    }
    this.base = offset;
    this.at = 0;
    this.stop = 0;
  }

  /**
   * Reads further bytes behind those that are there, dropping what was passed; a window that is full grows.
   * @returns false when the file has no more, or the window would grow beyond all bounds
   */
  fill(): boolean {
    if (this.at > 0) {
      this.bytes.copyWithin(0, this.at, this.stop);
      this.base += this.at;
      this.stop -= this.at;
      this.at = 0;
    }
    if (this.stop === this.bytes.length) {
      if (this.bytes.length >= MOST_BYTES) return false;
      const wider = Buffer.allocUnsafeSlow(this.bytes.length * 2);
      this.bytes.copy(wider, 0, 0, this.stop);
      this.bytes = wider;
    }
    const read = readSync(
      this.file,
      this.bytes,
      this.stop,
      this.bytes.length - this.stop,
      this.base + this.stop,
    );
    this.stop += read;
    return read > 0;
  }

  /** Makes sure that so many bytes stand in the window, as far as the file has them. */
  ensure(count: number): boolean {
    while (this.stop - this.at < count) if (!this.fill()) return false;
    return true;
  }

  /** A stretch of the file by itself. */
  slice(from: number, to: number): Buffer {
    const at = from - this.base;
    if (at >= 0 && to - this.base <= this.stop) return this.bytes.subarray(at, to - this.base);
    const bytes = Buffer.allocUnsafe(to - from);
    return bytes.subarray(0, readSync(this.file, bytes, 0, bytes.length, from));
  }

  close(): void {
    closeSync(this.file);
  }
}
