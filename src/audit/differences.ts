/** Differences: what two readings of one article say differently, report by report and field by field. */
import type { Extraction } from '../model/report.js';
import type { GoldArticle } from './gold-article.js';
import { matchReports } from './match-reports.js';
import { EMPTY_FORM, formOfGold, formOfReport, isSameName, type NormalForm } from './normal-form.js';

/** A field with the values that only one side has. */
export interface Difference {
  field: string;
  before: string[];
  after: string[];
}

/** What became of one report. */
export interface ReportChange {
  change: 'gained' | 'lost' | 'altered';
  /** "case sanction_imposed", of the side that has it. */
  report: string;
  differences: Difference[];
}

/** What became of one article. */
export interface ArticleChange {
  id: string;
  relevance: { before: string; after: string };
  reports: ReportChange[];
  claims: Difference | null;
}

interface Reading {
  relevance: string;
  forms: NormalForm[];
  claims: Set<string>;
}

const claimsOf = (claims: readonly { agency?: string | null | undefined; value: number }[]): Set<string> =>
  new Set(claims.map(({ agency, value }) => `${agency ?? 'nobody'} ${value}`));

/** What extraction says now that it did not say before, and the other way round; null when it says the same. */
export function compareExtractions(before: Extraction, after: Extraction): ArticleChange | null {
  return compare(before.article.id, ofExtraction(before), ofExtraction(after), (a, b) => a === b);
}

/** Where extraction differs from gold (before is gold); null when it agrees in everything that is scored. */
export function compareWithGold(gold: GoldArticle, extraction: Extraction): ArticleChange | null {
  const wanted = {
    relevance: gold.relevance,
    forms: gold.reports.map(formOfGold),
    claims: claimsOf(gold.claims),
  };
  return compare(gold.id, wanted, ofExtraction(extraction), isSameName);
}

const ofExtraction = (extraction: Extraction): Reading => ({
  relevance: extraction.relevance,
  forms: extraction.reports.map(formOfReport),
  claims: claimsOf(extraction.claims),
});

type Same = (a: string, b: string) => boolean;

function compare(id: string, before: Reading, after: Reading, sameName: Same): ArticleChange | null {
  const reports = matchReports(before.forms, after.forms).flatMap(({ wanted, got }): ReportChange[] => {
    const a = (wanted === null ? undefined : before.forms[wanted]) ?? EMPTY_FORM;
    const b = (got === null ? undefined : after.forms[got]) ?? EMPTY_FORM;
    const differences = differencesOf(a, b, sameName);
    const shown = a.type === null ? b : a;
    const report = [shown.type, shown.stage].filter((part) => part !== null).join(' ');
    if (a.type === null) return [{ change: 'gained', report, differences }];
    if (b.type === null) return [{ change: 'lost', report, differences }];
    return differences.length === 0 ? [] : [{ change: 'altered', report, differences }];
  });
  const claims = differenceOf('claims', before.claims, after.claims);
  if (before.relevance === after.relevance && reports.length === 0 && claims === null) return null;
  return { id, relevance: { before: before.relevance, after: after.relevance }, reports, claims };
}

function differencesOf(a: NormalForm, b: NormalForm, sameName: Same): Difference[] {
  const one = (value: string | number | null): Set<string> => new Set(value === null ? [] : [String(value)]);
  return [
    differenceOf('stage', one(a.stage), one(b.stage)),
    differenceOf('violations', a.violations, b.violations),
    differenceOf('steps', a.steps, b.steps),
    differenceOf('status', a.statuses, b.statuses),
    differenceOf('count', one(a.count), one(b.count)),
    differenceOf('subjects', a.subjectNames, b.subjectNames, sameName),
    differenceOf('places', a.places, b.places),
    differenceOf('election', one(a.election), one(b.election)),
    differenceOf('date', one(a.date), one(b.date)),
    differenceOf('authorities', a.authorityNames, b.authorityNames, sameName),
  ].filter((difference) => difference !== null);
}

function differenceOf(
  field: string,
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  same: Same = (x, y) => x === y,
): Difference | null {
  const before = [...a].filter((value) => ![...b].some((other) => same(value, other)));
  const after = [...b].filter((value) => ![...a].some((other) => same(value, other)));
  return before.length + after.length === 0 ? null : { field, before, after };
}
