/** Packed rows: rows of numbers by words, as one text, a few columns and a table of hashes, so that nothing is built to look a word up. */
import type { RowsByWord } from '../model/dictionary.js';
import { HASH_START, hashWord, slotOf } from './gazetteer.js';

/** Rows as they are kept. */
export interface Rows {
  words: string; // one behind the other
  wordStarts: Int32Array; // where each begins; one more for the end
  numbers: Int32Array;
  starts: Int32Array; // where the row of each begins; one more for the end
  table: Int32Array; // numbers of words by hash, -1 where there is none
}

/** Where texts or rows begin that lie one behind the other; one more for the end. */
export function startsOf(rows: readonly { length: number }[]): Int32Array {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ length }, i) => (starts[i + 1] = (starts[i] ?? 0) + length));
  return starts;
}

/** Rows by words as columns. */
export function packRows(rows: RowsByWord): Rows {
  const words = [...rows.keys()];
  const lists = words.map((word) => rows.get(word) ?? []);
  const table = new Int32Array(2 ** Math.ceil(Math.log2(words.length * 2 + 2))).fill(-1);
  words.forEach((word, number) => {
    let slot = slotOf(hashWord(HASH_START, word), table.length);
    while ((table[slot] ?? -1) >= 0) slot = (slot + 1) & (table.length - 1);
    table[slot] = number;
  });
  return {
    words: words.join(''),
    wordStarts: startsOf(words),
    numbers: Int32Array.from(lists.flat()),
    starts: startsOf(lists),
    table,
  };
}

/** Looks words up in packed rows. */
export class PackedRows implements RowsByWord {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  get(word: string): number[] | undefined {
    const { starts, numbers } = this.#rows;
    const number = this.#find(word);
    return number < 0 ? undefined : Array.from(numbers.subarray(starts[number], starts[number + 1]));
  }

  has(word: string): boolean {
    return this.#find(word) >= 0;
  }

  *[Symbol.iterator](): IterableIterator<[string, number[]]> {
    for (const word of this.keys()) yield [word, this.get(word) ?? []];
  }

  keys(): string[] {
    const { words, wordStarts } = this.#rows;
    return Array.from({ length: wordStarts.length - 1 }, (_, i) =>
      words.slice(wordStarts[i], wordStarts[i + 1]),
    );
  }

  #find(word: string): number {
    const { table, words, wordStarts } = this.#rows;
    for (
      let slot = slotOf(hashWord(HASH_START, word), table.length);
      ;
      slot = (slot + 1) & (table.length - 1)
    ) {
      const number = table[slot] ?? -1;
      if (number < 0) return -1;
      const start = wordStarts[number] ?? 0;
      if ((wordStarts[number + 1] ?? 0) - start === word.length && words.startsWith(word, start))
        return number;
    }
  }
}
