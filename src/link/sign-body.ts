/** Body of an article -> a sign of 130 bytes by which copies of it are known again (one-permutation MinHash, codebook 9-E11). */

/** Values of a sign, one byte each; two bytes with the number of word triples follow. */
export const VALUES = 128;
/** Length of a sign in bytes. */
export const SIGN_BYTES = VALUES + 2;

const EMPTY = 0xffffffff;
const MOST = 0xffff;
const STEP = 0x9e3779b1;
/** Texts with fewer word triples are copies only when their signs are one. */
export const SHORTEST = 16;

const least = new Uint32Array(VALUES);

/**
 * The sign of a body: for each of 128 parts of the hashes of its word triples the least, cut to a byte, and how many
 * triples there are. Case, punctuation and line breaks make no difference. Linear in the length of the text.
 */
export function signBody(text: string): Uint8Array {
  const triples = hashTriples(text);
  const sign = new Uint8Array(SIGN_BYTES);
  sign[VALUES] = Math.min(triples, MOST) & 0xff;
  sign[VALUES + 1] = Math.min(triples, MOST) >>> 8;
  if (triples > 0) writeValues(sign);
  return sign;
}

/** Notes the least hash of each part; gives the number of triples. A text of one or two words counts as one triple. */
function hashTriples(text: string): number {
  least.fill(EMPTY);
  let [before, last, word, letters, words] = [0, 0, 0, 0, 0];
  const { length } = text;
  for (let at = 0; at <= length; at += 1) {
    const code = at < length ? letterOf(text.charCodeAt(at)) : 0;
    if (code !== 0) {
      word = Math.imul(word ^ code, 0x01000193);
      letters += 1;
    } else if (letters > 0) {
      words += 1;
      if (words > 2) note(before, last, word);
      before = last;
      last = word;
      word = 0;
      letters = 0;
    }
  }
  if (words > 0 && words < 3) note(0, before, last);
  return words < 3 ? Math.min(words, 1) : words - 2;
}

// Small letters and digits as they are, capitals as small ones, accented letters as they are; 0 for all else.
function letterOf(code: number): number {
  if (code >= 97 && code <= 122) return code;
  if (code >= 65 && code <= 90) return code + 32;
  if (code >= 48 && code <= 57) return code;
  return code < 192 || (code >= 0x2000 && code < 0x2c00) ? 0 : code;
}

// The upper seven bits of a hash choose the part, all of them are compared.
function note(a: number, b: number, c: number): void {
  let hash = Math.imul(a, 0x85ebca6b) ^ (Math.imul(b, 0xc2b2ae35) + (c << 7) + (c >>> 9)) ^ c;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  const part = hash >>> 25;
  if (hash < (least[part] ?? 0)) least[part] = hash;
}

// A part without any hash borrows of the next one that has one, changed by the distance.
function writeValues(sign: Uint8Array): void {
  for (let part = 0; part < VALUES; part += 1) {
    let distance = 0;
    while (least[(part + distance) & (VALUES - 1)] === EMPTY) distance += 1;
    const hash = (least[(part + distance) & (VALUES - 1)] ?? 0) + Math.imul(distance, STEP);
    sign[part] = Math.imul(hash ^ (hash >>> 15), STEP) >>> 24;
  }
}

/** Number of word triples of the text behind a sign, 65535 at most. */
export const triplesOf = (sign: Uint8Array, from = 0): number =>
  (sign[from + VALUES] ?? 0) | ((sign[from + VALUES + 1] ?? 0) << 8);

/** How much of two texts is the same. */
export interface Alike {
  /** Share of the triples of both that both have, 0 to 1, give or take 0.05. */
  whole: number;
  /** Share of the triples of the shorter text that the longer one has, 0 to 1, give or take 0.1. */
  inside: number;
}

/** How much two texts have in common, by their signs; signs may stand inside larger arrays. */
export function compareSigns(a: Uint8Array, b: Uint8Array, fromA = 0, fromB = 0): Alike {
  const [left, right] = [triplesOf(a, fromA), triplesOf(b, fromB)];
  let same = 0;
  for (let at = 0; at < VALUES; at += 1) if (a[fromA + at] === b[fromB + at]) same += 1;
  if (left === 0 || right === 0) return { whole: 0, inside: 0 };
  if (Math.min(left, right) < SHORTEST) {
    const one = same === VALUES && left === right ? 1 : 0;
    return { whole: one, inside: one };
  }
  // One in 256 of the values that differ are the same byte by chance.
  const whole = Math.max(0, (same / VALUES - 1 / 256) / (1 - 1 / 256));
  const shared = (whole * (left + right)) / (1 + whole);
  return { whole, inside: Math.min(1, shared / Math.min(left, right)) };
}

/** From which likeness on two texts are copies of one. */
export interface CopyRules {
  /** Least share of both together. */
  whole: number;
  /** Or least share of the shorter one, where one was cut. */
  inside: number;
}

/** True when two signs are those of an original and its copy, or of two copies. */
export function isCopy({ whole, inside }: Alike, rules: CopyRules): boolean {
  return whole >= rules.whole || (inside >= rules.inside && whole >= rules.whole / 3);
}

/** A sign as text for a store. */
export const writeSign = (sign: Uint8Array): string => Buffer.from(sign).toString('base64');

/** A sign read from its text; null when it is none. */
export function readSign(text: string | null): Uint8Array | null {
  if (text === null) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === SIGN_BYTES ? new Uint8Array(bytes) : null;
}
