/** The headline: the main heading that agrees best with what the page calls itself. */
import { HEADING } from './tags.js';
import { allNamed, textOf, type Element, type Tree } from './tree.js';
import { tokenise } from '../text/text.js';

export interface Headline {
  text: string;
  element: Element | null;
  /** True when it is only what the page calls itself for the window, with nothing on the page that agrees. */
  isGuess?: boolean;
}

/** Examples of what sites add to their titles: ` - Kabar`, ` | Kabar`, ` — Kabar`, ` » Kabar`. */
const SITE_SUFFIX = /\s[-|–—»:]\s[^|–—»]{1,60}$/;

/** A longer text is no headline; the rest is not looked at. */
const LONGEST = 500;
const SHORTEST = 8;
/** What a second heading must agree better than a main one. */
const H2_LOSS = 0.2;

/** The words of a text as they are compared, each once. */
const wordsOf = (text: string): Set<string> => new Set(tokenise(text).folded);

/** Share of the shorter text's words that the other one has too. */
function agreement(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return least === 0 ? 0 : common / least;
}

/** Takes the name of the site off a title of the page. */
function withoutSite(title: string, names: readonly string[]): string {
  for (const name of names)
    if (name !== '' && title.length > name.length + 3 && title.toLowerCase().endsWith(name.toLowerCase()))
      return title.slice(0, -name.length).replace(/[\s|–—»:-]{1,9}$/, '');
  const bare = title.replace(SITE_SUFFIX, '');
  return bare.length >= 15 ? bare : title;
}

/**
 * Chooses the headline.
 * @param told titles that the page gives for machines, most trusted first
 * @param siteNames names of the site, which titles often end with
 */
export function chooseHeadline(
  tree: Tree,
  told: readonly (string | null)[],
  siteNames: readonly string[],
): Headline {
  const page = textOf(tree, allNamed(tree, 'title')[0]);
  const reference = (told.find((title) => title !== null && title !== '') ?? page).slice(0, LONGEST);
  let best: Headline | null = null;
  let most = 0.5;
  const headings = [...allNamed(tree, 'h1').slice(0, 20), ...allNamed(tree, 'h2').slice(0, 5)];
  const referenceWords = wordsOf(reference);
  for (const heading of headings) {
    const text = textOf(tree, heading).slice(0, LONGEST);
    if (text.length < SHORTEST) continue;
    const same = text === reference ? 1 : agreement(wordsOf(text), referenceWords);
    const value = same - (heading.name === 'h2' ? H2_LOSS : 0);
    if (value > most) {
      most = value;
      best = { text, element: heading };
    }
    // No other heading can agree better.
    if (most === 1) break;
  }
  if (best !== null) return best;
  const named = tree.elements.find(
    (element) => element.named && element.attribute('itemprop') === 'headline',
  );
  const said = textOf(tree, named).slice(0, LONGEST);
  if (said.length >= SHORTEST) return { text: said, element: named ?? null };
  const [only, ...more] = allNamed(tree, 'h1');
  if (reference === '' && only !== undefined && more.length === 0)
    return { text: textOf(tree, only).slice(0, LONGEST), element: only };
  return {
    text: withoutSite(reference, siteNames),
    element: null,
    isGuess: reference === page.slice(0, LONGEST),
  };
}

/** Letters of a word that tells what a text is about, and of a heading that may be a headline. */
const TELLING = 4;
const LEAST_HEADING = 15;
/** Share of a headline's words that its article has too, and by how much it must be more than the title's. */
const LEAST_SHARED = 0.3;
const CLEARLY = 0.3;

/**
 * Offices and old sites call every page alike, and only a heading above the text says what it is about: the last one
 * before the text, when the text has its words and not those of the title.
 * @param bodyFrom segment of text with which the article begins
 */
export function headlineAbove(tree: Tree, guess: Headline, bodyFrom: number, text: string): Headline | null {
  const heading = tree.elements.findLast(
    ({ flags, textFrom, textTo }) => (flags & HEADING) !== 0 && textTo > textFrom && textTo <= bodyFrom,
  );
  const said = textOf(tree, heading);
  if (heading === undefined || said.length < LEAST_HEADING || said.length > LONGEST) return null;
  const words = wordsOf(text);
  const shared = (line: string): number => {
    const telling = [...wordsOf(line)].filter((word) => word.length >= TELLING);
    return telling.filter((word) => words.has(word)).length / Math.max(1, telling.length);
  };
  const isBetter = shared(said) >= LEAST_SHARED && shared(said) >= shared(guess.text) + CLEARLY;
  return isBetter ? { text: said, element: heading } : null;
}
