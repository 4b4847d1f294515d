/** Blocks to the article's own: finds the element that holds the text, and leaves out what is not text in it. */
import type { Block } from './blocks.js';
import { insideTest, type Element } from './tree.js';

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** How much of a block's worth counts for its parent, grandparent and so on. */
const SHARES = [1, 1, 0.5, 0.33, 0.25];
const OPENING_BLOCKS = 3;

export const linkDensity = (block: Block): number => block.linked / Math.max(1, block.text.length);

/** Example: `post-content entry_content` and `articleBody` name the text of an article. */
const BODY_NAME =
  /(article|story|post|entry|content|news|single|detail|main)[-_ ]?(body|content|text|entry|main|detail)|articlebody/i;

function isProse(block: Block): boolean {
  return block.text.length >= 25 && linkDensity(block) < 0.5 && !HEADINGS.has(block.name) && !block.noise;
}

/** What a block is worth: prose has length and commas. */
function worth(block: Block): number {
  let commas = 0;
  for (const letter of block.text) if (letter === ',' || letter === '、' || letter === '，') commas += 1;
  const base = Math.min(3, commas / 2) + Math.min(6, block.text.length / 100);
  return block.name === 'li' || block.name === 'td' ? base / 2 : base;
}

function nameBonus(element: Element): number {
  if (element.named && element.attribute('itemprop') === 'articleBody') return 2;
  const label = `${element.className} ${element.id}`;
  if (label.length < 400 && BODY_NAME.test(label)) return 1.4;
  if (element.name === 'article' || element.name === 'main') return 1.2;
  if (element.named && element.attribute('role') === 'main') return 1.2;
  return 1;
}

/** Prose that follows a main heading directly is likely the article's opening. */
function findOpenings(blocks: readonly Block[]): Set<Block> {
  const openings = new Set<Block>();
  let left = 0;
  for (const block of blocks) {
    if (block.name === 'h1') left = OPENING_BLOCKS;
    else if (left > 0 && isProse(block)) {
      openings.add(block);
      left -= 1;
    }
  }
  return openings;
}

function scoreElements(blocks: readonly Block[]): Map<Element, number> {
  const scores = new Map<Element, number>();
  const openings = findOpenings(blocks);
  for (const block of blocks) {
    if (!isProse(block)) continue;
    const value = worth(block) * (openings.has(block) ? 2 : 1);
    // A paragraph's score belongs to what holds it; a block that is no paragraph holds its own text.
    let at: Element | null = block.name === 'p' ? block.element.parent : block.element;
    for (const share of SHARES) {
      if (at === null || at.name === 'html' || at.name === '#page') break;
      scores.set(at, (scores.get(at) ?? 0) + value * share);
      at = at.parent;
    }
  }
  return scores;
}

/** The element that most likely holds the article; null when there is no prose at all. */
export function findHolder(blocks: readonly Block[]): Element | null {
  let best: Element | null = null;
  let most = 0;
  for (const [element, score] of scoreElements(blocks)) {
    const value = score * nameBonus(element);
    if (value > most) {
      most = value;
      best = element;
    }
  }
  return best;
}

const firstClass = (element: Element): string => element.className.trim().split(/\s/, 1)[0] ?? '';

const areAlike = (a: Element, b: Element): boolean =>
  a.name === b.name && firstClass(a) === firstClass(b) && firstClass(a) !== '';

/** Siblings and cousins built like the holder: articles are often cut in pieces around advertisements. */
function isTwin(element: Element, holder: Element): boolean {
  if (element === holder || !areAlike(element, holder)) return false;
  if (element.parent === holder.parent) return true;
  const [above, holderAbove] = [element.parent, holder.parent];
  if (above === null || holderAbove === null) return false;
  return above.parent === holderAbove.parent && areAlike(above, holderAbove);
}

/** The blocks inside the holder and its twins, and paragraphs that stand beside it, in their order. */
export function blocksInside(blocks: readonly Block[], holder: Element): Block[] {
  const isInside = insideTest((element) => (element === holder || isTwin(element, holder) ? true : null));
  const isBeside = (block: Block): boolean =>
    block.name === 'p' && block.element.parent === holder.parent && isProse(block);
  return blocks.filter((block) => isBeside(block) || isInside(block.element));
}

/** Examples of an end of sentence: `katanya."`, `selesai!` and `pekan depan. (Adv)`. */
const ENDS_SENTENCE = /[.!?:…]["”’')\]]{0,3}(?: ?\([^()]{1,40}\)\.?)?$/;
/** Example of a credit line: `(eko)`. */
const CREDIT = /^\([^()]{1,60}\)$/;

const isSentence = (block: Block): boolean =>
  block.text.length >= (block.name === 'p' && block.linked === 0 ? 45 : 80) ||
  ENDS_SENTENCE.test(block.text) ||
  CREDIT.test(block.text);

/** Lists whose items are mostly links lead elsewhere. */
function findLinkLists(blocks: readonly Block[]): Set<Element> {
  const lists = new Map<Element, { letters: number; linked: number }>();
  for (const block of blocks) {
    const list = block.name === 'li' ? block.element.parent : null;
    if (list === null) continue;
    const sum = lists.get(list) ?? { letters: 0, linked: 0 };
    lists.set(list, { letters: sum.letters + block.text.length, linked: sum.linked + block.linked });
  }
  const isLinks = (sum: { letters: number; linked: number }): boolean => sum.linked > sum.letters * 0.45;
  return new Set([...lists].filter(([, sum]) => isLinks(sum)).map(([list]) => list));
}

function isTextLike(block: Block, linkLists: ReadonlySet<Element>): boolean {
  const list = block.name === 'li' ? block.element.parent : null;
  if (list !== null && linkLists.has(list)) return false;
  const density = linkDensity(block);
  return density < 0.5 || (block.name === 'p' && isSentence(block) && density < 0.8);
}

/** Labels at the end of an article are few; a long row of short lines is a table or a list that belongs to it. */
const MOST_LABELS = 3;

/** Leaves out menus, labels and lists of links; keeps prose, subheadings and lists. */
export function chooseText(inside: readonly Block[]): Block[] {
  const clean = inside.filter((block) => !block.noise);
  const source = clean.length > 0 ? clean : inside;
  const linkLists = findLinkLists(source);
  const candidates = source.filter((block) => isTextLike(block, linkLists));
  const first = candidates.findIndex((block) => isSentence(block) && !HEADINGS.has(block.name));
  if (first < 0) return candidates;
  let last = candidates.length - 1;
  while (last > first && !isSentence(candidates[last] as Block)) last -= 1;
  const labels = candidates.slice(last + 1);
  const keep = labels.length > MOST_LABELS && labels.every((block) => !HEADINGS.has(block.name));
  return candidates.slice(first, keep ? undefined : last + 1);
}
