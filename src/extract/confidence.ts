/** Confidence: how far a report can be trusted, monotone in reality and in the attribution ladder (codebook 9-I, 10). */
import type { ConfidenceRules } from '../model/confidence-rules.js';
import type { Report } from '../model/report.js';

/** Confidence in 0..1, by the rules of dictionaries/confidence.yaml: the calibrated share of such reports that are right. */
export function confidenceOf(report: Report, rules: ConfidenceRules): number {
  let product = trustOf(report, rules);
  for (const what of leftOpen(report)) product *= rules.open[what];
  return Math.round(100 * calibrate(product, rules.calibration)) / 100;
}

/** The surest step; a report of an act alone has none that counts. */
function trustOf({ steps }: Report, { attribution, reality, open }: ConfidenceRules): number {
  if (steps.length === 0) return open.no_step;
  return Math.max(...steps.map((step) => attribution[step.attribution] * reality[step.reality]));
}

/** Everything that a report leaves open; conflicts once each. */
function leftOpen(report: Report): (keyof ConfidenceRules['open'])[] {
  const { type, steps, places, date, violations, subjects, authorities, flags } = report;
  const isCase = type === 'case';
  const signs: [keyof ConfidenceRules['open'], boolean][] = [
    ['single_step', steps.length === 1],
    ['two_steps', steps.length === 2],
    ['no_place', !places.some(({ role }) => role === 'jurisdiction')],
    ['no_date', date === null],
    ['distant_date', date !== null && date.basis !== 'stage' && date.basis !== 'act'],
    ['no_act', isCase && violations.length === 0],
    ['status_unknown', isCase && subjects.every(({ rule }) => rule === 'subject/status-unknown')],
    ['nobody_named', isCase && subjects.every(({ name }) => name === null)],
    ['no_addressee', !isCase && subjects.length === 0],
    ['no_authority', authorities.length === 0],
  ];
  const conflicts = flags.filter((flag) => flag.endsWith('_conflict') || flag === 'headline_overclaim');
  return [
    ...signs.flatMap(([what, holds]) => (holds ? [what] : [])),
    ...conflicts.map(() => 'conflict' as const),
  ];
}

/** The straight lines between the points; outside of them the nearest point. */
function calibrate(product: number, points: ConfidenceRules['calibration']): number {
  const right = points.findIndex(([from]) => from >= product);
  const [x1, y1] = points[right < 0 ? points.length - 1 : right] ?? [1, 1];
  const [x0, y0] = points[right < 0 ? points.length - 1 : Math.max(0, right - 1)] ?? [0, 0];
  return x1 === x0 ? y1 : y0 + ((product - x0) / (x1 - x0)) * (y1 - y0);
}
