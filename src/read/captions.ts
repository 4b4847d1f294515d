/** Captions: short lines that stand with a picture and with nothing else. */
import type { Block } from './blocks.js';
import type { SumOf } from './sums.js';
import { allNamed, type Element, type Tree } from './tree.js';

/** Letters and lines of an element that holds a picture and its caption only. */
const LONGEST_CAPTION = 200;
const MOST_LINES = 2;
/** Letters of a caption that shares its paragraph with the picture; longer ones are text with a small picture in it. */
const LONGEST_IN_PARAGRAPH = 80;
/** Elements that are looked at around a line. */
const HIGHEST = 3;

/** Whether a block is a caption: around it, below the holder, stands an element with a picture and hardly more. */
export function captionTest(tree: Tree, holder: Element | null, sumOf: SumOf): (block: Block) => boolean {
  const indexes = allNamed(tree, 'img').map((element) => element.index);
  const holdsPicture = (element: Element): boolean => {
    let [low, high] = [0, indexes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((indexes[middle] as number) < element.index) low = middle + 1;
      else high = middle;
    }
    return (indexes[low] ?? Infinity) < element.endIndex;
  };
  return (block) => {
    if (block.text.length > LONGEST_CAPTION) return false;
    let at: Element | null = block.element;
    for (let step = 0; step < HIGHEST && at !== null && at !== holder; step += 1) {
      const { blocks, letters } = sumOf(at);
      if (letters > LONGEST_CAPTION || blocks > MOST_LINES) return false;
      if (holdsPicture(at)) return at.name !== 'p' || block.text.length <= LONGEST_IN_PARAGRAPH;
      at = at.parent;
    }
    return false;
  };
}
