/** Furthest stage: the steps of one case -> how far it came (ruling 11.2). */
import { NEVER_STAGE, STAGE_CODES } from '../model/code-lists.js';
import type { Reality, StageCode, StepCode } from '../model/codes.js';
import { CRIME } from './step-kinds.js';
import { isReached } from './steps.js';

const ORDER: readonly string[] = STAGE_CODES;

/** Steps of the criminal limb that lead nowhere once it is dropped. */
const CLOSED: ReadonlySet<string> = new Set([...CRIME, 'criminal_dropped']);

/** Of no limb in particular is what comes before a finding: who reports, summons and hears does so for all of them. */
const isOfCriminalLimb = (code: StepCode): boolean =>
  CLOSED.has(code) || code === 'prosecuted' || ORDER.indexOf(code) <= ORDER.indexOf('examined');

/**
 * The furthest stage of a set of steps; null when none counts. Historical steps count only where nothing else does. Where the
 * criminal limb was dropped and another goes on, the other is how far the case came.
 */
export function furthestStage(steps: readonly { code: StepCode; reality: Reality }[]): StageCode | null {
  const stages = steps.filter(
    (step) => ORDER.includes(step.code) && !(NEVER_STAGE as readonly string[]).includes(step.code),
  );
  const reached = stages.filter(isReached);
  const counted = reached.length > 0 ? reached : stages.filter((step) => step.reality === 'historical');
  const goesOn =
    counted.some(({ code }) => code === 'criminal_dropped') &&
    !counted.every(({ code }) => isOfCriminalLimb(code));
  let best: StageCode | null = null;
  for (const { code } of counted) {
    if (goesOn && CLOSED.has(code)) continue;
    const stage = code as StageCode;
    if (best === null || ORDER.indexOf(stage) > ORDER.indexOf(best)) best = stage;
  }
  if (best !== null) return best;
  return steps.some((step) => step.code === 'denial' || step.reality === 'alleged') ? 'exposed_public' : null;
}
