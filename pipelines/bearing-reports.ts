/** Bearing reports: a correction of an incident -> what it says of each of its reports, by which told the value that was shown. */
import {
  AuthorityCorrection,
  isEntryField,
  StageCorrection,
  StepCorrection,
  SubjectCorrection,
} from '../src/model/correction.js';
import type { Incident, Support } from '../src/model/incident.js';
import type { Report } from '../src/model/report.js';
import type { Review } from '../src/model/review.js';
import { IS_MEANT } from './corrected-report.js';

/**
 * What a correction says of one report. Wrong: it told what was shown, and has to tell what was given; `review` holds what
 * of the correction is about it. Right: it tells what was given. Silent: it tells nothing that the correction is about.
 * Open: nobody can tell.
 */
export type Bearing =
  { kind: 'wrong'; review: Review } | { kind: 'right' } | { kind: 'silent' } | { kind: 'open'; why: string };

/** The incident of a correction, with its reports as they are after the corrections before. */
export interface Ground {
  /** As linking made it, with what was shown before anybody corrected it. */
  linked: Incident;
  reports: readonly Report[];
}

const RIGHT: Bearing = { kind: 'right' };
const SILENT: Bearing = { kind: 'silent' };
const NOBODY = 'no report tells what was shown before';
const ADDED = 'it was added, and no report tells of it';
const open = (why: string): Bearing => ({ kind: 'open', why });

/** What a correction says of one of the reports of its incident. */
export function bearingOf(review: Review, report: Report, ground: Ground): Bearing {
  const { field } = review;
  const isAlone = ground.linked.links.length === 1;
  // No report is labelled with these.
  if (field === null || field === 'tier' || field === 'flags') return isAlone ? RIGHT : SILENT;
  if (isAlone) return { kind: 'wrong', review };
  if (field === 'type') return report.type === ground.linked.type ? { kind: 'wrong', review } : RIGHT;
  if (!isEntryField(field)) return ofWhole(review, field, report, ground.linked);
  if (field === 'subject') return ofSubject(review, report, ground);
  return field === 'step' ? ofStep(review, report, ground) : ofAuthority(review, report, ground);
}

/** Values side by side, as text. */
interface Telling {
  own: readonly string[];
  /** What other reports tell. */
  others: readonly string[];
  shown: string | null;
  given: string | null;
  /** Whether what reports tell contradicts each other. */
  conflict: boolean;
  /** Whether several values may be true side by side, as acts are. */
  plural: boolean;
}

/** Where outlets contradict each other, the one that is wrong may be printed as it was read. */
function judge(review: Review, { own, others, shown, given, conflict, plural }: Telling): Bearing {
  if (given !== null && own.includes(given)) return RIGHT;
  if (shown !== null && own.includes(shown))
    return conflict && given !== null && others.includes(given)
      ? open(`other reports of it tell ${given}, so that this article may say ${shown} indeed`)
      : { kind: 'wrong', review };
  return own.length > 0 && conflict && !plural
    ? open(`this article tells ${own.join(', ')}, which is neither what was shown nor what was given`)
    : SILENT;
}

/** A value of any field as text: "village_head", "2", "2024 pilbup". */
export function tellValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return parts.flatMap(([, part]) => tellValue(part) ?? []).join(' ');
}

interface Field {
  display: unknown;
  conflict: boolean;
  values: readonly { value: unknown; from: readonly Support[] }[];
}

type Whole = 'stage' | 'violations' | 'count' | 'places' | 'election' | 'date';

function ofWhole(review: Review, name: Whole, report: Report, linked: Incident): Bearing {
  const field: Field = name === 'stage' ? linked.stages : linked[name];
  const shown = tellValue(field.display);
  const told = field.values.map(({ value, from }) => ({ value: tellValue(value) ?? '', from }));
  const article = linked.links.find((link) => link.report === report.id)?.article;
  const reportsOfArticle = linked.links.filter((link) => link.article === article).length;
  // People of several reports of one article are counted together.
  if (name === 'count' && reportsOfArticle > 1)
    return open(`its article tells of ${reportsOfArticle} groups, which are counted together`);
  const tells = (isOwn: boolean): string[] =>
    told.flatMap(({ value, from }) =>
      from.some((one) => (one.report === report.id) === isOwn) ? [value] : [],
    );
  const [own, others, given] = [tells(true), tells(false), tellValue(givenIn(review))];
  if (![...own, ...others].some((value) => value === shown) && !own.some((value) => value === given))
    return open(NOBODY);
  // That reports tell of other acts, or of an earlier stage, contradicts nothing.
  const plural = name === 'violations' || name === 'stage';
  return judge(review, { own, others, shown, given, conflict: field.conflict, plural });
}

/** The value that was given; of a stage with its day, the stage. */
export function givenIn({ field, value }: Pick<Review, 'field' | 'value'>): unknown {
  if (field !== 'stage') return value;
  const given = StageCorrection.parse(value);
  return given !== null && typeof given === 'object' ? given.stage : given;
}

function ofStep(review: Review, report: Report, { linked, reports }: Ground): Bearing {
  const { of, set } = StepCorrection.parse(review.value);
  const isTold = (one: Report): boolean => of !== null && one.steps.some((step) => IS_MEANT.step(of, step));
  if (of === null) return open(ADDED);
  if (!reports.some(isTold)) return open(NOBODY);
  if (!isTold(report)) return SILENT;
  const reality = set?.reality ?? of.reality;
  const isTurned = reality !== of.reality && (set?.step ?? of.value) === of.value;
  const opposed = linked.timeline.find((step) => step.value === of.value && step.reality === reality);
  return isTurned && opposed?.from.some((one) => one.report !== report.id) === true
    ? open(
        `other reports of it tell ${of.value} as ${reality}, so that this article may say ${of.reality} indeed`,
      )
    : { kind: 'wrong', review };
}

function ofSubject(review: Review, report: Report, { linked, reports }: Ground): Bearing {
  const { of, set } = SubjectCorrection.parse(review.value);
  const entriesOf = (one: Report): Report['subjects'] =>
    of === null ? [] : one.subjects.filter((subject) => IS_MEANT.subject(of, subject));
  if (of === null) return open(ADDED);
  if (!reports.some((one) => entriesOf(one).length > 0)) return open(NOBODY);
  const own = entriesOf(report);
  if (own.length === 0) return SILENT;
  if (set === null) return { kind: 'wrong', review };
  const person = linked.subjects.find(({ name, variants, role }) =>
    of.names === null
      ? name === null && role === of.role
      : [name ?? '', ...variants].some((one) => of.names?.includes(one)),
  );
  const { named: _, ...labels } = set;
  return ofParts(review, { of, set: labels }, (key) => ({
    own: own.flatMap((one) => tellValue(one[key]) ?? []),
    others: key === 'status' ? othersOf(person?.status, report) : [],
    shown: tellValue(key === 'status' ? person?.status.display : person?.[key]),
    conflict: key === 'status' && person?.status.conflict === true,
    plural: false,
  }));
}

const othersOf = (field: Field | undefined, { id }: Report): string[] =>
  (field?.values ?? []).flatMap(({ value, from }) =>
    from.some(({ report }) => report !== id) ? (tellValue(value) ?? []) : [],
  );

function ofAuthority(review: Review, report: Report, { reports }: Ground): Bearing {
  const { of, set } = AuthorityCorrection.parse(review.value);
  const entriesOf = (one: Report): Report['authorities'] =>
    of === null ? [] : one.authorities.filter((authority) => IS_MEANT.authority(of, authority));
  if (of === null) return open(ADDED);
  if (!reports.some((one) => entriesOf(one).length > 0)) return open(NOBODY);
  const own = entriesOf(report);
  if (own.length === 0) return SILENT;
  if (set === null) return { kind: 'wrong', review };
  return ofParts(review, { of, set }, (key) => ({
    own: own.flatMap((one) => tellValue(one[key]) ?? []),
    others: [],
    shown: tellValue(of[key]),
    conflict: false,
    plural: false,
  }));
}

/** What a correction of several parts of an entry says of a report that tells of the entry: only the parts that it told. */
function ofParts<K extends string>(
  review: Review,
  { of, set }: { of: NonNullable<Review['value']>; set: Partial<Record<K, string | null | undefined>> },
  tell: (key: K) => Omit<Telling, 'given'>,
): Bearing {
  const parts = (Object.keys(set) as K[]).map((key) => {
    const given = set[key] ?? null;
    return { key, given, bearing: judge(review, { ...tell(key), given }) };
  });
  const wrong = parts.filter(({ bearing }) => bearing.kind === 'wrong');
  if (wrong.length > 0) {
    const right = Object.fromEntries(wrong.map(({ key, given }) => [key, given]));
    return { kind: 'wrong', review: { ...review, value: { of, set: right } } };
  }
  const bearings = parts.map(({ bearing }) => bearing);
  return (
    bearings.find(({ kind }) => kind === 'open') ?? bearings.find(({ kind }) => kind === 'right') ?? SILENT
  );
}
