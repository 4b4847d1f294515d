/** Vocabulary: each distinct folded word of a text as one object, on which every stage keeps what it has once found out about it. */
import { fold } from './fold.js';

/**
 * A distinct folded word; within one text equal words are the same object. What pattern engine and readers know of it
 * hangs on the word itself, so that a token costs one pointer and no search.
 */
export class Word {
  /** What one pattern engine knows of the word. */
  lexeme: unknown = null;
  lexemeOwner: unknown = null;
  /** Bits of the tables of phrases that open or close with the word; several tables may share a bit. */
  opens = 0;
  closes = 0;
  /** Whether place names of one gazetteer begin with the word. */
  opensPlace = false;
  placesOwner: unknown = null;
  /** Its root, once somebody has asked for it, and the hashes of signs that are made of it, by numbers of their sorts. */
  root: string | null = null;
  rootSigns: number[] | null = null;
  rootHash: number | null = null;
  /** Number of the last reading that met the word in small letters. */
  small = 0;

  constructor(readonly folded: string) {}
}

const MOST_WORDS = 20_000;
const LEAST_SLOTS = 1 << 12;
const LONGEST_KEPT = 64; // letters

/**
 * ASCII words by number: slots lead from hashes to numbers; hashes and letters lie side by side, so that a word is
 * recognised without touching its object.
 */
let slots = new Int32Array(LEAST_SLOTS);
let hashes = new Int32Array(LEAST_SLOTS);
let starts = new Int32Array(LEAST_SLOTS);
let spellings = new Uint8Array(LEAST_SLOTS * 8);
let words: Word[] = [new Word('')];
/** Words that are long or hold letters beyond ASCII: as folded, and as printed. */
let others = new Map<string, Word>();
let printed = new Map<string, Word>();
/** Words of grammars, which carry the bits of their tables and are never forgotten. */
const kept = new Map<string, Word>();
const letters = new Uint8Array(LONGEST_KEPT);

/** To be called before a text is cut into words: forgets the words of the texts before when there are too many. */
export function beginText(): void {
  if (words.length + others.size + printed.size < MOST_WORDS) return;
  slots = new Int32Array(LEAST_SLOTS);
  hashes = new Int32Array(LEAST_SLOTS);
  starts = new Int32Array(LEAST_SLOTS);
  spellings = new Uint8Array(LEAST_SLOTS * 8);
  words = [new Word('')];
  others = new Map();
  printed = new Map();
}

/** The word of text[start, end), all ASCII. */
export function asciiWord(text: string, start: number, end: number): Word {
  const length = end - start;
  if (length > LONGEST_KEPT) return otherWord(text.slice(start, end).toLowerCase());
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) {
    let code = text.charCodeAt(start + i);
    if (code >= 65 && code <= 90) code |= 32;
    letters[i] = code;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  const mask = slots.length - 1;
  for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot] ?? 0;
    if (number === 0) return remember(slot, hash, text.slice(start, end).toLowerCase());
    if (hashes[number] !== hash || !isSpelled(number, length)) continue;
    const word = words[number];
    if (word !== undefined) return word;
  }
}

function isSpelled(number: number, length: number): boolean {
  const from = starts[number] ?? 0;
  if ((starts[number + 1] ?? 0) - from !== length) return false;
  for (let i = 0; i < length; i++) if (spellings[from + i] !== letters[i]) return false;
  return true;
}

function remember(slot: number, hash: number, sliced: string): Word {
  // A copy: a slice would keep the whole article alive.
  const word = wordOf(sliced.length > 12 ? Buffer.from(sliced, 'latin1').toString('latin1') : sliced);
  const number = words.length;
  if (number + 2 > hashes.length) [hashes, starts] = [widen(hashes), widen(starts)];
  const from = starts[number] ?? 0;
  if (from + LONGEST_KEPT > spellings.length) spellings = widen(spellings);
  spellings.set(letters.subarray(0, sliced.length), from);
  hashes[number] = hash;
  starts[number + 1] = from + sliced.length;
  slots[slot] = number;
  words.push(word);
  if (words.length * 2 > slots.length) spread();
  return word;
}

function widen<A extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(old: A): A {
  const wide = (
    old instanceof Uint8Array ? new Uint8Array(old.length * 2) : new Int32Array(old.length * 2)
  ) as A;
  wide.set(old);
  return wide;
}

/** Gives the words more room. */
function spread(): void {
  slots = new Int32Array(slots.length * 2);
  const mask = slots.length - 1;
  for (let number = 1; number < words.length; number++) {
    const hash = hashes[number] ?? 0;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number;
  }
}

/** The word of a printed stretch that holds more than ASCII. */
export function foldedWord(stretch: string): Word {
  const known = printed.get(stretch);
  if (known !== undefined) return known;
  const folded = fold(stretch);
  const word = ASCII.test(folded) ? asciiWord(folded, 0, folded.length) : otherWord(folded);
  // A copy, as above.
  if (stretch.length <= LONGEST_KEPT) printed.set(Buffer.from(stretch, 'utf16le').toString('utf16le'), word);
  return word;
}

function otherWord(folded: string): Word {
  const known = others.get(folded);
  if (known !== undefined) return known;
  const word = wordOf(folded);
  others.set(folded, word);
  return word;
}

const wordOf = (folded: string): Word => kept.get(folded) ?? new Word(asName(folded));

const names = Object.create(null) as Record<string, true>;

/**
 * The same string as the engine keeps the names of properties: one copy of each, so that two of them are compared by their
 * addresses, and one is looked up in a record without a search for its name. Words are compared all the time.
 */
function asName(word: string): string {
  names[word] = true;
  for (const name in names) {
    delete names[name];
    return name;
  }
  return word;
}

// 'netral', "jum'at", '17'
const ASCII = /^[\x20-\x7e]+$/;

/** The word of a grammar, folded; the same object for ever. */
export function keepWord(folded: string): Word {
  const before = kept.get(folded);
  if (before !== undefined) return before;
  const word = ASCII.test(folded) ? asciiWord(folded, 0, folded.length) : otherWord(folded);
  kept.set(folded, word);
  return word;
}
