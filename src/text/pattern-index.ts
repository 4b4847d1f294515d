/** Pattern index: compiled patterns by what their first word may be, so that a text is passed over once. */
import type { CompiledPattern, PatternAtom, PatternSet } from '../model/dictionary.js';
import { indexAtoms } from './atom-index.js';

/** Letters of a prefix that it is indexed by. */
export const PREFIX_KEY = 4;

/** A set whose rows still grow. */
type Indexed = PatternSet & { byWord: Map<string, number[]> };

/** Indexes patterns by every atom that may come first (optional ones before it included). */
export function indexPatterns(patterns: CompiledPattern[]): PatternSet {
  const set: Indexed = {
    patterns,
    byWord: new Map(),
    byPrefix: new Map(),
    byStem: new Map(),
    byExact: new Map(),
    byNumber: [],
    byKind: new Map(),
    layered: patterns.map((pattern) => pattern.atoms.some((atom) => atom.kinds.length > 0)),
    atoms: indexAtoms(patterns),
  };
  patterns.forEach((pattern, number) => {
    for (const atom of firstAtoms(pattern.atoms)) indexAtom(set, atom, number);
  });
  return set;
}

/** The atoms that may begin a match: up to and with the first that is not optional. */
function firstAtoms(atoms: PatternAtom[]): PatternAtom[] {
  const firm = atoms.findIndex((atom) => !atom.optional && atom.gap === 0);
  return atoms.slice(0, firm + 1).filter((atom) => atom.gap === 0);
}

function indexAtom(set: Indexed, atom: PatternAtom, number: number): void {
  atom.words.forEach((word, i) => {
    const space = word.indexOf(' ');
    if (space >= 0) add(set.byWord, word.slice(0, space), number);
    else if (atom.prefix[i]) add(set.byPrefix, word.slice(0, PREFIX_KEY), number);
    else add(set.byWord, word, number);
  });
  for (const root of atom.stems) add(set.byStem, root, number);
  for (const printed of atom.exact) add(set.byExact, printed.split(' ')[0] ?? printed, number);
  for (const kind of atom.kinds) add(set.byKind, kind, number);
  if (atom.number && set.byNumber.at(-1) !== number) set.byNumber.push(number);
}

function add(index: Map<string, number[]>, key: string, number: number): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [number]);
  else if (list.at(-1) !== number) list.push(number);
}
