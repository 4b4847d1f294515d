/** Weighing tellings: of all steps that an article may tell of, those that a measure or a case of it has; rules, words and who speaks are signs of it. */
import type { Dictionary } from '../model/dictionary.js';
import type { StepTelling } from './steps.js';
import { tellingSigner, type TellingStage } from './telling-signs.js';
import { addUp } from './weights.js';

/** Log odds of tellings, of those that were weighed. */
export type TellingOdds = ReadonlyMap<StepTelling, number>;

/** The log odds of each of some tellings that a measure, or a case, of the article has it; null where that was not learned. */
export function weighTellings(
  by: 'telling' | 'taken',
  stage: TellingStage,
  tellings: readonly StepTelling[],
  { weights }: Dictionary,
): TellingOdds | null {
  const table = weights.find(({ kind }) => kind === by);
  if (table === undefined || stage.chances === null) return null;
  const code = by === 'telling' ? table.codes.indexOf('measure') : table.codes.indexOf('case');
  const takeSigns = tellingSigner(stage);
  const odds = new Map<StepTelling, number>();
  const hashes: number[] = [];
  for (const telling of tellings) {
    hashes.length = 0;
    takeSigns(telling, (hash) => hashes.push(hash));
    odds.set(telling, addUp(table, hashes).odds[code] ?? -Infinity);
  }
  return odds;
}
