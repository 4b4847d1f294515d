/** Audit: how well extraction agrees with gold articles, per field, with the floors below which it must not fall. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Extraction, Report } from '../model/report.js';

/** What a gold article says its reports are; codes and rulings of the codebook. */
const GoldReport = z.object({
  type: z.enum(['case', 'measure']),
  stage: z.string().nullish(),
  violations: z.array(z.string()).default([]),
  steps: z.array(z.tuple([z.string(), z.string()])).default([]),
  places: z.array(z.string()).default([]),
  election: z.object({ type: z.string(), year: z.number().nullish() }).nullish(),
  date: z.string().nullish(),
  subjects: z
    .array(
      z.object({ name: z.string().nullish(), status: z.string().nullish(), count: z.number().nullish() }),
    )
    .default([]),
  authorities: z
    .array(z.object({ name: z.string().nullish(), institution: z.string().nullish() }))
    .default([]),
});
type GoldReport = z.infer<typeof GoldReport>;

export const GoldArticle = z.object({
  id: z.string(),
  title: z.string(),
  published: z.string(),
  paragraphs: z.array(z.string()),
  labels: z.object({
    relevance: z.string(),
    reports: z.array(GoldReport).default([]),
    claims: z.array(z.object({ agency: z.string().nullish(), value: z.number() })).default([]),
  }),
});
export type GoldArticle = z.infer<typeof GoldArticle>;

/** Agreement on one field: right, too much, missed. */
export interface Score {
  right: number;
  extra: number;
  missed: number;
}

export interface Audit {
  articles: number;
  relevanceRight: number;
  /** Articles without a case, and how many of them came out with one. */
  withoutCase: number;
  falseAccusations: string[];
  fields: Record<string, Score>;
}

export const precisionOf = ({ right, extra }: Score): number =>
  right + extra === 0 ? 1 : right / (right + extra);
export const recallOf = ({ right, missed }: Score): number =>
  right + missed === 0 ? 1 : right / (right + missed);

/** Scores extractions against gold; both lists are in the same order. */
export function scoreGold(gold: readonly GoldArticle[], extractions: readonly Extraction[]): Audit {
  const audit: Audit = {
    articles: gold.length,
    relevanceRight: 0,
    withoutCase: 0,
    falseAccusations: [],
    fields: {},
  };
  gold.forEach((article, index) => {
    const extraction = extractions[index];
    if (extraction !== undefined) scoreArticle(audit, article, extraction);
  });
  return audit;
}

function scoreArticle(audit: Audit, { id, labels }: GoldArticle, extraction: Extraction): void {
  if (labels.relevance === extraction.relevance) audit.relevanceRight += 1;
  if (labels.relevance !== 'case') {
    audit.withoutCase += 1;
    if (extraction.reports.some((report) => report.type === 'case' && isCurrent(report)))
      audit.falseAccusations.push(id);
  }
  addSets(
    audit,
    'relevance case',
    setOf(labels.relevance === 'case', 'case'),
    setOf(extraction.relevance === 'case', 'case'),
  );
  addSets(
    audit,
    'claims',
    new Set(labels.claims.map((claim) => `${claim.agency ?? ''}:${claim.value}`)),
    new Set(extraction.claims.map((claim) => `${claim.agency ?? ''}:${claim.value}`)),
  );
  for (const [wanted, got] of pairReports(labels.reports, extraction.reports)) scorePair(audit, wanted, got);
}

const setOf = (holds: boolean, value: string): Set<string> => (holds ? new Set([value]) : new Set<string>());
const isCurrent = (report: Report): boolean =>
  report.steps.length === 0 || report.steps.some((step) => step.reality !== 'historical');

/** Pairs each gold report with the most alike extracted one of its type; the rest stand alone. */
function pairReports(
  gold: readonly GoldReport[],
  reports: readonly Report[],
): [GoldReport | null, Report | null][] {
  const free = new Set(reports);
  const pairs: [GoldReport | null, Report | null][] = gold.map((wanted) => {
    const best = [...free]
      .filter((report) => report.type === wanted.type)
      .toSorted((a, b) => likeness(wanted, b) - likeness(wanted, a))[0];
    if (best !== undefined) free.delete(best);
    return [wanted, best ?? null];
  });
  return [...pairs, ...[...free].map((report): [null, Report] => [null, report])];
}

function likeness(wanted: GoldReport, report: Report): number {
  const shared = (a: readonly string[], b: readonly string[]): number =>
    a.filter((one) => b.includes(one)).length;
  return (
    Number(wanted.stage === report.stage) +
    shared(
      wanted.violations,
      report.violations.map(({ value }) => value),
    ) +
    shared(wanted.places, regenciesOf(report)) +
    shared(
      wanted.subjects.map(({ status }) => status ?? ''),
      report.subjects.map(({ status }) => status),
    )
  );
}

const regenciesOf = (report: Report): string[] =>
  report.places
    .filter(({ role }) => role === 'jurisdiction')
    .map(({ value }) => value.split('.').slice(0, 2).join('.'));

function scorePair(audit: Audit, wanted: GoldReport | null, got: Report | null): void {
  const type = wanted?.type ?? got?.type ?? 'case';
  const add = (
    field: string,
    a: readonly (string | null | undefined)[] | undefined,
    b: readonly (string | null | undefined)[] | undefined,
  ): void => addSets(audit, field, known(a ?? []), known(b ?? []));
  add(`reports: ${type}`, wanted === null ? [] : ['one'], got === null ? [] : ['one']);
  if (type === 'case') {
    add('stage', [wanted?.stage], [got?.stage]);
    add(
      'violations',
      wanted?.violations,
      got?.violations.map(({ value }) => value),
    );
    add(
      'subject status',
      wanted?.subjects.map(({ status }) => status),
      got?.subjects.map(({ status }) => status),
    );
    add(
      'subject names',
      wanted?.subjects.map(({ name }) => name),
      got?.subjects.map(({ name }) => name),
    );
    add('subject count', [total(wanted?.subjects)], [total(got?.subjects)]);
    add(
      'realised sanctions',
      hardSteps(wanted?.steps),
      hardSteps(got?.steps.map(({ value, reality }) => [value, reality])),
    );
  }
  add(
    'steps with reality',
    wanted?.steps.map(([step, reality]) => `${step}:${reality}`),
    got?.steps.map(({ value, reality }) => `${value}:${reality}`),
  );
  add('places', wanted?.places, got === null ? [] : regenciesOf(got));
  add('election', [electionOf(wanted)], [electionOf(got)]);
  add('date', [wanted?.date], [got?.date?.value]);
  add(
    'authority names',
    wanted?.authorities.map(({ name }) => name),
    got?.authorities.map(({ name }) => name),
  );
}

const known = (values: readonly (string | null | undefined)[]): Set<string> =>
  new Set(values.filter((value) => value !== null && value !== undefined));

function total(subjects: readonly { count?: number | null | undefined }[] | undefined): string | null {
  const sum = (subjects ?? []).reduce((n, { count }) => n + (count ?? 0), 0);
  return sum === 0 ? null : String(sum);
}

const electionOf = (
  report: { election?: { type: string; year?: number | null | undefined } | null | undefined } | null,
): string | null =>
  report?.election === null || report?.election === undefined
    ? null
    : `${report.election.type}:${report.election.year ?? ''}`;

const HARD = ['sanction_imposed', 'convicted', 'suspect_named'];
const hardSteps = (steps: readonly (readonly [string, string])[] | undefined): string[] =>
  (steps ?? [])
    .filter(([step, reality]) => HARD.includes(step) && reality === 'realised')
    .map(([step]) => step);

function addSets(audit: Audit, field: string, wanted: ReadonlySet<string>, got: ReadonlySet<string>): void {
  const score = (audit.fields[field] ??= { right: 0, extra: 0, missed: 0 });
  const right = [...wanted].filter((value) => got.has(value)).length;
  score.right += right;
  score.extra += got.size - right;
  score.missed += wanted.size - right;
}

/** The pinned floors: of which gold (by hash), and below what no field may fall. */
export const Floors = z.strictObject({
  gold: z.string().describe('sha256 of the gold articles that the floors were taken on'),
  relevance: z.number().describe('Least share of articles with the right relevance'),
  falseAccusations: z.number().describe('Most articles without a case that come out with one'),
  fields: z
    .record(z.string(), z.strictObject({ precision: z.number(), recall: z.number() }))
    .describe('Least precision and recall by field'),
});
export type Floors = z.infer<typeof Floors>;

/** Hash of gold articles, so that floors are not compared with figures on other gold. */
export const hashGold = (gold: readonly GoldArticle[]): string =>
  createHash('sha256').update(JSON.stringify(gold)).digest('hex');

const floorOf = (value: number): number => Math.floor(value * 1000) / 1000;

/** Floors that an audit just meets. */
export function pinFloors(audit: Audit, gold: readonly GoldArticle[]): Floors {
  const fields = Object.entries(audit.fields).map(
    ([field, score]) =>
      [field, { precision: floorOf(precisionOf(score)), recall: floorOf(recallOf(score)) }] as const,
  );
  return {
    gold: hashGold(gold),
    relevance: floorOf(audit.relevanceRight / audit.articles),
    falseAccusations: audit.falseAccusations.length,
    fields: Object.fromEntries(fields),
  };
}

/** What fell below its floor, one sentence each; empty when all holds. */
export function checkFloors(audit: Audit, gold: readonly GoldArticle[], floors: Floors): string[] {
  if (hashGold(gold) !== floors.gold)
    return [
      'the gold articles are others than those of the floors: look at the figures, then pin them anew with --pin',
    ];
  const low: string[] = [];
  const relevance = audit.relevanceRight / audit.articles;
  if (relevance < floors.relevance)
    low.push(`relevance ${relevance.toFixed(3)} is below its floor ${floors.relevance}`);
  if (audit.falseAccusations.length > floors.falseAccusations)
    low.push(
      `false accusations in ${audit.falseAccusations.join(', ')}; the floors allow ${floors.falseAccusations}`,
    );
  for (const [field, floor] of Object.entries(floors.fields)) {
    const score = audit.fields[field] ?? { right: 0, extra: 0, missed: 0 };
    const [precision, recall] = [precisionOf(score), recallOf(score)];
    if (precision < floor.precision)
      low.push(`precision of ${field} ${precision.toFixed(3)} is below its floor ${floor.precision}`);
    if (recall < floor.recall)
      low.push(`recall of ${field} ${recall.toFixed(3)} is below its floor ${floor.recall}`);
  }
  return low;
}
