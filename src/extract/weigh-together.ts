/** Weighing who belongs together: joins the accused of an article into cases, by how likely one report tells of each two. */
import type { Dictionary } from '../model/dictionary.js';
import { joinDrafts, joinOutcomes, type CaseDraft } from './cases.js';
import { togetherSigner, type TogetherStage } from './together-signs.js';
import { partLikely } from './weigh-pairs.js';

/** Log odds from which two accused are one case, on the average of their pairs. */
const JOINED = 0;

/** The cases of what is told of each accused; by rules where that was not learned, or they are too many. */
export function joinAccused(stage: TogetherStage, dictionary: Dictionary): CaseDraft[] {
  const { singles, regions } = stage;
  if (singles.length < 2) return [...singles];
  const ofToday = singles.filter(({ historical }) => !historical);
  const parted = [ofToday, singles.filter(({ historical }) => historical)].map((some) => {
    const of = { ...stage, singles: some };
    return some.length < 2
      ? some.map((one) => [one])
      : partLikely('together', some, togetherSigner(of), JOINED, dictionary);
  });
  if (parted.includes(null)) return joinOutcomes(singles, regions);
  return parted
    .flatMap((parts) => (parts ?? []).map((part) => (part.length === 1 ? part : [joinDrafts(part)])))
    .flat();
}
