/** Parts: an article that its site cuts into several pages: where the further ones are, and all of them as one. */
import type { Article } from '../model/article.js';
import { canonicalAddress } from './canonical.js';
import { scanPage } from './scan.js';
import { allNamed, textOf, type Element, type Tree } from './tree.js';

/** Where the rest of an article is. */
export interface Parts {
  /** Address of a page that shows all of it at once. */
  whole: string | null;
  /** Addresses of the second and the following parts, in their order. */
  further: string[];
}

/** An article has fewer parts; what is numbered further is a list. */
const MOST_PARTS = 15;
const NONE: Parts = { whole: null, further: [] };

/** Examples: `/berita/judul?page=2`, `/berita/judul?id=1&amp;page=all`, `/berita/judul/2`. */
const LIKELY = /[?&;](page=(\d{1,2}|all)|showall=(1|true)|single=1)\b|\/\d{1,2}\/?$/i;
/** Examples: `?page=all`, `?showall=1`. */
const WHOLE = /[?&](page=all|showall=(1|true)|single=1)(&|$)/i;
/** Example: `?page=2`. */
const PAGE = /[?&]page=(\d{1,2})(?=&|$)/i;
/** Examples: `/berita/judul/2`, `/berita/judul/page/2/`. */
const PATH_END = /^(.{1,2000}?)(?:\/page)?\/(\d{1,2})\/?$/;

const trimmed = (path: string): string => path.replace(/\/$/, '');

/** The number of the part at an address; 1 where it names none. */
function numberAt(url: URL, own: URL): number {
  const asked = PAGE.exec(url.search)?.[1];
  if (asked !== undefined) return Number(asked);
  const [, path, number] = PATH_END.exec(url.pathname) ?? [];
  return path !== undefined && path === trimmed(own.pathname) ? Number(number) : 1;
}

/** A link to a further part by its path says the number and nothing else. */
const saysNumber = (tree: Tree, link: Element, number: number): boolean =>
  textOf(tree, link).trim() === String(number);

/** Whether an address says that it is a further page. Example: `/berita/judul?page=2` */
export const isFurtherPage = (address: string): boolean => Number(PAGE.exec(address)?.[1] ?? 1) > 1;

/**
 * Finds the further parts of an article among the links of its first page.
 * @param url address of the page; a page that is a further part itself has none
 */
export function listParts(tree: Tree, url: string | null): Parts {
  const links = url === null ? [] : allNamed(tree, 'a').filter((link) => LIKELY.test(link.printedHref));
  const own = url === null || links.length === 0 ? null : canonicalAddress(url);
  if (url === null || own === null) return NONE;
  const here = new URL(url);
  if (isFurtherPage(here.search)) return NONE;
  let whole: string | null = null;
  const known = new Map<number, URL>();
  for (const link of links) {
    if (!URL.canParse(link.href, url)) continue;
    const there = new URL(link.href, url);
    there.hash = '';
    if (there.host !== here.host || there.href === here.href) continue;
    const isOwn = canonicalAddress(there.href) === own;
    if (isOwn && WHOLE.test(there.search)) whole ??= there.href;
    const number = numberAt(there, here);
    const belongs = isOwn || (number > 1 && there.search === here.search && saysNumber(tree, link, number));
    if (belongs && number > 1) known.set(number, there);
  }
  const last = Math.max(0, ...known.keys());
  return last > MOST_PARTS ? NONE : { whole, further: fillUp(known, last) };
}

/** Addresses of all parts up to the last; those that are not linked are made after one that is. */
function fillUp(known: ReadonlyMap<number, URL>, last: number): string[] {
  const model = known.get(last);
  if (model === undefined) return [];
  return Array.from({ length: last - 1 }, (_, i) => {
    const linked = known.get(i + 2);
    if (linked !== undefined) return linked.href;
    const made = new URL(model);
    if (PAGE.test(made.search)) made.search = made.search.replace(/([?&]page=)\d{1,2}/i, `$1${i + 2}`);
    else made.pathname = made.pathname.replace(/\d{1,2}(\/?)$/, `${i + 2}$1`);
    return made.href;
  });
}

/** Addresses that must be fetched beside a page so that its article is whole: one that shows all, else each part. */
export function furtherPages(html: string, url: string): string[] {
  const { whole, further } = listParts(scanPage(html), url);
  return whole === null ? further : [whole];
}

/** Example: `/berita/judul?page=2&id=1` as `/berita/judul?id=1`. */
function firstPage(address: string): string {
  const url = new URL(address);
  url.hash = '';
  if (isFurtherPage(url.search)) url.search = url.search.replace(/([?&])page=\d{1,2}(&|$)/i, '$1');
  return url.href.replace(/[?&]$/, '');
}

/**
 * Addresses of all pages of an article that is cut into several, its first before the others, as any one of them tells;
 * none where the article has one page alone.
 */
export function allPages(html: string, url: string): string[] {
  const first = firstPage(url);
  const { whole, further } = listParts(scanPage(html), first);
  const others = whole === null ? further : [whole];
  const own = new URL(url).href;
  if (isFurtherPage(url) && !others.includes(own)) others.push(own);
  return others.length === 0 ? [] : [first, ...others];
}

/**
 * Puts an article together from its first page and the further ones. What stands on several of them (a lead, a line of
 * credit, or all of the first page) comes once.
 * @param missing how many further pages are not there
 */
export function joinParts(first: Article, others: readonly Article[], missing: number): Article {
  const lines = first.text.split('\n');
  const seen = new Set(lines);
  for (const { text } of others)
    for (const line of text.split('\n'))
      if (line !== '' && line !== first.title && !seen.has(line)) {
        seen.add(line);
        lines.push(line);
      }
  const related = new Map([first, ...others].flatMap((one) => one.related.map((line) => [line.text, line])));
  return {
    ...first,
    text: lines.filter((line) => line !== '').join('\n'),
    related: [...related.values()],
    partial: missing > 0 || first.partial || others.some((one) => one.partial),
  };
}
