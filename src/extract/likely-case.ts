/** Likely case: what the gates of an accusation decide, in the light of what its article is likely to be. */
import type { Report } from '../model/report.js';
import { VAGUE, stepsTaken } from './accusation.js';
import type { CaseDraft } from './cases.js';
import type { CaseGate } from './derivation.js';
import { isLikelyAccused, type Entity } from './entity.js';
import { WEIGHTY } from './step-kinds.js';
import { isHardlyAccused, isHardlyCase, isLikely, isSurelyCase, type Chances } from './weigh-article.js';

/** Whether a gate only doubts what, in the light of what the article is likely to be, is none: its case, or its accused. */
export const isWaived = (gate: CaseGate, chances: Chances | null, accused: readonly Entity[]): boolean =>
  gate === 'status_unknown'
    ? isSurelyCase(chances) && accused.some(isLikelyAccused)
    : DOUBTS.has(gate) && isLikely(chances, 'case');

/**
 * Whether an article hardly is a case, or those whom a draft accuses hardly are accused in it. A case of the past is told in
 * articles of anything ("seperti pada 2019, ketika ..."), so that but what is told of its accused counts. `unlinked`: it is
 * told that something has nothing to do with elections.
 */
export function isUnlikely(
  chances: Chances | null,
  report: Report | null,
  { accused, historical }: Pick<CaseDraft, 'accused' | 'historical'>,
  unlinked: boolean,
): boolean {
  const full = isFullyTold(report);
  const odds = accused.map((entity) => entity.odds?.accused ?? null);
  if (historical && chances !== null && !isNoneOfOurs(chances)) return !accused.some(isLikelyAccused);
  return (
    isHardlyCase(chances, full || odds.some((one) => one !== null && one >= SURELY), unlinked) ||
    (!full && isHardlyAccused(chances, odds))
  );
}

/** Log odds of being accused that make up for what is not told of a case. */
const SURELY = 4;

/** Whether an article is rather none of ours, and tells of no case of the past. */
export const isNoneOfOurs = (chances: Chances | null): boolean => chances !== null && chances.none >= 0.5;

/** A concrete act, and dealings with whoever did it: what hardly anything but a case tells. */
const isFullyTold = (report: Report | null): boolean =>
  report !== null &&
  report.violations.some(({ value }) => !VAGUE.has(value)) &&
  (stepsTaken(report) >= 2 ||
    report.steps.some(({ value, reality }) => WEIGHTY.has(value) && reality === 'realised'));

const DOUBTS = new Set<CaseGate>([
  'explainer_unnamed',
  'another_protagonist',
  'class_listed',
  'only_addressed',
  'told_in_passing',
  'buried',
  'another_offence',
  'steps_without_act',
]);
