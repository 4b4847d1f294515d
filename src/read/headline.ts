/** The headline: the main heading that agrees best with what the page calls itself. */
import { allNamed, textOf, type Element, type Tree } from './tree.js';
import { tokenise } from '../text/text.js';

export interface Headline {
  text: string;
  element: Element | null;
}

/** Examples of what sites add to their titles: ` - Kabar`, ` | Kabar`, ` — Kabar`, ` » Kabar`. */
const SITE_SUFFIX = /\s[-|–—»:]\s[^|–—»]{1,60}$/;

/** A longer text is no headline; the rest is not looked at. */
const LONGEST = 500;

/** Share of the shorter text's words that the other one has too. */
function agreement(a: string, b: string): number {
  const [one, other] = [new Set(tokenise(a).folded), new Set(tokenise(b).folded)];
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
 * @param said titles that the page gives for machines, most trusted first
 * @param siteNames names of the site, which titles often end with
 */
export function chooseHeadline(
  tree: Tree,
  said: readonly (string | null)[],
  siteNames: readonly string[],
): Headline {
  const page = textOf(tree, allNamed(tree, 'title')[0]);
  const reference = (said.find((title) => title !== null && title !== '') ?? page).slice(0, LONGEST);
  let best: Headline | null = null;
  let most = 0.5;
  const headings = [...allNamed(tree, 'h1').slice(0, 20), ...allNamed(tree, 'h2').slice(0, 5)];
  for (const heading of headings) {
    const text = textOf(tree, heading).slice(0, LONGEST);
    const same = text === reference ? 1 : null;
    const value = text === '' ? 0 : (same ?? agreement(text, reference)) - (heading.name === 'h2' ? 0.2 : 0);
    if (text.length >= 8 && value > most) {
      most = value;
      best = { text, element: heading };
    }
  }
  if (best !== null) return best;
  const [only, ...more] = allNamed(tree, 'h1');
  if (reference === '' && only !== undefined && more.length === 0)
    return { text: textOf(tree, only).slice(0, LONGEST), element: only };
  return { text: withoutSite(reference, siteNames), element: null };
}
