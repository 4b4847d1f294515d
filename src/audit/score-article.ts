/** Score article: compares what was extracted from one article with what its coder read, field by field. */
import type { Extraction, Report } from '../model/report.js';
import { hasHappened } from '../model/realities.js';
import { confusionsOf, type Confusion } from './confusion.js';
import { agreeOnEvidence, type EvidenceCount } from './evidence.js';
import type { GoldArticle } from './gold-article.js';
import { matchReports, type Pair } from './match-reports.js';
import { EMPTY_FORM, formOfGold, formOfReport, isSameName, type NormalForm } from './normal-form.js';
import { addScore, compareOne, compareSets, newTally, type Score, type Tally } from './tally.js';

/** How one article did. */
export interface ArticleScore {
  id: string;
  relevance: { wanted: string; got: string };
  /** An article without a case came out with one. */
  falseAccusation: boolean;
  fields: Tally;
  confusions: Confusion[];
  evidence: EvidenceCount[];
  /** Each report that came out: its confidence, and whether it is right (see isRightReport). */
  reports: { confidence: number; right: boolean }[];
  phenomena: string[];
}

/** Compares one extraction with its gold article. */
export function scoreArticle(gold: GoldArticle, extraction: Extraction): ArticleScore {
  const fields = newTally();
  const wanted = gold.reports.map(formOfGold);
  const got = extraction.reports.map(formOfReport);
  const pairs = matchReports(wanted, got);
  const falseAccusation = gold.relevance !== 'case' && extraction.reports.some(accuses);
  scoreWhole(fields, gold, extraction);
  for (const pair of pairs) scorePair(fields, formAt(wanted, pair.wanted), formAt(got, pair.got));
  return {
    id: gold.id,
    relevance: { wanted: gold.relevance, got: extraction.relevance },
    falseAccusation,
    fields,
    confusions: pairs.flatMap((pair) => confusionsOf(formAt(wanted, pair.wanted), formAt(got, pair.got))),
    evidence: agreeOnEvidence(gold, extraction, pairs),
    reports: extraction.reports.map((report, index) => ({
      confidence: report.confidence,
      right: isRightReport(pairs, index, wanted, got),
    })),
    phenomena: [...new Set([...gold.phenomena, ...gold.hardCases])],
  };
}

const formAt = (forms: readonly NormalForm[], index: number | null): NormalForm =>
  (index === null ? undefined : forms[index]) ?? EMPTY_FORM;

/** A case of the past, told in passing, accuses nobody anew (codebook 11.19). */
const accuses = (report: Report): boolean =>
  report.type === 'case' &&
  (report.steps.length === 0 || report.steps.some((step) => step.reality !== 'historical'));

function scoreWhole(fields: Tally, gold: GoldArticle, extraction: Extraction): void {
  const isCase = (relevance: string): Set<string> => new Set(relevance === 'case' ? ['case'] : []);
  const isRelevant = (relevance: string): Set<string> => new Set(relevance === 'none' ? [] : ['relevant']);
  addScore(fields['article is a case'], compareSets(isCase(gold.relevance), isCase(extraction.relevance)));
  addScore(
    fields['article is relevant'],
    compareSets(isRelevant(gold.relevance), isRelevant(extraction.relevance)),
  );
  addScore(fields.claims, compareSets(claimsOf(gold.claims), claimsOf(extraction.claims)));
}

const claimsOf = (claims: readonly { agency?: string | null | undefined; value: number }[]): Set<string> =>
  new Set(claims.map(({ agency, value }) => `${agency ?? ''}:${value}`));

/** One pair; where one side is missing, all values of the other are missed or extra. */
function scorePair(fields: Tally, wanted: NormalForm, got: NormalForm): void {
  const one: Score = {
    right: wanted.type !== null && got.type !== null ? 1 : 0,
    extra: wanted.type === null ? 1 : 0,
    missed: got.type === null ? 1 : 0,
  };
  const type = wanted.type ?? got.type ?? 'case';
  addScore(fields[`reports: ${type}`], one);
  if (type === 'case') {
    addScore(fields.stage, compareOne(wanted.stage, got.stage));
    addScore(fields.violations, compareSets(wanted.violations, got.violations));
    addScore(fields['subject status'], compareSets(wanted.statuses, got.statuses));
    addScore(fields['subject count'], compareOne(wanted.count, got.count));
    addScore(fields['subject names'], compareNames(wanted.subjectNames, got.subjectNames));
  }
  addScore(fields['steps with reality'], compareSets(wanted.steps, got.steps));
  addScore(fields['steps that happened'], compareSets(happened(wanted.steps), happened(got.steps)));
  addScore(fields['realised sanctions'], compareSets(sanctions(wanted.steps), sanctions(got.steps)));
  addScore(fields['places (regency)'], compareSets(wanted.places, got.places));
  addScore(fields['election family:year'], compareOne(wanted.family, got.family));
  addScore(fields['election exact'], compareOne(wanted.election, got.election));
  addScore(fields.date, compareOne(wanted.date, got.date));
  addScore(fields['authority names'], compareNames(wanted.authorityNames, got.authorityNames));
}

function compareNames(wanted: ReadonlySet<string>, got: ReadonlySet<string>): Score {
  const right = [...wanted].filter((name) => [...got].some((other) => isSameName(name, other))).length;
  const answered = [...got].filter((name) => [...wanted].some((other) => isSameName(name, other))).length;
  return { right, extra: got.size - answered, missed: wanted.size - right };
}

/** Codes of the steps that are told as having happened or going on. */
function happened(steps: ReadonlySet<string>): Set<string> {
  const parts = [...steps].map((step) => step.split(':'));
  return new Set(parts.flatMap(([code = '', reality]) => (hasHappened(reality) ? [code] : [])));
}

/** Steps that harm people most where they are told wrongly. */
const SANCTIONS = ['sanction_imposed:realised', 'convicted:realised', 'suspect_named:realised'];
const sanctions = (steps: ReadonlySet<string>): Set<string> =>
  new Set(SANCTIONS.filter((step) => steps.has(step)));

/**
 * A report is right when it answers a gold report and says the decisive thing as gold does: a case its stage, a
 * measure at least one of its steps with its reality.
 */
function isRightReport(
  pairs: readonly Pair[],
  index: number,
  wanted: readonly NormalForm[],
  got: readonly NormalForm[],
): boolean {
  const pair = pairs.find((one) => one.got === index);
  if (pair === undefined || pair.wanted === null) return false;
  const [a, b] = [formAt(wanted, pair.wanted), formAt(got, index)];
  return a.type === 'case' ? a.stage === b.stage : [...a.steps].some((step) => b.steps.has(step));
}
