/** Same name: how likely two printed names mean one person, and how alike two titles are. */
import { fold } from './fold.js';
import { tokenise } from './tokens.js';
import { work } from './work.js';

/** Jaro-Winkler similarity of two strings, 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const { length } = a;
  const reach = Math.max(0, Math.floor(Math.max(length, b.length) / 2) - 1);
  if (taken.length < b.length) taken = new Uint8Array(b.length * 2);
  if (matched.length < length) matched = new Uint16Array(length * 2);
  taken.fill(0, 0, b.length);
  let same = 0;
  for (let i = 0; i < length; i++) {
    const to = Math.min(b.length, i + reach + 1);
    const letter = a.charCodeAt(i);
    for (let j = Math.max(0, i - reach); j < to; j++) {
      if (taken[j] === 1 || letter !== b.charCodeAt(j)) continue;
      taken[j] = 1;
      matched[same++] = i;
      break;
    }
  }
  if (same === 0) return 0;
  let swapped = 0;
  let j = 0;
  for (let k = 0; k < same; k++) {
    while (taken[j] === 0) j++;
    if (a.charCodeAt(matched[k] ?? 0) !== b.charCodeAt(j)) swapped++;
    j++;
  }
  const jaro = (same / length + same / b.length + (same - swapped / 2) / same) / 3;
  let head = 0;
  while (head < 4 && head < length && a[head] === b[head]) head++;
  return jaro + head * 0.1 * (1 - jaro);
}

// Letters that found their like, used again by every comparison.
let taken = new Uint8Array(64);
let matched = new Uint16Array(64);

interface NamePart {
  folded: string;
  initial: boolean;
  /** Its letters, as bits: those that are no a to z share one. */
  letters: number;
}

const LONGEST_REMEMBERED = 100; // letters
const LONGEST_INITIALS = 4;
const WEAK = 0.8; // parts less alike than this are different
const VIA_INITIALS = 0.9; // how much an initial is worth that fits

const MOST_NAMES = 2_000;
const names = new Map<string, NamePart[]>();

/** The words of a name; those of the last names are remembered, as each is held against many. */
function partsOf(name: string): NamePart[] {
  const known = names.get(name);
  if (known !== undefined) return known;
  const parts = tokenise(name).folded.map((folded) => ({
    folded,
    initial: folded.length === 1,
    letters: lettersOf(folded),
  }));
  if (names.size >= MOST_NAMES) names.clear();
  if (name.length <= LONGEST_REMEMBERED) names.set(name, parts);
  return parts;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= bitOf(word.charCodeAt(i));
  return letters;
}

const bitOf = (code: number): number => 1 << (code >= 97 && code <= 122 ? code - 97 : 26);

/** Whether two names are at least so likely one person's; most that are not are told apart by the letters of one part. */
export function isSameName(a: string, b: string, least: number): boolean {
  if (least > WEAK && !mayBeSame(partsOf(a), partsOf(b))) {
    work.names++;
    return false;
  }
  return sameName(a, b) >= least;
}

/** False where the first part of the shorter name is like no part of the other, and spells no initials of it. */
function mayBeSame(left: readonly NamePart[], right: readonly NamePart[]): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const [part] = short;
  if (part === undefined) return true;
  if (short.length === 1 && long.length > 1 && part.folded.length <= LONGEST_INITIALS) return true;
  return long.some((other) => mostAlike(part, other) >= WEAK);
}

/** The most that two parts may be alike, from their first letters and those that they share. */
function mostAlike(a: NamePart, b: NamePart): number {
  const head = a.folded.charCodeAt(0) === b.folded.charCodeAt(0);
  if (a.initial || b.initial) return head ? 1 : 0;
  let shared = 0;
  for (let i = 0; i < a.folded.length; i++) if ((bitOf(a.folded.charCodeAt(i)) & b.letters) !== 0) shared++;
  const same = Math.min(shared, b.folded.length);
  const jaro = (same / a.folded.length + same / b.folded.length + 1) / 3;
  return head ? jaro + 0.4 * (1 - jaro) : jaro * 0.9;
}

/**
 * How likely two names without titles and degrees mean one person, 0 to 1. A short form of the other ("Benyamin"
 * beside "Benyamin Davnie") gives 1, a misprint nearly 1, initials that fit about 0.9 and different people below 0.5.
 * Symmetric.
 */
export function sameName(a: string, b: string): number {
  work.names++;
  const left = partsOf(a);
  const right = partsOf(b);
  if (left.length === 0 || right.length === 0) return 0;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (left.length === right.length) {
    return Math.max(
      aligned(left, right),
      aligned(right, left),
      initialsScore(a, left, right),
      initialsScore(b, right, left),
    );
  }
  const initials = short === left ? initialsScore(a, short, long) : initialsScore(b, short, long);
  return Math.max(aligned(short, long), initials);
}

// Parts that have found their own, used again by every comparison.
let used = new Uint8Array(16);

/** Every part of the shorter name must find its own part in the longer, mostly in the same order. */
function aligned(short: NamePart[], long: NamePart[]): number {
  if (used.length < long.length) used = new Uint8Array(long.length * 2);
  used.fill(0, 0, long.length);
  let sum = 0;
  let worst = 1;
  let previous = -1;
  for (const part of short) {
    let best = 0;
    let place = -1;
    for (let i = 0; i < long.length; i++) {
      const other = long[i];
      const score = other === undefined || used[i] === 1 ? 0 : partScore(part, other);
      if (score > best) [best, place] = [score, i];
    }
    if (place >= 0) used[place] = 1;
    if (place < previous) best *= 0.9;
    previous = place;
    sum += best;
    worst = Math.min(worst, best);
  }
  const mean = sum / short.length;
  return worst < WEAK ? worst * 0.5 : mean;
}

function partScore(a: NamePart, b: NamePart): number {
  if (a.folded === b.folded) return 1;
  if (a.initial || b.initial) return a.folded[0] === b.folded[0] ? VIA_INITIALS : 0;
  if (a.folded[0] !== b.folded[0]) return jaroWinkler(a.folded, b.folded) * 0.9;
  return jaroWinkler(a.folded, b.folded);
}

/** "AS" beside "Ahmad Sobari": one part in capitals that spells the first letters of the other name. */
function initialsScore(printed: string, parts: NamePart[], other: NamePart[]): number {
  const [only] = parts;
  const letters = parts.length === 1 ? (only?.folded ?? '') : '';
  if (letters.length < 2 || letters.length > LONGEST_INITIALS || printed.toUpperCase() !== printed) return 0;
  const heads = other.map((part) => part.folded[0] ?? '').join('');
  return other.length >= 2 && heads === letters ? VIA_INITIALS * 0.95 : 0;
}

/** How alike two titles are, 0 to 1: the share of word pairs in common, counted against the shorter title. */
export function similarTitle(a: string, b: string): number {
  const left = shingles(a);
  const right = shingles(b);
  const least = Math.min(left.size, right.size);
  if (least === 0) return fold(a).trim() === fold(b).trim() ? 1 : 0;
  let common = 0;
  for (const pair of left) if (right.has(pair)) common++;
  return common / (0.5 * least + 0.5 * Math.max(left.size, right.size));
}

function shingles(title: string): Set<string> {
  const { folded } = tokenise(title);
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < folded.length; i++) pairs.add(`${folded[i]} ${folded[i + 1]}`);
  return pairs;
}
