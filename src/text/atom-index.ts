/** Atom index: the distinct atoms of all patterns of a set, numbered, and which words set them off; made when dictionaries are compiled. */
import type { AtomIndex, CompiledPattern, PatternAtom } from '../model/dictionary.js';
import { fold } from './fold.js';

/** An index whose rows still grow. */
type Growing = AtomIndex & { byWord: Map<string, number[]> };

/** Numbers and indexes the atoms of patterns; an atom that several patterns share has one number. */
export function indexAtoms(patterns: readonly CompiledPattern[]): AtomIndex {
  const numbers = new Map<PatternAtom, number>();
  for (const { atoms } of patterns)
    for (const atom of atoms) if (!numbers.has(atom)) numbers.set(atom, numbers.size);
  const [of, start] = flatten(patterns.map(({ atoms }) => atoms.map((atom) => numbers.get(atom) ?? 0)));
  const atoms = [...numbers.keys()];
  const index: Growing = {
    atoms,
    of,
    start,
    kinds: new Map(),
    byWord: new Map(),
    byStem: new Map(),
    byPrefix: [],
    byDigits: [],
    byOpener: new Map(),
    ...neededAtoms(patterns, numbers),
    neededKinds: [],
    sole: Int32Array.from(patterns, (pattern) => soleAtom(pattern, numbers)),
  };
  atoms.forEach((atom, number) => indexAtom(index, atom, number));
  index.neededKinds = patterns.map((pattern) => neededKinds(pattern, index.kinds));
  return index;
}

/** Lists one after the other, and where each begins, with one more for the end. */
function flatten(lists: readonly number[][]): [of: Int32Array, start: Int32Array] {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (start[i + 1] = (start[i] ?? 0) + list.length));
  return [Int32Array.from(lists.flat()), start];
}

function indexAtom(index: Growing, atom: PatternAtom, number: number): void {
  for (const kind of atom.kinds) if (!index.kinds.has(kind)) index.kinds.set(kind, index.kinds.size);
  atom.words.forEach((word, i) => {
    const space = word.indexOf(' ');
    if (space >= 0) add(index.byOpener, word.slice(0, space), number);
    else if (atom.prefix[i] === true) index.byPrefix.push({ prefix: word, atom: number });
    else add(index.byWord, word, number);
  });
  for (const root of atom.stems) add(index.byStem, root, number);
  for (const printed of atom.exact) add(index.byOpener, fold(printed.split(' ')[0] ?? ''), number);
  if (atom.number) index.byDigits.push(number);
}

function add(index: Map<string, number[]>, key: string, atom: number): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [atom]);
  else if (list.at(-1) !== atom) list.push(atom);
}

/** How many atoms beside the first are asked for before a pattern is tried. */
export const NEEDS = 3;

/**
 * Of each pattern, the atoms that must be matched behind its first token: where one of them is opened by no later word
 * of the stretch, the pattern need not be tried. The atom that the fewest patterns need comes first; the commonest are
 * left out. Every pattern has the same number of columns, so that a scan reads them without looking for their ends; the
 * number beyond the last atom fills them, which a scan takes for seen everywhere.
 */
function neededAtoms(
  patterns: readonly CompiledPattern[],
  numbers: ReadonlyMap<PatternAtom, number>,
): Pick<AtomIndex, 'needs' | 'isNeeded'> {
  const later = patterns.map(({ atoms }) =>
    laterAtoms(atoms)
      .filter(({ kinds }) => kinds.length === 0)
      .map((atom) => numbers.get(atom) ?? 0),
  );
  const shared = new Int32Array(numbers.size);
  for (const list of later) for (const atom of list) shared[atom] = (shared[atom] ?? 0) + 1;
  const needs = new Int32Array(patterns.length * NEEDS).fill(numbers.size);
  const isNeeded = new Uint8Array(numbers.size);
  later.forEach((list, pattern) => {
    const rarest = list.sort((a, b) => (shared[a] ?? 0) - (shared[b] ?? 0)).slice(0, NEEDS);
    needs.set(rarest, pattern * NEEDS);
    for (const atom of rarest) isNeeded[atom] = 1;
  });
  return { needs, isNeeded };
}

/** The atoms behind the first token that no match can do without. */
function laterAtoms(atoms: readonly PatternAtom[]): PatternAtom[] {
  const firm = atoms.findIndex(({ optional, gap }) => !optional && gap === 0);
  return [...new Set(atoms.slice(firm + 1).filter(({ optional, gap }) => !optional && gap === 0))];
}

const hasWords = ({ words, stems, exact, number }: PatternAtom): boolean =>
  number || words.length + stems.length + exact.length > 0;

/** Of a pattern, the kinds of mentions that must stand behind its first token; null when it needs none. */
function neededKinds({ atoms }: CompiledPattern, kinds: ReadonlyMap<string, number>): number[][] | null {
  const needed = laterAtoms(atoms).filter((atom) => atom.kinds.length > 0 && !hasWords(atom));
  if (needed.length === 0) return null;
  return needed.map((atom) => atom.kinds.map((kind) => kinds.get(kind) ?? 0));
}

/** The atom of a pattern that is one plain word; -1 for all others. */
function soleAtom({ atoms }: CompiledPattern, numbers: ReadonlyMap<PatternAtom, number>): number {
  const [atom] = atoms;
  if (atom === undefined || atoms.length > 1 || atom.optional || atom.gap > 0) return -1;
  const plain = atom.exact.length + atom.kinds.length === 0 && !atom.number;
  return plain && atom.words.every((word) => !word.includes(' ')) ? (numbers.get(atom) ?? -1) : -1;
}
