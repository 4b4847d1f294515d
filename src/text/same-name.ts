/** Same name: how likely two printed names mean one person, and how alike two titles are. */
import { fold } from './fold.js';
import { tokenise } from './tokens.js';

/** Jaro-Winkler similarity of two strings, 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const { length } = a;
  const reach = Math.max(0, Math.floor(Math.max(length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const matched: number[] = [];
  for (let i = 0; i < length; i++) {
    const to = Math.min(b.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < to; j++) {
      if (taken[j] === 1 || a[i] !== b[j]) continue;
      taken[j] = 1;
      matched.push(i);
      break;
    }
  }
  const same = matched.length;
  if (same === 0) return 0;
  let swapped = 0;
  let j = 0;
  for (const i of matched) {
    while (taken[j] === 0) j++;
    if (a[i] !== b[j]) swapped++;
    j++;
  }
  const jaro = (same / length + same / b.length + (same - swapped / 2) / same) / 3;
  let head = 0;
  while (head < 4 && head < length && a[head] === b[head]) head++;
  return jaro + head * 0.1 * (1 - jaro);
}

interface NamePart {
  folded: string;
  initial: boolean;
}

const LONGEST_INITIALS = 4;
const WEAK = 0.8; // parts less alike than this are different
const VIA_INITIALS = 0.9; // how much an initial is worth that fits

function partsOf(name: string): NamePart[] {
  const tokens = tokenise(name);
  return tokens.folded.map((folded) => ({ folded, initial: folded.length === 1 }));
}

/**
 * How likely two names without titles and degrees mean one person, 0 to 1. A short form of the other ("Benyamin"
 * beside "Benyamin Davnie") gives 1, a misprint nearly 1, initials that fit about 0.9 and different people below 0.5.
 * Symmetric.
 */
export function sameName(a: string, b: string): number {
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

/** Every part of the shorter name must find its own part in the longer, mostly in the same order. */
function aligned(short: NamePart[], long: NamePart[]): number {
  const used = new Set<number>();
  let sum = 0;
  let worst = 1;
  let previous = -1;
  for (const part of short) {
    let best = 0;
    let place = -1;
    long.forEach((other, i) => {
      const score = used.has(i) ? 0 : partScore(part, other);
      if (score > best) [best, place] = [score, i];
    });
    used.add(place);
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
