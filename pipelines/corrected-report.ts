/** A report with what analysts put right of its incident, as labels for a draft of a gold article. */
import {
  AuthorityCorrection,
  isEntryField,
  StepCorrection,
  SubjectCorrection,
  type EntryField,
} from '../src/model/correction.js';
import type { Incident } from '../src/model/incident.js';
import type { Report } from '../src/model/report.js';
import type { Review } from '../src/model/review.js';
import type { Evidence } from '../src/model/why.js';

/**
 * The report with the value that a review gave to its incident, where the incident rests on this report alone: of
 * several, nobody knows whose report is wrong.
 */
export function correctReport(report: Report, { field, value }: Review, shown: Incident | null): Report {
  if (shown === null || shown.links.length > 1 || field === null) return report;
  if (!isEntryField(field)) return correctWhole(report, field, shown);
  const right = ENTRIES[field](report, value);
  return field === 'step' ? { ...right, stage: shown.stage } : right;
}

function correctWhole(
  report: Report,
  field: Exclude<Review['field'], EntryField | null>,
  shown: Incident,
): Report {
  const { stage, violations, date, election, places, flags } = shown;
  if (field === 'type')
    return {
      ...report,
      type: shown.type,
      stage: shown.stage,
      violations: shown.type === 'case' ? report.violations : [],
    };
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

const ENTRIES: Record<EntryField, (report: Report, value: unknown) => Report> = {
  subject: (report, value) => {
    const { of, set } = SubjectCorrection.parse(value);
    if (of === null) return report;
    const isMeant = ({ name, role }: Report['subjects'][number]): boolean =>
      of.names === null ? name === null && role === of.role : name !== null && of.names.includes(name);
    const { named: _, ...right } = set ?? {};
    return {
      ...report,
      subjects: report.subjects.flatMap((one) =>
        isMeant(one) ? (set === null ? [] : { ...one, ...right }) : one,
      ),
    };
  },
  authority: (report, value) => {
    const { of, set } = AuthorityCorrection.parse(value);
    if (of === null) return report;
    const isMeant = ({ name, institution }: Report['authorities'][number]): boolean =>
      of.name === null ? name === null && institution === of.institution : name === of.name;
    // Steps name authorities by their place, so that one that does not act keeps its place, without a name.
    const right = set ?? { name: null, institution: null };
    return {
      ...report,
      authorities: report.authorities.map((one) => (isMeant(one) ? { ...one, ...right } : one)),
    };
  },
  step: (report, value) => {
    const { of, set } = StepCorrection.parse(value);
    if (of === null) return report;
    const steps = report.steps.flatMap((one) => {
      if (one.value !== of.value || one.reality !== of.reality) return one;
      return set === null
        ? []
        : { ...one, value: set.step ?? one.value, reality: set.reality ?? one.reality };
    });
    return { ...report, steps };
  },
};
