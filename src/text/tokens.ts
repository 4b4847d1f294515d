/** Tokens: the words and numbers of a text with their places, folded for comparing, and how strongly each is parted from the one before. */
import { APOSTROPHE, DIGIT, LETTER, MARK, classAt, classOf, fold } from './fold.js';
import { gapBreak } from './gaps.js';
import { work } from './work.js';
import { asciiWord, beginText, foldedWord, type Word } from './vocabulary.js';

/** Kinds of tokens. */
export const WORD = 0;
export const NUMBER = 1;
/** Capital letters of a token. */
export const LOWER = 0;
export const CAPITALISED = 1;
export const ALL_CAPS = 2;
/** How strongly a token is parted from the one before. */
export const PLAIN = 0;
export const SOFT = 1;
export const HARD = 2;
export const SENTENCE = 3;
export const PARAGRAPH = 4;

/** Words and numbers of a text, as a struct of arrays; offsets are UTF-16 code units of the text as given. */
export interface Tokens {
  text: string;
  count: number;
  start: Int32Array;
  end: Int32Array;
  /** Lower case, NFKC, without accents and invisible signs, straight apostrophes. */
  folded: string[];
  /** Parallel to folded: the same words as shared objects. */
  words: Word[];
  /** 0 word, 1 number. */
  kind: Uint8Array;
  /** 0 lower case, 1 Capitalised (also a lone capital letter), 2 ALL CAPS. */
  capital: Uint8Array;
  /** 0 space or nothing, 1 soft (hyphen, slash, stop of an abbreviation), 2 hard, 3 sentence, 4 paragraph. */
  breakBefore: Uint8Array;
}

let starts = new Int32Array(4096);
let ends = new Int32Array(4096);
let kinds = new Uint8Array(4096);
let capitals = new Uint8Array(4096);
let breaks = new Uint8Array(4096);

function grow(): void {
  const size = starts.length * 2;
  const widen = <A extends Int32Array | Uint8Array>(wide: A, old: A): A => {
    wide.set(old);
    return wide;
  };
  starts = widen(new Int32Array(size), starts);
  ends = widen(new Int32Array(size), ends);
  kinds = widen(new Uint8Array(size), kinds);
  capitals = widen(new Uint8Array(size), capitals);
  breaks = widen(new Uint8Array(size), breaks);
}

const isAsciiLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const isAsciiDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Class of the sign at `at`: LETTER, DIGIT, MARK, APOSTROPHE or OTHER. */
function signAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) {
    if (isAsciiLetter(code)) return LETTER;
    return isAsciiDigit(code) ? DIGIT : classOf(code);
  }
  return code >= 0xd800 && code <= 0xdbff ? classAt(text, at) : classOf(code);
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

// What the last scan found, beside its end: no object is made per token.
let scannedAscii = true;
let scannedLetters = 0;

/** End of the word that starts at `at`: letters, accents, apostrophes between letters, and P3K-like digits. */
function wordEnd(text: string, at: number): number {
  const length = text.length;
  let i = at;
  scannedAscii = true;
  scannedLetters = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (isAsciiLetter(code)) {
      i++;
      scannedLetters++;
      continue;
    }
    if (code === 32) break;
    const sign = signAt(text, i);
    if (sign === LETTER || sign === MARK) {
      scannedAscii = false;
      scannedLetters++;
      i += widthAt(text, i);
    } else if (sign === APOSTROPHE && i + 1 < length && signAt(text, i + 1) === LETTER) {
      scannedAscii &&= code < 128 && code !== 96;
      i++;
    } else if (sign === DIGIT && scannedLetters === 1 && i === at + 1 && letterAfterDigits(text, i)) {
      while (signAt(text, i) === DIGIT) i++;
      scannedLetters = 2;
    } else break;
  }
  return i;
}

/** True when one or two ASCII digits at `at` are followed by a letter, as in P3K. */
function letterAfterDigits(text: string, at: number): boolean {
  let i = at;
  while (i < at + 2 && i < text.length && isAsciiDigit(text.charCodeAt(i))) i++;
  return i > at && i < text.length && isAsciiLetter(text.charCodeAt(i));
}

/** End of the number that starts at `at`: digits with single full stops and commas inside. */
function numberEnd(text: string, at: number): number {
  const length = text.length;
  let i = at;
  scannedAscii = true;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (isAsciiDigit(code)) i++;
    else if (code === 46 || code === 44) {
      if (i + 1 >= length || signAt(text, i + 1) !== DIGIT) break;
      i++;
    } else {
      const sign = code < 128 ? 0 : signAt(text, i);
      if (sign !== DIGIT && sign !== MARK) break;
      scannedAscii = false;
      i += widthAt(text, i);
    }
  }
  return i;
}

/** 0 lower, 1 Capitalised, 2 ALL CAPS, from the printed letters. */
function capitalsOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (scannedAscii) {
    if (first > 90 || first < 65) return LOWER;
    for (let i = start + 1; i < end; i++) if (text.charCodeAt(i) >= 97) return CAPITALISED;
    return scannedLetters > 1 ? ALL_CAPS : CAPITALISED;
  }
  const printed = text.slice(start, end);
  const head = String.fromCodePoint(printed.codePointAt(0) ?? 0);
  if (head.toLowerCase() === head) return LOWER;
  return fold(printed).length > 1 && printed === printed.toUpperCase() ? ALL_CAPS : CAPITALISED;
}

/**
 * Cuts a text into words and numbers. Linear in the text; never throws. Sentence ends are guessed without
 * any knowledge of abbreviations here; a reader refines them.
 */
export function tokenise(text: string): Tokens {
  beginText();
  const folded: string[] = [];
  const words: Word[] = [];
  const length = text.length;
  let count = 0;
  let last = 0;
  let i = 0;
  while (i < length) {
    const sign = signAt(text, i);
    if (sign !== LETTER && sign !== DIGIT) {
      i++;
      continue;
    }
    if (count === starts.length) grow();
    const end = sign === LETTER ? wordEnd(text, i) : numberEnd(text, i);
    starts[count] = i;
    ends[count] = end;
    kinds[count] = sign === LETTER ? WORD : NUMBER;
    const word = scannedAscii ? asciiWord(text, i, end) : foldedWord(text.slice(i, end));
    words.push(word);
    folded.push(word.folded);
    capitals[count] = sign === LETTER ? capitalsOf(text, i, end) : LOWER;
    breaks[count] = gapSort(text, count, last, i);
    last = end;
    count++;
    i = end;
  }
  work.tokens += count;
  return {
    text,
    count,
    start: starts.slice(0, count),
    end: ends.slice(0, count),
    folded,
    words,
    kind: kinds.slice(0, count),
    capital: capitals.slice(0, count),
    breakBefore: breaks.slice(0, count),
  };
}

function gapSort(text: string, count: number, from: number, to: number): number {
  if (count === 0) return PARAGRAPH;
  if (to === from || (to === from + 1 && text.charCodeAt(from) === 32)) return PLAIN;
  const before = count - 1;
  const lone = kinds[before] === WORD && (ends[before] ?? 0) - (starts[before] ?? 0) === 1;
  return gapBreak(text, from, to, {
    loneCapital: lone && capitals[before] !== LOWER,
    allCaps: capitals[before] === ALL_CAPS,
    short: (ends[before] ?? 0) - (starts[before] ?? 0) < 3 && kinds[before] === WORD,
    nextLower: kinds[count] === WORD && capitals[count] === LOWER,
    nextWord: kinds[count] === WORD,
  });
}

/** The words from `first` to before `last`, folded, with one space between. */
export function foldedRun(tokens: Tokens, first: number, last: number): string {
  if (last - first === 1) return tokens.folded[first] ?? '';
  return tokens.folded.slice(first, last).join(' ');
}

/** The printed stretch from token `first` to before token `last`. */
export function printedRun(tokens: Tokens, first: number, last: number): string {
  return tokens.text.slice(tokens.start[first], tokens.end[last - 1]);
}

/** What is printed between a token and the one before it; nothing at the edges of a text. */
export const gapBefore = (tokens: Tokens, at: number): string =>
  at > 0 && at < tokens.count ? tokens.text.slice(tokens.end[at - 1], tokens.start[at]) : '';
