/** The tree of a page: its elements in document order, with their attributes, and the text that stands in them. */
import { decodeHTML } from 'entities';
import type { Source } from './source.js';
import { INLINE, standsAt, type AskedName, type Tag } from './tags.js';

/** What elements know of their page. */
export interface PageParts {
  readonly source: Source;
  readonly elements: Element[];
}

/** An element; its attributes stay places in the page until somebody asks for them. */
export class Element {
  readonly name: string;
  readonly tagId: number;
  readonly flags: number;
  /** Place after the last element inside, among the elements of the page. */
  endIndex: number;
  /** Places of the text segments inside: from the first to before the last. */
  textTo: number;
  /** Where the content of a raw element stands in the page. */
  rawFrom = 0;
  rawTo = 0;
  hidden = false;
  classFrom = 0;
  classTo = 0;
  idFrom = 0;
  idTo = 0;
  relFrom = 0;
  relTo = 0;
  hrefFrom = 0;
  hrefTo = 0;
  /** True when an `itemprop` or `role` is among the attributes. */
  named = false;

  constructor(
    tag: Tag,
    readonly parent: Element | null,
    private readonly page: PageParts,
    readonly index: number,
    readonly textFrom: number,
    readonly attributesFrom: number,
    public attributesTo: number,
  ) {
    this.name = tag.name;
    this.tagId = tag.id;
    this.flags = tag.flags;
    this.endIndex = index + 1;
    this.textTo = textFrom;
  }

  get className(): string {
    return this.page.source.text(this.classFrom, this.classTo);
  }

  get id(): string {
    return this.page.source.text(this.idFrom, this.idTo);
  }

  /** What a link is to the page, in words parted by blanks. */
  get rel(): string {
    return this.page.source.text(this.relFrom, this.relTo);
  }

  /** Where a link leads, undecoded. */
  get printedHref(): string {
    return this.page.source.text(this.hrefFrom, this.hrefTo);
  }

  /** Where a link leads. */
  get href(): string {
    return decode(this.page.source.text(this.hrefFrom, this.hrefTo));
  }

  /** Value of an attribute, or null; the name in small ASCII letters. */
  attribute(name: string): string | null {
    return findAttribute(this.page.source, this.attributesFrom, this.attributesTo, name);
  }

  /** Values of some attributes, in the order of the names; null for those that are not there. */
  attributes(names: readonly string[]): (string | null)[] {
    const { source } = this.page;
    const values: (string | null)[] = names.map(() => null);
    walkAttributes(source.bytes, this.attributesFrom, this.attributesTo, (nameFrom, nameTo, start, end) => {
      const at = names.indexOf(source.text(nameFrom, nameTo).toLowerCase());
      if (at >= 0) values[at] ??= decode(source.text(start, end));
      return false;
    });
    return values;
  }

  /** Elements right inside, in their order; at most so many. */
  children(most: number): Element[] {
    const found: Element[] = [];
    for (let at = this.index + 1; at < this.endIndex && found.length < most;) {
      const child = this.page.elements[at];
      if (child === undefined) break;
      found.push(child);
      at = child.endIndex;
    }
    return found;
  }

  /** What a raw element holds, as it stands in the page. */
  get raw(): string {
    return this.page.source.text(this.rawFrom, this.rawTo);
  }
}

const SLASH = 47;
const EQUALS = 61;
const DOUBLE = 34;
const SINGLE = 39;

const isBlank = (code: number): boolean => code <= 32;

/** Receives an attribute: its name from `from` to `to`, its value from `start` to `end`. */
type SeeAttribute = (from: number, to: number, start: number, end: number) => boolean;

/** Calls `see` for each attribute between two places, until it says true. */
function walkAttributes(bytes: Uint8Array, from: number, to: number, see: SeeAttribute): void {
  const blank = (at: number): boolean => at < to && isBlank(bytes[at] as number);
  let at = from;
  while (at < to) {
    while (blank(at) || bytes[at] === SLASH) at += 1;
    const nameFrom = at;
    while (at < to && !isBlank(bytes[at] as number) && bytes[at] !== EQUALS) at += 1;
    const nameTo = at;
    while (blank(at)) at += 1;
    if (bytes[at] !== EQUALS || at >= to) {
      if (nameTo > nameFrom && see(nameFrom, nameTo, nameTo, nameTo)) return;
      if (nameTo === nameFrom) at += 1;
      continue;
    }
    at += 1;
    while (blank(at)) at += 1;
    const quote = bytes[at];
    const isQuoted = quote === DOUBLE || quote === SINGLE;
    const start = isQuoted ? at + 1 : at;
    at = start;
    while (at < to && (isQuoted ? bytes[at] !== quote : !isBlank(bytes[at] as number))) at += 1;
    if (see(nameFrom, nameTo, start, at)) return;
    if (isQuoted) at += 1;
  }
}

function findAttribute(source: Source, from: number, to: number, name: string): string | null {
  let value: string | null = null;
  walkAttributes(source.bytes, from, to, (nameFrom, nameTo, start, end) => {
    if (nameTo - nameFrom !== name.length || !standsAt(source.bytes, nameFrom, name)) return false;
    value = decode(source.text(start, end));
    return true;
  });
  return value;
}

/** Text with its character references resolved. */
export const decode = (text: string): string => (text.includes('&') ? decodeHTML(text) : text);

/** A page, taken apart. Text segments are columns of equal length. */
export interface Tree {
  source: Source;
  elements: readonly Element[];
  segments: Segments;
  /** Elements by name, of names that are asked for. */
  byName: ReadonlyMap<string, Element[]>;
  /** True when the page nested so deeply, or was so long, that its end was left out. */
  cut: boolean;
}

export interface Segments {
  /** Places in the page. */
  from: number[];
  to: number[];
  /** Innermost element. */
  owner: Element[];
  /** Number of the line; segments of one line stand in one block. */
  line: number[];
  /** Link around the segment. */
  link: (Element | null)[];
  /** True when white space stands before it that is no part of it. */
  spaced: boolean[];
}

const NONE: readonly Element[] = [];

/** Elements of a name that is asked for, in document order. */
export const allNamed = (tree: Tree, name: AskedName): readonly Element[] => tree.byName.get(name) ?? NONE;

/** Text of one segment. */
export function segmentText(tree: Tree, at: number): string {
  const { from, to, spaced } = tree.segments;
  const text = decode(tree.source.text(from[at] as number, to[at] as number));
  return spaced[at] ? ` ${text}` : text;
}

/** Text between two segments, lines parted by blanks, tidied. */
function textBetween(tree: Tree, from: number, to: number): string {
  const { line } = tree.segments;
  let text = '';
  for (let at = from; at < to; at += 1) {
    if (at > from && line[at] !== line[at - 1]) text += ' ';
    text += segmentText(tree, at);
  }
  return tidy(text);
}

/** Text of an element, tidied; of a raw element what it holds. */
export function textOf(tree: Tree, element: Element | undefined): string {
  if (element === undefined) return '';
  if (element.rawTo > 0) return tidy(decode(element.raw));
  return textBetween(tree, element.textFrom, element.textTo);
}

/** The nearest element that starts a line of its own. */
export function blockElement(element: Element): Element {
  let at = element;
  while ((at.flags & INLINE) !== 0 && at.parent !== null) at = at.parent;
  return at;
}

/** True when an element stands in another, or is it. */
export const isWithin = (inner: Element, outer: Element): boolean =>
  inner.index >= outer.index && inner.index < outer.endIndex;

/** Text of plain letters with single blanks between words, which is tidy already. */
const PLAIN =
  /^[!-~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]+(?: [!-~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]+)*$/;
/** Soft hyphens and zero-width marks. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** White space that is no single blank. */
const ODD_SPACE = /[^\S ]| {2}|^ | $/;
/** Examples of what is left as it is: plain letters of the Latin alphabet. */
const COMPOSED = /^[\s!-\u02ff\u2010-\u205f]*$/;

/** White space of all kinds to single spaces, soft hyphens and zero-width marks away. */
export function tidy(text: string): string {
  if (PLAIN.test(text)) return text;
  const seen = INVISIBLE.test(text) ? text.replace(INVISIBLE, '') : text;
  INVISIBLE.lastIndex = 0;
  const spaced = ODD_SPACE.test(seen) ? seen.replace(/\s+/g, ' ').trim() : seen;
  return COMPOSED.test(spaced) ? spaced : spaced.normalize('NFC');
}

/**
 * Whether an element stands inside others: the nearest ancestor (or the element itself) for which `judge` says
 * yes or no decides. Each element is judged once, however many blocks stand in it.
 */
export function insideTest(judge: (element: Element) => boolean | null): (element: Element) => boolean {
  const known: (boolean | undefined)[] = [];
  return (element) => {
    let answer: boolean | null = null;
    let decided: Element | null = element;
    for (; decided !== null; decided = decided.parent) {
      answer = known[decided.index] ?? judge(decided);
      if (answer !== null) break;
    }
    answer ??= false;
    for (let at: Element | null = element; at !== null && at !== decided; at = at.parent)
      known[at.index] = answer;
    return answer;
  };
}
