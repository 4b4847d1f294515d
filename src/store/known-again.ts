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
  /** Lengths of the words of the whole name, "4.7", so that most others need no hash; null of an older tombstone. */
  shape: string | null;
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
      `${sign}${words.length}:${shapeOf(words)} ${hashName(name, salt)} ${shared}`.trim();
    return [keep('')(words.join(' ')), ...withoutALetter(words).map(keep('~'))];
  });
  return [...new Set(told)];
}

const shapeOf = (words: readonly string[]): string => words.map(({ length }) => length).join('.');

/** Reads what `hashNames` wrote: "2:4.7 9f86d081... 0", and "~2:4.7 ..." of a name without a letter. */
export function readHash(
  { salt, tombstone }: Pick<HiddenName, 'salt' | 'tombstone'>,
  kept: string,
): HiddenName {
  const [head = '0', hash = '', shared = ''] = kept.split(' ');
  const near = head.startsWith('~');
  const [words = '0', shape = null] = (near ? head.slice(1) : head).split(':');
  const common = shared === '' ? [] : shared.split(',').map(Number);
  return { salt, tombstone, hash, words: Number(words), common, near, shape };
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
  const runs = new Map<number, Run[]>();
  for (const known of groupHidden(hidden)) {
    const own = runs.get(known.words) ?? runsOf(texts, text, known.words);
    runs.set(known.words, own);
    for (const { words, printed, isNamed, shapes } of own) {
      if (known.shapes !== null && !shapes.some((shape) => known.shapes?.has(shape))) continue;
      const key = words.join(' ');
      const name =
        known.exact.get(hashName(key, known.salt)) ?? (isNamed ? findNear(words, known) : undefined);
      if (name === undefined) continue;
      found.set(key, { words, printed, tombstone: name.tombstone });
      for (const place of name.common) common.add(words[place] ?? '');
    }
  }
  return { names: [...found.values()], common: [...common] };
}

/** The lengths of words, and those that a name may have of which they are a misprint. */
function shapesLike(words: readonly string[]): string[] {
  const lengths = words.map(({ length }) => length);
  const others = lengths.flatMap((length, at) =>
    [length - 1, length + 1].map((other) => lengths.with(at, other).join('.')),
  );
  return [shapeOf(words), ...others];
}

interface Run {
  words: string[];
  printed: string;
  /** Whether it is printed as a name somewhere in the text. */
  isNamed: boolean;
  /** Lengths of the words of names that it may be. */
  shapes: string[];
}

/** Runs of so many words, each once however often it stands in the text, as a name where it is printed as one. */
function runsOf(texts: readonly Word[][], text: string, count: number): Run[] {
  const runs = new Map<string, Run>();
  for (const all of texts)
    for (let at = 0; at + count <= all.length; at += 1) {
      const run = all.slice(at, at + count);
      const words = run.map(({ folded }) => folded);
      const isNamed = isPrintedAsName(run, text);
      const key = words.join(' ');
      if (runs.has(key) && !isNamed) continue;
      runs.set(key, {
        words,
        printed: text.slice(run[0]?.start, run.at(-1)?.end),
        isNamed,
        shapes: isNamed ? shapesLike(words) : [shapeOf(words)],
      });
    }
  return [...runs.values()];
}

/** A name of which this is a misprint: one letter more, one less, another one, or two in each other's place. */
function findNear(words: readonly string[], { exact, near, salt }: KnownNames): HiddenName | undefined {
  const lacking = near.get(hashName(words.join(' '), salt));
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
  /** Null where one of the names has none. */
  shapes: Set<string> | null;
}

/** Names by their hash, those together that are looked for in the same way. */
function groupHidden(hidden: readonly HiddenName[]): KnownNames[] {
  const groups = new Map<string, KnownNames>();
  for (const name of hidden) {
    const { words, salt } = name;
    const key = `${words} ${salt}`;
    const group = groups.get(key) ?? { salt, words, exact: new Map(), near: new Map(), shapes: new Set() };
    if (name.shape === null) group.shapes = null;
    else group.shapes?.add(name.shape);
    (name.near ? group.near : group.exact).set(name.hash, name);
    groups.set(key, group);
  }
  return [...groups.values()];
}
