/** Names of elements: what each means for where lines end, what is seen, and which open elements it ends. */
import type { Source } from './source.js';

/** Never has content. */
export const VOID = 1;
/** Content is no markup, up to the end tag. */
export const RAW = 2;
/** Stands inside a line. */
export const INLINE = 4;
/** Nothing inside is shown as text. */
export const UNSEEN = 8;
/** Printed bold, or a heading. */
const STRONG = 16;
export const HEADING = 32;
/** End tags of elements outside do not reach into it. */
export const CELL = 64;
/** A block that ends an open paragraph. */
export const BLOCK = 128;
/** Stands once on a page; a second tag of the name opens nothing. */
export const ONCE = 256;
/** Never hidden: sites hide these until their scripts have run. */
export const FRAME = 512;

/** Elements of the name are gathered. */
export const GATHERED = 1024;

/** An opening tag ends an open element of these names, unless one of the others stands between. */
export interface Ending {
  ends: ReadonlySet<string>;
  unless: ReadonlySet<string>;
}

export interface Tag {
  /** Number of the name; names that are not known share 0. */
  id: number;
  name: string;
  flags: number;
  ending: Ending | null;
}

const names = (list: string): string[] => list.split(' ');

const FLAGS: readonly (readonly [number, string])[] = [
  [VOID, 'head area base br col embed hr img input link meta param source track wbr image frame keygen'],
  [RAW, 'script style textarea title xmp iframe noembed noframes svg math select canvas'],
  [
    INLINE,
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr img',
  ],
  [
    UNSEEN,
    'script style noscript template svg iframe object embed title select option button textarea input audio video canvas map math dialog datalist',
  ],
  [STRONG, 'b strong h1 h2 h3 h4 h5 h6'],
  [HEADING, 'h1 h2 h3 h4 h5 h6'],
  [CELL, 'td th caption template object'],
  [
    BLOCK,
    'p div h1 h2 h3 h4 h5 h6 ul ol dl table form section article aside header footer main nav blockquote pre center figure fieldset address hr',
  ],
  [ONCE, 'html body'],
  [FRAME, 'html body main article'],
];

const ENDINGS: readonly (readonly [string, string, string])[] = [
  ['tr', 'tr', 'table'],
  ['td', 'td th', 'table tr'],
  ['th', 'td th', 'table tr'],
  ['li', 'li', 'ul ol menu table'],
  ['dt', 'dt dd', 'dl table'],
  ['dd', 'dt dd', 'dl table'],
  ['option', 'option', 'select'],
];

const TAGS = new Map<string, Tag>();

function tagNamed(name: string): Tag {
  const known = TAGS.get(name);
  if (known !== undefined) return known;
  const tag: Tag = { id: TAGS.size + 1, name, flags: 0, ending: null };
  TAGS.set(name, tag);
  return tag;
}

for (const [flag, list] of FLAGS) for (const name of names(list)) tagNamed(name).flags |= flag;
for (const [name, ends, unless] of ENDINGS)
  tagNamed(name).ending = { ends: new Set(names(ends)), unless: new Set(names(unless)) };

/** Elements of these names are gathered while a page is taken apart. */
const ASKED = ['html', 'body', 'title', 'meta', 'link', 'script', 'time', 'h1', 'h2', 'a', 'img'] as const;
export type AskedName = (typeof ASKED)[number];

for (const name of ASKED) tagNamed(name).flags |= GATHERED;

/** How many names are known, 0 for all others included. */
export const TAG_COUNT = TAGS.size + 1;

export const P = tagNamed('p');
export const BR = tagNamed('br');
export const A = tagNamed('a');

/** Element around everything. */
export const ROOT: Tag = { id: 0, name: '#page', flags: FRAME, ending: null };

/** Known names by a few of their letters, so that no string is made of a name to look it up. */
const BUCKETS: Tag[][] = Array.from({ length: 256 }, () => []);

const bucketOf = (first: number, last: number, length: number): number =>
  (first * 7 + last * 31 + length * 57) & 255;

for (const tag of TAGS.values()) {
  const { length } = tag.name;
  BUCKETS[bucketOf(tag.name.charCodeAt(0), tag.name.charCodeAt(length - 1), length)]?.push(tag);
}

/** Sets the bit by which capital letters differ from small ones. */
const LOWER = 32;

/** True when a name, given in small letters, stands at a place, in small or capital letters. */
export function standsAt(bytes: Uint8Array, from: number, name: string): boolean {
  for (let i = 0; i < name.length; i += 1)
    if (((bytes[from + i] ?? 0) | LOWER) !== name.charCodeAt(i)) return false;
  return true;
}

/** What the name between two places means; names that are not known are blocks, and inside lines when they hold a colon. */
export function tagOf(source: Source, from: number, to: number): Tag {
  const { bytes } = source;
  const bucket = bucketOf((bytes[from] ?? 0) | LOWER, (bytes[to - 1] ?? 0) | LOWER, to - from);
  for (const tag of BUCKETS[bucket] ?? [])
    if (tag.name.length === to - from && standsAt(bytes, from, tag.name)) return tag;
  const name = source.text(from, to).toLowerCase();
  // Example: `o:p`, which word processors leave behind.
  return { id: 0, name, flags: name.includes(':') ? INLINE : 0, ending: null };
}
