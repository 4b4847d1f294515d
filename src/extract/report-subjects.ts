/** Report subjects: the people of a report as it carries them, each with its why (rulings 11.27, 11.28). */
import type { SubjectStatus } from '../model/codes.js';
import type { Subject } from '../model/report.js';
import type { Evidence, Why } from '../model/why.js';
import { bestStatus, type Entity } from './entity.js';
import type { Passage } from './passage.js';
import { inferred, stated } from './why.js';

/** An accused as a report carries him. */
export function subjectOf(passage: Passage, entity: Entity): Subject {
  const status = bestStatus(entity);
  const tellings = entity.tellings.filter((telling) => telling.how !== 'anaphor').slice(0, 3);
  const stretches = tellings.map((telling) => ({ in: passage.in, start: telling.start, end: telling.end }));
  if (entity.countEvidence !== null) stretches.push(entity.countEvidence);
  const code: SubjectStatus = status?.code ?? 'asn_unspecified';
  const rule = status?.mark.rule ?? 'subject/status-unknown';
  const range = entity.min !== null && entity.max !== null && entity.min !== entity.max;
  return {
    name: entity.name,
    role: entity.victim ? 'victim' : 'accused',
    status: code,
    employment: entity.employment,
    position: entity.position,
    institution: entity.institution,
    count: entity.count ?? (entity.plural || range ? null : 1),
    min: range ? entity.min : null,
    max: range ? entity.max : null,
    ...whyStatus(entity, rule, stretches),
  };
}

/** Stated where the text ties a status to its bearer; inferred where a rule of ours does. */
const whyStatus = ({ statuses, tiedBy }: Entity, rule: string, stretches: Evidence[]): Why =>
  statuses.length === 0 || tiedBy !== null
    ? inferred(tiedBy ?? rule, ...stretches)
    : stated(rule, ...stretches);
