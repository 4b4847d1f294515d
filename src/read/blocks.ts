/** Tree to blocks: stretches of text that stand on their own line, with their links and where they stand. */
import { createNoise, type NoiseNames } from './noise.js';
import { blockElement, segmentText, tidy, type Element, type Tree } from './tree.js';

/** A piece of a block with one appearance. */
export interface Run {
  text: string;
  href: string | null;
}

export interface Block {
  text: string;
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

/** Letters of a text without the blanks around it. */
const lettersOf = (text: string): number => tidy(text).length;

function blockOf(tree: Tree, from: number, to: number): Block | null {
  const { link, owner } = tree.segments;
  let text = '';
  let linked = 0;
  for (let at = from; at < to; at += 1) {
    const piece = segmentText(tree, at);
    text += piece;
    if (link[at] !== null) linked += lettersOf(piece);
  }
  const tidied = tidy(text);
  const inner = owner[from];
  if (tidied === '' || inner === undefined) return null;
  const element = blockElement(inner);
  return {
    text: tidied,
    linked: Math.min(linked, tidied.length),
    element,
    name: element.name,
    noise: false,
    from,
    to,
  };
}

/** Reads the blocks of a page in document order. */
export function readBlocks(tree: Tree, names: NoiseNames): Block[] {
  const { line } = tree.segments;
  const blocks: Block[] = [];
  for (let from = 0; from < line.length; ) {
    let to = from + 1;
    while (to < line.length && line[to] === line[from]) to += 1;
    const block = blockOf(tree, from, to);
    if (block !== null) blocks.push(block);
    from = to;
  }
  createNoise(tree, names).mark(blocks);
  return blocks;
}

/** The pieces of a block in their order. */
export function runsOf(tree: Tree, block: Block): Run[] {
  const runs: Run[] = [];
  for (let at = block.from; at < block.to; at += 1) {
    const link = tree.segments.link[at] ?? null;
    runs.push({
      text: segmentText(tree, at),
      href: link === null ? null : (link.attribute('href') ?? ''),
    });
  }
  return runs;
}
