/** Evidence: whether the stretches that extraction gives for a value touch the words on which the coder says it rests. */
import type { Extraction, Report } from '../model/report.js';
import type { Evidence } from '../model/why.js';
import type { GoldArticle } from './gold-article.js';
import type { GoldMark } from './gold-marks.js';
import type { Pair } from './match-reports.js';
import { foldName, isSameName } from './normal-form.js';

export const EVIDENCED = ['step', 'violation', 'subject', 'authority', 'place', 'trap'] as const;
export type Evidenced = (typeof EVIDENCED)[number];

/** A value that gold and extraction share, and whether its stretch touches a mark of it; of a trap, whether one was stepped in. */
export interface EvidenceCount {
  what: Evidenced;
  touches: boolean;
}

/** Agreement on evidence in the reports that answer each other; nothing where the article has no marks. */
export function agreeOnEvidence(
  gold: GoldArticle,
  extraction: Extraction,
  pairs: readonly Pair[],
): EvidenceCount[] {
  if (gold.marks.length === 0) return [];
  const counts = pairs.flatMap(({ wanted, got }) => {
    const report = got === null ? undefined : extraction.reports[got];
    if (wanted === null || report === undefined) return [];
    return agreeOnReport(
      report,
      gold.marks.filter((mark) => mark.report === wanted),
    );
  });
  const told = extraction.reports.flatMap(({ steps, violations }) =>
    [...steps, ...violations].flatMap(({ evidence }) => evidence),
  );
  const traps = gold.marks.filter(({ kind }) => kind === 'trap');
  return [
    ...counts,
    ...traps.map((trap): EvidenceCount => ({ what: 'trap', touches: touches(told, [trap]) })),
  ];
}

function agreeOnReport(report: Report, marks: readonly GoldMark[]): EvidenceCount[] {
  const counts: EvidenceCount[] = [];
  const add = (what: Evidenced, evidence: readonly Evidence[], own: readonly GoldMark[]): void => {
    if (own.length > 0) counts.push({ what, touches: touches(evidence, own) });
  };
  for (const { value, reality, evidence } of report.steps)
    add(
      'step',
      evidence,
      marks.filter((mark) => mark.kind === 'step' && mark.code === value && mark.reality === reality),
    );
  for (const { value, evidence } of report.violations)
    add(
      'violation',
      evidence,
      marks.filter((mark) => mark.kind === 'violation' && mark.code === value),
    );
  for (const { name, evidence } of report.subjects)
    add(
      'subject',
      evidence,
      marks.filter((mark) => mark.kind === 'subject' && holdsName(mark, name)),
    );
  for (const { name, evidence } of report.authorities)
    add(
      'authority',
      evidence,
      marks.filter((mark) => mark.kind === 'authority' && holdsName(mark, name)),
    );
  for (const { role, evidence } of report.places)
    if (role === 'jurisdiction')
      add(
        'place',
        evidence,
        marks.filter((mark) => mark.kind === 'place'),
      );
  return counts;
}

/** A mark may hold the office beside the name. */
function holdsName(mark: GoldMark, name: string | null): boolean {
  return name !== null && isSameName(foldName(name), foldName(mark.words));
}

/** Whether a stretch of the body and a mark share at least one code unit. */
function touches(evidence: readonly Evidence[], marks: readonly GoldMark[]): boolean {
  return evidence.some(
    ({ in: where, start, end }) =>
      where === 'body' && marks.some((mark) => start < mark.end && mark.start < end),
  );
}
