/** Outcomes: which accused share one by rules, and their drafts as one (rulings 11.1, 11.2, 11.13, 11.18). */
import { finish, type CaseDraft } from './cases.js';
import { serveDifferent } from './employers.js';
import { liveApart, type Regions } from './regions.js';
import { CLEARED } from './step-kinds.js';

/** Accused with one outcome are one report. */
export function joinOutcomes(drafts: readonly CaseDraft[], regions: Regions): CaseDraft[] {
  const joined: CaseDraft[] = [];
  for (const draft of drafts) {
    const at = joined.findIndex((other) => isOneOutcome(other, draft, regions));
    const mate = joined[at];
    if (mate === undefined) joined.push(draft);
    else joined[at] = joinDrafts([mate, draft]);
  }
  return joined;
}

/** Who is cleared and who is not are never one case (ruling 11.1), nor are the past and today (11.13). */
export const areParted = (a: CaseDraft, b: CaseDraft): boolean =>
  a.historical !== b.historical ||
  (a.stage !== null && b.stage !== null && CLEARED.has(a.stage) !== CLEARED.has(b.stage));

/** Whether rules have one report tell of both. */
export const isOneOutcome = (a: CaseDraft, b: CaseDraft, regions: Regions): boolean =>
  !liveApart(a.sentences, b.sentences, regions) && sameOutcome(a, b);

/** Drafts of several accused as one; history where one of them is. */
export function joinDrafts(drafts: readonly CaseDraft[]): CaseDraft {
  const parts = {
    steps: drafts.flatMap(({ steps }) => steps),
    violations: drafts.flatMap(({ violations }) => violations),
    sentences: new Set(drafts.flatMap(({ sentences }) => [...sentences])),
  };
  const accused = drafts.flatMap((draft) => draft.accused);
  const whole = finish(accused, parts);
  return { ...whole, historical: whole.historical || drafts.some(({ historical }) => historical) };
}

/**
 * One outcome: the same tellings of steps fall on both, or both reached the same stage by acts of one kind. People of
 * whom no step of their own is told belong to whoever is told of beside them.
 */
function sameOutcome(a: CaseDraft, b: CaseDraft): boolean {
  if (areParted(a, b)) return false;
  const together = a.stageStep !== null && a.stageStep === b.stageStep;
  if (serveDifferent(a.accused, b.accused, together)) return false;
  if (together) return true;
  const actsA = new Set(a.violations.map(({ mark }) => mark.code));
  const sameAct =
    b.violations.some(({ mark }) => actsA.has(mark.code)) || actsA.size === 0 || b.violations.length === 0;
  if (a.stageStep === null || b.stageStep === null) return sameAct && beside(a, b);
  if (a.stage === b.stage) return sameAct;
  const shared = a.steps.filter((step) => b.steps.includes(step)).length;
  return shared > 0 && shared >= Math.min(a.steps.length, b.steps.length);
}

/** Told of in the same sentences or in neighbouring ones. */
const beside = (a: CaseDraft, b: CaseDraft): boolean =>
  [...a.sentences].some((one) => [-2, -1, 0, 1, 2].some((step) => b.sentences.has(one + step)));
