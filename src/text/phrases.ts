/** Phrase table: looks up, at a token, the longest of a list of phrases of a grammar. */
import { HARD, SOFT, foldedRun, tokenise, type Tokens } from './tokens.js';
import { keepWord } from './vocabulary.js';

interface Phrase<V> {
  words: string[];
  value: V;
}

/** The phrases that open with a word: it alone, and those that go on, by their second words. */
interface Opened<V> {
  alone: Phrase<V> | null;
  longer: Map<string, Phrase<V>[]>;
}

const BITS = 30;
let tables = 0;

/**
 * Phrases with a value each, indexed by their first and last words. The words themselves bear a bit of the table, so that
 * a token that begins no phrase costs one look at its word.
 */
export class PhraseTable<V> {
  private readonly byFirst = new Map<string, Opened<V>>();
  private readonly byLast = new Map<string, Phrase<V>[]>();

  /** The bit that words bear which open or close a phrase of this table. */
  readonly bit = 1 << (tables++ % BITS);

  constructor(entries: Iterable<readonly [phrase: string, value: V]>) {
    for (const [phrase, value] of entries) {
      const words = wordsOf(phrase);
      const [first] = words;
      const last = words.at(-1);
      if (first === undefined || last === undefined) continue;
      keepWord(first).opens |= this.bit;
      keepWord(last).closes |= this.bit;
      addOpened(this.byFirst, first, { words, value });
      add(this.byLast, last, { words, value });
    }
    for (const { longer } of this.byFirst.values())
      for (const list of longer.values()) sortLongestFirst(list);
    for (const list of this.byLast.values()) sortLongestFirst(list);
  }

  /** The longest phrase that begins at token `at` and ends before token `to`. */
  at(tokens: Tokens, at: number, to: number): { last: number; value: V } | null {
    if (at < 0 || at >= to || ((tokens.words[at]?.opens ?? 0) & this.bit) === 0) return null;
    const opened = this.byFirst.get(tokens.folded[at] ?? '');
    if (opened === undefined) return null;
    const longer = opened.longer.get(tokens.folded[at + 1] ?? '');
    if (longer !== undefined)
      for (const { words, value } of longer)
        if (at + words.length <= to && goesOn(tokens, at, words)) return { last: at + words.length, value };
    return opened.alone === null ? null : { last: at + 1, value: opened.alone.value };
  }

  /** The longest phrase that ends right before token `end`, and begins at `from` or later. */
  before(tokens: Tokens, end: number, from: number): { first: number; value: V } | null {
    if (end <= from || ((tokens.words[end - 1]?.closes ?? 0) & this.bit) === 0) return null;
    for (const { words, value } of this.byLast.get(tokens.folded[end - 1] ?? '') ?? []) {
      const first = end - words.length;
      if (first >= from && stands(tokens, first, words)) return { first, value };
    }
    return null;
  }

  /** True when the folded words, parted by spaces, are a phrase of the table. */
  has(tokens: Tokens, first: number, last: number): boolean {
    if (((tokens.words[first]?.opens ?? 0) & this.bit) === 0) return false;
    const run = foldedRun(tokens, first, last);
    const opened = this.byFirst.get(tokens.folded[first] ?? '');
    if (opened === undefined) return false;
    const isRun = ({ words }: Phrase<V>): boolean => words.join(' ') === run;
    return (opened.alone !== null && isRun(opened.alone)) || [...opened.longer.values()].flat().some(isRun);
  }
}

/** A table of phrases that have no value. */
export function phraseList(phrases: readonly string[]): PhraseTable<true> {
  return new PhraseTable(phrases.map((phrase) => [phrase, true] as const));
}

// 'tiga', 'tiga hari lalu', '3 hari lalu'
const PLAIN = /^(?:\d{1,4} )?[a-z ]+$/;

/** The folded words of a phrase; what is written in small letters needs no reading. */
function wordsOf(phrase: string): string[] {
  if (!PLAIN.test(phrase)) return tokenise(phrase).folded;
  return phrase.split(' ').filter((word) => word !== '');
}

function add<V>(index: Map<string, Phrase<V>[]>, key: string, phrase: Phrase<V>): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [phrase]);
  else list.push(phrase);
}

/** Of equal phrases the one given first stands. */
function addOpened<V>(index: Map<string, Opened<V>>, first: string, phrase: Phrase<V>): void {
  let opened = index.get(first);
  if (opened === undefined) index.set(first, (opened = { alone: null, longer: new Map() }));
  const [, second] = phrase.words;
  if (second === undefined) opened.alone ??= phrase;
  else add(opened.longer, second, phrase);
}

/** Phrases of equal length stay in the order in which they were given. */
function sortLongestFirst<V>(list: Phrase<V>[]): void {
  if (list.length > 1) list.sort((a, b) => b.words.length - a.words.length);
}

const stands = (tokens: Tokens, first: number, words: readonly string[]): boolean =>
  tokens.folded[first] === words[0] && goesOn(tokens, first, words);

/** Whether a phrase whose first word stands at a token goes on behind it. */
function goesOn({ folded, breakBefore }: Tokens, first: number, words: readonly string[]): boolean {
  for (let i = 1; i < words.length; i++)
    if (folded[first + i] !== words[i] || (breakBefore[first + i] ?? HARD) > SOFT) return false;
  return true;
}
