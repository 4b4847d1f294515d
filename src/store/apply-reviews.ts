/** An incident as linked, and the decisions on it -> the incident as it is shown; machine values stay beside those given. */
import type { StageCode, Tier } from '../model/codes.js';
import { Incident } from '../model/incident.js';
import { coverUnconvicted } from '../model/naming.js';
import { Reply, type CorrectedField, type Review } from '../model/review.js';
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
  const corrections = new Map(
    holding.flatMap((review) =>
      review.decision === 'correct' && review.field ? [[review.field, review]] : [],
    ),
  );
  let shown = incident;
  for (const [field, review] of corrections) shown = correct(shown, field, review);
  if (corrections.has('stage') && !corrections.has('tier'))
    shown = { ...shown, tier: tierOf(shown.stage, shown.tier) };
  if (incident.tier === 'convicted' && shown.tier !== 'convicted')
    shown = { ...shown, subjects: coverUnconvicted(shown.subjects) };
  return {
    ...shown,
    review: {
      status: verdict === 'confirm' ? 'confirmed' : 'unreviewed',
      corrected: [...corrections.keys()],
      decisions: holding.map(({ id }) => id),
      stale: holding.some((review) => isStale(review, incident)),
    },
    replies: holding.flatMap((review) =>
      review.decision === 'reply' ? [Reply.parse({ ...Object(review.value), id: review.id })] : [],
    ),
  };
}

const VERDICTS: ReadonlySet<Review['decision']> = new Set(['confirm', 'reject', 'withdraw']);

function correct(incident: Incident, field: CorrectedField, { id, value }: Review): Incident {
  const rule = `given by ${id}`;
  if (field === 'tier') return { ...incident, tier: Incident.shape.tier.parse(value) };
  if (field === 'stage') {
    const stage = Incident.shape.stage.parse(value);
    return { ...incident, stage, stages: { ...incident.stages, display: stage, rule } };
  }
  const display = CORRECTED[field].parse(value);
  return { ...incident, [field]: { ...incident[field], display, rule } };
}

/** What may be given for each field; also used to check a decision before it is stored. */
export const CORRECTED = {
  stage: Incident.shape.stage,
  tier: Incident.shape.tier,
  violations: Incident.shape.violations.shape.display,
  count: Incident.shape.count.shape.display,
  places: Incident.shape.places.shape.display,
  election: Incident.shape.election.shape.display,
  date: Incident.shape.date.shape.display,
};

const TIERS: Partial<Record<StageCode, Tier>> = {
  assessed_violation: 'found',
  sanction_recommended: 'found',
  sanction_pending: 'found',
  sanction_imposed: 'sanctioned',
  data_blocked: 'sanctioned',
  candidacy_cancelled: 'sanctioned',
  convicted: 'convicted',
  sentence_executed: 'convicted',
  assessed_no_violation: 'cleared',
  acquitted: 'cleared',
  sanction_annulled: 'cleared',
  criminal_dropped: 'cleared',
};

/** The tier of a corrected stage: that of the stage alone, an allegation where the stage proves nothing. */
const tierOf = (stage: StageCode | null, tier: Tier): Tier =>
  stage === null ? tier : (TIERS[stage] ?? 'alleged');

/** Hash of what the machine says, and on what words, under a decision on an incident: of one field, or of all. */
export function basisOfIncident(incident: Incident, field: CorrectedField | null): string {
  const told = (one: CorrectedField): unknown => {
    if (one === 'tier') return incident.tier;
    const { values } = one === 'stage' ? incident.stages : incident[one];
    return values.map(({ value, from }) => [value, from.map(({ article, evidence }) => [article, evidence])]);
  };
  if (field !== null) return hashOf([field, told(field)]);
  const all = (Object.keys(CORRECTED) as CorrectedField[]).map((one) => [one, told(one)]);
  const people = incident.subjects.map(({ name, variants, role }) => [name, variants, role]);
  return hashOf([all, people, incident.links.map(({ article }) => article).sort()]);
}

/** Whether the evidence under a decision on an incident is another now than when it was made. */
function isStale({ decision, field, basis, target }: Review, incident: Incident): boolean {
  if (basis === null || target.kind !== 'incident' || decision === 'merge' || decision === 'split')
    return false;
  return basis !== basisOfIncident(incident, decision === 'correct' ? field : null);
}
