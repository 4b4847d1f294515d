/** Completed reports: drafts with their authorities, places, times, flags and confidence; what is too unsure is withheld. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import type { Report } from '../model/report.js';
import { addAuthorities } from './authorities.js';
import type { CaseDraft } from './cases.js';
import { confidenceOf } from './confidence.js';
import type { Context, Drafts } from './drafts.js';
import type { Entity } from './entity.js';
import { addFacts } from './facts.js';
import { flagsOf } from './flags.js';
import { isInHeadline } from './headline-subjects.js';
import type { MeasureDraft } from './measures.js';
import { nameLocally } from './local-offices.js';
import { isLikely } from './weigh-article.js';
import { timeOfCase, timeOfMeasure } from './report-time.js';
import { shareSpeakers } from './shared-speakers.js';

/** Whoever is accused in any report is an authority in none. */
const accusedOf = ({ cases }: Drafts): Entity[] =>
  cases.flatMap(({ draft }) => (draft.historical ? [] : draft.accused));

/** The sentences of all other reports. */
const rivalsOf = (drafts: Drafts, own: CaseDraft | MeasureDraft): ReadonlySet<number>[] =>
  [...drafts.cases, ...drafts.measures]
    .filter(({ draft }) => draft !== own)
    .map(({ draft }) => draft.sentences);

/** The reports of cases, with all that belongs to each. */
export function caseReports(context: Context, drafts: Drafts): Report[] {
  const { body, people } = context;
  const { confidence } = context.dictionary;
  const reports: Report[] = [];
  for (const { draft, report } of drafts.cases) {
    const rivals = rivalsOf(drafts, draft);
    addAuthorities(report, body, people, accusedOf(drafts), { sentences: draft.sentences, rivals });
    addFacts(report, context, draft.sentences, timeOfCase(draft), rivals);
    nameLocally(report, draft.accused);
    report.flags = flagsOf(report, draft, context.title, body);
    report.confidence = confidenceOf(report, confidence);
    reports.push(report);
  }
  const sure = withoutUnsure(reports, drafts, context);
  shareSpeakers(sure); // after confidence, to which whoever speaks of another case adds nothing
  return sure;
}

const isConcrete = ({ value }: Report['violations'][number]): boolean => value !== UNSPECIFIED_ACT;

/**
 * Cases of which none is sure enough accuse nobody, unless the headline tells of a concrete act of the accused, too;
 * beside a sure one they stay, and so does what is history.
 */
function withoutUnsure(reports: Report[], drafts: Drafts, context: Context): Report[] {
  const { dictionary, attempts, title, body } = context;
  const { brief, story, sentences } = dictionary.confidence.least;
  const told = body.muted.filter((muted) => !muted).length;
  const least = told < sentences ? brief : story;
  const isSure = ({ confidence, violations }: Report, i: number): boolean => {
    if (confidence >= least) return true;
    const accused = drafts.cases[i]?.draft.accused ?? [];
    return violations.some(isConcrete) && accused.some((entity) => isInHeadline(title, entity));
  };
  const isLive = (_: Report, i: number): boolean => drafts.cases[i]?.draft.historical === false;
  if (isLikely(context.chances, 'case')) return reports;
  if (reports.some((report, i) => isLive(report, i) && isSure(report, i))) return reports;
  for (const { draft } of drafts.cases) {
    const attempt = attempts?.find((one) => one.draft === draft);
    if (attempt?.type === 'case' && !draft.historical) attempt.failed = 'too_unsure';
  }
  return reports.filter((report, i) => !isLive(report, i));
}

/** The reports of measures, with all that belongs to each. */
export function measureReports(context: Context, drafts: Drafts): Report[] {
  const { body, people } = context;
  const reports: Report[] = [];
  for (const { draft, report } of drafts.measures) {
    const rivals = rivalsOf(drafts, draft);
    addAuthorities(report, body, people, accusedOf(drafts), { sentences: draft.sentences, rivals });
    addFacts(report, context, draft.sentences, timeOfMeasure(draft), rivals);
    report.flags = flagsOf(report, null, context.title, body);
    report.confidence = confidenceOf(report, context.dictionary.confidence);
    reports.push(report);
  }
  shareSpeakers(reports);
  return reports;
}
