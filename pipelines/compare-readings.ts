/** Two extractions of one article -> the reports gained, lost, altered and moved, value by value, each with its stretches of text. */
import type { Extraction, Report } from '../src/model/report.js';
import type { Evidence } from '../src/model/why.js';
import { inheritReports } from '../src/store/store.js';
import { oneLine } from './print.js';

/** What a value rests on. */
interface Ground {
  evidence: Evidence[];
  /** The words of the evidence. */
  words: string[];
}

/** A value that only one of the readings has, or that rests on other stretches of text in each. */
export interface ValueChange extends Ground {
  change: 'gained' | 'lost' | 'moved';
  field: string;
  value: string;
  /** What a moved value rested on before; null for the others. */
  before: Ground | null;
}

export interface ReportDifference {
  /** Moved: it tells the same as before, by other stretches of text. */
  change: 'gained' | 'lost' | 'altered' | 'moved';
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
  const differing = [...changesOf('lost', a, b, text), ...changesOf('gained', b, a, text)];
  const values = [...differing, ...movesOf(a, b, text)];
  const stage = { before: before?.stage ?? null, after: after?.stage ?? null };
  if (before !== null && after !== null && values.length === 0 && stage.before === stage.after) return null;
  const tellsTheSame = differing.length === 0 && stage.before === stage.after;
  const type = (after ?? before)?.type ?? 'case';
  return {
    change: before === null ? 'gained' : after === null ? 'lost' : tellsTheSame ? 'moved' : 'altered',
    before: before?.id ?? null,
    after: after?.id ?? null,
    type,
    stage,
    values,
  };
}

/** Values by the text that they are held side by side in, such as "steps examined realised". */
type Values = Map<string, { field: string; value: string; evidence: Evidence[] }>;

function valuesOf(report: Report | null): Values {
  const values: Values = new Map();
  if (report === null) return values;
  const add = (
    field: string,
    parts: readonly (string | number | null)[],
    evidence: readonly Evidence[],
  ): void => {
    const value = parts.filter((part) => part !== null).join(' ');
    const key = `${field} ${value}`;
    values.set(key, { field, value, evidence: [...(values.get(key)?.evidence ?? []), ...evidence] });
  };
  for (const { value, evidence } of report.violations) add('violation', [value], evidence);
  for (const { value, reality, date, count, sanction, document, evidence } of report.steps) {
    add('step', [value, reality, date?.value ?? null, count], [...evidence, ...(date?.evidence ?? [])]);
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
  for (const one of report.others) add(one.role, [one.name], one.evidence);
  for (const one of report.places) add('place', [one.value, one.role], one.evidence);
  for (const one of report.laws) add('law', [one.value, one.article], one.evidence);
  if (report.election !== null) {
    const { type, year, evidence } = report.election;
    add('election', [type, year], evidence);
  }
  if (report.date !== null) add('date', [report.date.value, report.date.precision], report.date.evidence);
  return values;
}

function changesOf(change: 'gained' | 'lost', own: Values, other: Values, text: Text): ValueChange[] {
  return [...own]
    .filter(([key]) => !other.has(key))
    .map(([, { field, value, evidence }]) => ({
      change,
      field,
      value,
      ...groundOf(evidence, text),
      before: null,
    }));
}

/** Values of both readings that rest on other stretches of text in each. */
function movesOf(before: Values, after: Values, text: Text): ValueChange[] {
  return [...after].flatMap(([key, { field, value, evidence }]): ValueChange[] => {
    const known = before.get(key);
    if (known === undefined || tellStretches(known.evidence) === tellStretches(evidence)) return [];
    return [
      { change: 'moved', field, value, ...groundOf(evidence, text), before: groundOf(known.evidence, text) },
    ];
  });
}

/** The stretches in the order of the text, each once. */
function groundOf(evidence: readonly Evidence[], text: Text): Ground {
  const places = new Map(evidence.map((one) => [tellStretches([one]), one]));
  const inOrder = [...places.values()].sort(
    (a, b) => Number(a.in === 'body') - Number(b.in === 'body') || a.start - b.start || a.end - b.end,
  );
  return {
    evidence: inOrder,
    words: inOrder.map((one) => (one.in === 'title' ? text.title : text.text).slice(one.start, one.end)),
  };
}

const tellStretches = (evidence: readonly Evidence[]): string =>
  [...new Set(evidence.map(({ in: where, start, end }) => `${where} ${start}-${end}`))].sort().join(', ');

const SIGNS = { gained: '+', lost: '-', altered: '~', moved: '>' };
const LONGEST = 80;

/** The differences of an article as lines for a person. */
export function tellReading({ article, title, relevance, reports }: ReadingDifference): string[] {
  const other =
    relevance.before === relevance.after
      ? ''
      : `  (${relevance.before ?? 'never extracted'} -> ${relevance.after})`;
  return [`${article}  ${clean(title)}${other}`, ...reports.flatMap(tellReport)];
}

function tellReport({ change, before, after, type, stage, values }: ReportDifference): string[] {
  const both = change === 'altered' && stage.before !== stage.after;
  const stages = both ? `${stage.before ?? '-'} -> ${stage.after ?? '-'}` : (stage.after ?? stage.before);
  const head = [SIGNS[change], change, type, stages, after ?? before].filter((part) => part !== null);
  return [`  ${head.join(' ')}`, ...values.map(tellValue)];
}

function tellValue(one: ValueChange): string {
  const grounds = one.before === null ? [one] : [one.before, one];
  return `      ${SIGNS[one.change]} ${one.field} ${one.value}${grounds.map(tellGround).join(' ->')}`;
}

function tellGround({ evidence, words }: Ground): string {
  const stretches = evidence.map(({ in: where, start, end }) => `${where} ${start}-${end}`).join(', ');
  return stretches === '' ? '' : ` [${stretches}] ${clean(words.join(' | '))}`;
}

function clean(words: string): string {
  const line = oneLine(words);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}
