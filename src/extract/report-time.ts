/** Report time: what a draft has for its dating: the tellings of its stage or leading step, its acts, its sentences. */
import type { CaseDraft } from './cases.js';
import type { ReportTime } from './dating.js';
import type { MeasureDraft } from './measures.js';
import { mergeSteps } from './steps.js';

/** The tellings of the stage; the acts, which date a case that has no further step. */
export function timeOfCase(draft: CaseDraft): ReportTime {
  const near = draft.stageStep?.mark.sentence ?? Math.min(...draft.sentences);
  const steps = draft.steps.filter(
    (step) => step.code === draft.stage && step.reality === draft.stageStep?.reality,
  );
  return { steps, acts: draft.violations, near };
}

/** The first step that has happened leads a measure, else the first at all. */
export function timeOfMeasure(draft: MeasureDraft): ReportTime {
  const merged = mergeSteps(draft.steps);
  const lead = merged.find((step) => step.reality === 'realised') ?? merged[0] ?? null;
  const near = lead?.mark.sentence ?? Math.min(...draft.sentences);
  return { steps: lead === null ? [] : [lead], acts: [], near };
}
