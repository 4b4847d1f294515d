/** Stages: which of them a step reaches, the order of steps in a timeline, and the tier that a stage stands for. */
import { CLEARING_STAGE } from './code-lists.js';
import { NEVER_STAGE, StageCode, StepCode, type Tier } from './codes.js';
import type { TimelineStep } from './incident.js';
import { countsAsReached } from './realities.js';

type Told = Pick<TimelineStep, 'value' | 'reality'>;

/** The stage that a step reaches; null where it did not happen, or is no stage (ruling 11.2). */
export function stageReached({ value, reality }: Told): StageCode | null {
  const stage = StageCode.safeParse(value).data;
  if (stage === undefined || NEVER_STAGE.includes(stage)) return null;
  return countsAsReached(stage, reality) ? stage : null;
}

/** The stage that a step reached then or now; an aside on what was counts, what is under way only as a process. */
export const stageThatHappened = (step: Told): StageCode | null =>
  stageReached({ ...step, reality: step.reality === 'historical' ? 'realised' : step.reality });

/** How far a stage is, in the order of table 3.2. */
export const orderOf = (stage: StageCode): number => StageCode.options.indexOf(stage);

/** The furthest of some stages; null of none. */
export const furthestOf = (stages: Iterable<StageCode>): StageCode | null =>
  [...stages].sort((a, b) => orderOf(b) - orderOf(a))[0] ?? null;

const TIERS: Partial<Record<StageCode, Tier>> = {
  ...Object.fromEntries(CLEARING_STAGE.map((stage) => [stage, 'cleared' as const])),
  assessed_violation: 'found',
  sanction_recommended: 'found',
  sanction_pending: 'found',
  sanction_imposed: 'sanctioned',
  data_blocked: 'sanctioned',
  candidacy_cancelled: 'sanctioned',
  convicted: 'convicted',
  sentence_executed: 'convicted',
};

/** The tier that a stage stands for by itself; an allegation where it proves nothing. */
export const tierOfStage = (stage: StageCode): Tier => TIERS[stage] ?? 'alleged';

/** The stages that stand for a tier. */
export const stagesOfTier = (tier: Tier): StageCode[] =>
  StageCode.options.filter((stage) => TIERS[stage] === tier);

/** Dated steps first, in the order of their dates, the rest in the order of tables 3.2 and 3.3. */
export function compareSteps(
  a: Pick<TimelineStep, 'value' | 'reality' | 'date'>,
  b: Pick<TimelineStep, 'value' | 'reality' | 'date'>,
): number {
  if (a.date !== null && b.date !== null && a.date !== b.date) return a.date < b.date ? -1 : 1;
  if ((a.date === null) !== (b.date === null)) return a.date === null ? 1 : -1;
  const order = ({ value }: Told): number => StepCode.options.indexOf(value);
  return order(a) - order(b) || (a.reality < b.reality ? -1 : 1);
}
