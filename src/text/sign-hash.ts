/** Sign hash: signs of sentences as numbers, so that weighing looks up numbers and joins no strings. */

import { stem } from './stem.js';
import type { Word } from './vocabulary.js';

const MOST_REMEMBERED = 50_000;
let remembered = new Map<string, number>();

/** 32-bit FNV-1a of a word, remembered. */
export function wordHash(word: string): number {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  if (remembered.size >= MOST_REMEMBERED) remembered = new Map();
  remembered.set(word, hash >>> 0);
  return hash >>> 0;
}

/** Hash of a sign of one word: its sort, a letter, and the hash of the word. */
export function signHash(sort: string, word: number): number {
  let hash = Math.imul(sort.charCodeAt(0) ^ 0x9e3779b9, 0x85ebca6b) ^ word;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Sorts of signs that are made of a root: what stands before it in a file of weights. */
const ROOT_SORTS = [
  { sort: 'r', prefix: '' },
  { sort: 'a', prefix: 'title=' },
  { sort: 'a', prefix: 'body=' },
] as const;
/** Numbers of these sorts: of a sentence, of a title and of a body. */
export const OF_SENTENCE = 0;
export const OF_TITLE = 1;
export const OF_BODY = 2;

/**
 * Hash of the sign that the root of a word is, as a whole number with a sign, which the engine keeps without a box; kept on the
 * word, as it is asked for in every text.
 */
export function rootSign(sort: number, word: Word): number {
  word.rootSigns ??= ROOT_SORTS.map((one) => signHash(one.sort, wordHash(one.prefix + rootOf(word))) | 0);
  return word.rootSigns[sort] ?? 0;
}

/** Hash of the root of a word, from which hashes of signs are made; kept on the word. */
export const rootHash = (word: Word): number => (word.rootHash ??= wordHash(rootOf(word)));

/** The root of a word; kept on the word. */
export const rootOf = (word: Word): string => (word.root ??= stem(word.folded));

const ofMarks = new Map<string, Map<string, number>>();

/** Hash of the sign that a mark is ("m step:reported"); looked up without joining kind and code; as above. */
export function markSign(kind: string, code: string): number {
  let codes = ofMarks.get(kind);
  if (codes === undefined) ofMarks.set(kind, (codes = new Map()));
  const known = codes.get(code);
  if (known !== undefined) return known;
  const hash = signHash('m', wordHash(code === '' ? kind : `${kind}:${code}`)) | 0;
  codes.set(code, hash);
  return hash;
}

/** Parts the two roots of a pair, as a file of weights writes them. */
export const PAIRED = '+';
const PAIR = 'p';

/** Hash of the sign that two neighbouring words are, by their roots; as a whole number with a sign, as above. */
export const pairSign = (one: Word, next: Word): number => pairHash(rootHash(one), rootHash(next)) | 0;

const pairHash = (one: number, next: number): number => signHash(PAIR, Math.imul(one, 0x01000193) ^ next);

/** Hash of a sign as written in a file of weights: "r bagi", "m candidate", "p bagi+uang". */
export function hashOfSign(sign: string): number {
  const [sort = '', word = ''] = sign.split(' ');
  if (sort !== PAIR) return signHash(sort, wordHash(word));
  const [one = '', next = ''] = word.split(PAIRED);
  return pairHash(wordHash(one), wordHash(next));
}
