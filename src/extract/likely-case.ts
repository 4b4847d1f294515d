/** Likely case: what the gates of an accusation decide, in the light of what its article is likely to be. */
import type { Report } from '../model/report.js';
import { VAGUE, WEIGHTY, stepsTaken } from './accusation.js';
import type { CaseGate } from './derivation.js';
import type { Entity } from './entity.js';
import { isHardlyAccused, isHardlyCase, isLikely, isSurelyCase, type Chances } from './weigh-article.js';

/**
 * The gate of a draft in the light of what its article is likely to be: where that is a case, gates that only doubt that
 * it is one are passed; where it hardly is one, none is.
 */
export function likelyCase(
  gate: CaseGate | null,
  chances: Chances | null,
  report: Report | null,
  accused: readonly Entity[],
): CaseGate | null {
  const full = isFullyTold(report);
  if (gate === 'status_unknown' && isSurelyCase(chances)) {
    return accused.some((one) => (one.odds?.accused ?? -Infinity) >= SURELY_ACCUSED) ? null : gate;
  }
  const odds = accused.map((entity) => entity.odds?.accused ?? null);
  const hardly = isHardlyCase(chances, full) || (!full && isHardlyAccused(chances, odds));
  if (gate !== null && DOUBTS.has(gate) && isLikely(chances, 'case')) return hardly ? 'unlikely' : null;
  return gate ?? (hardly ? 'unlikely' : null);
}

/** Log odds from which somebody is accused though no status of apparatus is told of him, in what surely is a case. */
const SURELY_ACCUSED = 0;

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
