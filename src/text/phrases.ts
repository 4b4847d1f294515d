/** Phrase table: looks up, at a token, the longest of a list of phrases of a grammar. */
import { HARD, SOFT, foldedRun, tokenise, type Tokens } from './tokens.js';
import { keepWord } from './vocabulary.js';

interface Phrase<V> {
  words: string[];
  value: V;
}

const BITS = 30;
let tables = 0;

/**
 * Phrases with a value each, indexed by their first and last words. The words themselves bear a bit of the table, so that
 * a token that begins no phrase costs one look at its word.
 */
export class PhraseTable<V> {
  private readonly byFirst = new Map<string, Phrase<V>[]>();
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
      add(this.byFirst, first, { words, value });
      add(this.byLast, last, { words, value });
    }
    for (const list of [...this.byFirst.values(), ...this.byLast.values()]) sortLongestFirst(list);
  }

  /** The longest phrase that begins at token `at` and ends before token `to`. */
  at(tokens: Tokens, at: number, to: number): { last: number; value: V } | null {
    if (at < 0 || at >= to || ((tokens.words[at]?.opens ?? 0) & this.bit) === 0) return null;
    for (const { words, value } of this.byFirst.get(tokens.folded[at] ?? '') ?? []) {
      if (at + words.length <= to && stands(tokens, at, words)) return { last: at + words.length, value };
    }
    return null;
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
    return (this.byFirst.get(tokens.folded[first] ?? '') ?? []).some(({ words }) => words.join(' ') === run);
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

/** Phrases of equal length stay in the order in which they were given. */
function sortLongestFirst<V>(list: Phrase<V>[]): void {
  if (list.length > 1) list.sort((a, b) => b.words.length - a.words.length);
}

function stands(tokens: Tokens, first: number, words: string[]): boolean {
  for (let i = 0; i < words.length; i++) {
    if (tokens.folded[first + i] !== words[i]) return false;
    if (i > 0 && (tokens.breakBefore[first + i] ?? HARD) > SOFT) return false;
  }
  return true;
}
