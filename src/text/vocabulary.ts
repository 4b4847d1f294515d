/** Vocabulary: each distinct folded word of all texts as one object, on which every stage keeps what it has once found out about it. */
import { fold } from './fold.js';

/**
 * A distinct folded word. What pattern engine and readers know of it hangs on the word itself, with its owner beside it,
 * so that a token costs one pointer and no search.
 */
export class Word {
  /** What one pattern engine knows of the word. */
  lexeme: unknown = null;
  lexemeOwner: unknown = null;
  /** Bits of the tables of phrases that open or close with the word; several tables may share a bit. */
  opens = 0;
  closes = 0;

  constructor(readonly folded: string) {}
}

const MOST_WORDS = 30_000;
const SLOTS = 1 << 16;
const LONGEST_KEPT = 64; // letters

let slots = new Int32Array(SLOTS);
let words: Word[] = [new Word('')];
/** Words with letters beyond ASCII, as printed. */
let printed = new Map<string, Word>();
/** Words of grammars, which carry the bits of their tables and are never forgotten. */
const kept = new Map<string, Word>();
const letters = new Uint16Array(LONGEST_KEPT);

/** The word of text[start, end), all ASCII; the same object for the same letters while it is remembered. */
export function asciiWord(text: string, start: number, end: number): Word {
  const length = end - start;
  if (length > LONGEST_KEPT) return wordOf(text.slice(start, end).toLowerCase());
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) {
    let code = text.charCodeAt(start + i);
    if (code >= 65 && code <= 90) code |= 32;
    letters[i] = code;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  for (let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const number = slots[slot] ?? 0;
    if (number === 0) return remember(slot, text.slice(start, end).toLowerCase());
    const word = words[number];
    if (word !== undefined && isSpelled(word.folded, length)) return word;
  }
}

function isSpelled(word: string, length: number): boolean {
  if (word.length !== length) return false;
  for (let i = 0; i < length; i++) if (word.charCodeAt(i) !== letters[i]) return false;
  return true;
}

/** The table is emptied when full, so that hostile text cannot make it grow for ever. */
function remember(slot: number, sliced: string): Word {
  // A copy: a slice would keep the whole article alive.
  const word = wordOf(sliced.length > 12 ? Buffer.from(sliced, 'latin1').toString('latin1') : sliced);
  if (words.length >= MOST_WORDS) {
    slots = new Int32Array(SLOTS);
    words = [new Word('')];
    return word;
  }
  words.push(word);
  slots[slot] = words.length - 1;
  return word;
}

/** The word of a printed stretch that holds more than ASCII. */
export function foldedWord(stretch: string): Word {
  const known = printed.get(stretch);
  if (known !== undefined) return known;
  const word = wordOf(fold(stretch));
  if (stretch.length > LONGEST_KEPT) return word;
  if (printed.size >= MOST_WORDS / 4) printed = new Map();
  // A copy, as above.
  printed.set(Buffer.from(stretch, 'utf16le').toString('utf16le'), word);
  return word;
}

const wordOf = (folded: string): Word => kept.get(folded) ?? new Word(folded);

// 'netral', "jum'at", '17'
const ASCII = /^[\x20-\x7e]+$/;

/** The word of a grammar, folded; the same object for ever. */
export function keepWord(folded: string): Word {
  const before = kept.get(folded);
  if (before !== undefined) return before;
  const word = ASCII.test(folded) ? asciiWord(folded, 0, folded.length) : new Word(folded);
  kept.set(folded, word);
  printed.clear();
  return word;
}
