/** Tree to blocks: stretches of text that stand on their own line, with their links and where they stand. */
import { createNoise, type Noise, type NoiseNames } from './noise.js';
import { blockElement, segmentText, tidy, type Element, type Tree } from './tree.js';

/** A piece of a block with one appearance. */
export interface Run {
  text: string;
  href: string | null;
}

export interface Block {
  text: string;
  /** The same with the pieces that stand in noise. */
  printed: string;
  /** Letters that stand inside links. */
  linked: number;
  /** Block element that holds the text. */
  element: Element;
  /** Name of that element. */
  name: string;
  /** True inside an element that by its name or attributes is no part of an article. */
  noise: boolean;
  /** Segments of text: from the first to before the last. */
  from: number;
  to: number;
}

const everything = (): boolean => true;

/** The block of some segments, of which only those that `keeps` says are taken. */
function blockOf(tree: Tree, from: number, to: number, keeps: (element: Element) => boolean): Block | null {
  const { link, owner } = tree.segments;
  let text = '';
  let linked = 0;
  for (let at = from; at < to; at += 1) {
    if (!keeps(owner[at] as Element)) continue;
    const piece = segmentText(tree, at);
    text += piece;
    if (link[at] !== null) linked += piece.trim().length;
  }
  const tidied = tidy(text);
  const inner = owner[from];
  if (tidied === '' || inner === undefined) return null;
  const element = blockElement(inner);
  linked = Math.min(linked, tidied.length);
  return { text: tidied, printed: tidied, linked, element, name: element.name, noise: false, from, to };
}

/** Tells what is noise: a block as a whole, or pieces inside it, which are left out of its text. */
function judgeBlock(tree: Tree, block: Block, noise: Noise): Block {
  const { owner } = tree.segments;
  let covered = 0;
  for (let at = block.from; at < block.to; at += 1) if (noise.covers(owner[at] as Element)) covered += 1;
  if (covered === 0) return block;
  const rest =
    covered === block.to - block.from
      ? null
      : blockOf(tree, block.from, block.to, (element) => !noise.covers(element));
  return rest === null ? { ...block, noise: true } : { ...rest, printed: block.text };
}

/** Reads the blocks of a page in document order. */
export function readBlocks(tree: Tree, names: NoiseNames): Block[] {
  const { line } = tree.segments;
  const blocks: Block[] = [];
  for (let from = 0; from < line.length; ) {
    let to = from + 1;
    while (to < line.length && line[to] === line[from]) to += 1;
    const block = blockOf(tree, from, to, everything);
    if (block !== null) blocks.push(block);
    from = to;
  }
  const noise = createNoise(tree, names);
  noise.weigh(blocks);
  return blocks.map((block) => judgeBlock(tree, block, noise));
}

/** The pieces of a block in their order. */
export function runsOf(tree: Tree, block: Block): Run[] {
  const runs: Run[] = [];
  for (let at = block.from; at < block.to; at += 1) {
    const link = tree.segments.link[at] ?? null;
    runs.push({
      text: segmentText(tree, at),
      href: link === null ? null : link.href,
    });
  }
  return runs;
}
