/** Two extractions of one article -> the reports gained, lost and altered, value by value, each with its stretch of text. */
import type { Extraction, Report } from '../src/model/report.js';
import type { Evidence } from '../src/model/why.js';
import { inheritReports } from '../src/store/store.js';
import { oneLine } from './print.js';

/** A value that only one of the readings has. */
export interface ValueChange {
  change: 'gained' | 'lost';
  field: string;
  value: string;
  evidence: Evidence[];
  /** The words of the evidence. */
  words: string[];
}

export interface ReportDifference {
  change: 'gained' | 'lost' | 'altered';
  /** Id before, and after; null on the side that lacks the report. */
  before: string | null;
  after: string | null;
  type: Report['type'];
  stage: { before: string | null; after: string | null };
  values: ValueChange[];
}

export interface ReadingDifference {
  article: string;
  title: string;
  relevance: { before: string | null; after: string };
  reports: ReportDifference[];
}

interface Text {
  title: string;
  text: string;
}

/** What the later reading tells otherwise; null when both tell the same. */
export function compareReadings(
  before: Extraction | null,
  after: Extraction,
  text: Text,
): ReadingDifference | null {
  const old = before?.reports ?? [];
  const heirs = new Map(inheritReports(old, after.reports, false).map(({ from, to }) => [to, from]));
  const oldById = new Map(old.map((report) => [report.id, report]));
  const met = new Set<string>();
  const differences = after.reports.flatMap((report) => {
    const known = oldById.get(report.id) ?? oldById.get(heirs.get(report.id) ?? '') ?? null;
    if (known !== null) met.add(known.id);
    return compareReports(known, report, text) ?? [];
  });
  const lost = old
    .filter(({ id }) => !met.has(id))
    .flatMap((report) => compareReports(report, null, text) ?? []);
  const relevance = { before: before?.relevance ?? null, after: after.relevance };
  if (differences.length + lost.length === 0 && relevance.before === relevance.after) return null;
  return { article: after.article.id, title: text.title, relevance, reports: [...differences, ...lost] };
}

function compareReports(before: Report | null, after: Report | null, text: Text): ReportDifference | null {
  const [a, b] = [valuesOf(before), valuesOf(after)];
  const values = [...changesOf('lost', a, b, text), ...changesOf('gained', b, a, text)];
  const stage = { before: before?.stage ?? null, after: after?.stage ?? null };
  const change = before === null ? 'gained' : after === null ? 'lost' : 'altered';
  if (change === 'altered' && values.length === 0 && stage.before === stage.after) return null;
  const type = (after ?? before)?.type ?? 'case';
  return { change, before: before?.id ?? null, after: after?.id ?? null, type, stage, values };
}

/** Values by the text that they are held side by side in, such as "steps examined realised". */
type Values = Map<string, { field: string; value: string; evidence: readonly Evidence[] }>;

function valuesOf(report: Report | null): Values {
  const values: Values = new Map();
  if (report === null) return values;
  const add = (
    field: string,
    parts: readonly (string | number | null)[],
    evidence: readonly Evidence[],
  ): void => {
    const value = parts.filter((part) => part !== null).join(' ');
    values.set(`${field} ${value}`, { field, value, evidence });
  };
  for (const { value, evidence } of report.violations) add('violation', [value], evidence);
  for (const { value, reality, date, count, sanction, document, evidence } of report.steps) {
    add('step', [value, reality, date?.value ?? null, count], evidence);
    if (sanction !== null)
      add('sanction', [value, sanction.class, sanction.text, sanction.duration], evidence);
    if (document !== null) add('letter', [value, document], evidence);
  }
  for (const one of report.subjects) {
    add(one.role, [one.status, one.name, one.count], one.evidence);
    if (one.position !== null) add('position', [one.status, one.name, one.position], one.evidence);
  }
  for (const flag of report.flags) add('flag', [flag], []);
  for (const one of report.authorities) add('authority', [one.institution, one.name], one.evidence);
  for (const one of report.places) add('place', [one.value, one.role], one.evidence);
  for (const one of report.laws) add('law', [one.value, one.article], one.evidence);
  if (report.election !== null) {
    const { type, year, evidence } = report.election;
    add('election', [type, year], evidence);
  }
  if (report.date !== null) add('date', [report.date.value, report.date.precision], report.date.evidence);
  return values;
}

function changesOf(change: ValueChange['change'], own: Values, other: Values, text: Text): ValueChange[] {
  return [...own]
    .filter(([key]) => !other.has(key))
    .map(([, { field, value, evidence }]) => ({
      change,
      field,
      value,
      evidence: [...evidence],
      words: evidence.map((one) => (one.in === 'title' ? text.title : text.text).slice(one.start, one.end)),
    }));
}

const SIGNS = { gained: '+', lost: '-', altered: '~' };
const LONGEST = 80;

/** The differences of an article as lines for a person. */
export function tellReading({ article, title, relevance, reports }: ReadingDifference): string[] {
  const moved =
    relevance.before === relevance.after
      ? ''
      : `  (${relevance.before ?? 'never extracted'} -> ${relevance.after})`;
  return [`${article}  ${clean(title)}${moved}`, ...reports.flatMap(tellReport)];
}

function tellReport({ change, before, after, type, stage, values }: ReportDifference): string[] {
  const both = change === 'altered' && stage.before !== stage.after;
  const stages = both ? `${stage.before ?? '-'} -> ${stage.after ?? '-'}` : (stage.after ?? stage.before);
  const head = [SIGNS[change], change, type, stages, after ?? before].filter((part) => part !== null);
  return [
    `  ${head.join(' ')}`,
    ...values.map((one) => {
      const spans = one.evidence.map(({ in: where, start, end }) => `${where} ${start}-${end}`).join(', ');
      const told = spans === '' ? '' : ` [${spans}] ${clean(one.words.join(' | '))}`;
      return `      ${SIGNS[one.change]} ${one.field} ${one.value}${told}`;
    }),
  ];
}

function clean(words: string): string {
  const line = oneLine(words);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}
