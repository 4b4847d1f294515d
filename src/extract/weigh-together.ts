/** Weighing who belongs together: joins the accused of an article into cases, by how likely one report tells of each two. */
import type { Dictionary } from '../model/dictionary.js';
import type { CaseDraft } from './cases.js';
import { areParted, joinDrafts, joinOutcomes } from './outcomes.js';
import { togetherSigner, type TogetherStage } from './together-signs.js';
import { partLikely } from './weigh-pairs.js';

/**
 * Log odds from which two accused are one case, on the average of their pairs. Below nought: one sanction that is told as two
 * accuses twice, and articles with several cases are more among the lessons than in the press.
 */
const JOINED = -0.5;

/**
 * The cases of what is told of each accused; by rules where that was not learned, the text is too short to be weighed, or
 * they are too many.
 */
export function joinAccused(stage: TogetherStage, dictionary: Dictionary): CaseDraft[] {
  const { singles, regions, chances } = stage;
  if (singles.length < 2) return [...singles];
  if (chances === null) return joinOutcomes(singles, regions);
  const parts = partLikely('together', singles, togetherSigner(stage), JOINED, dictionary, areParted);
  if (parts === null) return joinOutcomes(singles, regions);
  return parts.flatMap((part) => (part.length === 1 ? part : [joinDrafts(part)]));
}
