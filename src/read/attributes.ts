/** Attributes of a tag: finds where the tag ends, and keeps what is asked of many elements. */
import type { Source } from './source.js';
import { standsAt } from './tags.js';
import type { Element } from './tree.js';

const GREATER = 62;
const SLASH = 47;
const EQUALS = 61;
const DOUBLE = 34;
const SINGLE = 39;
const LOWER = 32;

/** Examples: `display:none`, `visibility : hidden`. */
const HIDING = /(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)/i;

/** First letters of the names that are kept: rel, href, id, class, style, hidden, aria-hidden, itemprop, role. */
const [A, C, H, I, R, S] = [97, 99, 104, 105, 114, 115] as const;

export class AttributeReader {
  private readonly bytes: Buffer;
  /** A quote that stands nowhere in the rest of the page; searched again it would make the time quadratic. */
  private lostQuote = 0;

  constructor(private readonly source: Source) {
    this.bytes = source.bytes;
  }

  /** Reads what is between the name and the end of a tag; gives the place after the tag. */
  read(element: Element, from: number): number {
    const { bytes } = this;
    let at = from;
    for (;;) {
      let code = bytes[at] ?? GREATER;
      while (code <= 32 || code === SLASH) code = bytes[(at += 1)] ?? GREATER;
      if (code === GREATER) break;
      const nameFrom = at;
      if (code === EQUALS) code = bytes[(at += 1)] ?? GREATER;
      while (code > 32 && code !== EQUALS && code !== GREATER && code !== SLASH)
        code = bytes[(at += 1)] ?? GREATER;
      const nameTo = at;
      while (code <= 32) code = bytes[(at += 1)] ?? GREATER;
      if (code !== EQUALS) {
        this.note(element, nameFrom, nameTo, at, at);
        continue;
      }
      code = bytes[(at += 1)] ?? GREATER;
      while (code <= 32) code = bytes[(at += 1)] ?? GREATER;
      const quoted = code === DOUBLE || code === SINGLE ? this.findQuote(code, at + 1) : -1;
      if (quoted >= 0) {
        this.note(element, nameFrom, nameTo, at + 1, quoted);
        at = quoted + 1;
        continue;
      }
      const start = at;
      while (code > 32 && code !== GREATER) code = bytes[(at += 1)] ?? GREATER;
      this.note(element, nameFrom, nameTo, start, at);
    }
    element.attributesTo = at;
    return Math.min(at + 1, bytes.length);
  }

  /** Place of the quote that ends a value, or -1. */
  private findQuote(quote: number, from: number): number {
    if (this.lostQuote === quote) return -1;
    const { bytes } = this;
    const { length } = bytes;
    let at = from;
    while (at < length && bytes[at] !== quote) at += 1;
    if (at < length) return at;
    this.lostQuote = quote;
    return -1;
  }

  private isNamed(from: number, to: number, name: string): boolean {
    return to - from === name.length && standsAt(this.bytes, from, name);
  }

  /** Keeps what is asked of many elements; all else is read when somebody asks. */
  private note(element: Element, nameFrom: number, nameTo: number, from: number, to: number): void {
    switch ((this.bytes[nameFrom] ?? 0) | LOWER) {
      case C:
        if (element.classTo > 0 || !this.isNamed(nameFrom, nameTo, 'class')) return;
        element.classFrom = from;
        element.classTo = to;
        return;
      case I:
        if (element.idTo === 0 && this.isNamed(nameFrom, nameTo, 'id')) {
          element.idFrom = from;
          element.idTo = to;
        } else if (this.isNamed(nameFrom, nameTo, 'itemprop')) element.named = true;
        return;
      case H:
        if (element.hrefTo === 0 && this.isNamed(nameFrom, nameTo, 'href')) {
          element.hrefFrom = from;
          element.hrefTo = to;
        } else if (this.isNamed(nameFrom, nameTo, 'hidden')) element.hidden = true;
        return;
      case R:
        if (element.relTo === 0 && this.isNamed(nameFrom, nameTo, 'rel')) {
          element.relFrom = from;
          element.relTo = to;
        } else if (this.isNamed(nameFrom, nameTo, 'role')) element.named = true;
        return;
      case S:
        if (this.isNamed(nameFrom, nameTo, 'style') && HIDING.test(this.source.text(from, to)))
          element.hidden = true;
        return;
      case A:
        if (this.isNamed(nameFrom, nameTo, 'aria-hidden') && this.source.text(from, to) === 'true')
          element.hidden = true;
    }
  }
}
