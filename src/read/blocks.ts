/** Tree to blocks: stretches of text that stand on their own line, with their links and where they stand. */
import { parentOf, tidy, walk, type Element, type Node } from './tree.js';

/** A piece of a block with one appearance. */
export interface Run {
  text: string;
  href: string | null;
  /** Printed bold or inside a heading of its own. */
  strong: boolean;
}

export interface Block {
  text: string;
  runs: Run[];
  /** Letters that stand inside links. */
  linked: number;
  /** Block element that holds the text. */
  element: Element;
  /** Name of that element. */
  name: string;
  /** True inside an element that by its name or attributes is no part of an article. */
  noise: boolean;
}

/** Elements around a block that are named like noise, innermost first. */
interface NoiseChain {
  element: Element;
  above: NoiseChain | null;
}

const names = (list: string): Set<string> => new Set(list.split(' '));

const UNSEEN = names(
  'script style title noscript template svg iframe object embed head select option button textarea input audio video canvas map math dialog datalist',
);
const INLINE = names(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr img',
);
const STRONG = names('b strong h1 h2 h3 h4 h5 h6');
/** Share of a page's prose from which an element named like noise is only a wrapper. */
const WRAPPER_SHARE = 0.4;
const NOISE_NAMES = names('nav footer aside figcaption menu');

/** Word parts of class names and ids that mark what stands around articles on the web at large. */
const NOISE_WORDS = names(
  'comment comments disqus share sharing shares sharebar social socials related recommended recommendation recommendations sidebar sidebars footer breadcrumb breadcrumbs newsletter newsletters subscribe subscription signup promo promos promotion advert advertisement advertising ads ad sponsor sponsored popular trending mostread pagination pager nav navbar navigation menu menus toolbar cookie cookies modal popup tags taglist caption captions disclaimer copyright widget widgets outbrain taboola login byline dateline metadata',
);

/** Examples of names run together: relatedposts, commentlist, sharebuttons. */
const NOISE_STEM = /^(related|comment|share|newsletter|recommend|popular|sidebar|advert|promo|sponsor)/;

/** Example: `post-content relatedPosts` gives post, content, related, Posts. */
const WORD_PART = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;

export interface BlockOptions {
  /** Tells further words of class names that mark what is no part of an article (words of the dictionaries). */
  isNoiseName: (words: readonly string[]) => boolean;
}

function isHidden(attributes: Record<string, string>): boolean {
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true;
  const style = attributes.style?.toLowerCase().replace(/\s/g, '');
  return style !== undefined && (style.includes('display:none') || style.includes('visibility:hidden'));
}

function isNoise(element: Element, options: BlockOptions): boolean {
  if (NOISE_NAMES.has(element.name)) return true;
  if (element.name === 'body' || element.name === 'html' || element.name === 'article') return false;
  const label = `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`;
  if (label.length < 3 || label.length > 600) return false;
  const words = label.match(WORD_PART)?.map((word) => word.toLowerCase()) ?? [];
  return words.some((word) => NOISE_WORDS.has(word) || NOISE_STEM.test(word)) || options.isNoiseName(words);
}

/** The nearest element that starts a line of its own. */
function blockElement(element: Element): Element {
  let at = element;
  while (INLINE.has(at.name)) {
    const above = parentOf(at);
    if (above === null) break;
    at = above;
  }
  return at;
}

const isProse = (block: Block): boolean => block.text.length >= 25 && block.linked < block.text.length / 2;

/** An element that holds most of the page's prose is a wrapper, however it is named. */
function forgiveWrappers(blocks: readonly Block[], chains: ReadonlyMap<Block, NoiseChain>): void {
  const letters = new Map<Element, number>();
  let all = 0;
  for (const block of blocks) {
    if (!isProse(block)) continue;
    all += block.text.length;
    for (let at = chains.get(block) ?? null; at !== null; at = at.above)
      letters.set(at.element, (letters.get(at.element) ?? 0) + block.text.length);
  }
  for (const [block, chain] of chains) {
    block.noise = false;
    for (let at: NoiseChain | null = chain; at !== null && !block.noise; at = at.above)
      block.noise = (letters.get(at.element) ?? 0) < all * WRAPPER_SHARE;
  }
}

/** Reads the blocks of a tree in document order. Text before the first element stands in no block. */
export function readBlocks(root: Node, options: BlockOptions): Block[] {
  const blocks: Block[] = [];
  const chains = new Map<Block, NoiseChain>();
  const open: Element[] = [];
  let runs: Run[] = [];
  let href: { value: string; depth: number } | null = null;
  let strong = 0;
  let noise: NoiseChain | null = null;

  const endBlock = (): void => {
    const text = tidy(runs.map((run) => run.text).join(''));
    const inner = open.at(-1);
    if (text !== '' && inner !== undefined) {
      const element = blockElement(inner);
      const linked = runs.reduce((sum, run) => sum + (run.href === null ? 0 : tidy(run.text).length), 0);
      const block = { text, runs, linked, element, name: element.name, noise: false };
      blocks.push(block);
      if (noise !== null) chains.set(block, noise);
    }
    runs = [];
  };

  walk(root, {
    enter(element) {
      if (UNSEEN.has(element.name) || isHidden(element.attribs)) return false;
      if (!INLINE.has(element.name)) endBlock();
      open.push(element);
      if (element.name === 'a' && href === null)
        href = { value: element.attribs.href ?? '', depth: open.length };
      if (STRONG.has(element.name)) strong += 1;
      if (isNoise(element, options)) noise = { element, above: noise };
      return true;
    },
    leave(element) {
      if (!INLINE.has(element.name)) endBlock();
      if (href !== null && href.depth === open.length) href = null;
      open.pop();
      if (STRONG.has(element.name)) strong -= 1;
      if (noise !== null && noise.element === element) noise = noise.above;
    },
    text(data) {
      if (data !== '') runs.push({ text: data, href: href?.value ?? null, strong: strong > 0 });
    },
  });
  endBlock();
  forgiveWrappers(blocks, chains);
  return blocks;
}
