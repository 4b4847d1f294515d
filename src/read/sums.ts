/** How much text of which kind stands in an element, answered at once for any element of a page. */
import type { Block } from './blocks.js';
import type { Element, Tree } from './tree.js';

export interface Sum {
  /** Letters in all, inside links, and in prose. */
  letters: number;
  linked: number;
  prose: number;
  blocks: number;
}

export type SumOf = (element: Element) => Sum;

/** Adds up the blocks of a page once; an element's sum is then a difference of two places. */
export function sumBlocks(tree: Tree, blocks: readonly Block[], isProse: (block: Block) => boolean): SumOf {
  const size = tree.segments.line.length + 1;
  const [letters, linked, prose, count] = [0, 1, 2, 3].map(() => new Int32Array(size)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (const block of blocks) {
    const at = block.from + 1;
    const isText = isProse(block);
    letters[at] = isText ? block.text.length : block.size;
    linked[at] = isText ? block.linked : block.linkedSize;
    prose[at] = isText ? block.text.length : 0;
    count[at] = 1;
  }
  for (const column of [letters, linked, prose, count])
    for (let at = 1; at < size; at += 1) column[at] = (column[at] ?? 0) + (column[at - 1] ?? 0);
  const between = (column: Int32Array, { textFrom, textTo }: Element): number =>
    (column[textTo] ?? 0) - (column[textFrom] ?? 0);
  return (element) => ({
    letters: between(letters, element),
    linked: between(linked, element),
    prose: between(prose, element),
    blocks: between(count, element),
  });
}
