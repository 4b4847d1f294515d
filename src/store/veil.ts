/** Veil: makes the name of an erased person unreadable wherever it stands, one sign for one, so that offsets stay true. */
import { ERASED_SIGN } from '../model/tombstone.js';

// A word: "Lastro", "Ma'ruf"; of "M.Lastro" and "Lastro.Ia" both
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}'’]{0,59}[\p{L}\p{N}])?/gu;
// The same with the letters before it as one: "A.R", "A.R.Lastro"; of "Lastro.Ia" both words
const WITH_LETTERS = /(?:[\p{L}\p{N}]{1,2}\.){0,5}[\p{L}\p{N}](?:[\p{L}\p{N}'’]{0,59}[\p{L}\p{N}])?/gu;
/** Shorter words of a name are hidden only as part of it: "bin", "Dg". */
const SHORTEST_ALONE = 4;
const MOST_WORDS = 10;

/** Text in, the same text with the names unreadable out. */
export type Veil = (text: string) => string;

/** How the person is printed in some articles beside the names that are given, as told by who read them. */
export interface Sighting {
  /** Further spellings of the person there: misprints, short forms, initials. */
  also: readonly string[];
  /** Names of others, which share words with the person's and stay. */
  others: readonly string[];
}

const fold = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** A word of a text. */
export interface Word {
  start: number;
  end: number;
  folded: string;
}

const wordsOf = (text: string, pattern: RegExp): Word[] =>
  [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: fold(match[0]),
  }));

/** Both ways to part a text into words: "A.R. Lastro" has three words, and has two. */
export const readings = (text: string): Word[][] => [wordsOf(text, WORD), wordsOf(text, WITH_LETTERS)];

/** Words of a name, folded. */
export function nameWords(name: string): string[] {
  return wordsOf(name, WITH_LETTERS)
    .flatMap(({ folded }) => folded || [])
    .slice(0, MOST_WORDS);
}

/**
 * Where whole names stand in a text.
 * @param names each as its folded words
 */
export function findNames(
  text: string,
  names: readonly (readonly string[])[],
): { start: number; end: number }[] {
  const found = readings(text).flatMap((words) => runsOf(words, names).map((run) => spanOf(words, run)));
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

/** Runs of words that are one of the names: the first, and the one behind the last. */
const runsOf = (words: readonly Word[], names: readonly (readonly string[])[]): [number, number][] =>
  words.flatMap((_, at) =>
    names
      .filter((name) => name.length > 0 && name.every((word, n) => words[at + n]?.folded === word))
      .map((name): [number, number] => [at, at + name.length]),
  );

const spanOf = (words: readonly Word[], [first, last]: [number, number]): { start: number; end: number } => ({
  start: words[first]?.start ?? 0,
  end: words[last - 1]?.end ?? 0,
});

/** Which words of names are hidden where they stand alone, and what stays. */
export interface Alone {
  /** Folded words that many people bear: hidden as part of the name only. */
  common: readonly string[];
  sighting?: Sighting;
}

/**
 * A veil over names. With them go the initials that stand in brackets behind one of them, wherever they stand again.
 * @param names each as its folded words
 * @param alone given where words of four letters or more are hidden also where they stand alone, as people are quoted
 *   on by one of their names; null where whole names are
 */
export function veilOver(names: readonly (readonly string[])[], alone: Alone | null): Veil {
  const { also, others } = alone?.sighting ?? { also: [], others: [] };
  const spelled = [...names, ...also.map(nameWords).filter(({ length }) => length > 1)];
  const lone = also.filter((name) => nameWords(name).length === 1);
  const single = alone === null ? new Set<string>() : loneWords([...spelled, ...lone.map(nameWords)], alone);
  const exact = alone === null ? [] : lone.filter((name) => !single.has(nameWords(name)[0] ?? ''));
  const kept = others.map(nameWords).filter(({ length }) => length > 1);
  return (text) => {
    const hidden = new Uint8Array(text.length);
    for (const words of readings(text)) {
      const runs = runsOf(words, spelled);
      const own = new Set(runsOf(words, kept).flatMap(([first, last]) => indexes(first, last)));
      const initials = new Set([
        ...exact.map(capitals),
        ...(alone === null ? [] : runs.flatMap((run) => bracketed(text, words, run))),
      ]);
      const hide = (at: number): unknown => hidden.fill(1, words[at]?.start ?? 0, words[at]?.end ?? 0);
      for (const [first, last] of runs) indexes(first, last).forEach(hide);
      words.forEach(({ start, end, folded }, at) => {
        if (own.has(at)) return;
        if (single.has(folded) || initials.has(capitals(text.slice(start, end)))) hide(at);
      });
    }
    return veilSigns(text, hidden);
  };
}

function loneWords(names: readonly (readonly string[])[], { common }: Alone): Set<string> {
  const shared = new Set(common);
  return new Set(
    names.flatMap((name) => {
      const long = name.filter((word) => word.length >= SHORTEST_ALONE);
      const telling = long.filter((word) => !shared.has(word));
      return telling.length > 0 ? telling : long;
    }),
  );
}

const indexes = (first: number, last: number): number[] =>
  Array.from({ length: last - first }, (_, n) => first + n);

/** Signs of initials, as printed: "A.S." and "AS" are the same, "as" is a word. */
const capitals = (word: string): string => word.replace(/[^\p{L}\p{N}]+/gu, '');

// What may stand between a name and its initials in brackets: " (", ", S.Sos., M.Si. ("
const OPENS = /^[\p{L}., ]{0,30}\($/u;
const INITIALS = /^\p{Lu}{2,4}$/u;

/** "Darmo Lastro (DL)": initials in brackets behind the name, which begin words of it. */
function bracketed(text: string, words: readonly Word[], [first, last]: [number, number]): string[] {
  const { end } = spanOf(words, [first, last]);
  for (let at = last; at < Math.min(last + 5, words.length); at += 1) {
    const { start, end: behind } = words[at] ?? { start: 0, end: 0 };
    if (!OPENS.test(text.slice(end, start))) continue;
    const printed = capitals(text.slice(start, behind));
    const letters = printed.toLowerCase().split('');
    const heads = words.slice(first, last).map(({ folded }) => folded[0] ?? '');
    const within = letters.every((one) => heads.includes(one)) || heads.every((one) => letters.includes(one));
    const fits = INITIALS.test(printed) && within;
    return fits && /^[.\s]{0,2}\)/u.test(text.slice(behind)) ? [printed] : [];
  }
  return [];
}

function veilSigns(text: string, hidden: Uint8Array): string {
  if (!hidden.includes(1)) return text;
  let [veiled, from] = ['', 0];
  for (let at = 0; at < text.length; at += 1) {
    if (hidden[at] !== 1) continue;
    veiled += text.slice(from, at) + ERASED_SIGN;
    from = at + 1;
  }
  return veiled + text.slice(from);
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
