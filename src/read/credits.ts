/** Who wrote it and where it came from: byline, credit lines at the end, and the origin that they tell. */
import type { Origin } from '../model/codes.js';
import { textOf, tidy, type Element, type Tree } from './tree.js';
import { isWriter, openingMarks, originsIn, type ReadingWords } from './words.js';

const LONGEST_BYLINE = 100;

/** Example: `Rani Wulandari pada Senin, 5` is cut before the figure; what stands behind a sign is no name either. */
const NAME = /^\s{0,3}[:：-]?\s{0,3}([^|•·:/()\d]{2,80})(\d?)/;
/** Words of a longer text are a sentence about the writer, as is a text of more than a few words that begins small. */
const MOST_NAME_WORDS = 9;
const MOST_SMALL_WORDS = 3;
/** Words of names that are printed small, such as bin, are short. */
const LONGEST_SMALL = 3;
const STARTS_SMALL = /^\p{Ll}/u;

/** The name at the beginning of a text that may go on with a date or another label. */
function nameIn(text: string): string | null {
  const found = NAME.exec(text);
  if (found?.[1] === undefined) return null;
  const isDated = found[2] !== '';
  const [first = ''] = isDated ? found[1].split(',') : [found[1]];
  const words = tidy(first).split(' ');
  const end = isDated
    ? words.findIndex((word, i) => i > 0 && word.length > LONGEST_SMALL && STARTS_SMALL.test(word))
    : -1;
  const kept = end < 0 ? words : words.slice(0, end);
  const last = isDated ? kept.findLastIndex((word) => !STARTS_SMALL.test(word)) : kept.length - 1;
  if (kept.length > (STARTS_SMALL.test(kept[0] ?? '') ? MOST_SMALL_WORDS : MOST_NAME_WORDS)) return null;
  const name = kept.slice(0, Math.max(last, 0) + 1).join(' ');
  return name.replace(/[\s,;–-]{1,9}$/, '') || null;
}

/** Example: `5 Mei 2024 | Oleh: Rani Wulandari` gives what stands behind a label of the writer. */
export function afterLead(line: string, words: ReadingWords): string | null {
  const low = line.toLowerCase();
  for (const lead of words.bylineLeads) {
    const at = low.indexOf(lead);
    if (at < 0 || /\p{L}$/u.test(line.slice(0, at))) continue;
    const rest = line.slice(at + lead.length);
    if (/^\s?[:：]/.test(rest) || (at === 0 && /^\s\p{Lu}/u.test(rest))) return rest;
  }
  return null;
}

/** Example: `Penulis: Rani Wulandari | Editor: Budi` gives Rani Wulandari. */
function labelledName(line: string, words: ReadingWords): string | null {
  const label = openingMarks(line, words).find((mark) => isWriter(mark) && mark.opens);
  const rest = label === undefined ? afterLead(line, words) : line.slice(label.end);
  return rest === null ? null : nameIn(rest);
}

export interface BylineSources {
  layout: string | null;
  authors: readonly string[];
  /** Short lines around the body, in their order. */
  lines: readonly string[];
  /** Names of the site itself, which are no byline when something better stands on the page. */
  siteNames: readonly string[];
}

/** Class names of elements that hold an author, most trusted first; the last also as the end of a longer name. */
const AUTHOR_CLASSES = [/^byline$/, /^author-name$/, /^author$/, /[-_](?:author|byline)(?:[-_]{1,2}name)?$/];
/** Signs that are more trusted: `itemprop=author` and `rel=author`. */
const BETTER_SIGNS = 2;

/** Letters of class names that are looked at. */
const SHORTEST_CLASS = 6;
const LONGEST_CLASSES = 600;
/** Pieces of text that an author's element holds at most. */
const MOST_PIECES = 12;

function authorSign(element: Element, words: ReadingWords): number {
  const pieces = element.textTo - element.textFrom;
  if (pieces === 0 || pieces > MOST_PIECES) return -1;
  if (element.named && element.attribute('itemprop') === 'author') return 0;
  if (element.relTo > 0 && element.rel === 'author') return 1;
  const length = element.classTo - element.classFrom;
  if (length < SHORTEST_CLASS || length > LONGEST_CLASSES) return -1;
  const { className } = element;
  const known = words.authorLabels.get(className) ?? judgeLabel(className, words);
  return known === USERNAME ? (isSubmitter(element) ? BETTER_SIGNS : -1) : known;
}

/** Stands for what names an author only below something that was submitted. */
const USERNAME = -2;
/** Class names that are remembered; then the memory begins anew. */
const MOST_LABELS = 50_000;

function judgeLabel(className: string, words: ReadingWords): number {
  const classes = className.toLowerCase().split(/\s+/);
  const sign = AUTHOR_CLASSES.findIndex((name) => classes.some((one) => name.test(one)));
  const isWriters = sign < 0 && classes.some((one) => namesWriter(one, words));
  const named = sign >= 0 ? sign : isWriters ? AUTHOR_CLASSES.length : -1;
  const answer = named >= 0 ? BETTER_SIGNS + named : classes.includes('username') ? USERNAME : -1;
  if (words.authorLabels.size >= MOST_LABELS) words.authorLabels.clear();
  words.authorLabels.set(className, answer);
  return answer;
}

/** Drupal says `Submitted by X on DATE`, in words that sites leave in English. */
const isSubmitter = (element: Element): boolean => {
  let at = element.parent;
  for (let step = 0; step < 3 && at !== null; step += 1, at = at.parent)
    if (at.className.includes('submitted')) return true;
  return false;
};

/** Examples: `penulis`, `nama-penulis`, `nama_wartawan`. */
const namesWriter = (name: string, words: ReadingWords): boolean =>
  name.length <= LONGEST_CLASS &&
  openingMarks(name.split(/[-_]{1,2}/).at(-1) ?? '', words).some((mark) => isWriter(mark) && mark.closes);
const LONGEST_CLASS = 30;

/** The first element of each sign. */
function authorElements(tree: Tree, words: ReadingWords): Element[] {
  const found: Element[] = [];
  for (const element of tree.elements) {
    const sign = authorSign(element, words);
    if (sign >= 0) found[sign] ??= element;
  }
  return found.filter((element) => element !== undefined);
}

/** Example: `Terbit: 5 Mei 2024 | Penulis: Rani Wulandari | Dilihat: 7 kali` in pieces, before a caption that follows. */
const BETWEEN = /\s?[|•·]\s?/;
const LONGEST_LINE = 300;

/** A short line, and what signs part in it; of a longer one only what they part. */
function piecesOf(line: string): string[] {
  const pieces = line.slice(0, LONGEST_LINE).split(BETWEEN);
  const all = pieces.length > 1 ? [line, ...pieces] : [line];
  return all.filter((piece) => piece.length <= LONGEST_BYLINE);
}

/** Chooses the byline as printed: layout, labelled line, element of the author, then what is said for machines. */
export function chooseByline(tree: Tree, sources: BylineSources, words: ReadingWords): string | null {
  if (sources.layout !== null && sources.layout !== '')
    return labelledName(sources.layout, words) ?? sources.layout;
  const isSite = (name: string): boolean =>
    sources.siteNames.some((site) => site !== '' && name.toLowerCase().includes(site.toLowerCase()));
  const people = sources.authors.filter((name) => !isSite(name));
  if (people.length > 0) return people.join(', ');
  for (const line of sources.lines)
    for (const piece of piecesOf(line)) {
      const name = labelledName(piece, words);
      if (name !== null) return name;
    }
  for (const element of authorElements(tree, words)) {
    const text = textOf(tree, element);
    if (text !== '' && text.length <= LONGEST_BYLINE && !isSite(text))
      return labelledName(text, words) ?? nameIn(text) ?? text;
  }
  return sources.authors[0] ?? null;
}

/** Example: `... katanya. (Ant)` ends with the credit Ant. */
const CREDIT = /\(([^()]{1,60})\)[.\s]{0,3}$/;
/** Example: `Palu (ANTARA) - ` and `MERAUKE, DISKOMINFO – ` stand before the text. */
const DATELINE = /^(.{1,80}?)\s?(?:[–—]|--|-\s|:\s)/u;

export interface OriginSources {
  title: string;
  byline: string | null;
  section: string | null;
  tags: readonly string[];
  paragraphs: readonly string[];
  /** Short lines after the body. */
  tail: readonly string[];
  /** Address of another site that the page names as its original. */
  elsewhere: string | null;
}

/** Which parts of an article may tell which origin; a word in the middle of the text tells nothing. */
function placesFor(origin: Origin, sources: OriginSources): string[] {
  const first = sources.paragraphs[0] ?? '';
  const last = sources.paragraphs.at(-1) ?? '';
  const credits = [CREDIT.exec(last)?.[1] ?? '', ...sources.tail.filter((line) => line.length <= 120)];
  const opening = DATELINE.exec(first)?.[1] ?? '';
  const byline = sources.byline ?? '';
  if (origin === 'advertorial')
    return [...credits, byline, sources.section ?? '', ...sources.tags, ...labels(sources.title)];
  if (origin === 'network_copy') return [...credits, byline, opening, ...sources.tail];
  if (origin === 'own') return [byline, ...sources.tail];
  return [...credits, byline, opening];
}

/** Examples: `[Advertorial] Judul`, `Judul (Adv)`, `Advertorial: Judul` and `Pariwara | Judul`, what stands beside the headline. */
const labels = (title: string): string[] => [
  /[[(]([^[\]()]{1,40})[\])]/.exec(title)?.[1] ?? '',
  /^([^:|]{1,20})[:|]/.exec(title)?.[1] ?? '',
];

const STRONGEST_FIRST: Origin[] = ['advertorial', 'press_release', 'wire', 'network_copy', 'own'];

/** Tells the origin where credits, dateline, byline or section name it; null when nothing does. */
export function chooseOrigin(sources: OriginSources, words: ReadingWords): Origin | null {
  const known = new Map<string, Set<Origin>>();
  const inPlace = (place: string): Set<Origin> => {
    const found = known.get(place) ?? originsIn(place, words);
    known.set(place, found);
    return found;
  };
  for (const origin of STRONGEST_FIRST)
    if (placesFor(origin, sources).some((place) => inPlace(place).has(origin))) return origin;
  return sources.elsewhere === null ? null : 'network_copy';
}
