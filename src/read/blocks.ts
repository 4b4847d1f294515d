/** Tree to blocks: stretches of text that stand on their own line, with their links and where they stand. */
import { createNoise, type Noise, type NoiseNames } from './noise.js';
import type { Source } from './source.js';
import { blockElement, segmentText, tidy, type Element, type Tree } from './tree.js';

/** A piece of a block with one appearance. */
export interface Run {
  text: string;
  href: string | null;
}

/** What the blocks of a page share. */
interface Page {
  tree: Tree;
  noise: Noise | null;
}

/** What of a block is known without looking at its segments. */
interface Known {
  text?: string;
  linked?: number;
  noise?: boolean;
}

/**
 * A line of the page. Most lines of a page are never asked for their text, so nothing is made of them before
 * somebody asks.
 */
export class Block {
  /** Block element that holds the text. */
  readonly element: Element;
  /** Letters in the page, which are about as many as the text will have; and those inside links. */
  readonly size: number;
  readonly linkedSize: number;
  private madeText: string | null = null;
  private madePrinted: string | null = null;
  private madeLinked = 0;
  private madeNoise: boolean | null = null;

  constructor(
    private readonly page: Page,
    /** Segments of text: from the first to before the last. */
    readonly from: number,
    readonly to: number,
  ) {
    const { from: starts, link, owner, to: ends } = page.tree.segments;
    this.element = blockElement(owner[from] as Element);
    let size = 0;
    let linked = 0;
    for (let at = from; at < to; at += 1) {
      const length = (ends[at] as number) - (starts[at] as number);
      size += length;
      if (link[at] !== null) linked += length;
    }
    this.size = size;
    this.linkedSize = linked;
  }

  /** Name of the element. */
  get name(): string {
    return this.element.name;
  }

  /** The text, tidied, without pieces that stand in noise; of a block that is all noise, all of it. */
  get text(): string {
    if (this.madeText === null) this.make();
    return this.madeText ?? '';
  }

  /** Letters of the text that stand inside links. */
  get linked(): number {
    if (this.madeText === null) this.make();
    return this.madeLinked;
  }

  /** The text with the pieces that stand in noise. */
  get printed(): string {
    if (this.madePrinted === null) this.madePrinted = this.join(() => true);
    return this.madePrinted;
  }

  /** True inside an element that by its name or attributes is no part of an article. */
  get noise(): boolean {
    if (this.madeNoise === null) this.make();
    return this.madeNoise ?? false;
  }

  /** The same block with something else known of it. */
  with(known: Known): Block {
    const copy = new Block(this.page, this.from, this.to);
    copy.madeText = known.text ?? this.text;
    copy.madeLinked = known.linked ?? this.linked;
    copy.madeNoise = known.noise ?? this.noise;
    return copy;
  }

  /** The pieces in their order. */
  runs(): Run[] {
    const { tree } = this.page;
    const runs: Run[] = [];
    let before = '';
    for (let at = this.from; at < this.to; at += 1) {
      const piece = segmentText(tree, at);
      const text = runsTogether(before, piece) ? ` ${piece}` : piece;
      before = piece;
      runs.push({ text, href: tree.segments.link[at]?.href ?? null });
    }
    return runs;
  }

  private join(keeps: (at: number) => boolean): string {
    const { tree } = this.page;
    if (this.to === this.from + 1) return tidy(segmentText(tree, this.from));
    let text = '';
    let before = '';
    for (let at = this.from; at < this.to; at += 1)
      if (keeps(at)) {
        const piece = segmentText(tree, at);
        text += runsTogether(before, piece) ? ` ${piece}` : piece;
        before = piece;
      }
    return tidy(text);
  }

  /** Tells what is noise, the block as a whole or pieces of it, and takes the text of the rest. */
  private make(): void {
    const { noise, tree } = this.page;
    const { link, owner } = tree.segments;
    let covered = 0;
    if (noise !== null)
      for (let at = this.from; at < this.to; at += 1) if (noise.covers(owner[at] as Element)) covered += 1;
    const isNoise = covered === this.to - this.from;
    const keeps = (at: number): boolean => covered === 0 || isNoise || !noise?.covers(owner[at] as Element);
    this.madeNoise = isNoise;
    this.madeText = covered === 0 || isNoise ? this.printed : this.join(keeps);
    let linked = 0;
    if (this.linkedSize === this.size) linked = this.madeText.length;
    else if (this.linkedSize > 0)
      for (let at = this.from; at < this.to; at += 1)
        if (link[at] !== null && keeps(at)) linked += segmentText(tree, at).trim().length;
    this.madeLinked = Math.min(linked, this.madeText.length);
    // Pieces in noise and nothing else but blanks.
    if (this.madeText === '') {
      this.madeText = this.printed;
      this.madeNoise = true;
    }
  }
}

/** Examples: `Baca Juga` before `Harga Naik`, which styles part and the page does not. */
const ENDS_SMALL = /\p{Ll}{3}$/u;
const STARTS_LARGE = /^\p{Lu}\p{L}{2}/u;

/** True for two words printed as one because a style parts them. */
const runsTogether = (before: string, piece: string): boolean =>
  ENDS_SMALL.test(before.slice(-4)) && STARTS_LARGE.test(piece);

const LEAST_PROSE = 25;

/** True for what reads like prose at first glance, noise or not. */
const looksLikeProse = (block: Block): boolean =>
  block.size >= LEAST_PROSE && block.linkedSize < block.size / 2 && block.printed.length >= LEAST_PROSE;

const AMPERSAND = 38;
const ASCII_END = 127;
/** Letters of a piece that may be nothing but blanks in disguise. */
const LONGEST_BLANK = 40;
/** Example: `&nbsp; &#160;`. */
const BLANK = /^(?:\s|&nbsp;|&#160;|[\u200b-\u200f])*$/;

/** True for blanks of all kinds; a segment of plain blanks is none to begin with. */
function isBlank(source: Source, from: number, to: number): boolean {
  if (to - from > LONGEST_BLANK) return false;
  let at = from;
  while ((source.bytes[at] ?? AMPERSAND) <= 32) at += 1;
  const code = source.bytes[at] ?? 0;
  return (code === AMPERSAND || code > ASCII_END) && BLANK.test(source.text(from, to));
}

/**
 * Reads the blocks of a page in document order.
 * @param names what class names say; null where nothing shall be noise
 * @param headline element of the headline, where it was found
 */
export function readBlocks(tree: Tree, names: NoiseNames | null, headline: Element | null): Block[] {
  const { from: starts, line, to: ends } = tree.segments;
  const page: Page = { tree, noise: null };
  const blocks: Block[] = [];
  for (let from = 0; from < line.length;) {
    let to = from + 1;
    while (to < line.length && line[to] === line[from]) to += 1;
    const block = new Block(page, from, to);
    if (!isBlank(tree.source, starts[from] as number, ends[to - 1] as number)) blocks.push(block);
    from = to;
  }
  if (names !== null) page.noise = createNoise(tree, names, blocks.filter(looksLikeProse), headline);
  return blocks;
}
