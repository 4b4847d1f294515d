/** Propose entries: a decision on a report -> drafts of examples for the dictionaries, or why none can be drafted. */
import type { Article } from '../src/model/article.js';
import { StepCorrection } from '../src/model/correction.js';
import type { Report } from '../src/model/report.js';
import type { Review } from '../src/model/review.js';
import type { Evidence } from '../src/model/why.js';
import { quoteAround, type CutSentences } from '../src/publish/publish.js';
import { givenIn, type Bearing } from './bearing-reports.js';

/** A draft of a dictionary entry: an example that it should find, with the words as its form, or that it should not. */
export interface Proposal {
  review: string;
  article: string;
  /** Entry that made the value; null where a value is proposed that no entry made. */
  rule: string | null;
  kind: 'violation' | 'step';
  code: string;
  forms?: string[];
  /** Left out where no words are known. */
  examples?: { find: string[] } | { ignore: string[] };
  /** Why a person has to judge first whether it follows from the decision. */
  doubt?: string;
}

/** A decision with one of the reports it is about. */
export interface OnReport {
  review: Review;
  report: Report;
  article: Article;
  /** What a correction says of the report; null for other decisions. */
  bearing: Bearing | null;
  /** Whether the incident rests on this report alone, so that all that it tells of the field was put right. */
  isAlone: boolean;
  /** How many other reports the correction finds as wrong as this one. */
  alike: number;
  /** The act that was shown before; null where there was none. */
  shown: string | null;
}

/** Examples that follow from a decision: what a rejected report rests on is to be ignored, what was given to be found. */
export function proposeEntries(one: OnReport, cut: CutSentences): Proposal[] {
  const { review, report, bearing } = one;
  if (review.decision === 'reject')
    return [
      ...report.violations.map((told) => ignore(one, 'violation', told, cut)),
      ...report.steps.map((told) => ignore(one, 'step', told, cut)),
    ].flat();
  if (bearing === null || bearing.kind === 'right' || bearing.kind === 'silent') return [];
  const right = rightCode(one);
  if (right === null) return [];
  const drafts = proposeRight(one, right, cut);
  const doubt = bearing.kind === 'open' ? bearing.why : doubtOf(one.alike);
  return doubt === null ? drafts : drafts.map((draft) => ({ ...draft, doubt }));
}

/** That several articles were misread alike is less likely than that they say so. */
const doubtOf = (alike: number): string | null =>
  alike === 0 ? null : `${alike} more told the same, so that the article may say it indeed`;

/** A code that is right, and what in the report told another. */
interface RightCode {
  kind: Proposal['kind'];
  code: string;
  told: readonly Told[];
}

type Told = Report['steps'][number] | Report['violations'][number];

function proposeRight(one: OnReport, { kind, code, told }: RightCode, cut: CutSentences): Proposal[] {
  const { review, article } = one;
  const draft = { review: review.id, article: article.id, rule: null, kind, code };
  const [found] = told.flatMap(({ evidence }) => evidence);
  if (found === undefined) return [{ ...draft, doubt: 'no words of this article are known for it' }];
  return [
    ...told.filter(({ value }) => value !== code).flatMap((wrong) => ignore(one, kind, wrong, cut)),
    {
      ...draft,
      forms: [wordsAt(article, found).toLowerCase()],
      examples: { find: [bracketed(article, found, cut)] },
    },
  ];
}

function ignore(
  { review, article }: OnReport,
  kind: Proposal['kind'],
  { value, rule, evidence }: Told,
  cut: CutSentences,
): Proposal[] {
  const draft = { review: review.id, article: article.id, rule, kind, code: value };
  return evidence
    .slice(0, 1)
    .map((words) => ({ ...draft, examples: { ignore: [bracketed(article, words, cut)] } }));
}

/** The code that an analyst gave, and what in the report told another. */
function rightCode({ review, report, isAlone, shown }: OnReport): RightCode | null {
  const { field, value } = review;
  const { stage, steps, violations } = report;
  const given = givenIn(review);
  if (field === 'violations' && typeof given === 'string') {
    const told = isAlone ? violations : violations.filter((one) => one.value === shown);
    return { kind: 'violation', code: given, told };
  }
  if (field === 'stage' && typeof given === 'string')
    return { kind: 'step', code: given, told: steps.filter((one) => one.value === stage) };
  if (field !== 'step') return null;
  const { of, set } = StepCorrection.parse(value);
  if (set?.step === undefined) return null;
  return { kind: 'step', code: set.step, told: steps.filter((one) => one.value === of?.value) };
}

const wordsAt = (article: Article, { in: where, start, end }: Evidence): string =>
  (where === 'title' ? article.title : article.text).slice(start, end).replace(/\s+/g, ' ').trim();

/** The sentence around a stretch, which stands in brackets as in the examples of the lexicon. */
function bracketed(article: Article, { in: where, start, end }: Evidence, cut: CutSentences): string {
  const text = where === 'title' ? article.title : article.text;
  const words = text.slice(start, end);
  const whole = quoteAround(text, start, end, cut);
  return whole.replace(words, () => `[${words}]`);
}
