/** Known again: a text and the hashes of tombstones -> the names of erased people that stand in it, small misprints too. */
import { createHash } from 'node:crypto';
import { withLettersSwapped, withoutALetter } from './near-names.js';
import { readings, type Word } from './veil.js';

/** A name that a tombstone knows by its hash alone. */
export interface HiddenName {
  salt: string;
  hash: string;
  /** Number of its words. */
  words: number;
  /** Which of its words many bear, so that they are hidden as part of the name only. */
  common: readonly number[];
  /** Whether it lacks a letter, so that misprints are known by it; see near-names.ts. */
  near: boolean;
  /** Id of the tombstone. */
  tombstone: string;
}

const hashName = (name: string, salt: string): string =>
  createHash('sha256').update(`${salt} ${name}`).digest('hex');

/** What a tombstone keeps in the place of names: hashes of them, and of each without a letter. */
export function hashNames(
  names: readonly (readonly string[])[],
  common: ReadonlySet<string>,
  salt: string,
): string[] {
  const told = names.flatMap((words) => {
    const shared = words.flatMap((word, at) => (common.has(word) ? at : [])).join(',');
    const keep = (sign: string) => (name: string) =>
      `${sign}${words.length} ${hashName(name, salt)} ${shared}`.trim();
    return [keep('')(words.join(' ')), ...withoutALetter(words).map(keep('~'))];
  });
  return [...new Set(told)];
}

/** Reads what `hashNames` wrote: "2 9f86d081... 0", and "~2 ..." of a name without a letter. */
export function readHash(
  { salt, tombstone }: Pick<HiddenName, 'salt' | 'tombstone'>,
  kept: string,
): HiddenName {
  const [words = '0', hash = '', shared = ''] = kept.split(' ');
  const near = words.startsWith('~');
  const common = shared === '' ? [] : shared.split(',').map(Number);
  return { salt, tombstone, hash, words: Number(near ? words.slice(1) : words), common, near };
}

/** A name that stands in a text. */
export interface FoundName {
  words: string[];
  /** As it is printed. */
  printed: string;
  /** Whom it is known by. */
  tombstone: string;
}

/** The names of tombstones that stand in a text, and those of their words that many bear. */
export function findHidden(
  text: string,
  hidden: readonly HiddenName[],
): { names: FoundName[]; common: string[] } {
  const found = new Map<string, FoundName>();
  const common = new Set<string>();
  if (hidden.length === 0) return { names: [], common: [] };
  const texts = readings(text);
  for (const known of groupHidden(hidden)) {
    const seen = new Set<string>();
    for (const words of texts)
      for (let at = 0; at + known.words <= words.length; at += 1) {
        const run = words.slice(at, at + known.words);
        const key = run.map(({ folded }) => folded).join(' ');
        if (seen.has(key)) continue;
        const printed = text.slice(run[0]?.start, run.at(-1)?.end);
        const isNamed = isPrintedAsName(run, text);
        // In small letters the same words may come again as a name.
        if (isNamed) seen.add(key);
        const name =
          known.exact.get(hashName(key, known.salt)) ?? (isNamed ? findNear(run, key, known) : undefined);
        if (name === undefined) continue;
        seen.add(key);
        if (isNamed || !found.has(key))
          found.set(key, { words: key.split(' '), printed, tombstone: name.tombstone });
        for (const place of name.common) common.add(run[place]?.folded ?? '');
      }
  }
  return { names: [...found.values()], common: [...common] };
}

/** A name of which this is a misprint: one letter more, one less, another one, or two in each other's place. */
function findNear(
  run: readonly Word[],
  key: string,
  { exact, near, salt }: KnownNames,
): HiddenName | undefined {
  const words = run.map(({ folded }) => folded);
  const lacking = near.get(hashName(key, salt));
  if (lacking !== undefined) return lacking;
  for (const form of withoutALetter(words)) {
    const hash = hashName(form, salt);
    const name = exact.get(hash) ?? near.get(hash);
    if (name !== undefined) return name;
  }
  return withLettersSwapped(words)
    .map((form) => exact.get(hashName(form, salt)))
    .find((name) => name !== undefined);
}

/** Capitals at the head of each word but particles, as in "Ahmad bin Saleh", and no word in between. */
const isPrintedAsName = (run: readonly Word[], text: string): boolean =>
  run.every(({ start, end }) => end - start <= 3 || /^\p{Lu}/u.test(text.charAt(start)));

interface KnownNames {
  salt: string;
  /** Number of words. */
  words: number;
  exact: Map<string, HiddenName>;
  near: Map<string, HiddenName>;
}

/** Names by their hash, those together that are looked for in the same way. */
function groupHidden(hidden: readonly HiddenName[]): KnownNames[] {
  const groups = new Map<string, KnownNames>();
  for (const name of hidden) {
    const { words, salt } = name;
    const key = `${words} ${salt}`;
    const group = groups.get(key) ?? { salt, words, exact: new Map(), near: new Map() };
    (name.near ? group.near : group.exact).set(name.hash, name);
    groups.set(key, group);
  }
  return [...groups.values()];
}
