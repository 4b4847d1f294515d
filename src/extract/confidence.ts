/** Confidence: how far a report can be trusted, monotone in reality and in the attribution ladder (codebook 9-I, 10). */
import type { Attribution, Reality } from '../model/codes.js';
import type { Report } from '../model/report.js';

/** Strongest attribution first; each rung down costs. */
const LADDER: Record<Attribution, number> = {
  document: 1,
  named_official: 0.95,
  narration: 0.85,
  accuser: 0.65,
  counsel: 0.6,
  social_post: 0.5,
  unnamed: 0.4,
};
const SURE: Record<Reality, number> = {
  realised: 1,
  ongoing: 0.95,
  denied: 0.7,
  absent: 0.7,
  planned: 0.7,
  alleged: 0.65,
  conditional: 0.5,
  historical: 0.75,
};

/** Confidence in 0..1: the surest step, lowered for each thing that the text left open. */
export function confidenceOf(report: Report): number {
  let best = 0;
  for (const step of report.steps) best = Math.max(best, LADDER[step.attribution] * SURE[step.reality]);
  let value = best === 0 ? 0.4 : best;
  if (report.places.length === 0) value *= 0.9;
  if (report.date === null) value *= 0.95;
  if (report.type === 'case' && report.violations.length === 0) value *= 0.85;
  if (report.type === 'case' && report.subjects.every((subject) => subject.rule === 'subject/status-unknown'))
    value *= 0.8;
  value *=
    0.95 ** report.flags.filter((flag) => flag.endsWith('_conflict') || flag === 'headline_overclaim').length;
  return Math.round(value * 100) / 100;
}
