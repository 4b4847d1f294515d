/** Blocks to the article's own: finds the element that holds the text, and the blocks in and beside it. */
import type { Block } from './blocks.js';
import { HEADING } from './tags.js';
import { insideTest, isWithin, type Element } from './tree.js';
import type { SumOf } from './sums.js';

/** How much of a block's worth counts for its parent, grandparent and so on. */
const SHARES = [1, 0.8, 0.5, 0.3, 0.2];

export const linkDensity = (block: Block): number => block.linked / Math.max(1, block.text.length);

export const isHeading = (block: Block): boolean => (block.element.flags & HEADING) !== 0;

/** Example: `post-content entry_content` and `articleBody` name the text of an article. */
const BODY_NAME =
  /(article|story|post|entry|content|news|single|detail|main)[-_ ]?(body|content|text|entry|main|detail)|articlebody/i;

const LEAST_PROSE = 25;

/** True for what reads like sentences: long enough, few links, no heading, no noise. */
export function isProse(block: Block): boolean {
  if (block.size < LEAST_PROSE || isHeading(block)) return false;
  return block.text.length >= LEAST_PROSE && linkDensity(block) < 0.5 && !block.noise;
}

const COMMAS = [',', '、', '，'];
const MOST_COMMAS = 6;

/** What a block is worth: prose has length and commas. */
function worth(block: Block): number {
  const { text } = block;
  let commas = 0;
  for (const comma of COMMAS)
    for (let at = text.indexOf(comma); at >= 0 && commas < MOST_COMMAS; at = text.indexOf(comma, at + 1))
      commas += 1;
  const base = commas / 2 + Math.min(6, text.length / 100);
  return block.name === 'li' || block.name === 'td' ? base / 2 : base;
}

const MOST_BONUS = 2;

function nameBonus(element: Element): number {
  if (element.named && element.attribute('itemprop') === 'articleBody') return MOST_BONUS;
  const label = `${element.className} ${element.id}`;
  if (label.length < 400 && BODY_NAME.test(label)) return 1.4;
  if (element.name === 'article' || element.name === 'main') return 1.2;
  if (element.named && element.attribute('role') === 'main') return 1.2;
  return 1;
}

function scoreElements(blocks: readonly Block[]): Map<Element, number> {
  const scores = new Map<Element, number>();
  for (const block of blocks) {
    if (!isProse(block)) continue;
    const value = worth(block);
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

/** Letters of prose in an article that is more than an announcement. */
const LEAST_ARTICLE = 150;
/** Share of an element's prose that stands in articles when it only holds them. */
const MOSTLY_ARTICLES = 0.7;
const MOST_CHILDREN = 500;

/** The article element around an element, or itself. */
function articleAround(element: Element | null): Element | null {
  for (let at = element; at !== null; at = at.parent) if (at.name === 'article') return at;
  return null;
}

/**
 * Where articles stand beside each other, the page's own is the one with the headline, or else the first with a text:
 * others follow for readers who scroll on, or are comments.
 */
function ownArticle(found: Element, headline: Element | null, sumOf: SumOf): Element | null {
  const article = articleAround(found);
  const around = article === null ? found : article.parent;
  // Articles inside an article are its parts, as in a live report.
  if (articleAround(around) !== null) return null;
  const beside = around?.children(MOST_CHILDREN).filter(({ name }) => name === 'article') ?? [];
  if (beside.length < 2) return null;
  const inArticles = beside.reduce((sum, one) => sum + sumOf(one).prose, 0);
  if (article === null && inArticles < sumOf(found).prose * MOSTLY_ARTICLES) return null;
  const withText = beside.filter((one) => sumOf(one).prose >= LEAST_ARTICLE);
  return withText.find((one) => headline !== null && isWithin(headline, one)) ?? withText[0] ?? null;
}

function bestOf(scores: ReadonlyMap<Element, number>, within: Element | null): Element | null {
  let best: Element | null = null;
  let most = 0;
  for (const [element, score] of scores) {
    if (score * MOST_BONUS <= most || (within !== null && !isWithin(element, within))) continue;
    const value = score * nameBonus(element);
    if (value > most) {
      most = value;
      best = element;
    }
  }
  return best;
}

/**
 * The element that most likely holds the article; null when there is no prose at all.
 * @param headline element of the headline, where it was found
 */
export function findHolder(blocks: readonly Block[], headline: Element | null, sumOf: SumOf): Element | null {
  const scores = scoreElements(blocks);
  const best = bestOf(scores, null);
  const own = best === null ? null : ownArticle(best, headline, sumOf);
  return own === null ? best : (bestOf(scores, own) ?? best);
}

const firstClass = (element: Element): string => element.className.trim().split(/\s/, 1)[0] ?? '';

const areAlike = (a: Element, b: Element): boolean =>
  a.name === b.name && firstClass(a) === firstClass(b) && firstClass(a) !== '';

/** Articles beside each other are different ones; inside an article they are its parts. */
const areArticles = (one: Element): boolean => one.name === 'article' && articleAround(one.parent) === null;

/** Siblings and cousins built like the holder: articles are often cut in pieces around advertisements. */
function isTwin(element: Element, holder: Element): boolean {
  const [above, holderAbove] = [element.parent, holder.parent];
  if (element === holder || above === null || holderAbove === null) return false;
  if (above === holderAbove) return !areArticles(element) && areAlike(element, holder);
  return (
    above.parent === holderAbove.parent &&
    !areArticles(above) &&
    areAlike(above, holderAbove) &&
    areAlike(element, holder)
  );
}

/** Least share of prose, and most of links, among the letters of a twin. */
const TWIN_PROSE = 0.6;
const TWIN_LINKS = 0.3;

/** Least letters of an opening, and share of prose among them. */
const LEAST_OPENING = 80;
const OPENING_PROSE = 0.9;

/**
 * The element between the headline and the holder, right before it, that is nothing but text: content systems keep the
 * first paragraph in a part of its own.
 */
function openingOf(holder: Element, headline: Element | null, sumOf: SumOf): Element | null {
  if (headline === null) return null;
  const before = holder.parent
    ?.children(MOST_CHILDREN)
    .filter((one) => one.index > headline.index && one.index < holder.index && sumOf(one).letters > 0);
  const last = before?.at(-1);
  if (last === undefined || last.name === 'article') return null;
  const { letters, linked, prose } = sumOf(last);
  return prose >= LEAST_OPENING && prose >= letters * OPENING_PROSE && linked === 0 ? last : null;
}

/**
 * The blocks inside the holder, its twins and its opening, and paragraphs that stand beside it, in their order.
 * @param headline element of the headline, where it was found
 */
export function blocksInside(
  blocks: readonly Block[],
  holder: Element,
  headline: Element | null,
  sumOf: SumOf,
): Block[] {
  const opening = openingOf(holder, headline, sumOf);
  const isText = (element: Element): boolean => {
    const { letters, linked, prose } = sumOf(element);
    return prose >= letters * TWIN_PROSE && linked < letters * TWIN_LINKS;
  };
  const isInside = insideTest((element) =>
    element === holder || element === opening || (isTwin(element, holder) && isText(element)) ? true : null,
  );
  const isBeside = (block: Block): boolean =>
    block.name === 'p' && block.element.parent === holder.parent && isProse(block);
  return blocks.filter((block) => isBeside(block) || isInside(block.element));
}
