/** Veil: makes the name of an erased person unreadable wherever it stands, one sign for one, so that offsets stay true. */
import { createHash } from 'node:crypto';
import { ERASED_SIGN } from '../model/tombstone.js';

// A word of a name: "Lastro", "A.R", "Ma'ruf"; never the stop behind it, and of "Lastro.Ia" the words before and behind
const WORD = /(?:[\p{L}\p{N}]{1,2}\.){0,5}[\p{L}\p{N}](?:[\p{L}\p{N}'’]{0,59}[\p{L}\p{N}])?/gu;
/** Shorter words of a name are hidden only as part of it: "bin", "Dg". */
const SHORTEST_ALONE = 4;
const MOST_WORDS = 6;

/** Text in, the same text with the names unreadable out. */
export type Veil = (text: string) => string;

const fold = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Words of a name, folded. */
export function nameWords(name: string): string[] {
  return [...name.matchAll(WORD)].flatMap(([word]) => fold(word) || []).slice(0, MOST_WORDS);
}

/** Hash of a name: what a tombstone keeps in its place. */
export const hashName = (words: readonly string[], salt: string): string =>
  createHash('sha256')
    .update(`${salt} ${words.join(' ')}`)
    .digest('hex');

/** A name that a tombstone knows by its hash alone. */
export interface HiddenName {
  salt: string;
  hash: string;
  /** Number of its words. */
  words: number;
}

/** The names of tombstones that stand in a text, each as its folded words. */
export function findHidden(text: string, hidden: readonly HiddenName[]): string[][] {
  if (hidden.length === 0) return [];
  const words = [...text.matchAll(WORD)].map(([word]) => fold(word));
  const found = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { salt, hash, words: count } of hidden) {
    for (let at = 0; at + count <= words.length; at += 1) {
      const run = words.slice(at, at + count);
      const key = `${salt} ${run.join(' ')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (hashName(run, salt) === hash) found.set(run.join(' '), run);
    }
  }
  return [...found.values()];
}

/**
 * Where whole names stand in a text.
 * @param names each as its folded words
 */
export function findNames(
  text: string,
  names: readonly (readonly string[])[],
): { start: number; end: number }[] {
  const words = [...text.matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: fold(match[0]),
  }));
  return words.flatMap(({ start }, at) => {
    const name = names.find((one) => one.every((word, n) => words[at + n]?.folded === word));
    const last = name === undefined ? undefined : words[at + name.length - 1];
    return last === undefined ? [] : [{ start, end: last.end }];
  });
}

/**
 * A veil over names.
 * @param names each as its folded words
 * @param alone whether words of four letters or more are hidden also where they stand alone, as people are quoted on
 *   by one of their names
 */
export function veilOver(names: readonly (readonly string[])[], alone: boolean): Veil {
  const single = new Set(alone ? names.flat().filter((word) => word.length >= SHORTEST_ALONE) : []);
  return (text) => {
    const words = [...text.matchAll(WORD)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      folded: fold(match[0]),
    }));
    const hide = new Set<number>();
    words.forEach(({ folded }, at) => {
      if (single.has(folded)) hide.add(at);
      for (const name of names)
        if (name.every((word, n) => words[at + n]?.folded === word)) name.forEach((_, n) => hide.add(at + n));
    });
    let [veiled, at] = ['', 0];
    for (const place of [...hide].sort((a, b) => a - b)) {
      const { start, end } = words[place] ?? { start: at, end: at };
      veiled += text.slice(at, start) + ERASED_SIGN.repeat(end - start);
      at = end;
    }
    return veiled + text.slice(at);
  };
}

/** All texts of a document, each on a line of its own. */
export function textsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return '';
  return Object.values(value).map(textsOf).join('\n');
}

// Nothing left to read: "██████ ██. ███"
const UNREADABLE = /^[\u2588\s.,'’-]*\u2588[\u2588\s.,'’-]*$/u;

/** What is no text of people but of the dictionaries, and what are ids. */
const KEPT: ReadonlySet<string> = new Set(['places', 'laws', 'election']);
const IDS: ReadonlySet<string> = new Set(['id', 'rule', 'report', 'article', 'outlet']);

const isKept = (key: string, value: unknown): boolean =>
  KEPT.has(key) || (IDS.has(key) && typeof value === 'string');

/** What may be empty, and is where nothing can be read. */
const NULLABLE: ReadonlySet<string> = new Set([
  'name',
  'displayName',
  'position',
  'institution',
  'byline',
  'by',
  'display',
  'value',
  'url',
]);

/**
 * Puts a veil over all texts of a document. A name of which nothing can be read becomes null, or goes from its list; an
 * address that holds the name becomes null.
 */
export function veilDocument(value: unknown, veil: Veil, key = ''): unknown {
  if (typeof value === 'string') {
    const veiled = veil(value);
    const isGone = UNREADABLE.test(veiled) || (key === 'url' && veiled !== value);
    return isGone && NULLABLE.has(key) ? null : veiled;
  }
  if (Array.isArray(value)) {
    const veiled = value.map((one) => veilDocument(one, veil));
    return veiled.filter((one, at) => !isGoneFrom(value[at], one));
  }
  if (value === null || typeof value !== 'object') return value;
  const veiled = Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      isKept(name, one) ? one : veilDocument(one, veil, name),
    ]),
  ) as Record<string, unknown>;
  if ('displayName' in veiled && veiled.name === null) veiled.displayName = null;
  return veiled;
}

/** A name of a list that cannot be read, and a value of a field that cannot, with those who print it. */
function isGoneFrom(before: unknown, after: unknown): boolean {
  if (typeof after === 'string') return UNREADABLE.test(after);
  if (after === null || typeof after !== 'object' || !('from' in after) || !('value' in after)) return false;
  return after.value === null && (before as { value: unknown }).value !== null;
}
