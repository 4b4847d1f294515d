/** Weighing taken steps: of all steps that the words of a case may tell of, those that belong to it; what rules gave it is one sign among many. */
import type { Dictionary } from '../model/dictionary.js';
import { isLive, withoutSteps, type CaseDraft } from './cases.js';
import type { Derivation } from './derivation.js';
import { giveSteps, isOfHarm, oddsOfStep } from './fill-steps.js';
import { isCaseStep } from './others-steps.js';
import type { Mark } from './passage.js';
import { MEASURES } from './step-kinds.js';
import type { StepTelling } from './steps.js';
import type { TellingStage } from './telling-signs.js';
import { weighTellings } from './weigh-tellings.js';

/** Log odds from which a case has a step: one that rules gave it, one of those that harms somebody, and any other. */
const LEAST = { had: -1, harm: -0.3, other: 0 };
/** Log odds of its sentence from which a step that harms somebody is told, though no rule gave it to the case. */
const LEAST_OF_HARM = 1;

/** A draft with the steps that are likely its own, and those that rules gave it and all else speaks against, with their log odds. */
export interface Settled {
  draft: CaseDraft;
  left: ReadonlyMap<Mark, number>;
}

export const NOTHING_LEFT: ReadonlyMap<Mark, number> = new Map();

/** Each draft with the steps that are likely its own; one of the past, or to which nothing would be left, as it was. */
export function settleTaken(
  drafts: readonly CaseDraft[],
  stage: Omit<TellingStage, 'had'>,
  isNear: (draft: CaseDraft, sentence: number) => boolean,
  dictionary: Dictionary,
): Settled[] {
  const had = marksOf(drafts);
  const steps = stage.steps.filter(({ code }) => !MEASURES.has(code));
  const weighed = weighTellings('taken', { ...stage, had }, steps, dictionary);
  if (weighed === null) return drafts.map((draft) => ({ draft, left: NOTHING_LEFT }));
  const odds = new Map([...weighed].map(([{ mark }, one]): [Mark, number] => [mark, one]));
  const oddsOf = ({ mark }: StepTelling): number => odds.get(mark) ?? 0;
  return drafts.map((draft) => {
    if (draft.historical) return { draft, left: NOTHING_LEFT };
    const likely = new Set(
      draft.steps
        .filter((step) => oddsOf(step) >= LEAST[isOfHarm(step) ? 'harm' : 'had'])
        .map(({ code, reality }) => `${code}/${reality}`),
    );
    const kept = draft.steps.filter(({ code, reality }) => likely.has(`${code}/${reality}`));
    const known = new Set<string>(kept.map(({ code }) => code));
    const added = steps.filter(
      (step) =>
        isCaseStep(step, stage.accused) &&
        !had.has(step.mark) &&
        !known.has(step.code) &&
        oddsOf(step) >= LEAST.other &&
        !(isOfHarm(step) && oddsOfStep(step) < LEAST_OF_HARM) &&
        isNear(draft, step.mark.sentence),
    );
    const settled = giveSteps(withoutSteps(draft, kept), added);
    // Without any step, what was only reported would come out as an act that occurred.
    if (settled.steps.length === 0 || !isLive(settled)) return { draft, left: NOTHING_LEFT };
    const left = draft.steps.filter((step) => !kept.includes(step));
    return { draft: settled, left: new Map(left.map((step) => [step.mark, oddsOf(step)])) };
  });
}

/** The marks of all steps that cases have. */
export const marksOf = (drafts: readonly CaseDraft[]): Set<Mark> =>
  new Set(drafts.flatMap(({ steps }) => steps.map(({ mark }) => mark)));

/** The marks of all steps that the cases of a derivation have. */
export const hadIn = ({ attempts }: Pick<Derivation, 'attempts'>): ReadonlySet<Mark> =>
  marksOf(attempts.flatMap((one) => (one.type === 'case' && one.failed === null ? [one.draft] : [])));
