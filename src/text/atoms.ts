/** Atoms: the indexed atoms of a pattern set, made ready for matching. */
import type { AtomIndex, PatternAtom } from '../model/dictionary.js';

/** Words that stand for one, and whether the last of them may be a prefix. */
export interface Compound {
  parts: string[];
  prefix: boolean;
}

/** An atom made ready for matching. */
export interface ReadyAtom {
  number: number;
  /** One word matches it or none does: no compounds, printed forms, numbers or references. */
  simple: boolean;
  prefixes: string[];
  /** By their first words; null when there are none. */
  compounds: Map<string, Compound[]> | null;
  exact: string[][];
  digits: boolean;
  /** Numbers of the kinds it refers to. */
  kinds: Set<number>;
  optional: boolean;
  gap: number;
}

/** The atoms of a set as the walk reads them; each is made ready when a pattern with it is first tried. */
export class AtomTable {
  private readonly ready: (ReadyAtom | undefined)[];
  private readonly patterns: (ReadyAtom[] | undefined)[];

  constructor(private readonly index: AtomIndex) {
    this.ready = Array.from({ length: index.atoms.length });
    this.patterns = Array.from({ length: index.start.length - 1 });
  }

  /** The atoms of a pattern. */
  ofPattern(pattern: number): ReadyAtom[] {
    return this.patterns[pattern] ?? this.open(pattern);
  }

  private open(pattern: number): ReadyAtom[] {
    const { of, start } = this.index;
    const numbers = of.subarray(start[pattern] ?? 0, start[pattern + 1] ?? 0);
    const atoms = Array.from(numbers, (number) => this.atom(number));
    this.patterns[pattern] = atoms;
    return atoms;
  }

  private atom(number: number): ReadyAtom {
    const before = this.ready[number];
    if (before !== undefined) return before;
    const { atoms, kinds } = this.index;
    const atom = atoms[number];
    if (atom === undefined) throw new RangeError(`no atom ${number}`);
    const ready = readyAtom(atom, number, new Set(atom.kinds.map((kind) => kinds.get(kind) ?? -1)));
    this.ready[number] = ready;
    return ready;
  }
}

function readyAtom(atom: PatternAtom, number: number, kinds: Set<number>): ReadyAtom {
  const prefixes: string[] = [];
  const compounds = new Map<string, Compound[]>();
  atom.words.forEach((word, i) => {
    const prefix = atom.prefix[i] ?? false;
    if (word.includes(' ')) {
      const parts = word.split(' ');
      const first = parts[0] ?? '';
      compounds.set(first, [...(compounds.get(first) ?? []), { parts, prefix }]);
    } else if (prefix) prefixes.push(word);
  });
  const exact = atom.exact.map((printed) => printed.split(' '));
  const simple = compounds.size === 0 && exact.length === 0 && !atom.number && kinds.size === 0;
  return {
    number,
    simple,
    prefixes,
    compounds: compounds.size === 0 ? null : compounds,
    exact,
    digits: atom.number,
    kinds,
    optional: atom.optional,
    gap: atom.gap,
  };
}
