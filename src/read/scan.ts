/** HTML to a tree in one pass: forgotten end tags are set, nesting and size are bounded, and nothing makes it throw. */
import {
  A,
  BLOCK,
  CELL,
  FRAME,
  GATHERED,
  INLINE,
  ONCE,
  P,
  RAW,
  standsAt,
  TAG_COUNT,
  tagOf,
  UNSEEN,
  VOID,
  type Ending,
  type Tag,
} from './tags.js';
import { Source } from './source.js';
import { Element, type PageParts, type Segments, type Tree } from './tree.js';

/** Open elements that a page may have at one place; honest pages stay below a hundred. */
const DEEPEST = 512;
/** Elements that are looked at; honest pages have a tenth of it. */
const MOST_ELEMENTS = 300_000;

const GREATER = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const EQUALS = 61;
const DOUBLE = 34;
const SINGLE = 39;

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const endsName = (code: number): boolean =>
  code <= 32 || code === GREATER || code === SLASH || Number.isNaN(code);

/** Element around everything. */
const ROOT: Tag = { id: 0, name: '#page', flags: FRAME, ending: null };

class Scanner {
  private readonly html: string;
  private readonly elements: Element[] = [];
  private readonly page: PageParts;
  private readonly segments: Segments = { from: [], to: [], owner: [], line: [], link: [], spaced: [] };
  private readonly byName = new Map<string, Element[]>();
  private readonly open: Element[] = [];
  /** Open elements by the number of their name. */
  private readonly count = new Int32Array(TAG_COUNT);
  private readonly closed = new Set<string>();
  private top: Element | null = null;
  private line = 0;
  private link: Element | null = null;
  private unseen: Element | null = null;
  private blankBefore = false;
  private cut: boolean;
  /** Where texts that were searched stand next. */
  private readonly found = new Map<string, number>();
  /** A quote that stands nowhere in the rest of the page. */
  private lostQuote = 0;

  constructor(page: string | Uint8Array) {
    const source = new Source(page);
    this.cut = source.cut;
    this.html = source.signs;
    this.page = { source, elements: this.elements };
    const root = new Element(ROOT, null, this.page, 0, 0, 0, 0);
    this.elements.push(root);
    this.push(root, ROOT);
  }

  scan(): Tree {
    const { html } = this;
    let textFrom = 0;
    let at = html.indexOf('<');
    while (at >= 0) {
      const next = html.charCodeAt(at + 1);
      const isEnd = next === SLASH;
      if (isLetter(isEnd ? html.charCodeAt(at + 2) : next)) {
        this.addText(textFrom, at);
        textFrom = isEnd ? this.endTag(at + 2) : this.openTag(at + 1);
        if (this.elements.length >= MOST_ELEMENTS || this.open.length >= DEEPEST) {
          this.cut = true;
          textFrom = html.length;
          break;
        }
        at = html.indexOf('<', textFrom);
      } else if (next === BANG || next === QUESTION || isEnd) {
        this.addText(textFrom, at);
        textFrom = this.skipDeclaration(at);
        at = html.indexOf('<', textFrom);
      } else at = html.indexOf('<', at + 1);
    }
    this.addText(textFrom, html.length);
    while (this.top !== null) this.pop();
    return { ...this.page, segments: this.segments, byName: this.byName, cut: this.cut };
  }

  /** Place of a text from `from`, or -1. Searches go forward only, and none looks at a stretch twice. */
  private find(text: string, from: number): number {
    const known = this.found.get(text) ?? -1;
    if (known >= from) return known === Infinity ? -1 : known;
    const at = this.html.indexOf(text, from);
    this.found.set(text, at < 0 ? Infinity : at);
    return at;
  }

  /** Place of the quote that ends a value, or -1. */
  private findQuote(code: number, from: number): number {
    if (this.lostQuote === code) return -1;
    const at = this.html.indexOf(code === DOUBLE ? '"' : "'", from);
    if (at < 0) this.lostQuote = code;
    return at;
  }

  /** Place after a comment, a declaration or a broken end tag. */
  private skipDeclaration(at: number): number {
    const isComment = this.html.startsWith('<!--', at);
    if (isComment && this.html.startsWith('>', at + 4)) return at + 5;
    const isData = !isComment && this.html.startsWith('<![CDATA[', at);
    const end = isComment ? '-->' : isData ? ']]>' : '>';
    const found = this.find(end, at + (isComment ? 4 : 2));
    if (found >= 0) return found + end.length;
    const simple = this.find('>', at);
    return simple < 0 ? this.html.length : simple + 1;
  }

  private addText(from: number, to: number): void {
    if (from >= to || this.unseen !== null) return;
    const { html, segments, top } = this;
    if (top === null) return;
    let at = from;
    while (at < to && html.charCodeAt(at) <= 32) at += 1;
    const last = segments.line.length - 1;
    const sameLine = last >= 0 && segments.line[last] === this.line;
    if (at === to) {
      if (sameLine) this.blankBefore = true;
      return;
    }
    segments.from.push(from);
    segments.to.push(to);
    segments.owner.push(top);
    segments.line.push(this.line);
    segments.link.push(this.link);
    segments.spaced.push(sameLine && this.blankBefore);
    this.blankBefore = false;
  }

  /** Opens the element whose name starts at `from`; gives the place after its tag. */
  private openTag(from: number): number {
    const { html } = this;
    let at = from + 1;
    while (!endsName(html.charCodeAt(at))) at += 1;
    const tag = tagOf(html, from, at);
    if (tag.ending !== null) this.endForgotten(tag.ending);
    else if ((tag.flags & BLOCK) !== 0) this.endParagraph();
    const element = new Element(
      tag,
      this.top,
      this.page,
      this.elements.length,
      this.segments.from.length,
      at,
      html.length,
    );
    const end = this.readAttributes(element, at);
    if ((tag.flags & ONCE) !== 0 && this.closedOrOpen(tag.name)) return end;
    this.elements.push(element);
    if ((tag.flags & GATHERED) !== 0) this.gather(element);
    if ((tag.flags & INLINE) === 0) this.breakLine();
    if ((tag.flags & RAW) !== 0) return this.skipRaw(element, end);
    if ((tag.flags & VOID) === 0) this.push(element, tag);
    return end;
  }

  private closedOrOpen(name: string): boolean {
    if (this.closed.has(name)) return true;
    this.closed.add(name);
    return false;
  }

  private gather(element: Element): void {
    const known = this.byName.get(element.name);
    if (known === undefined) this.byName.set(element.name, [element]);
    else known.push(element);
  }

  private breakLine(): void {
    this.line += 1;
    this.blankBefore = false;
  }

  private push(element: Element, tag: Tag): void {
    this.open.push(element);
    this.top = element;
    this.count[tag.id] = (this.count[tag.id] as number) + 1;
    if (tag === A) this.link = element;
    if (this.unseen === null && ((tag.flags & UNSEEN) !== 0 || (element.hidden && (tag.flags & FRAME) === 0)))
      this.unseen = element;
  }

  private pop(): void {
    const element = this.open.pop();
    if (element === undefined) return;
    this.top = element.parent;
    element.endIndex = this.elements.length;
    element.textTo = this.segments.from.length;
    this.count[element.tagId] = (this.count[element.tagId] as number) - 1;
    if (this.unseen === element) this.unseen = null;
    if (this.link === element) this.link = null;
    if ((element.flags & INLINE) === 0) this.breakLine();
  }

  /** Ends a paragraph that stands open around a block, through elements that stand inside lines. */
  private endParagraph(): void {
    if (this.count[P.id] === 0) return;
    for (let i = this.open.length - 1; i >= 0; i -= 1) {
      const element = this.open[i];
      if (element === undefined) return;
      if (element.name === 'p') return this.popTo(i);
      if ((element.flags & INLINE) === 0) return;
    }
  }

  private endForgotten({ ends, unless }: Ending): void {
    for (let i = this.open.length - 1; i >= 0; i -= 1) {
      const name = this.open[i]?.name ?? '';
      if (ends.has(name)) return this.popTo(i);
      if (unless.has(name)) return;
    }
  }

  private popTo(depth: number): void {
    while (this.open.length > depth) this.pop();
  }

  /** Ends the innermost element of the name that starts at `from`; gives the place after the tag. */
  private endTag(from: number): number {
    const { html } = this;
    let at = from + 1;
    while (!endsName(html.charCodeAt(at))) at += 1;
    const tag = tagOf(html, from, at);
    const close = html.charCodeAt(at) === GREATER ? at : this.find('>', at);
    const end = close < 0 ? html.length : close + 1;
    if (tag === A) this.link = null;
    const isOpen = this.count[tag.id] !== 0;
    if (tag === P && !isOpen) this.breakLine();
    // The page goes on behind a body that ends too early.
    if (isOpen && (tag.flags & ONCE) === 0) this.end(tag.name, tag.flags);
    return end;
  }

  private end(name: string, flags: number): void {
    const isInline = (flags & INLINE) !== 0;
    for (let i = this.open.length - 1; i >= 0; i -= 1) {
      const element = this.open[i];
      if (element === undefined || element.name === name) return this.popTo(i);
      // What stands in a line does not end blocks, and nothing in a cell ends what is around the cell.
      if (isInline && (element.flags & INLINE) === 0) return;
      if ((element.flags & CELL) !== 0 && !TABLE_PARTS.has(name)) return;
    }
  }

  private skipRaw(element: Element, from: number): number {
    const { html } = this;
    const found = this.findEnd(element.name, from);
    element.rawFrom = from;
    element.rawTo = found < 0 ? html.length : found;
    if (found < 0) {
      // Never closed: what follows is more likely a page than a script.
      element.rawTo = from;
      return from;
    }
    const close = this.find('>', found);
    return close < 0 ? html.length : close + 1;
  }

  /** Place of the end tag of a raw element, in small or capital letters. */
  private findEnd(name: string, from: number): number {
    const { html } = this;
    const first = name.charCodeAt(0);
    for (let at = this.find('</', from); at >= 0; at = this.find('</', at + 2))
      if ((html.charCodeAt(at + 2) | 32) === first) if (standsAt(html, at + 2, name)) return at;
    return -1;
  }

  /** Reads what is between the name and the end of a tag; gives the place after the tag. */
  private readAttributes(element: Element, from: number): number {
    const { html } = this;
    const { length } = html;
    let at = from;
    for (;;) {
      let code = html.charCodeAt(at);
      while (code <= 32 || code === SLASH) code = html.charCodeAt((at += 1));
      if (code === GREATER || at >= length) break;
      const nameFrom = at;
      if (code === EQUALS) code = html.charCodeAt((at += 1));
      while (code > 32 && code !== EQUALS && code !== GREATER && code !== SLASH)
        code = html.charCodeAt((at += 1));
      const nameTo = at;
      while (code <= 32) code = html.charCodeAt((at += 1));
      if (code !== EQUALS) {
        if (nameTo - nameFrom === 6) noteAttribute(element, html, nameFrom, nameTo, at, at);
        continue;
      }
      code = html.charCodeAt((at += 1));
      while (code <= 32) code = html.charCodeAt((at += 1));
      if (code === DOUBLE || code === SINGLE) {
        const end = this.findQuote(code, at + 1);
        if (end >= 0) {
          noteAttribute(element, html, nameFrom, nameTo, at + 1, end);
          at = end + 1;
          continue;
        }
      }
      const start = at;
      while (code > 32 && code !== GREATER) code = html.charCodeAt((at += 1));
      noteAttribute(element, html, nameFrom, nameTo, start, at);
    }
    element.attributesTo = at;
    return Math.min(at + 1, length);
  }
}

const TABLE_PARTS = new Set('td th tr table tbody thead tfoot caption template object'.split(' '));

/** Examples: `display:none`, `visibility : hidden`. */
const HIDING = /(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)/i;

/** Keeps what is asked of many elements; all else is read when somebody asks. */
function noteAttribute(
  element: Element,
  html: string,
  nameFrom: number,
  nameTo: number,
  from: number,
  to: number,
): void {
  const first = html.charCodeAt(nameFrom) | 32;
  switch (nameTo - nameFrom) {
    case 2:
      if (first === 105 && (html.charCodeAt(nameFrom + 1) | 32) === 100 && element.idTo === 0) {
        element.idFrom = from;
        element.idTo = to;
      }
      return;
    case 5:
      if (first === 99) {
        if (element.classTo > 0 || !standsAt(html, nameFrom, 'class')) return;
        element.classFrom = from;
        element.classTo = to;
      } else if (first === 115 && to > from && HIDING.test(html.slice(from, to))) element.hidden = true;
      return;
    case 6:
      if (first === 104 && standsAt(html, nameFrom, 'hidden')) element.hidden = true;
      return;
    case 11:
      if (first === 97 && html.slice(from, to) === 'true')
        if (standsAt(html, nameFrom, 'aria-hidden')) element.hidden = true;
      return;
    case 3:
      if (first === 114 && element.relTo === 0 && standsAt(html, nameFrom, 'rel')) {
        element.relFrom = from;
        element.relTo = to;
      }
      return;
    case 4:
      if (first === 104 && element.hrefTo === 0 && standsAt(html, nameFrom, 'href')) {
        element.hrefFrom = from;
        element.hrefTo = to;
      } else if (first === 114) element.named = true;
      return;
    case 8:
      // role, itemprop
      if (first === 105) element.named = true;
  }
}

/** Takes a page apart, given as text or as UTF-8 bytes; linear in its length. */
export function scanPage(page: string | Uint8Array): Tree {
  return new Scanner(page).scan();
}
