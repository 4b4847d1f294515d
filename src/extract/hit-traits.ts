/** Hit traits: what the filters of hits ask of the pattern behind each, as bits, found out once per dictionary. */
import type { CompiledConcept, CompiledPattern, Dictionary } from '../model/dictionary.js';
import type { Hit } from '../text/text.js';

/** Shows that a phrase does not mean what it looks like. */
export const ANTI = 1;
/** Names somebody or something in one breath; verbs may read on over a name, names may not. */
export const NAMING = 2;
export const TITLE = 4;
/** An act or a step. */
export const DEED = 8;
export const ACT = 16;
export const BODY = 32;
export const OFFICE = 64;
/** Says something, other than in the passive. */
export const SAYS = 128;
/** A verb with a subject: of saying, or of a step. */
export const VERB = 256;
/** Named by a word of the dictionary: it names no person. */
export const TAKES = 512;

const NAMES = new Set<string>(['position', 'subject', 'institution', 'role', 'candidate']);
const TAKEN = new Set<string>(['institution', 'position', 'candidate', 'election', 'law', 'object', 'topic']);

const known = new WeakMap<Dictionary, Uint16Array>();

/** By pattern: the traits of its hits. */
export function traitsOf(dictionary: Dictionary): Uint16Array {
  const before = known.get(dictionary);
  if (before !== undefined) return before;
  const traits = Uint16Array.from(dictionary.patterns.patterns, (pattern) =>
    traitsOfPattern(pattern, dictionary.concepts[pattern.concept]),
  );
  known.set(dictionary, traits);
  return traits;
}

function traitsOfPattern({ anti, voice }: CompiledPattern, concept: CompiledConcept | undefined): number {
  const kind: string = concept?.kind ?? '';
  const spoken = kind === 'speech';
  const step = kind === 'step';
  const act = kind === 'violation';
  let traits = anti ? ANTI : 0;
  if (NAMES.has(kind)) traits |= NAMING;
  if (kind === 'subject' || kind === 'position') traits |= TITLE;
  if (act || step) traits |= DEED;
  if (act) traits |= ACT;
  if (kind === 'institution') traits |= BODY;
  if (kind === 'position') traits |= OFFICE;
  if (spoken && voice !== 'passive') traits |= SAYS;
  if (spoken || (step && (voice === 'passive' || voice === 'active'))) traits |= VERB;
  if (TAKEN.has(kind)) traits |= TAKES;
  return traits;
}

/** Whether a hit has one of some traits. */
export const hasTrait = (traits: Uint16Array, { pattern }: Hit, trait: number): boolean =>
  ((traits[pattern] ?? 0) & trait) !== 0;
