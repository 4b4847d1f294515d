/** Steps that analysts put right -> the timeline, with the stage, the tier and the dates that follow from it. */
import type { Tier } from '../model/codes.js';
import { NEVER_STAGE } from '../model/codes.js';
import { StepCorrection, type StageCorrection } from '../model/correction.js';
import type { Incident, Reached, TimelineStep } from '../model/incident.js';
import { ruleOf, type Review } from '../model/review.js';
import {
  compareSteps,
  furthestOf,
  orderOf,
  stageReached,
  stagesOfTier,
  stageThatHappened,
  tierOfStage,
} from '../model/stages.js';

type Named = Pick<TimelineStep, 'value' | 'reality'>;

/** The step of a timeline that a correction is about; undefined where there is none. */
export const findStep = (timeline: readonly TimelineStep[], of: Named): TimelineStep | undefined =>
  timeline.find(({ value, reality }) => value === of.value && reality === of.reality);

/**
 * Puts steps right, in the order of the decisions. A stage that rests on a step that did not happen falls back to the
 * furthest that did; one that happened after all raises it; the tier follows.
 */
export function correctSteps(incident: Incident, reviews: readonly Review[]): Incident {
  const timeline = reviews.reduce(correctStep, incident.timeline).toSorted((a, b) => compareSteps(a, b));
  const by = reviews.at(-1)?.id;
  if (by === undefined) return incident;
  const rule = ruleOf(by);
  const stage = followStage(incident, timeline);
  const own = atStage(stage, timeline);
  const isDated = own?.given != null || stage !== incident.stage;
  const date = isDated && own?.date != null ? { ...incident.date, display: own.date, rule } : incident.date;
  return {
    ...incident,
    timeline,
    stage,
    stages: stage === incident.stage ? incident.stages : { ...incident.stages, display: stage, rule },
    reached: isDated ? reachedBy(own, incident.reached) : incident.reached,
    tier: stage === null ? incident.tier : followTier(incident, timeline, stage),
    date,
  };
}

function correctStep(timeline: TimelineStep[], { id, value }: Review): TimelineStep[] {
  const { of, set } = StepCorrection.parse(value);
  const known = of === null ? undefined : findStep(timeline, of);
  // What the machine does not tell any more needs no correction.
  if (of !== null && known === undefined) return timeline;
  const rest = timeline.filter((step) => step !== known);
  if (set === null) return rest;
  const before = known ?? {
    value: 'act_occurred',
    reality: 'realised',
    date: null,
    precision: null,
    support: 0,
    from: [],
  };
  const date = set.date === undefined ? before.date : set.date;
  const precision =
    date === null ? null : (set.precision ?? (set.date === undefined ? before.precision : precisionOf(date)));
  const step = {
    ...before,
    value: set.step ?? before.value,
    reality: set.reality ?? before.reality,
    date,
    precision,
  };
  // It may be a step that is in the timeline already.
  const twin = findStep(rest, step);
  const from = [...(twin?.from ?? []), ...step.from];
  const support = Math.max(twin?.support ?? 0, step.support);
  return [...rest.filter((one) => one !== twin), { ...step, support, from, given: id }];
}

/**
 * Puts a stage right as a whole. It stands in the timeline then, on the day that was given, else on the day that reports
 * tell; where nobody tells of one, it has none, and how long the case stands there is not known.
 */
export function correctStage(incident: Incident, asked: StageCorrection, review: string): Incident {
  const { stage, date } = asked !== null && typeof asked === 'object' ? asked : { stage: asked, date: null };
  const rule = ruleOf(review);
  const right = { ...incident, stage, stages: { ...incident.stages, display: stage, rule } };
  if (stage === null || NEVER_STAGE.includes(stage)) return right;
  const told = atStage(stage, incident.timeline);
  if (told !== undefined && date === null)
    return { ...right, reached: reachedBy(told, incident.reached) ?? incident.reached };
  const given = { date, precision: date === null ? null : precisionOf(date), given: review };
  const step: TimelineStep = { value: stage, reality: 'realised', support: 0, from: [], ...told, ...given };
  const rest = incident.timeline.filter((one) => one !== told);
  return {
    ...right,
    timeline: [...rest, step].toSorted((a, b) => compareSteps(a, b)),
    reached: reachedBy(step, incident.reached),
    date: date === null ? incident.date : { ...incident.date, display: date, rule },
  };
}

const precisionOf = (date: string): TimelineStep['precision'] =>
  date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';

/** Stages that some steps reached; an aside on what was may be the stage too (ruling 11.19), but raises none. */
const reachedIn = (timeline: readonly TimelineStep[]) =>
  new Set(timeline.flatMap((step) => stageReached(step) ?? []));
const happenedIn = (timeline: readonly TimelineStep[]) =>
  new Set(timeline.flatMap((step) => stageThatHappened(step) ?? []));

function followStage(
  { stage, timeline: before }: Incident,
  timeline: readonly TimelineStep[],
): Incident['stage'] {
  if (stage === null) return null;
  const [was, is] = [reachedIn(before), reachedIn(timeline)];
  if (happenedIn(before).has(stage) && !happenedIn(timeline).has(stage))
    return furthestOf(is) ?? 'exposed_public';
  const further = [...is].filter((one) => !was.has(one) && orderOf(one) > orderOf(stage));
  return furthestOf(further) ?? stage;
}

const atStage = (stage: Incident['stage'], timeline: readonly TimelineStep[]): TimelineStep | undefined => {
  const steps = timeline.filter((step) => stage !== null && stageThatHappened(step) === stage);
  return steps.find(({ reality }) => reality === 'realised') ?? steps[0];
};

function reachedBy(step: TimelineStep | undefined, before: Reached | null): Reached | null {
  const value = step === undefined ? null : stageThatHappened(step);
  if (step === undefined || value === null) return null;
  const known = before?.value === value ? before.known : null;
  return { value, date: step.date, precision: step.precision, known, support: step.support, from: step.from };
}

const GRAVEST: readonly Tier[] = ['convicted', 'sanctioned', 'found'];

/** The tier that steps alone stand for, below the stage. */
function tierOfSteps(timeline: readonly TimelineStep[], stage: Incident['stage']): Tier {
  if (stage !== null && tierOfStage(stage) === 'cleared') return 'cleared';
  const happened = happenedIn(timeline);
  return GRAVEST.find((tier) => stagesOfTier(tier).some((one) => happened.has(one))) ?? 'alleged';
}

// Linking knows more than the steps, such as who passed a case on: its tier stays where steps stand for the same.
function followTier(
  { tier, timeline, stage }: Incident,
  now: readonly TimelineStep[],
  next: Incident['stage'],
): Tier {
  const [before, after] = [tierOfSteps(timeline, stage), tierOfSteps(now, next)];
  return before === after ? tier : after;
}
