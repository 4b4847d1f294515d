/** A report with what analysts put right of its incident, as labels for a draft of a gold article. */
import {
  AuthorityCorrection,
  isEntryField,
  StepCorrection,
  SubjectCorrection,
  type EntryField,
} from '../src/model/correction.js';
import type { Incident } from '../src/model/incident.js';
import { furthestOf, stageReached } from '../src/model/stages.js';
import type { Report } from '../src/model/report.js';
import type { Review } from '../src/model/review.js';
import type { Evidence } from '../src/model/why.js';

/** The report with the value that a review gave to its incident; the same report where no label of it can be put right. */
export function correctReport(report: Report, { field, value }: Review, shown: Incident): Report {
  if (field === null) return report;
  if (!isEntryField(field)) return correctWhole(report, field, shown);
  const right = ENTRIES[field](report, value);
  return field === 'step' && right !== report ? { ...right, stage: stageAfter(report, right, shown) } : right;
}

/** The stage of a report whose steps were put right: that of the incident, where it rests on this report alone. */
function stageAfter(before: Report, { steps, stage }: Report, shown: Incident): Report['stage'] {
  if (shown.links.length === 1) return shown.stage;
  if (stage === null) return null;
  const [was, is] = [before.steps, steps].map((all) =>
    furthestOf(all.flatMap((step) => stageReached(step) ?? [])),
  );
  return was === is ? stage : (is ?? NOTHING_BUT_TOLD);
}

/** The stage of a case of which no step happened (ruling 11.2). */
const NOTHING_BUT_TOLD = 'exposed_public';

function correctWhole(
  report: Report,
  field: Exclude<Review['field'], EntryField | null>,
  shown: Incident,
): Report {
  const { stage, violations, date, election, places, flags } = shown;
  if (field === 'type') return withType(report, shown);
  if (field === 'stage') return { ...report, stage, steps: withStage(report, stage) };
  if (field === 'flags') return { ...report, flags };
  if (field === 'violations')
    return {
      ...report,
      violations:
        violations.display === null
          ? []
          : [{ ...GIVEN, value: violations.display, evidence: wordsOf(report.violations) }],
    };
  if (field === 'date')
    return {
      ...report,
      date: report.date === null || date.display === null ? null : { ...report.date, value: date.display },
    };
  if (field === 'election')
    return {
      ...report,
      election:
        report.election === null || election.display === null
          ? null
          : { ...report.election, ...election.display },
    };
  if (field === 'count') return withCount(report, shown.count.display);
  if (field === 'places') return withPlace(report, places.display);
  return report;
}

function withType(report: Report, { type, stage, links }: Incident): Report {
  if (type === 'measure') return { ...report, type, stage: null, violations: [] };
  const own = furthestOf(report.steps.flatMap((step) => stageReached(step) ?? [])) ?? NOTHING_BUT_TOLD;
  return { ...report, type, stage: links.length === 1 ? stage : own };
}

const GIVEN = { count: null, certainty: 'stated' as const, rule: 'review' };

const wordsOf = (values: readonly { evidence: Evidence[] }[]): Evidence[] =>
  values.flatMap(({ evidence }) => evidence);

/** The step that told the wrong stage tells the right one. */
function withStage({ stage, steps }: Report, right: Report['stage']): Report['steps'] {
  if (right === null || steps.some(({ value }) => value === right)) return steps;
  return steps.map((step) => (step.value === stage ? { ...step, value: right } : step));
}

/** The number of the only group of accused; of several groups nobody knows whose it is. */
function withCount(report: Report, count: number | null): Report {
  const accused = report.subjects.filter(({ role }) => role === 'accused');
  if (accused.length !== 1) return report;
  return {
    ...report,
    subjects: report.subjects.map((one) =>
      one === accused[0] ? { ...one, count, min: null, max: null } : one,
    ),
  };
}

function withPlace(report: Report, code: string | null): Report {
  const others = report.places.filter(({ role }) => role !== 'jurisdiction');
  const [told] = report.places.filter(({ role }) => role === 'jurisdiction');
  if (code === null || told === undefined) return { ...report, places: others };
  const regency = code.length >= 5 ? code.slice(0, 5) : null;
  return { ...report, places: [{ ...told, value: code, regency, name: code }, ...others] };
}

type Subject = Report['subjects'][number];
type Authority = Report['authorities'][number];
type Step = Report['steps'][number];

/** Whether an entry of a report is the one that a correction is about. */
export const IS_MEANT = {
  subject: ({ names, role }: NonNullable<SubjectCorrection['of']>, one: Subject): boolean =>
    names === null ? one.name === null && one.role === role : one.name !== null && names.includes(one.name),
  authority: ({ name, institution }: NonNullable<AuthorityCorrection['of']>, one: Authority): boolean =>
    name === null ? one.name === null && one.institution === institution : one.name === name,
  step: ({ value, reality }: NonNullable<StepCorrection['of']>, one: Step): boolean =>
    one.value === value && one.reality === reality,
};

const ENTRIES: Record<EntryField, (report: Report, value: unknown) => Report> = {
  subject: (report, value) => {
    const { of, set } = SubjectCorrection.parse(value);
    if (of === null) return report;
    const { named: _, ...right } = set ?? {};
    const put = (one: Subject): Subject[] => (set === null ? [] : [{ ...one, ...right }]);
    return {
      ...report,
      subjects: report.subjects.flatMap((one) => (IS_MEANT.subject(of, one) ? put(one) : [one])),
    };
  },
  authority: (report, value) => {
    const { of, set } = AuthorityCorrection.parse(value);
    if (of === null) return report;
    // Steps name authorities by their place, so that one that does not act keeps its place, without a name.
    const right = set ?? { name: null, institution: null };
    const authorities = report.authorities.map((one) =>
      IS_MEANT.authority(of, one) ? { ...one, ...right } : one,
    );
    return { ...report, authorities };
  },
  step: (report, value) => {
    const { of, set } = StepCorrection.parse(value);
    if (of === null) return report;
    const put = (one: Step): Step[] =>
      set === null ? [] : [{ ...one, value: set.step ?? one.value, reality: set.reality ?? one.reality }];
    return { ...report, steps: report.steps.flatMap((one) => (IS_MEANT.step(of, one) ? put(one) : [one])) };
  },
};
