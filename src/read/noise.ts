/** Noise: elements that by their names and attributes stand around articles, such as menus, comments and shares. */
import { isWithin, type Element, type Tree } from './tree.js';

export interface NoiseNames {
  /** Tells further words of class names that mark what is no part of an article (words of the dictionaries). */
  isNoise(words: readonly string[]): boolean;
  /** Class names that were judged before, which pages of one outlet share. */
  known: Map<string, number>;
}

/** How surely a name means noise. */
const NOT_NOISE = 0;
const LIGHT = 1;
const HEAVY = 2;

/** Names that are remembered; then the memory begins anew. */
const MOST_KNOWN = 50_000;

const names = (list: string): Set<string> => new Set(list.split(' '));

const NOISE_ELEMENTS = names('nav footer aside figcaption menu header amp-ad amp-embed amp-sidebar');
const NEVER_NOISE = names('#page html body main');
/** Examples: `comment byuser`, `teaser-item`: comments and teasers are articles in HTML, too. */
const OTHER_ARTICLE = /^\s*(?:comment|related|teaser|recommend|promo|sidebar)/i;

/** Word parts of class names and ids that mark what stands around articles on the web at large. */
const NOISE_WORDS = names(
  'comment comments disqus share sharing shares sharebar social socials related recommended recommendation recommendations ' +
    'sidebar sidebars footer breadcrumb breadcrumbs newsletter newsletters subscribe subscription signup promo promos promotion ' +
    'advert advertisement advertising ads ad sponsor sponsored popular trending mostread pagination pager nav navbar navigation ' +
    'menu menus toolbar cookie cookies consent gdpr modal popup popover tooltip rollover hovercard tags taglist caption captions ' +
    'credit credits attribution disclaimer copyright widget widgets outbrain taboola login byline dateline metadata timestamp ' +
    'pubdate meta author authors bio contributor cta upsell paywall donate donation dek standfirst subtitle excerpt abstract kicker ' +
    'gallery slideshow carousel slider swiper teaser teasers tout recirc ticker rail prev print noprint rating ratings poll follow',
);

/** Examples of names run together: relatedposts, commentlist, sharebuttons. */
const NOISE_STEM =
  /^(related|comment|share|newsletter|recommend|popular|sidebar|advert|promo|sponsor|subscri|readmore|morefrom|screenreader)/;

/** Examples: `no-sidebar`, `has-comments`, which say what a page has and name no part of it. */
const SAYS_OF = /(?:^|\s)(?:no|has|with|without|is|not)[-_]\S+/g;

/** Example: `post-content relatedPosts` gives post, content, related, Posts. */
const WORD_PART = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;

/** Examples: `sr-only`, `visually-hidden`, `screen-reader-text`, `read-more`: said to some readers only, or no text. */
const NOISE_PAIR =
  / (sr only|visually hidden|screen reader|read more|no print|more from|whats next|up next|you may|see also) /;

/** Words that name what is much text and no article: of these a wrapper must hold far more of the page. */
const HEAVY_WORD =
  /(?:^|[^a-z])(?:comment|disqus|related|recommend|sidebar|footer|nav|menu|outbrain|taboola|popular|trending)|(?:Comment|Sidebar|Related)/;
const HEAVY_ELEMENTS = names('nav footer aside menu amp-ad amp-embed amp-sidebar');

/** Share of a page's prose from which an element named like noise is only a wrapper. */
const WRAPPER_SHARE = 0.25;
const HEAVY_SHARE = 0.7;
/** The same when the headline stands in it. */
const HEADLINE_SHARE = 0.2;

/** A block as far as noise is concerned. */
interface Judged {
  readonly printed: string;
  readonly element: Element;
}

const labelOf = (element: Element): string =>
  element.idTo === 0 ? element.className : `${element.className} ${element.id}`;

export interface Noise {
  /** True when an element stands in noise. */
  covers(element: Element): boolean;
}

/**
 * Judges the elements of one page; each class name is looked at once.
 * @param prose the blocks of the page that read like prose
 * @param headline element of the headline, where it was found
 */
export function createNoise(
  tree: Tree,
  named: NoiseNames,
  prose: readonly Judged[],
  headline: Element | null,
): Noise {
  /** By element: -1 not yet known, else the index of the innermost element around it that is named like noise, plus one. */
  const nearest = new Int32Array(tree.elements.length).fill(-1);

  const levelOfLabel = (label: string): number => {
    const known = named.known.get(label);
    if (known !== undefined) return known;
    const words =
      label
        .replace(SAYS_OF, ' ')
        .match(WORD_PART)
        ?.map((word) => word.toLowerCase()) ?? [];
    const isNamed =
      words.some((word) => NOISE_WORDS.has(word) || NOISE_STEM.test(word)) ||
      NOISE_PAIR.test(` ${words.join(' ')} `);
    const isHeavy = named.isNoise(words) || (isNamed && HEAVY_WORD.test(label));
    const answer = isHeavy ? HEAVY : isNamed ? LIGHT : NOT_NOISE;
    if (named.known.size >= MOST_KNOWN) named.known.clear();
    named.known.set(label, answer);
    return answer;
  };

  const levelOf = (element: Element): number => {
    if (NOISE_ELEMENTS.has(element.name)) return HEAVY_ELEMENTS.has(element.name) ? HEAVY : LIGHT;
    if (element.name === 'article') return OTHER_ARTICLE.test(element.className) ? HEAVY : NOT_NOISE;
    if (NEVER_NOISE.has(element.name)) return NOT_NOISE;
    const length = element.classTo - element.classFrom + element.idTo - element.idFrom;
    return length >= 2 && length <= 600 ? levelOfLabel(labelOf(element)) : NOT_NOISE;
  };

  const nearestOf = (element: Element): number => {
    const path: Element[] = [];
    let at: Element | null = element;
    while (at !== null && nearest[at.index] === -1) {
      path.push(at);
      at = at.parent;
    }
    let above = at === null ? 0 : (nearest[at.index] ?? 0);
    for (let i = path.length - 1; i >= 0; i -= 1) {
      const one = path[i] as Element;
      if (levelOf(one) > NOT_NOISE) above = one.index + 1;
      nearest[one.index] = above;
    }
    return nearest[element.index] ?? 0;
  };

  /** The next element named like noise around one. */
  const above = (index: number): number => {
    const parent = tree.elements[index - 1]?.parent ?? null;
    return parent === null ? 0 : nearestOf(parent);
  };

  /** Share of the prose from which an element is forgiven its name. */
  const shareOf = (element: Element): number => {
    if (headline !== null && isWithin(headline, element)) return HEADLINE_SHARE;
    const isHeavy = HEAVY_ELEMENTS.has(element.name) || HEAVY_WORD.test(`${element.className} ${element.id}`);
    return isHeavy ? HEAVY_SHARE : WRAPPER_SHARE;
  };

  const letters = new Map<number, number>();
  let all = 0;
  /** By element: 0 not yet known, 1 in noise, 2 not. */
  const covered = new Uint8Array(tree.elements.length);

  const isCovered = (element: Element): boolean => {
    // An element that holds most of the page's prose is a wrapper, however it is named.
    for (let at = nearestOf(element); at > 0; at = above(at))
      if ((letters.get(at) ?? 0) < all * shareOf(tree.elements[at - 1] as Element)) return true;
    return false;
  };

  for (const { element, printed } of prose) {
    all += printed.length;
    for (let at = nearestOf(element); at > 0; at = above(at))
      letters.set(at, (letters.get(at) ?? 0) + printed.length);
  }

  return {
    covers(element) {
      const known = covered[element.index] ?? 0;
      if (known > 0) return known === 1;
      const answer = isCovered(element);
      covered[element.index] = answer ? 1 : 2;
      return answer;
    },
  };
}
