/** Teasers: rows of elements of one make that each announce another article, by its headline as a link and little else. */
import type { Block } from './blocks.js';
import { isProse, linkDensity } from './body.js';
import type { SumOf } from './sums.js';
import type { Element } from './tree.js';

/** Letters of a headline that is a link, and the share of links in its line. */
const SHORTEST_LINK = 20;
const LINE_LINKS = 0.9;
/** A card of mostly links may begin with anything; one with an excerpt begins with its headline. */
const LONGEST_CARD = 350;
const CARD_LINKS = 0.2;
const LONGEST_WITH_EXCERPT = 800;
const MOST_LINES = 4;
/** Cards of one make that stand side by side. */
const LEAST_CARDS = 3;
/** Share of the page's prose from which such elements are the article itself, a list of things. */
const LIST_SHARE = 0.75;

/** The widest element around a link that is still a card. */
function cardAround(block: Block, sumOf: SumOf): Element | null {
  let card: Element | null = null;
  for (let at: Element | null = block.element; at !== null; at = at.parent) {
    const { blocks, letters, linked } = sumOf(at);
    if (letters > LONGEST_WITH_EXCERPT) break;
    const isShort = letters <= LONGEST_CARD && linked >= letters * CARD_LINKS;
    if (isShort || (at.textFrom === block.from && blocks <= MOST_LINES)) card = at;
  }
  return card;
}

/** The elements of a page that are teasers. */
function findTeasers(blocks: readonly Block[], sumOf: SumOf): Set<Element> {
  const rows = new Map<string, Set<Element>>();
  for (const block of blocks) {
    if (block.size < SHORTEST_LINK || block.linkedSize < block.size / 2) continue;
    if (linkDensity(block) < LINE_LINKS) continue;
    const card = cardAround(block, sumOf);
    if (card === null) continue;
    const key = `${card.parent?.index ?? 0} ${card.name} ${card.className}`;
    const row = rows.get(key) ?? new Set();
    row.add(card);
    rows.set(key, row);
  }
  return new Set([...rows.values()].filter((row) => row.size >= LEAST_CARDS).flatMap((row) => [...row]));
}

const isInside = (block: Block, elements: ReadonlySet<Element>): boolean => {
  for (let at: Element | null = block.element; at !== null; at = at.parent) if (elements.has(at)) return true;
  return false;
};

/** The blocks of a page that stand in no teaser; all of them where the page is nothing but a list. */
export function withoutTeasers(blocks: readonly Block[], sumOf: SumOf): readonly Block[] {
  const teasers = findTeasers(blocks, sumOf);
  if (teasers.size === 0) return blocks;
  const rest = blocks.filter((block) => !isInside(block, teasers));
  const prose = (some: readonly Block[]): number =>
    some.reduce((sum, block) => sum + (isProse(block) ? block.text.length : 0), 0);
  return prose(rest) < prose(blocks) * (1 - LIST_SHARE) ? blocks : rest;
}
