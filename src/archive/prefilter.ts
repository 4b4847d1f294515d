/** Prefilter: tells of the bytes of a page, before anything is decoded or parsed, whether its article may matter. */
import { buildAutomaton, ROW_BITS } from './automaton.js';
import { endOfEntity, letterOf, standsAt } from './letters.js';
import type { Needle, Phrasing } from './needles.js';
import { endOfRawText, INLINE, isData, isTitle, META, readTag, SCRIPT, STYLE, type Tag } from './tags.js';

/** What stands between letters, by the byte that begins it; letters themselves are 0 to 25. */
const OTHER = 26;
const ENTITY = 27;
const QUOTE = 28;
const ESCAPE = 29;
const TAG = 30;

const KIND = new Uint8Array(256).fill(OTHER);
for (let letter = 0; letter < 26; letter += 1) KIND[65 + letter] = KIND[97 + letter] = letter;
KIND[60] = TAG;
KIND[38] = ENTITY;
/** Inside of JSON, escapes and the ends of texts are told apart, too, and nothing is a tag. */
const JSON_KIND = KIND.slice();
JSON_KIND[92] = ESCAPE;
JSON_KIND[34] = QUOTE;

/** A line of text with fewer letters is the entry of a menu, and no sentence. */
const SHORTEST_LINE = 20;
// Positions of one page are never near those of another.
const BETWEEN_PAGES = 1_000_000;

/** Whether the page that the bytes hold may be kept; what is unclear may be. */
export type Prefilter = (page: Buffer) => boolean;

/** Makes the prefilter of some phrasings; it serves one page after the other. */
export function createPrefilter(phrasings: readonly Phrasing[]): Prefilter {
  const { needles, places } = gather(phrasings);
  const { next, firstFinal, found } = buildAutomaton(needles.map(({ letters }) => letters));
  /** Of each part of each phrasing, where it was met last, in letters. */
  const met = phrasings.map(({ parts }) => new Float64Array(parts.length).fill(-BETWEEN_PAGES));
  let page: Buffer = Buffer.alloc(0);
  let state = 0;
  let fed = 0;
  let lineFrom = 0;
  let hit = false;
  let certain = false;

  /** A needle of some parts was met: whether the phrasing is complete that way. */
  const meet = (needle: number): boolean => {
    let complete = false;
    for (const { phrasing, part } of places[needle] ?? []) {
      const parts = met[phrasing];
      if (parts === undefined) continue;
      parts[part] = fed;
      const least = fed - (phrasings[phrasing]?.span ?? 0);
      complete ||= parts.every((at) => at >= least);
    }
    return complete;
  };

  const check = (last: number, inJson: boolean): void => {
    for (const number of found[state - firstFinal] ?? []) {
      const needle = needles[number];
      if (needle !== undefined && standsAt(page, last, needle, inJson) && meet(number)) hit = true;
    }
  };

  /** The line ends: what was met in it counts when it is long enough for a sentence. */
  const endLine = (): void => {
    if (hit && fed - lineFrom >= SHORTEST_LINE) certain = true;
    hit = false;
    lineFrom = fed;
  };

  const feed = (letter: number): void => {
    state = next[(state << ROW_BITS) | letter] ?? 0;
    fed += 1;
  };

  /** Reads text from `from` on, as far as the next tag or `to`; says where it stopped. */
  const readText = (from: number, to: number, kinds: Uint8Array): number => {
    let at = from;
    let now = state;
    let letters = 0;
    for (; at < to; at += 1) {
      const kind = kinds[page[at] ?? 0] ?? OTHER;
      if (kind < OTHER) {
        now = next[(now << ROW_BITS) | kind] ?? 0;
        letters += 1;
        if (now < firstFinal) continue;
        fed += letters;
        letters = 0;
        state = now;
        check(at, kinds === JSON_KIND);
      } else if (kind !== OTHER) {
        if (kind === TAG && kinds === KIND) break;
        fed += letters;
        letters = 0;
        state = now;
        at = readSign(at, to, kind);
        now = state;
      }
    }
    fed += letters;
    state = now;
    return at;
  };

  /** Reads an entity, an escape or a quotation mark; says where its last byte is. */
  const readSign = (at: number, to: number, kind: number): number => {
    if (kind === QUOTE) endLine();
    if (kind === ESCAPE) return at + (page[at + 1] === 117 ? 5 : 1);
    if (kind !== ENTITY) return at;
    const end = endOfEntity(page, at, to);
    const letter = end < 0 ? OTHER : letterOf(page, at, end);
    if (letter < OTHER) {
      feed(letter);
      if (state >= firstFinal) check(end, false);
    }
    return end < 0 ? at : end;
  };

  const readElement = (tag: Tag): number => {
    switch (tag.kind) {
      case INLINE:
        return tag.end;
      case META:
        endLine();
        if (isTitle(page, tag)) readText(tag.start, tag.end, JSON_KIND);
        break;
      case SCRIPT:
      case STYLE: {
        const stop = endOfRawText(page, tag);
        endLine();
        if (tag.kind === SCRIPT && isData(page, tag)) readText(tag.end, stop, JSON_KIND);
        endLine();
        return stop;
      }
      default:
    }
    endLine();
    return tag.end;
  };

  return (bytes) => {
    if (isWide(bytes)) return true;
    page = bytes;
    state = 0;
    fed += BETWEEN_PAGES;
    lineFrom = fed;
    hit = false;
    certain = false;
    for (let at = 0; at < bytes.length && !certain;) {
      at = readText(at, bytes.length, KIND);
      if (at < bytes.length) at = readElement(readTag(bytes, at));
    }
    endLine();
    return certain;
  };
}

/** All needles of the phrasings once, and by their numbers the parts that each stands for. */
function gather(phrasings: readonly Phrasing[]): {
  needles: Needle[];
  places: { phrasing: number; part: number }[][];
} {
  const numbers = new Map<string, number>();
  const needles: Needle[] = [];
  const places: { phrasing: number; part: number }[][] = [];
  phrasings.forEach(({ parts }, phrasing) =>
    parts.forEach((alternatives, part) => {
      for (const needle of alternatives) {
        const key = `${needle.letters} ${needle.printed} ${needle.oneWord} ${needle.opens}`;
        const number = numbers.get(key) ?? needles.push(needle) - 1;
        numbers.set(key, number);
        (places[number] ??= []).push({ phrasing, part });
      }
    }),
  );
  return { needles, places };
}

/** Pages in UTF-16 have a zero in every other byte of what is ASCII; they are rare, and always read. */
const isWide = (page: Buffer): boolean =>
  page[0] === 0 ||
  page[1] === 0 ||
  (page[0] === 0xff && page[1] === 0xfe) ||
  (page[0] === 0xfe && page[1] === 0xff);
