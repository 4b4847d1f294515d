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
 * a token that begins no phrase costs one look at its word; the phrases that begin with a word are read when a text has it.
 */
export class PhraseTable<V> {
  private readonly given = new Map<string, (readonly [phrase: string, value: V])[]>();
  private readonly byFirst = new Map<string, Opened<V>>();
  private byLast: Map<string, Phrase<V>[]> | null = null;

  /** The bit that words bear which open or close a phrase of this table. */
  readonly bit = 1 << (tables++ % BITS);

  constructor(entries: Iterable<readonly [phrase: string, value: V]>) {
    for (const entry of entries) {
      const [first, last] = endsOf(entry[0]);
      if (first === undefined || last === undefined) continue;
      const list = this.given.get(first);
      if (list === undefined) {
        this.given.set(first, [entry]);
        keepWord(first).opens |= this.bit;
      } else list.push(entry);
      keepWord(last).closes |= this.bit;
    }
  }

  /** The phrases that open with a word. */
  private open(first: string): Opened<V> | undefined {
    const known = this.byFirst.get(first);
    if (known !== undefined) return known;
    const given = this.given.get(first);
    if (given === undefined) return undefined;
    const opened: Opened<V> = { alone: null, longer: new Map() };
    for (const [phrase, value] of given) addOpened(opened, { words: wordsOf(phrase), value });
    for (const list of opened.longer.values()) sortLongestFirst(list);
    this.byFirst.set(first, opened);
    return opened;
  }

  /** The phrases by their last words. */
  private closed(): Map<string, Phrase<V>[]> {
    if (this.byLast !== null) return this.byLast;
    this.byLast = new Map();
    for (const [phrase, value] of [...this.given.values()].flat()) {
      const words = wordsOf(phrase);
      add(this.byLast, words.at(-1) ?? '', { words, value });
    }
    for (const list of this.byLast.values()) sortLongestFirst(list);
    return this.byLast;
  }

  /** The longest phrase that begins at token `at` and ends before token `to`. */
  at(tokens: Tokens, at: number, to: number): { last: number; value: V } | null {
    if (at < 0 || at >= to || ((tokens.words[at]?.opens ?? 0) & this.bit) === 0) return null;
    const opened = this.open(tokens.folded[at] ?? '');
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
    for (const { words, value } of this.closed().get(tokens.folded[end - 1] ?? '') ?? []) {
      const first = end - words.length;
      if (first >= from && stands(tokens, first, words)) return { first, value };
    }
    return null;
  }

  /** True when the folded words, parted by spaces, are a phrase of the table. */
  has(tokens: Tokens, first: number, last: number): boolean {
    if (((tokens.words[first]?.opens ?? 0) & this.bit) === 0) return false;
    const run = foldedRun(tokens, first, last);
    const opened = this.open(tokens.folded[first] ?? '');
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

/** The first word of a phrase and the last. */
function endsOf(phrase: string): [first?: string, last?: string] {
  const space = phrase.indexOf(' ');
  if (space > 0 && PLAIN.test(phrase) && !phrase.endsWith(' '))
    return [phrase.slice(0, space), phrase.slice(phrase.lastIndexOf(' ') + 1)];
  const words = wordsOf(phrase);
  return words.length === 0 ? [] : [words[0], words.at(-1)];
}

function add<V>(index: Map<string, Phrase<V>[]>, key: string, phrase: Phrase<V>): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [phrase]);
  else list.push(phrase);
}

/** Of equal phrases the one given first stands. */
function addOpened<V>(opened: Opened<V>, phrase: Phrase<V>): void {
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
