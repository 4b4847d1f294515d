/** Reports of a case -> the stage that each tells of, and when the furthest one was reached. */
import type { StageCode } from '../model/codes.js';
import type { Reached, TimelineStep } from '../model/incident.js';
import { countsAsReached } from '../model/realities.js';
import { type Field, countSources, gatherField, mergeSupports, supportOf, tell } from './gather-field.js';
import { isDisputed } from './judge-stage.js';
import type { Facts } from './report-facts.js';

const STAGE_RULE = 'the furthest stage that happened, unless a stronger and later voice denies it';

/** The stage that each report tells of. That one report is behind another is no conflict; a denied stage is one. */
export function gatherStages(group: Facts[], stage: StageCode | null): Field<StageCode> {
  const tellings = group.flatMap((facts) => {
    const { report } = facts.input;
    if (report.stage === null) return [];
    const steps = report.steps.filter(({ value }) => value === report.stage);
    return [
      tell(
        facts,
        report.stage,
        steps.flatMap(({ evidence }) => evidence),
      ),
    ];
  });
  const conflict = tellings.some(({ value }) => isDisputed(group, value));
  return gatherField(tellings, conflict, stage === null ? null : { value: stage, rule: STAGE_RULE });
}

/** Who tells that the furthest stage was reached, the first day on which it was told, and its best date. */
export function whenReached(
  group: Facts[],
  stage: StageCode | null,
  timeline: readonly TimelineStep[],
): Reached | null {
  if (stage === null) return null;
  const isTold = ({ value, reality }: { value: string; reality: string }): boolean =>
    value === stage && countsAsReached(value, reality);
  const telling = group.filter(
    ({ input: { report } }) => report.stage === stage || report.steps.some(isTold),
  );
  const [first] = telling;
  // Nothing but accusation and denial: the matter is public since it was first told (ruling 11.2).
  if (first === undefined) return group[0] === undefined ? null : known(stage, group);
  const dated = timeline.filter((step) => isTold(step) && step.date !== null);
  const step = dated.find(({ reality }) => reality === 'realised') ?? dated[0];
  return { ...known(stage, telling), date: step?.date ?? null, precision: step?.precision ?? null };
}

function known(value: StageCode, telling: Facts[]): Reached {
  const published = telling.flatMap(({ input }) => input.article.published ?? []).sort();
  const from = telling.map((facts) => {
    const steps = facts.input.report.steps.filter((step) => step.value === value);
    return supportOf(
      facts,
      steps.flatMap(({ evidence }) => evidence),
    );
  });
  return {
    value,
    date: null,
    precision: null,
    known: published[0] ?? null,
    support: countSources(telling),
    from: mergeSupports(from),
  };
}
