/** HTML to a tree in one pass: forgotten end tags are set, nesting and size are bounded, and nothing makes it throw. */
import {
  A,
  BLOCK,
  BR,
  CELL,
  FRAME,
  GATHERED,
  INLINE,
  ONCE,
  P,
  RAW,
  ROOT,
  standsAt,
  TAG_COUNT,
  tagOf,
  UNSEEN,
  VOID,
  type Ending,
  type Tag,
} from './tags.js';
import { AttributeReader } from './attributes.js';
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
const LESS = 60;
const DASH = 45;
const CDATA = '<![CDATA[';

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const endsName = (code: number): boolean => code <= 32 || code === GREATER || code === SLASH;

class Scanner {
  private readonly source: Source;
  private readonly bytes: Buffer;
  private readonly length: number;
  private readonly elements: Element[] = [];
  private readonly page: PageParts;
  private readonly attributes: AttributeReader;
  private readonly segments: Segments = { from: [], to: [], owner: [], line: [], link: [], spaced: [] };
  private readonly byName = new Map<string, Element[]>();
  private readonly open: Element[] = [];
  /** Open elements by the number of their name. */
  private readonly count = new Int32Array(TAG_COUNT);
  private top: Element | null = null;
  private line = 0;
  private link: Element | null = null;
  private unseen: Element | null = null;
  private blankBefore = false;
  private cut: boolean;
  /** Where texts that were searched stand next. */
  private readonly found = new Map<string, number>();

  constructor(
    page: string | Uint8Array,
    private readonly seesHidden: boolean,
  ) {
    const source = new Source(page);
    this.cut = source.cut;
    this.source = source;
    this.bytes = source.bytes;
    this.length = source.bytes.length;
    this.attributes = new AttributeReader(source);
    this.page = { source, elements: this.elements };
    const root = new Element(ROOT, null, this.page, 0, 0, 0, 0);
    this.elements.push(root);
    this.push(root, ROOT);
  }

  scan(): Tree {
    const { bytes, length } = this;
    let textFrom = 0;
    let at = 0;
    while (at < length) {
      if (bytes[at] !== LESS) {
        at += 1;
        continue;
      }
      const next = this.code(at + 1);
      const isEnd = next === SLASH;
      if (isLetter(isEnd ? this.code(at + 2) : next)) {
        this.addText(textFrom, at);
        textFrom = isEnd ? this.endTag(at + 2) : this.openTag(at + 1);
        at = textFrom;
        if (this.elements.length >= MOST_ELEMENTS || this.open.length >= DEEPEST) {
          this.cut = true;
          textFrom = length;
          break;
        }
      } else if (next === BANG || next === QUESTION || isEnd) {
        this.addText(textFrom, at);
        textFrom = this.skipDeclaration(at);
        at = textFrom;
      } else at += 1;
    }
    this.addText(textFrom, length);
    while (this.top !== null) this.pop();
    return { ...this.page, segments: this.segments, byName: this.byName, cut: this.cut };
  }

  /** The sign at a place; behind the end a sign that ends every tag. */
  private code(at: number): number {
    return this.bytes[at] ?? GREATER;
  }

  /** Place of a text from `from`, or -1. Searches go forward only, and none looks at a stretch twice. */
  private find(text: string, from: number): number {
    const known = this.found.get(text) ?? -1;
    if (known >= from) return known === Infinity ? -1 : known;
    const at = this.bytes.indexOf(text, from, 'latin1');
    this.found.set(text, at < 0 ? Infinity : at);
    return at;
  }

  /** Place after a comment, a declaration or a broken end tag. */
  private skipDeclaration(at: number): number {
    const isComment = this.code(at + 2) === DASH && this.code(at + 3) === DASH;
    if (isComment && this.code(at + 4) === GREATER) return at + 5;
    const isData = !isComment && this.source.text(at, at + CDATA.length) === CDATA;
    const end = isComment ? '-->' : isData ? ']]>' : '>';
    const found = this.find(end, at + (isComment ? 4 : 2));
    if (found >= 0) return found + end.length;
    const simple = this.find('>', at);
    return simple < 0 ? this.length : simple + 1;
  }

  private addText(from: number, to: number): void {
    if (from >= to || this.unseen !== null) return;
    const { bytes, segments, top } = this;
    if (top === null) return;
    let at = from;
    while (at < to && (bytes[at] as number) <= 32) at += 1;
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
    let at = from + 1;
    while (!endsName(this.code(at))) at += 1;
    const tag = tagOf(this.source, from, at);
    if (tag.ending !== null) this.endForgotten(tag.ending);
    else if ((tag.flags & BLOCK) !== 0) this.endParagraph();
    const element = new Element(
      tag,
      this.top,
      this.page,
      this.elements.length,
      this.segments.from.length,
      at,
      this.length,
    );
    const end = this.attributes.read(element, at);
    if ((tag.flags & ONCE) !== 0 && this.byName.has(tag.name)) return end;
    this.elements.push(element);
    if ((tag.flags & GATHERED) !== 0) this.gather(element);
    if ((tag.flags & INLINE) === 0) this.breakLine();
    if ((tag.flags & RAW) !== 0) return this.skipRaw(element, end);
    if ((tag.flags & VOID) === 0) this.push(element, tag);
    return end;
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
    const isHidden = element.hidden && (tag.flags & FRAME) === 0 && !this.seesHidden;
    if (this.unseen === null && (isHidden || (tag.flags & UNSEEN) !== 0)) this.unseen = element;
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
    let at = from + 1;
    while (!endsName(this.code(at))) at += 1;
    const tag = tagOf(this.source, from, at);
    const close = this.code(at) === GREATER ? at : this.find('>', at);
    const end = close < 0 ? this.length : close + 1;
    if (tag === A) this.link = null;
    const isOpen = this.count[tag.id] !== 0;
    // Browsers take these two end tags for a paragraph and a line break.
    if ((tag === P && !isOpen) || tag === BR) this.breakLine();
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
    const found = this.findEnd(element.name, from);
    element.rawFrom = from;
    element.rawTo = found < 0 ? this.length : found;
    if (found < 0) {
      // Never closed: what follows is more likely a page than a script.
      element.rawTo = from;
      return from;
    }
    const close = this.find('>', found);
    return close < 0 ? this.length : close + 1;
  }

  /** Place of the end tag of a raw element, in small or capital letters. */
  private findEnd(name: string, from: number): number {
    for (let at = this.find('</', from); at >= 0; at = this.find('</', at + 2))
      if (standsAt(this.bytes, at + 2, name)) return at;
    return -1;
  }
}

const TABLE_PARTS = new Set('td th tr table tbody thead tfoot caption template object'.split(' '));

/**
 * Takes a page apart, given as text or as UTF-8 bytes; linear in its length.
 * @param seesHidden true to read what the page hides until its scripts run, too
 */
export function scanPage(page: string | Uint8Array, seesHidden = false): Tree {
  return new Scanner(page, seesHidden).scan();
}
