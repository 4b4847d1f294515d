/** Lexemes: what the pattern engine knows of each distinct word, remembered across texts for one pattern set and grammar. */
import type { Grammar, PatternAtom, PatternSet } from '../model/dictionary.js';
import { fold } from './fold.js';
import { PREFIX_KEY } from './pattern-index.js';
import { stem } from './stem.js';

/** The words that the pattern engine needs of a grammar. */
export type MatchGrammar = Pick<
  Grammar,
  'clitics' | 'splitPrefixes' | 'numbers' | 'numberScales' | 'numberRanges' | 'approximateSuffixes'
>;

export interface Lexeme {
  folded: string;
  /** Without its clitic; null when it has none. */
  bare: string | null;
  /** Root by the stemmer; empty when no pattern asks for roots. */
  root: string;
  number: boolean;
  clitic: boolean;
  /** A prefix that is also spelled apart. */
  apart: boolean;
  /** Some pattern asks for the printed form of this word. */
  exact: boolean;
  /** Patterns that may begin with this word: those without and with references to mentions. */
  plain: number[];
  layered: number[];
}

/** An atom made ready for matching. */
export interface ReadyAtom {
  single: Set<string>;
  prefixes: string[];
  compounds: { parts: string[]; prefix: boolean }[];
  stems: Set<string>;
  exact: string[][];
  number: boolean;
  kinds: Set<string>;
  optional: boolean;
  gap: number;
}

const MOST_LEXEMES = 60_000;
const SHORTEST_BARE = 3;

/** Knowledge of one pattern set under one grammar; grows with the words seen, up to a bound. */
export class Lexicon {
  readonly lexemes = new Map<string, Lexeme>();
  readonly tried: Float64Array;
  readonly atoms: (ReadyAtom[] | undefined)[];
  round = 0;
  private readonly clitics: string[];
  private readonly cliticSet: Set<string>;
  private readonly apart: Set<string>;
  private readonly numbers: Set<string>;
  private readonly exactWords = new Set<string>();
  private readonly prefixLengths: number[];
  readonly suffixes: Set<string>;

  constructor(
    readonly set: PatternSet,
    readonly grammar: MatchGrammar,
  ) {
    this.tried = new Float64Array(set.patterns.length);
    this.atoms = Array.from({ length: set.patterns.length });
    this.clitics = grammar.clitics;
    this.cliticSet = new Set(grammar.clitics);
    this.apart = new Set(grammar.splitPrefixes);
    const { numbers, numberScales, numberRanges } = grammar;
    this.numbers = new Set([numbers, numberScales, numberRanges].flatMap((words) => Object.keys(words)));
    this.suffixes = new Set(grammar.approximateSuffixes);
    for (const printed of set.byExact.keys()) this.exactWords.add(fold(printed));
    this.prefixLengths = [...new Set([...set.byPrefix.keys()].map((key) => key.length))];
  }

  /** What is known of a folded word. */
  lexeme(folded: string): Lexeme {
    const known = this.lexemes.get(folded);
    if (known !== undefined) return known;
    if (this.lexemes.size >= MOST_LEXEMES) this.lexemes.clear();
    const lexeme = this.study(folded);
    this.lexemes.set(folded, lexeme);
    return lexeme;
  }

  /** The atoms of a pattern, ready for matching. */
  ready(pattern: number): ReadyAtom[] {
    return (this.atoms[pattern] ??= (this.set.patterns[pattern]?.atoms ?? []).map(readyAtom));
  }

  private study(folded: string): Lexeme {
    const bare = this.withoutClitic(folded);
    const root = this.set.byStem.size > 0 || this.hasInnerStems() ? stem(folded) : '';
    const number = this.numbers.has(folded) || (folded >= '0' && folded < ':');
    const found = new Set<number>();
    const collect = (list: number[] | undefined): void => list?.forEach((pattern) => found.add(pattern));
    collect(this.set.byWord.get(folded));
    if (bare !== null) collect(this.set.byWord.get(bare));
    for (const length of this.prefixLengths) {
      if (folded.length >= length && length <= PREFIX_KEY) {
        collect(this.set.byPrefix.get(folded.slice(0, length)));
      }
    }
    if (root !== '') collect(this.set.byStem.get(root));
    if (number) collect(this.set.byNumber);
    const all = [...found].sort((a, b) => a - b);
    return {
      folded,
      bare,
      root,
      number,
      clitic: this.cliticSet.has(folded),
      apart: this.apart.has(folded),
      exact: this.exactWords.has(folded),
      plain: all.filter((pattern) => !this.set.layered[pattern]),
      layered: all.filter((pattern) => this.set.layered[pattern]),
    };
  }

  private innerStems: boolean | undefined;

  private hasInnerStems(): boolean {
    return (this.innerStems ??= this.set.patterns.some((pattern) =>
      pattern.atoms.some((atom) => atom.stems.length > 0),
    ));
  }

  private withoutClitic(folded: string): string | null {
    for (const clitic of this.clitics) {
      if (folded.length >= clitic.length + SHORTEST_BARE && folded.endsWith(clitic)) {
        return folded.slice(0, -clitic.length);
      }
    }
    return null;
  }
}

function readyAtom(atom: PatternAtom): ReadyAtom {
  const ready: ReadyAtom = {
    single: new Set(),
    prefixes: [],
    compounds: [],
    stems: new Set(atom.stems),
    exact: atom.exact.map((printed) => printed.split(' ')),
    number: atom.number,
    kinds: new Set(atom.kinds),
    optional: atom.optional,
    gap: atom.gap,
  };
  atom.words.forEach((word, i) => {
    const prefix = atom.prefix[i] ?? false;
    if (word.includes(' ')) ready.compounds.push({ parts: word.split(' '), prefix });
    else if (prefix) ready.prefixes.push(word);
    else ready.single.add(word);
  });
  return ready;
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
