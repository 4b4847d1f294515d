/** Sign hash: signs of sentences as numbers, so that weighing looks up numbers and joins no strings. */

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

/** Hash of a sign as written in a file of weights: "r bagi", "m candidate". */
export function hashOfSign(sign: string): number {
  const [sort = '', word = ''] = sign.split(' ');
  return signHash(sort, wordHash(word));
}
