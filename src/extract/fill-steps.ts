/** Fill steps: a case gets the steps that its article tells of, by the words of a sentence together, though nobody is told of beside them. */
import { withSteps, type CaseDraft } from './cases.js';
import { oddsOf } from './mark-odds.js';
import { isCaseStep } from './others-steps.js';
import { isReached, type StepTelling } from './steps.js';

/** Log odds from which a step is told of the case; a step that harms somebody must be told more surely. */
const TOLD = 0;
const TOLD_OF_HARM = 1;

/** Steps that change at once how somebody stands: as punished, suspected, or out of what he held. */
const HARMS = new Set<string>([
  'sanction_imposed',
  'convicted',
  'sentence_executed',
  'suspect_named',
  'candidacy_cancelled',
  'acting_head_replaced',
]);

/** The draft with those steps of which it has none; `isNear` says which sentences can tell of it. */
export function fillSteps(
  draft: CaseDraft,
  steps: readonly StepTelling[],
  isNear: (sentence: number) => boolean,
): CaseDraft {
  const known = new Set<string>(draft.steps.map(({ code }) => code));
  const further = steps.filter(
    (step) =>
      isCaseStep(step, draft.accused) &&
      !known.has(step.code) &&
      oddsOfStep(step) >= (isOfHarm(step) ? TOLD_OF_HARM : TOLD) &&
      isNear(step.mark.sentence),
  );
  return further.length === 0 ? draft : giveSteps(draft, further);
}

/** The draft with steps that the words of a sentence gave it, no rule: whatever found them, that they are its own is inferred. */
export function giveSteps(draft: CaseDraft, steps: readonly StepTelling[]): CaseDraft {
  for (const { mark } of steps) mark.props = { ...mark.props, filled: 'true' };
  return withSteps(draft, steps);
}

/** Whether a step harms whom it is told of; what only may come or did not come harms nobody. */
export const isOfHarm = (step: StepTelling): boolean => HARMS.has(step.code) && isReached(step);

/** Log odds of a step by the words of its sentence together; none of what only a pattern tells. */
export const oddsOfStep = ({ mark }: StepTelling): number => oddsOf(mark, -Infinity);
