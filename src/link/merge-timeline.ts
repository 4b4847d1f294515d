/** Steps of all reports of an incident -> one timeline, merged by code and reality, each with its best date. */
import type { TimelineStep } from '../model/incident.js';
import type { DateValue, ReportStep } from '../model/report.js';
import { compareSteps } from '../model/stages.js';
import { hasHappened } from '../model/realities.js';
import { countSources, mergeSupports, supportOf } from './gather-field.js';
import { daysOf } from './measure-time.js';
import type { Facts } from './report-facts.js';

type Dated = Pick<DateValue, 'value' | 'precision' | 'basis'>;

/** Merges the steps; dated ones first in order of their dates, the rest in the order of table 3.2 and 3.3. */
export function mergeTimeline(group: Facts[]): TimelineStep[] {
  const told = new Map<string, { facts: Facts; step: ReportStep }[]>();
  for (const facts of group) {
    for (const step of facts.input.report.steps) {
      const key = `${step.value} ${step.reality}`;
      told.set(key, [...(told.get(key) ?? []), { facts, step }]);
    }
  }
  return [...told.values()].flatMap(mergeStep).sort(compareSteps);
}

function mergeStep(tellings: { facts: Facts; step: ReportStep }[]): TimelineStep[] {
  const first = tellings[0];
  if (first === undefined) return [];
  const from = mergeSupports(tellings.map(({ facts, step }) => supportOf(facts, step.evidence)));
  const date = bestDate(tellings.flatMap(({ facts, step }) => dateOf(facts, step) ?? []));
  return [
    {
      value: first.step.value,
      reality: first.step.reality,
      date: date?.value ?? null,
      precision: date?.precision ?? null,
      support: countSources(tellings.map(({ facts }) => facts)),
      from,
      given: null,
    },
  ];
}

// The date of a report is the date of its stage, where the step itself has none (ruling 11.3).
function dateOf({ input }: Facts, step: ReportStep): Dated | null {
  if (step.date !== null) return step.date;
  const { report } = input;
  const reached = hasHappened(step.reality) || step.reality === 'historical';
  return reached && step.value === report.stage ? report.date : null;
}

const PRECISION: DateValue['precision'][] = ['day', 'on_or_before', 'week', 'month', 'year'];
const BASIS: DateValue['basis'][] = ['stage', 'act', 'letter', 'calendar', 'statement', 'publication'];

/** The date shown of several: the most exact, then the one closest to the step itself, then the earliest. */
export function bestDate(dates: readonly Dated[]): Dated | null {
  const sorted = [...dates].sort(
    (a, b) =>
      PRECISION.indexOf(a.precision) - PRECISION.indexOf(b.precision) ||
      (a.precision === 'on_or_before' ? 0 : BASIS.indexOf(a.basis) - BASIS.indexOf(b.basis)) ||
      (a.value < b.value ? -1 : 1),
  );
  return sorted[0] ?? null;
}

/** True when two dates of one thing cannot both be right: exact days that differ, or one after its upper bound. */
export function datesContradict(dates: readonly Dated[]): boolean {
  const spans = dates.flatMap((date) => daysOf(date) ?? []);
  return spans.some((a) => spans.some((b) => a.to < b.from && !b.open));
}
