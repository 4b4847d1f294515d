/** Atoms: the distinct atoms of all patterns of a set, numbered and made ready for matching, and which words set them off. */
import type { PatternAtom, PatternSet } from '../model/dictionary.js';
import { fold } from './fold.js';

/** An atom made ready for matching. */
export interface ReadyAtom {
  number: number;
  /** One word matches it or none does: no compounds, printed forms, numbers or references. */
  simple: boolean;
  prefixes: string[];
  compounds: { parts: string[]; prefix: boolean }[];
  exact: string[][];
  digits: boolean;
  /** Numbers of the kinds it refers to. */
  kinds: Set<number>;
  optional: boolean;
  gap: number;
}

/** The atoms of a set by what may match them. A word that `opens` an atom is the first of a match, or the whole. */
export class AtomTable {
  readonly atoms: ReadyAtom[] = [];
  /** The atoms of each pattern. */
  readonly patterns: ReadyAtom[][];
  readonly byWord = new Map<string, number[]>();
  readonly byStem = new Map<string, number[]>();
  readonly byPrefix: { prefix: string; atom: number }[] = [];
  readonly byDigits: number[] = [];
  /** Atoms that a word only opens: compounds and printed forms. */
  readonly byOpener = new Map<string, number[]>();
  private readonly known = new Map<PatternAtom, ReadyAtom>();
  private readonly kindNumbers = new Map<string, number>();

  constructor(set: PatternSet) {
    this.patterns = set.patterns.map(({ atoms }) => atoms.map((atom) => this.ready(atom)));
  }

  /** Number of a kind or kind:code that some atom refers to; -1 for all others. */
  kindNumber(name: string): number {
    return this.kindNumbers.get(name) ?? -1;
  }

  private ready(atom: PatternAtom): ReadyAtom {
    const before = this.known.get(atom);
    if (before !== undefined) return before;
    const { length } = this.atoms;
    const ready = readyAtom(atom, length, new Set(atom.kinds.map((kind) => this.numberKind(kind))));
    this.known.set(atom, ready);
    this.atoms.push(ready);
    atom.words.forEach((word, i) => {
      const space = word.indexOf(' ');
      if (space >= 0) add(this.byOpener, word.slice(0, space), length);
      else if (atom.prefix[i] !== true) add(this.byWord, word, length);
    });
    for (const prefix of ready.prefixes) this.byPrefix.push({ prefix, atom: length });
    for (const root of atom.stems) add(this.byStem, root, length);
    for (const parts of ready.exact) add(this.byOpener, fold(parts[0] ?? ''), length);
    if (atom.number) this.byDigits.push(length);
    return ready;
  }

  private numberKind(name: string): number {
    const number = this.kindNumbers.get(name) ?? this.kindNumbers.size;
    this.kindNumbers.set(name, number);
    return number;
  }
}

function add(index: Map<string, number[]>, key: string, atom: number): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [atom]);
  else if (list.at(-1) !== atom) list.push(atom);
}

function readyAtom(atom: PatternAtom, number: number, kinds: Set<number>): ReadyAtom {
  const prefixes: string[] = [];
  const compounds: ReadyAtom['compounds'] = [];
  atom.words.forEach((word, i) => {
    const prefix = atom.prefix[i] ?? false;
    if (word.includes(' ')) compounds.push({ parts: word.split(' '), prefix });
    else if (prefix) prefixes.push(word);
  });
  const exact = atom.exact.map((printed) => printed.split(' '));
  const simple = compounds.length === 0 && exact.length === 0 && !atom.number && kinds.size === 0;
  return {
    number,
    simple,
    prefixes,
    compounds,
    exact,
    digits: atom.number,
    kinds,
    optional: atom.optional,
    gap: atom.gap,
  };
}

/** The atoms that each pattern needs behind its first token, one list after the other. */
export interface NeededAtoms {
  atoms: Int32Array;
  /** By pattern: where its list begins; one more for the end. */
  start: Int32Array;
  /** By atom: 1 when some pattern needs it. */
  isNeeded: Uint8Array;
}

const MOST_NEEDED = 3;

/**
 * Of each pattern, the atoms that must be matched behind its first token: where one of them is opened by no later word
 * of the stretch, the pattern need not be tried. The atom that the fewest patterns need comes first; the commonest are
 * left out.
 */
export function neededAtoms({ atoms, patterns }: AtomTable): NeededAtoms {
  const later = patterns.map(laterAtoms);
  const shared = new Int32Array(atoms.length);
  for (const list of later) for (const atom of list) shared[atom] = (shared[atom] ?? 0) + 1;
  const found: number[] = [];
  const start = new Int32Array(patterns.length + 1);
  later.forEach((list, pattern) => {
    found.push(...list.sort((a, b) => (shared[a] ?? 0) - (shared[b] ?? 0)).slice(0, MOST_NEEDED));
    start[pattern + 1] = found.length;
  });
  const isNeeded = new Uint8Array(atoms.length);
  for (const atom of found) isNeeded[atom] = 1;
  return { atoms: Int32Array.from(found), start, isNeeded };
}

function laterAtoms(atoms: readonly ReadyAtom[]): number[] {
  const firm = atoms.findIndex(({ optional, gap }) => !optional && gap === 0);
  const later = atoms
    .slice(firm + 1)
    .filter(({ optional, gap, kinds }) => !optional && gap === 0 && kinds.size === 0);
  return [...new Set(later.map(({ number }) => number))];
}
