/** Article objects as people hand them in, to articles: HTML is read, text is taken as it is. */
import type { Article, ArticleInput, Published } from '../model/article.js';
import type { Outlet } from '../model/outlet.js';
import type { Doubtful } from '../model/why.js';
import { articleId, canonicalAddress, atHome } from './canonical.js';
import { offsetOf, readMachineDate } from './dates.js';
import { readPage } from './read-page.js';
import type { ReadingWords } from './words.js';

/** The outlet that an id or a printed name means, compared without capitals; null when it is none of these. */
function findOutlet(name: string | null, outlets: readonly Outlet[]): Outlet | null {
  const wanted = name?.trim().toLowerCase();
  return outlets.find((one) => one.id === wanted || one.name.toLowerCase() === wanted) ?? null;
}

/** A date of publication as people give it: an ISO time, day, month or year. */
export function givenDate(text: string | null | undefined, zone: Outlet['zone'] = 'WIB'): Published | null {
  if (!text) return null;
  // Examples: `2023-11`, `2023`.
  const short = /^\d{4}(-(0[1-9]|1[0-2]))?$/.exec(text.trim());
  if (short) return { value: short[0], precision: short[1] ? 'month' : 'year', basis: 'given' };
  const date = readMachineDate(text, offsetOf(zone));
  return date && { ...date, basis: 'given' };
}

/**
 * Reads an article object. What the page says of itself comes first; what is given beside it fills the gaps.
 * The given id comes back as the article's.
 */
export function readInput(
  input: ArticleInput,
  words: ReadingWords,
  outlets: readonly Outlet[],
): Doubtful<Article> {
  const outlet = findOutlet(input.outlet ?? null, outlets);
  const zone = outlet?.zone ?? 'WIB';
  const given = givenDate(input.published, zone);
  const name = outlet?.id ?? input.outlet ?? null;
  const url = input.url ?? null;
  if (!input.html) return { value: plainArticle(input, name, given, outlet?.home ?? null), doubts: [] };
  const read = readPage({
    html: input.html,
    url,
    outlet: name,
    home: outlet?.home ?? null,
    layouts: outlet?.layouts ?? [],
    words,
    zone,
    siteNames: outlet ? [outlet.name] : [],
  });
  const { value } = read;
  const doubts =
    value.published === null && given !== null
      ? read.doubts.filter((doubt) => doubt.code !== 'no_date')
      : read.doubts;
  return {
    value: {
      ...value,
      id: input.id ?? value.id,
      title: value.title || (input.title ?? ''),
      published: value.published ?? given,
    },
    doubts,
  };
}

function plainArticle(
  input: ArticleInput,
  outlet: string | null,
  published: Published | null,
  home: string | null,
): Article {
  const folded = input.url ? canonicalAddress(input.url) : null;
  const url = folded === null ? null : atHome(folded, home);
  const title = input.title ?? '';
  const text = input.text ?? '';
  return {
    id: input.id ?? articleId(url, title, text),
    url,
    outlet,
    title,
    text,
    published,
    modified: null,
    byline: null,
    origin: null,
    section: null,
    tags: [],
    language: null,
    related: [],
    partial: false,
    page: null,
  };
}
