/** Blocks of the holder to those of the text: leaves out menus, labels, cards of other articles and lists of links. */
import type { Block } from './blocks.js';
import { isHeading, linkDensity } from './body.js';
import { captionTest } from './captions.js';
import type { SumOf } from './sums.js';
import type { Element, Tree } from './tree.js';

/** Examples of an end of sentence: `katanya."`, `selesai!`, `pekan depan. (Adv)` and the full stops of Asia. */
const ENDS_SENTENCE = /[.!?:…。！？]["”’'」』)\]]{0,3}(?: ?\([^()]{1,40}\)\.?)?$/;
/** Example of a line that only says who wrote: `(eko)`. */
const CREDIT = /^\([^()]{1,60}\)\.?$/;

const isSentence = (block: Block): boolean =>
  block.text.length >= (block.name === 'p' && block.linked === 0 ? 45 : 80) ||
  (ENDS_SENTENCE.test(block.text) && !CREDIT.test(block.text));

/** Letters outside links that an item of text has on average. */
const SHORTEST_ITEM = 40;

interface ListSum {
  items: number;
  letters: number;
  linked: number;
}

/** Lists whose items are mostly links lead elsewhere. */
function findLinkLists(blocks: readonly Block[]): Set<Element> {
  const lists = new Map<Element, ListSum>();
  for (const block of blocks) {
    const list = block.name === 'li' ? block.element.parent : null;
    if (list === null) continue;
    const sum = lists.get(list) ?? { items: 0, letters: 0, linked: 0 };
    const { items, letters, linked } = sum;
    lists.set(list, {
      items: items + 1,
      letters: letters + block.text.length,
      linked: linked + block.linked,
    });
  }
  // Items that say more than their links do are text.
  const isLinks = (sum: ListSum): boolean =>
    sum.linked > sum.letters * 0.45 && (sum.letters - sum.linked) / sum.items < SHORTEST_ITEM;
  return new Set([...lists].filter(([, sum]) => isLinks(sum)).map(([list]) => list));
}

/** Examples of a line of a live report that only says when: `10.05 WIB`, `09:30`. */
const CLOCK = /^\d{1,2}[.:]\d{2}(?: [A-Z]{3,4})?$/;

function isTextLike(block: Block, linkLists: ReadonlySet<Element>): boolean {
  if (block.size <= LONGEST_CLOCK && block.name !== 'td' && CLOCK.test(block.text)) return false;
  const list = block.name === 'li' ? block.element.parent : null;
  if (list !== null && linkLists.has(list)) return false;
  if (list !== null && block.text.length - block.linked >= SHORTEST_ITEM) return true;
  const density = linkDensity(block);
  return density < 0.5 || (block.name === 'p' && isSentence(block) && density < 0.8);
}

const LONGEST_CLOCK = 20;

/** Labels at the end of an article are few; a long row of short lines is a table or a list that belongs to it. */
const MOST_LABELS = 3;

/** Example: `Halaman:` before the numbers of pages, or `Tag:` before tags. */
const LONGEST_ANNOUNCEMENT = 30;

/** A few words with a colon, behind which come only links or what is no text. */
function announcesLinks(block: Block, next: Block | undefined): boolean {
  if (block.size > LONGEST_ANNOUNCEMENT || !/[:：]$/.test(block.text)) return false;
  return next === undefined || next.noise || linkDensity(next) > 0.5;
}

/**
 * Leaves out menus, labels and lists of links; keeps prose, subheadings and lists.
 * @param isLabel tells of a line whether it says only when something appeared and who wrote it
 */
export function chooseText(
  tree: Tree,
  inside: readonly Block[],
  holder: Element | null,
  sumOf: SumOf,
  isLabel: (text: string) => boolean,
): Block[] {
  const isCaption = captionTest(tree, holder, sumOf);
  const clean = inside.filter((block) => !block.noise && !isCaption(block));
  const source = clean.length > 0 ? clean : inside;
  const linkLists = findLinkLists(source);
  const announcing = new Set(inside.filter((block, i) => announcesLinks(block, inside[i + 1])));
  const candidates = source.filter((block) => isTextLike(block, linkLists) && !announcing.has(block));
  const isText = (block: Block): boolean => isSentence(block) && !isLabel(block.text);
  const first = candidates.findIndex((block) => isText(block) && !isHeading(block));
  if (first < 0) return candidates;
  let last = candidates.length - 1;
  while (last > first && !isText(candidates[last] as Block)) last -= 1;
  const labels = candidates.slice(last + 1);
  const keep = labels.length > MOST_LABELS && labels.every((block) => !isHeading(block));
  return candidates.slice(first, keep ? undefined : last + 1);
}
