/** Dictionary: the frozen form in which the stages are handed what analysts wrote down, compiled and with one version. */
import type { MentionReality } from './codes.js';
import type { ConfidenceRules } from './confidence-rules.js';
import type { DeadlineRules } from './deadlines.js';
import type { ElectionCalendar } from './election-calendar.js';
import type { Gazetteer } from './gazetteer.js';
import type { Grammar } from './grammar.js';
import type { CitationWords, LawEntry } from './laws.js';
import type { Scope, Voice } from './lexicon.js';
import type { LinkingRules } from './linking-rules.js';
import type { MentionKind } from './mention.js';

/** One compiled form: which concept it belongs to, and its atoms. */
export interface CompiledPattern {
  id: string; // rule name: file/code/form number
  concept: number; // index into Dictionary.concepts
  atoms: PatternAtom[];
  anti: boolean; // true for `not` forms: they swallow hits of their concept
  voice: Voice | null;
  reality: MentionReality | null;
  needs: string[];
  unless: string[];
  borne?: number; // least log odds of the words of its sentence; none where absent
}

export interface PatternAtom {
  words: string[]; // folded alternatives; empty for gap, number and reference atoms
  prefix: boolean[]; // parallel to words: true when the word matches as a prefix
  stems: string[]; // alternatives that match by stem
  exact: string[]; // alternatives that match the printed form letter by letter
  number: boolean; // true when a number matches
  kinds: string[]; // references: 'kind' or 'kind:code'
  optional: boolean;
  gap: number; // 0: no gap; n: up to n words may stand here
}

export interface CompiledConcept {
  kind: MentionKind;
  code: string;
  label: { id: string; en: string };
  scope: Scope | null;
  stop: PatternAtom[][];
  props: Record<string, string>;
}

/** Rows of numbers by words: a map, or what is looked up like one. */
export interface RowsByWord extends Iterable<[word: string, numbers: number[]]> {
  get(word: string): number[] | undefined;
  has(word: string): boolean;
  keys(): Iterable<string>;
}

/** Patterns indexed by their first word, so that a text is passed over once. */
export interface PatternSet {
  patterns: CompiledPattern[];
  byWord: RowsByWord;
  byPrefix: Map<string, number[]>; // first four letters of prefix atoms
  byStem: Map<string, number[]>;
  byExact: Map<string, number[]>;
  byNumber: number[];
  byKind: Map<string, number[]>; // patterns whose first atom is a reference
  layered: boolean[]; // parallel to patterns: true when it needs mentions of the first pass
  atoms: AtomIndex;
}

/** The distinct atoms of a pattern set, by number, and which words set them off. */
export interface AtomIndex {
  atoms: PatternAtom[];
  of: Int32Array; // atom numbers of all patterns, one pattern after the other
  start: Int32Array; // by pattern: where its atoms begin in `of`; one more for the end
  kinds: Map<string, number>; // numbers of the kinds and kind:codes that atoms refer to
  byWord: RowsByWord;
  byStem: Map<string, number[]>;
  byPrefix: { prefix: string; atom: number }[];
  byDigits: number[];
  byOpener: Map<string, number[]>; // atoms that a word only opens: compounds and printed forms
  needs: Int32Array; // three atoms that each pattern needs behind its first token; one beyond the last atom for none
  isNeeded: Uint8Array; // by atom: 1 when some pattern needs it
  neededKinds: (number[][] | null)[]; // by pattern: sets of kinds of each of which it needs one behind its first token
  sole: Int32Array; // by pattern: the atom of a pattern that is one plain word; -1 for the others
}

/**
 * Weighted signs of sentences, learned from labelled wordings: which acts or steps a sentence tells of. Signs are looked
 * up by their hashes; each has weights for some codes, which add up to the log odds that the sentence tells of them.
 */
export interface Weights {
  kind:
    | 'violation'
    | 'step'
    | 'relevance'
    | 'person'
    | 'act'
    | 'telling'
    | 'pair'
    | 'together'
    | 'claim'
    | 'reality'
    | 'story'
    | 'taken';
  codes: string[];
  bias: Float32Array; // by code number
  slots: Int32Array; // open-addressed: hash of a sign and its row number behind one another, -1 for a row when free
  weight: Float32Array; // by row and code: a row is as long as there are codes
}

/** The whole knowledge that extraction works with, frozen, with one version; the outlets are loaded apart from it. */
export interface Dictionary {
  version: string; // 'sha256:...'
  concepts: CompiledConcept[];
  patterns: PatternSet;
  grammar: Grammar;
  gazetteer: Gazetteer;
  elections: ElectionCalendar[];
  laws: LawEntry[];
  citation: CitationWords;
  phrases: { id: Record<string, string>; en: Record<string, string> };
  linking: LinkingRules;
  deadlines: DeadlineRules;
  confidence: ConfidenceRules;
  weights: Weights[];
}
