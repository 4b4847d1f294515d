/** Letters as bytes: what an entity stands for, and whether letters that were met make the words that were looked for. */
import { signOf } from './automaton.js';
import type { Needle } from './needles.js';

const NO_SIGN = -1;
const SEMICOLON = 59;
const HASH = 35;
const MOST_ENTITY = 12;
const LONGEST_TAG = 2000;

const isWordByte = (byte: number): boolean => signOf(byte) >= 0;

/** Example: a, Z. */
const isLetter = (byte: number): boolean => {
  const low = byte | 32;
  return low >= 97 && low <= 122;
};

/** Where the entity that begins at `at` ends; -1 when it is none. */
export function endOfEntity(page: Buffer, at: number, to: number): number {
  const stop = Math.min(to, at + MOST_ENTITY);
  let end = page[at + 1] === HASH ? at + 2 : at + 1;
  while (end < stop && isWordByte(page[end] ?? 0)) end += 1;
  return end < stop && page[end] === SEMICOLON ? end : -1;
}

/** The sign that an entity such as `&#97;` stands for; -1 when it is neither letter nor digit. */
export function letterOf(page: Buffer, at: number, end: number): number {
  if (page[at + 1] !== HASH) return NO_SIGN;
  const text = page.toString('latin1', at + 2, end);
  const code = text[0] === 'x' || text[0] === 'X' ? Number.parseInt(text.slice(1), 16) : Number(text);
  return code < 128 ? signOf(code) : NO_SIGN;
}

/**
 * Whether the needle whose last letter is at `last` stands there as its words do: with no letter before it or behind
 * it, and nothing but markup and signs without width inside of one word. What is unclear does.
 */
export function standsAt(page: Buffer, last: number, needle: Needle, inJson: boolean): boolean {
  const { letters, printed, oneWord, opens } = needle;
  if (!opens && isLetter(page[last + 1] ?? 0)) return false;
  let left = letters.length;
  let at = last;
  while (left > 0 && at >= 0) {
    const byte = page[at] ?? 0;
    if (isWordByte(byte)) {
      left -= 1;
      if (printed !== null && byte !== printed.charCodeAt(left)) return inJson;
      at -= 1;
    } else if (byte === 62) {
      const tag = page.subarray(Math.max(0, at - LONGEST_TAG), at).lastIndexOf(60);
      if (tag < 0) return true;
      at = Math.max(0, at - LONGEST_TAG) + tag - 1;
    } else if (byte === SEMICOLON && startOfEntity(page, at) >= 0) {
      const start = startOfEntity(page, at);
      if (letterOf(page, start, at) !== NO_SIGN) left -= 1;
      else if (oneWord && !isUnseen(page, start, at)) return false;
      at = start - 1;
    } else if (byte > 127 || byte === 0 || !oneWord) at -= 1;
    else return inJson && byte !== 32;
  }
  return at < 0 || !isLetter(page[at] ?? 0) || (inJson && page[at - 1] === 92);
}

function startOfEntity(page: Buffer, end: number): number {
  for (let at = end - 1; at >= 0 && at > end - MOST_ENTITY; at -= 1) {
    const byte = page[at] ?? 0;
    if (byte === 38) return at;
    if (!isWordByte(byte) && byte !== HASH) return -1;
  }
  return -1;
}

// Examples: `shy`, `#173`, `#xad`, `zwj`, `ZeroWidthSpace`; any number may be a sign without width, but the space's.
const UNSEEN = /^(shy|zw|zero|#(?!160$|32$|xa0$|x20$))/i;
const isUnseen = (page: Buffer, start: number, end: number): boolean =>
  UNSEEN.test(page.toString('latin1', start + 1, end));
