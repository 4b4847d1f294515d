/** A page as it came, as text or as UTF-8 bytes: signs to walk over, and pieces of text to take out of it. */

/** Letters or bytes that are looked at; honest pages have a tenth of it. */
const LONGEST_PAGE = 30_000_000;

/** Bytes above ASCII, seen as signs. */
const HIGH = /[\u0080-\u00ff]/;

/**
 * Bytes are walked over one sign each, which is exact for markup as all of it is ASCII, and only what is taken out as
 * text is decoded: most of a page is scripts and attributes that nobody reads.
 */
export class Source {
  readonly signs: string;
  /** True when the end was left out. */
  readonly cut: boolean;
  private readonly bytes: Buffer | null;

  constructor(page: string | Uint8Array) {
    this.cut = page.length > LONGEST_PAGE;
    if (typeof page === 'string') {
      this.bytes = null;
      this.signs = this.cut ? page.slice(0, LONGEST_PAGE) : page;
      return;
    }
    this.bytes = Buffer.from(page.buffer, page.byteOffset, Math.min(page.length, LONGEST_PAGE));
    this.signs = this.bytes.toString('latin1');
  }

  /** The text between two places. */
  text(from: number, to: number): string {
    const signs = this.signs.slice(from, to);
    return this.bytes !== null && HIGH.test(signs) ? this.bytes.toString('utf8', from, to) : signs;
  }
}
