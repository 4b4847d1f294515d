/** Printed names -> how far two of them may be one person: spellings, initials, titles (codebook 9-H, 9-E). */
import type { LinkingTerms } from '../model/linking-rules.js';
import { jaroWinkler } from '../text/text.js';

/** A printed name, made ready for comparison. */
export interface PersonName {
  printed: string;
  /** Folded words of the name without titles and degrees; empty for initials. */
  words: string[];
  /** Those of them that tell people apart: not "I Ketut", "Muhammad" or "Siti". */
  telling: string[];
  /** Lower-case letters of printed initials, such as `yds`; null for a written-out name. */
  initials: string | null;
  /** Likeness from which one of its words and another are one. */
  closeWord: number;
}

/**
 * `same`, `respelled` (one word each, with other vowels), `part` (half of it agrees), `initials` (they fit), `unsure`
 * (nothing speaks against it) or `different`.
 */
export type NameMatch = 'same' | 'respelled' | 'part' | 'initials' | 'unsure' | 'different';

/** How names are read and compared. */
export interface Naming {
  /** Folded words that are no part of a name. */
  titles: ReadonlySet<string>;
  /** Folded words of names that many bear. */
  common: ReadonlySet<string>;
  /** Likeness from which two words are one. */
  closeWord: number;
}

/** The naming of some terms. */
export const namingOf = ({
  titles,
  commonNames,
  closeWord,
}: Pick<LinkingTerms, 'titles' | 'commonNames' | 'closeWord'>): Naming => ({
  titles: new Set(titles),
  common: new Set(commonNames),
  closeWord,
});

/** Reads a printed name. */
export function readName(printed: string, { titles, common, closeWord }: Naming): PersonName {
  const initials = initialsOf(printed);
  const words = initials === null ? withoutTitles(foldWords(beforeComma(printed)), titles) : [];
  return { printed, words, telling: words.filter((word) => !common.has(word)), initials, closeWord };
}

// "YDS", "Y.D.S.", "M" are initials; "Adi" and "RUDI HARTONO" are not.
function initialsOf(printed: string): string | null {
  const letters = printed.replace(/[.\s]/g, '');
  const spaced = /\S{2,}\s+\S{2,}/.test(printed.replace(/\./g, ''));
  return !spaced && /^[A-Z]{1,4}$/.test(letters) ? letters.toLowerCase() : null;
}

function beforeComma(printed: string): string {
  const comma = printed.indexOf(',');
  return comma < 0 ? printed : printed.slice(0, comma);
}

/** Lower case, no accents, words of letters and digits. */
export function foldWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’`]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function withoutTitles(words: string[], titles: ReadonlySet<string>): string[] {
  const rest = [...words];
  while (rest.length > 1 && titles.has(rest[0] ?? '')) rest.shift();
  while (rest.length > 2 && titles.has(rest.at(-1) ?? '')) rest.pop();
  return rest;
}

/** How far two printed names may be one person. */
export function matchNames(a: PersonName, b: PersonName): NameMatch {
  if (a.initials !== null && b.initials !== null) return matchInitials(a.initials, b.initials);
  if (a.initials !== null) return matchWithInitials(a.initials, b.words);
  if (b.initials !== null) return matchWithInitials(b.initials, a.words);
  const closeWord = Math.max(a.closeWord, b.closeWord);
  const match = matchWords(a.words, b.words, closeWord);
  return match === 'unsure' || match === 'different' || shareTelling(a, b, closeWord) ? match : 'different';
}

function matchInitials(a: string, b: string): NameMatch {
  if (a === b) return 'initials';
  return a.length > 1 && a.length === b.length && a[0] === b[0] ? 'unsure' : 'different';
}

// By "I Ketut" or "Muhammad" alone nobody is one, unless nothing else is printed of one of them.
function shareTelling(a: PersonName, b: PersonName, closeWord: number): boolean {
  if (a.telling.length === 0 || b.telling.length === 0) return true;
  return countMatched(a.telling, b.telling, closeWord) > 0;
}

// Of a name of one word the press takes letters from within: "nf" may be Nurfadilah, and may be somebody else.
function matchWithInitials(initials: string, words: string[]): NameMatch {
  if (initialsFit(initials, words)) return 'initials';
  const [only = ''] = words;
  return words.length === 1 && initials.length > 1 && standsWithin(initials, only) ? 'unsure' : 'different';
}

/** Whether a word begins with the first of some letters and holds the others in their order. */
function standsWithin(letters: string, word: string): boolean {
  if (letters[0] !== word[0]) return false;
  let at = 0;
  for (const letter of letters.slice(1)) {
    at = word.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

// "yd" fits "yohanis darung salim": its letters open words of the name, in order, from the first word on.
function initialsFit(initials: string, words: string[]): boolean {
  if (words[0]?.[0] !== initials[0]) return false;
  let word = 0;
  for (const letter of initials) {
    while (word < words.length && words[word]?.[0] !== letter) word += 1;
    if (word === words.length) return false;
    word += 1;
  }
  return true;
}

function matchWords(a: string[], b: string[], closeWord: number): NameMatch {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const matched = countMatched(short, long, closeWord);
  if (short.length === 0) return 'unsure';
  if (short.length === 1 && matched === 1) return matchWord(short[0] ?? '', long);
  if (matched === short.length) return 'same';
  if (short.length >= 3 && matched >= short.length - 1) return 'same';
  return matched * 2 >= short.length ? 'part' : 'different';
}

// One word alone has to be spelled alike: "Herman" and "Hermansyah" agree in part, "Suhaidi" and "Sahidi" in sound.
function matchWord(word: string, long: string[]): NameMatch {
  if (long.includes(word)) return 'same';
  const [other = ''] = long;
  return long.length === 1 && skeletonOf(word) === skeletonOf(other) ? 'respelled' : 'part';
}

/** What a word sounds like without its vowels: Hendar, Handar and Hendra are all "hndr". */
export function skeletonOf(word: string): string {
  return word
    .replace(/[aeiouy]/g, '')
    .replace(/(?<=.)h/g, '')
    .replace(/(.)\1/g, '$1');
}

function countMatched(short: string[], long: string[], closeWord: number): number {
  const free = [...long];
  let matched = 0;
  for (const word of short) {
    const at = free.findIndex((other) => sameWord(word, other, closeWord));
    if (at >= 0) {
      free.splice(at, 1);
      matched += 1;
    }
  }
  return matched;
}

// "m" and "moh" may stand for "mohammad"; longer words may differ by a misprint.
function sameWord(a: string, b: string, closeWord: number): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length <= 3) return short === long || long.startsWith(short);
  return jaroWinkler(a, b) >= closeWord;
}
