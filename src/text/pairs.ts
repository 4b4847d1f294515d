/** Pairs: looks up one word, or two that follow each other whatever stands between them, in a record of a grammar. */
import { keepWord, type Word } from './vocabulary.js';

const BIT = 1 << 30;

/** The entries of a record whose keys are one word or two; words that no key begins with cost one look. */
export class PairTable<V> {
  private readonly singles = new Map<string, V>();
  private readonly pairs = new Map<string, Map<string, V>>();

  constructor(record: Readonly<Record<string, V>>) {
    for (const [key, value] of Object.entries(record)) {
      const [first = '', second, ...rest] = key.split(' ');
      if (rest.length > 0) continue;
      keepWord(first).opens |= BIT;
      if (second === undefined) this.singles.set(first, value);
      else this.pairs.set(first, (this.pairs.get(first) ?? new Map<string, V>()).set(second, value));
    }
  }

  /** The value of a word alone. */
  one(word: Word | undefined): V | undefined {
    return word === undefined || (word.opens & BIT) === 0 ? undefined : this.singles.get(word.folded);
  }

  /** The value of two words. */
  two(first: Word | undefined, second: Word | undefined): V | undefined {
    if (first === undefined || second === undefined || (first.opens & BIT) === 0) return undefined;
    return this.pairs.get(first.folded)?.get(second.folded);
  }
}

const tables = new WeakMap<object, PairTable<unknown>>();

/** The table of a record, made once. */
export function pairsOf<V>(record: Readonly<Record<string, V>>): PairTable<V> {
  const known = tables.get(record);
  if (known !== undefined) return known as PairTable<V>;
  const table = new PairTable(record);
  tables.set(record, table);
  return table;
}
