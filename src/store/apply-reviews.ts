/** An incident as linked, and the decisions on it -> the incident as it is shown; machine values stay beside those given. */
import type { z } from 'zod';
import { ENTRY_CORRECTIONS, isEntryField, StageCorrection, type EntryField } from '../model/correction.js';
import { Incident, type Support } from '../model/incident.js';
import { coverUnconvicted } from '../model/naming.js';
import { Reply, ruleOf, type CorrectedField, type Review } from '../model/review.js';
import { tierOfStage } from '../model/stages.js';
import { correctPeople, findAuthority, findSubject } from './correct-people.js';
import { correctStage, correctSteps, findStep } from './correct-steps.js';
import { correctType } from './correct-type.js';
import { hashOf } from './documents.js';

/**
 * Applies the decisions that hold, in the order in which they were made; of several on one thing the last one counts.
 * @returns null when the incident is not to be shown
 */
export function applyReviews(incident: Incident, decisions: readonly Review[]): Incident | null {
  if (decisions.length === 0) return incident;
  // The rejection of what a machine got wrong does not hold for the incident that its reports went into.
  const holding = decisions.filter(
    ({ decision, target }) => decision !== 'reject' || target.id === incident.id,
  );
  const verdict = holding.findLast(({ decision }) => VERDICTS.has(decision))?.decision ?? null;
  if (verdict === 'reject' || verdict === 'withdraw') return null;
  const corrections = holding.filter(({ decision, field }) => decision === 'correct' && field !== null);
  return {
    ...correctAll(incident, corrections),
    review: {
      status: verdict === 'confirm' ? 'confirmed' : 'unreviewed',
      corrected: [...new Set(corrections.flatMap(({ field }) => field ?? []))],
      decisions: holding.map(({ id }) => id),
      stale: holding.some((review) => isStale(review, incident)),
    },
    replies: holding.flatMap((review) =>
      review.decision === 'reply' ? [Reply.parse({ ...Object(review.value), id: review.id })] : [],
    ),
  };
}

/** What it is first, then steps, since stage and tier follow from them, unless they are given; people last, since names follow the tier. */
function correctAll(incident: Incident, corrections: readonly Review[]): Incident {
  const of = (...fields: CorrectedField[]): Review[] =>
    corrections.filter(({ field }) => field !== null && fields.includes(field));
  const whole = new Map(
    corrections.flatMap((review) =>
      review.field === null || isEntryField(review.field) ? [] : [[review.field, review] as const],
    ),
  );
  const kind = whole.get('type');
  const typed =
    kind === undefined ? incident : correctType(incident, CORRECTED.type.parse(kind.value), kind.id);
  let shown = correctSteps(typed, of('step'));
  // A date that is given itself stands above that of the stage.
  const inOrder = [...whole].toSorted(([a], [b]) => Number(b === 'stage') - Number(a === 'stage'));
  for (const [field, review] of inOrder)
    if (field !== 'type' && (shown.type === 'case' || !OF_CASES.has(field)))
      shown = correct(shown, field, review);
  if (whole.has('stage') && !whole.has('tier') && shown.stage !== null && shown.type === 'case')
    shown = { ...shown, tier: tierOfStage(shown.stage) };
  if (incident.tier === 'convicted' && shown.tier !== 'convicted')
    shown = { ...shown, subjects: coverUnconvicted(shown.subjects) };
  return correctPeople(shown, of('subject', 'authority'));
}

/** What a measure has none of. */
const OF_CASES: ReadonlySet<CorrectedField> = new Set(['stage', 'tier', 'violations']);

const VERDICTS: ReadonlySet<Review['decision']> = new Set(['confirm', 'reject', 'withdraw']);

/** A field that is put right as a whole. */
export type WholeField = Exclude<CorrectedField, EntryField>;

function correct(incident: Incident, field: Exclude<WholeField, 'type'>, { id, value }: Review): Incident {
  const rule = ruleOf(id);
  if (field === 'tier') return { ...incident, tier: CORRECTED.tier.parse(value) };
  if (field === 'flags') return { ...incident, flags: CORRECTED.flags.parse(value) };
  if (field === 'stage') return correctStage(incident, CORRECTED.stage.parse(value), id);
  const display = CORRECTED[field].parse(value);
  return { ...incident, [field]: { ...incident[field], display, rule } };
}

/** What may be given for each field that is put right as a whole; also used to check a decision before it is stored. */
export const CORRECTED = {
  type: Incident.shape.type,
  stage: StageCorrection,
  tier: Incident.shape.tier,
  violations: Incident.shape.violations.shape.display,
  count: Incident.shape.count.shape.display,
  places: Incident.shape.places.shape.display,
  election: Incident.shape.election.shape.display,
  date: Incident.shape.date.shape.display,
  flags: Incident.shape.flags,
} satisfies Record<WholeField, z.ZodType>;

/** Fields of which all values count for a decision on all of an incident. */
const VALUED = ['stage', 'tier', 'violations', 'count', 'places', 'election', 'date'] as const;

/** What the machine says of a field, and on what words. */
function toldOf(incident: Incident, field: WholeField): unknown {
  if (field === 'type') return [incident.type, articlesOf(incident)];
  if (field === 'tier' || field === 'flags') return incident[field];
  return valuesOf(field === 'stage' ? incident.stages : incident[field]);
}

const valuesOf = ({
  values,
}: Incident['stages'] | Incident['count'] | Incident['places'] | Incident['election']): unknown =>
  values.map(({ value, from }) => [value, wordsOf(from)]);
const wordsOf = (from: readonly Support[]): unknown =>
  from.map(({ article, evidence }) => [article, evidence]);

/** The same of the entry that a correction is about; of what is added, all articles. */
function toldOfEntry(incident: Incident, field: EntryField, value: unknown): unknown {
  const { of } = ENTRY_CORRECTIONS[field].parse(value);
  if (of === null) return articlesOf(incident);
  if ('names' in of) {
    const subject = findSubject(incident.subjects, of);
    return subject && [subject.role, ...[subject.names, subject.status, subject.positions].map(valuesOf)];
  }
  if ('reality' in of) {
    const step = findStep(incident.timeline, of);
    return step && [step.date, step.precision, wordsOf(step.from)];
  }
  const authority = findAuthority(incident.authorities, of);
  return authority && [authority.institution, wordsOf(authority.from)];
}

const articlesOf = ({ links }: Incident): string[] => links.map(({ article }) => article).sort();

/** Hash of what the machine says, and on what words, under a decision on an incident: of one field, or of all. */
export function basisOfIncident(
  incident: Incident,
  { field, value }: Pick<Review, 'field' | 'value'>,
): string {
  if (field !== null)
    return hashOf([
      field,
      (isEntryField(field) ? toldOfEntry(incident, field, value) : toldOf(incident, field)) ?? null,
    ]);
  const all = VALUED.map((one) => [one, toldOf(incident, one)]);
  const people = incident.subjects.map(({ name, variants, role }) => [name, variants, role]);
  return hashOf([all, people, articlesOf(incident)]);
}

/** Whether the evidence under a decision on an incident is another now than when it was made. */
function isStale(review: Review, incident: Incident): boolean {
  const { decision, basis, target } = review;
  if (basis === null || target.kind !== 'incident' || decision === 'merge' || decision === 'split')
    return false;
  return basis !== basisOfIncident(incident, review);
}
