/** Lexemes: what the pattern engine knows of each distinct word, found out once per pattern set and grammar. */
import type { AtomIndex, PatternSet } from '../model/dictionary.js';
import type { Grammar } from '../model/grammar.js';
import { NEEDS } from './atom-index.js';
import { AtomTable, type ReadyAtom } from './atoms.js';
import { fold } from './fold.js';
import { PREFIX_KEY } from './pattern-index.js';
import { RootTails } from './root-tails.js';
import { Rows } from './rows.js';
import { stem } from './stem.js';
import type { Word } from './vocabulary.js';

/** The words that the pattern engine needs of a grammar. */
export type MatchGrammar = Pick<
  Grammar,
  | 'clitics'
  | 'conjunctions'
  | 'splitPrefixes'
  | 'listWords'
  | 'numbers'
  | 'numberScales'
  | 'numberRanges'
  | 'approximateSuffixes'
>;

export interface Lexeme {
  /** Without its clitic; null when it has none. */
  bare: string | null;
  number: boolean;
  clitic: boolean;
  /** A prefix that is also spelled apart. */
  apart: boolean;
  /** Some pattern asks for the printed form of this word. */
  exact: boolean;
  /** Where its rows begin. The first: atoms that the word opens, of those that some pattern needs. */
  opens: number;
  /**
   * The second: patterns that may begin with this word, each with the atom that it needs first. Below zero stands a pattern
   * (as its complement) that is nothing but this word: it need not be tried.
   */
  offers: number;
  end: number;
  /** Atoms that the word alone matches, and those that it opens, as bits; null when there are none. */
  matches: Uint32Array | null;
  openBits: Uint32Array | null;
}

const LAST_PLACE = 2 ** 31 - 2;
const MOST_JOINED = 5_000;
const MOST_NUMBERS = 4_000_000; // in the rows of all lexemes
const SHORTEST_BARE = 3;

/** A word that no pattern knows. */
const UNKNOWN: Lexeme = {
  bare: null,
  number: false,
  clitic: false,
  apart: false,
  exact: false,
  opens: 0,
  offers: 0,
  end: 0,
  matches: null,
  openBits: null,
};

/** Knowledge of one pattern set under one grammar; grows with the words seen, up to a bound. */
export class Lexicon {
  readonly atoms: AtomIndex;
  /** Atoms and patterns as the walk reads them. */
  private readonly table: AtomTable;
  readonly layered: Uint8Array;
  /** By pattern: 1 when its hits show that a phrase does not mean what it looks like. */
  readonly isAnti: Uint8Array;
  /** By number of a kind: the patterns that may begin with a mention of it. */
  readonly byKind: number[][] = [];
  /** By pattern: when it was last tried. */
  readonly tried: Float64Array;
  /** By atom: the last place, of all texts so far, where a word opens it; the one beyond the last is seen everywhere. */
  readonly seen: Int32Array;
  /** By number of a kind: the last place where a mention of it begins. */
  readonly seenKinds: Int32Array;
  round = 0;
  private base = 1;
  readonly suffixes: Set<string>;
  /** Words that open a new clause. */
  readonly conjunctions: Set<string>;
  /** Words between the items of a list. */
  readonly listWords: Set<string>;
  readonly isLayered: boolean;
  /** By number of a concept: how atoms refer to it. */
  readonly referents: { concept: unknown; kind: number; code: number }[] = [];
  private readonly cliticSet: Set<string>;
  private readonly apart: Set<string>;
  private readonly numbers: Set<string>;
  private readonly exactWords = new Set<string>();
  private readonly roots: RootTails;
  private readonly prefixLengths: number[];
  private joinedWords = new Map<string, Lexeme>();
  /** The rows of all lexemes. */
  rows = new Rows();
  /** Marks the words whose lexemes have their rows there. */
  private owner = {};

  constructor(
    readonly set: PatternSet,
    readonly grammar: MatchGrammar,
  ) {
    this.atoms = set.atoms;
    this.table = new AtomTable(set.atoms);
    this.layered = Uint8Array.from(set.layered, Number);
    this.isAnti = Uint8Array.from(set.patterns, ({ anti }) => Number(anti));
    this.isLayered = set.layered.includes(true);
    this.tried = new Float64Array(set.patterns.length);
    this.seen = new Int32Array(this.atoms.atoms.length + 1);
    this.seenKinds = new Int32Array(this.atoms.kinds.size);
    this.forgetPlaces();
    this.cliticSet = new Set(grammar.clitics);
    this.apart = new Set(grammar.splitPrefixes);
    const { numbers, numberScales, numberRanges } = grammar;
    this.numbers = new Set([numbers, numberScales, numberRanges].flatMap((words) => Object.keys(words)));
    this.roots = new RootTails(set.atoms.byStem.keys());
    this.suffixes = new Set(grammar.approximateSuffixes);
    this.conjunctions = new Set(grammar.conjunctions);
    this.listWords = new Set(grammar.listWords);
    for (const printed of set.byExact.keys()) this.exactWords.add(fold(printed));
    for (const [kind, patterns] of set.byKind) this.byKind[this.kindNumber(kind)] = patterns;
    this.prefixLengths = [...new Set([...set.byPrefix.keys()].map((key) => key.length))];
  }

  /** To be called before the words of a text are looked up: forgets the lexemes of other texts when there are too many. */
  beginText(): void {
    if (this.rows.end < MOST_NUMBERS) return;
    this.rows = new Rows();
    this.owner = {};
    this.joinedWords = new Map();
  }

  /** Places for the tokens of a text, behind those of all texts before it. */
  takePlaces(count: number): number {
    if (this.base > LAST_PLACE - count) {
      this.forgetPlaces();
      this.base = 1;
    }
    const { base } = this;
    this.base += count + 1;
    return base;
  }

  private forgetPlaces(): void {
    this.seen.fill(0);
    this.seen[this.atoms.atoms.length] = LAST_PLACE + 1;
    this.seenKinds.fill(0);
  }

  /** What is known of a word. */
  lexeme(word: Word): Lexeme {
    if (word.lexemeOwner === this.owner) return word.lexeme as Lexeme;
    const lexeme = this.study(word.folded);
    word.lexeme = lexeme;
    word.lexemeOwner = this.owner;
    return lexeme;
  }

  /** What is known of the word that a prefix spelled apart and the word behind it make together. */
  joined(prefix: string, word: string): Lexeme {
    const folded = prefix + word;
    const known = this.joinedWords.get(folded);
    if (known !== undefined) return known;
    if (this.joinedWords.size >= MOST_JOINED) this.joinedWords.clear();
    const lexeme = this.study(folded);
    this.joinedWords.set(folded, lexeme);
    return lexeme;
  }

  /** Numbers of a kind and its kind:code, as atoms refer to them; -1 where none does. */
  referentOf(kind: string, code: string): { kind: number; code: number } {
    return { kind: this.kindNumber(kind), code: this.kindNumber(`${kind}:${code}`) };
  }

  private kindNumber(name: string): number {
    return this.atoms.kinds.get(name) ?? -1;
  }

  /** The atoms of a pattern. */
  ready(pattern: number): ReadyAtom[] {
    return this.table.ofPattern(pattern);
  }

  private study(folded: string): Lexeme {
    const bare = this.withoutClitic(folded);
    const number = this.numbers.has(folded) || (folded >= '0' && folded < ':');
    const root = this.roots.mayHold(folded) ? stem(folded) : '';
    const alone = this.atomsOf(folded, bare, root);
    const opens = new Set(alone);
    for (const atom of this.atoms.byOpener.get(folded) ?? []) opens.add(atom);
    if (number) for (const atom of this.atoms.byDigits) opens.add(atom);
    const patterns = this.patternsOf(folded, bare, root, number);
    const clitic = this.cliticSet.has(folded);
    const apart = this.apart.has(folded);
    const exact = this.exactWords.has(folded);
    const known = number || clitic || apart || exact || bare !== null;
    if (!known && opens.size === 0 && patterns.length === 0) return UNKNOWN;
    const matches = alone.size === 0 ? null : bitsOf(alone, this.atoms.atoms.length);
    const isSole = (pattern: number): boolean => !apart && alone.has(this.atoms.sole[pattern] ?? -1);
    const begin = this.rows.end;
    return {
      bare,
      number,
      clitic,
      apart,
      exact,
      opens: begin,
      offers: this.rows.add([...opens].filter((atom) => this.atoms.isNeeded[atom] === 1)),
      end: this.rows.add(
        patterns.flatMap((one) => [isSole(one) ? ~one : one, this.atoms.needs[one * NEEDS] ?? 0]),
      ),
      matches,
      openBits: opens.size === alone.size ? matches : bitsOf(opens, this.atoms.atoms.length),
    };
  }

  /** Atoms that a word alone matches. */
  private atomsOf(folded: string, bare: string | null, root: string): Set<number> {
    const found = new Set<number>();
    const collect = (list: number[] | undefined): void => list?.forEach((atom) => found.add(atom));
    collect(this.atoms.byWord.get(folded));
    if (bare !== null) collect(this.atoms.byWord.get(bare));
    if (root !== '') collect(this.atoms.byStem.get(root));
    for (const { prefix, atom } of this.atoms.byPrefix) if (folded.startsWith(prefix)) found.add(atom);
    return found;
  }

  /** Patterns that a word may begin, in their order. */
  private patternsOf(folded: string, bare: string | null, root: string, number: boolean): number[] {
    const found = new Set<number>();
    const collect = (list: number[] | undefined): void => list?.forEach((pattern) => found.add(pattern));
    collect(this.set.byWord.get(folded));
    if (bare !== null) collect(this.set.byWord.get(bare));
    for (const length of this.prefixLengths) {
      if (folded.length >= length && length <= PREFIX_KEY)
        collect(this.set.byPrefix.get(folded.slice(0, length)));
    }
    if (root !== '') collect(this.set.byStem.get(root));
    if (number) collect(this.set.byNumber);
    return [...found].sort((a, b) => a - b);
  }

  private withoutClitic(folded: string): string | null {
    for (const clitic of this.grammar.clitics) {
      if (folded.length >= clitic.length + SHORTEST_BARE && folded.endsWith(clitic)) {
        return folded.slice(0, -clitic.length);
      }
    }
    return null;
  }
}

function bitsOf(numbers: Iterable<number>, size: number): Uint32Array {
  const bits = new Uint32Array((size + 31) >> 5);
  for (const number of numbers) bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << (number & 31));
  return bits;
}

/** True when the word alone matches the atom. */
export function matchesAtom({ matches }: Lexeme, atom: number): boolean {
  return matches !== null && (((matches[atom >> 5] ?? 0) >>> (atom & 31)) & 1) === 1;
}

/** True when a match of the atom may begin with the word. */
export function opensAtom({ openBits }: Lexeme, atom: number): boolean {
  return openBits !== null && (((openBits[atom >> 5] ?? 0) >>> (atom & 31)) & 1) === 1;
}

const lexicons = new WeakMap<PatternSet, Lexicon>();

/** The lexicon of a pattern set; made anew when the grammar is another one. */
export function lexiconOf(set: PatternSet, grammar: MatchGrammar): Lexicon {
  const known = lexicons.get(set);
  if (known !== undefined && known.grammar === grammar) return known;
  const lexicon = new Lexicon(set, grammar);
  lexicons.set(set, lexicon);
  return lexicon;
}
