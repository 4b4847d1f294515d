/** An incident that was taken for a case and is a measure, or the other way round -> the incident as what it is. */
import type { Incident } from '../model/incident.js';
import { ruleOf } from '../model/review.js';
import { furthestOf, stageReached, tierOfStage } from '../model/stages.js';

/**
 * A measure has no stage and accuses nobody: who was accused is addressed. A case is at the furthest stage that its steps
 * reached; whom it accuses says a correction of the person, since whoever is addressed by a measure did nothing.
 */
export function correctType(incident: Incident, type: Incident['type'], review: string): Incident {
  if (type === incident.type) return incident;
  const rule = ruleOf(review);
  if (type === 'measure')
    return {
      ...incident,
      type,
      tier: 'measure',
      stage: null,
      stages: { ...incident.stages, display: null, rule },
      reached: null,
      violations: { ...incident.violations, display: null, rule },
      subjects: incident.subjects.map((one) =>
        one.role === 'accused' ? { ...one, role: 'addressee' } : one,
      ),
    };
  const stage = furthestOf(incident.timeline.flatMap((step) => stageReached(step) ?? [])) ?? 'exposed_public';
  return {
    ...incident,
    type,
    tier: tierOfStage(stage),
    stage,
    stages: { ...incident.stages, display: stage, rule },
  };
}
