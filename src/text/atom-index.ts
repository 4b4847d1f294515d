/** Atom index: the distinct atoms of all patterns of a set, numbered, and which words set them off; made when dictionaries are compiled. */
import type { AtomIndex, CompiledPattern, PatternAtom } from '../model/dictionary.js';
import { fold } from './fold.js';

/** Numbers and indexes the atoms of patterns; an atom that several patterns share has one number. */
export function indexAtoms(patterns: readonly CompiledPattern[]): AtomIndex {
  const numbers = new Map<PatternAtom, number>();
  for (const { atoms } of patterns)
    for (const atom of atoms) if (!numbers.has(atom)) numbers.set(atom, numbers.size);
  const [of, start] = flatten(patterns.map(({ atoms }) => atoms.map((atom) => numbers.get(atom) ?? 0)));
  const atoms = [...numbers.keys()];
  const index: AtomIndex = {
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
  };
  atoms.forEach((atom, number) => indexAtom(index, atom, number));
  return index;
}

/** Lists one after the other, and where each begins, with one more for the end. */
function flatten(lists: readonly number[][]): [of: Int32Array, start: Int32Array] {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (start[i + 1] = (start[i] ?? 0) + list.length));
  return [Int32Array.from(lists.flat()), start];
}

function indexAtom(index: AtomIndex, atom: PatternAtom, number: number): void {
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

const MOST_NEEDED = 3;

/**
 * Of each pattern, the atoms that must be matched behind its first token: where one of them is opened by no later word
 * of the stretch, the pattern need not be tried. The atom that the fewest patterns need comes first; the commonest are
 * left out.
 */
function neededAtoms(
  patterns: readonly CompiledPattern[],
  numbers: ReadonlyMap<PatternAtom, number>,
): Pick<AtomIndex, 'needed' | 'neededStart' | 'isNeeded'> {
  const later = patterns.map(({ atoms }) => laterAtoms(atoms).map((atom) => numbers.get(atom) ?? 0));
  const shared = new Int32Array(numbers.size);
  for (const list of later) for (const atom of list) shared[atom] = (shared[atom] ?? 0) + 1;
  const rarest = later.map((list) =>
    list.sort((a, b) => (shared[a] ?? 0) - (shared[b] ?? 0)).slice(0, MOST_NEEDED),
  );
  const [needed, neededStart] = flatten(rarest);
  const isNeeded = new Uint8Array(numbers.size);
  for (const atom of needed) isNeeded[atom] = 1;
  return { needed, neededStart, isNeeded };
}

function laterAtoms(atoms: readonly PatternAtom[]): PatternAtom[] {
  const firm = atoms.findIndex(({ optional, gap }) => !optional && gap === 0);
  const later = atoms
    .slice(firm + 1)
    .filter(({ optional, gap, kinds }) => !optional && gap === 0 && kinds.length === 0);
  return [...new Set(later)];
}
