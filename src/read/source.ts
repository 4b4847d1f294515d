/** A page as it came: UTF-8 bytes to walk over, and pieces of text to take out of it. */

/** Bytes that are looked at; honest pages have a tenth of it. */
const LONGEST_PAGE = 40_000_000;

/**
 * Markup is walked over byte by byte, which is exact as all of it is ASCII, and only what is taken out as text is
 * decoded: most of a page is scripts and attributes that nobody reads.
 */
export class Source {
  readonly bytes: Buffer;
  /** True when the end was left out. */
  readonly cut: boolean;

  /** @param page text, or UTF-8 bytes */
  constructor(page: string | Uint8Array) {
    const whole =
      typeof page === 'string' ? Buffer.from(page) : Buffer.from(page.buffer, page.byteOffset, page.length);
    this.cut = whole.length > LONGEST_PAGE;
    this.bytes = this.cut ? whole.subarray(0, LONGEST_PAGE) : whole;
  }

  /** The text between two places. */
  text(from: number, to: number): string {
    return to > from ? this.bytes.toString('utf8', from, to) : '';
  }
}
