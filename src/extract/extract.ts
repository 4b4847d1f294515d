/** Extract: one article in, its reports and claims out; the door of the extraction stage. Pure: "now" is the publication date. */
import type { Dictionary } from '../model/dictionary.js';
import type { Extraction, Report } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import { createReader, type TextReader } from '../text/text.js';
import { findAccused, leftLawfully } from './accused.js';
import { resolveBodies } from './bodies.js';
import { settleCountedSteps } from './counted-steps.js';
import { failedCaseGate } from './accusation.js';
import { addAuthorities } from './authorities.js';
import { caseReport, draftCases, isLive, type CaseDraft } from './cases.js';
import { findClaims } from './claims.js';
import { confidenceOf } from './confidence.js';
import { dateDoubts } from './dating.js';
import type { Attempt, Derivation } from './derivation.js';
import type { Entity } from './entity.js';
import { addFacts } from './facts.js';
import { flagsOf } from './flags.js';
import { lawDoubts } from './laws.js';
import { draftMeasures, isMeasure, measureReport, type MeasureDraft } from './measures.js';
import { judgeReality } from './modality.js';
import { markPassage, type Passage } from './passage.js';
import { findPeople } from './people.js';
import { findPlaces, weighPlaces, type Gazetted, type PlaceTelling } from './places.js';
import {
  failedArticleGate,
  isAboutNeutrality,
  isOpinion,
  isUnfilled,
  judgeRelevance,
  tellsOfNeutrality,
} from './relevance.js';
import { timeOfCase, timeOfMeasure } from './report-time.js';
import { tellSpeakers } from './speakers.js';
import { tellSpeechActs } from './speech-acts.js';
import { pastSentences, tellSteps, type StepTelling } from './steps.js';

export type { Derivation } from './derivation.js';
export { explainDerivation } from './explain.js';
export type { Explanation } from './explanation.js';

/** What extraction needs of an article. `published` is an ISO date or time, or null. */
export interface ArticleToExtract {
  id: string;
  url: string | null;
  outlet: string | null;
  title: string | null;
  text: string;
  published: string | null;
}

export interface Extractor {
  /** Reports, claims and doubts of one article; never throws on any text. */
  extract(article: ArticleToExtract): Extraction;
  /** The same, with what led there. */
  derive(article: ArticleToExtract): Derivation;
}

/** Longest text that is looked at, in code units; what lies beyond is named in a doubt. */
const LONGEST = 2_000_000;

/** An extractor over a compiled dictionary. `pantau` is the version of the program, written into each result. */
export function createExtractor(dictionary: Dictionary, pantau: string): Extractor {
  const reader = createReader(dictionary.grammar);
  const run = (article: ArticleToExtract, attempts: Attempt[] | null): Derivation =>
    deriveArticle(article, dictionary, reader, pantau, attempts);
  return { derive: (article) => run(article, []), extract: (article) => run(article, null).extraction };
}

function deriveArticle(
  article: ArticleToExtract,
  dictionary: Dictionary,
  reader: TextReader,
  pantau: string,
  attempts: Attempt[] | null,
): Derivation {
  const doubts: Doubt[] = [];
  const now = article.published === null ? null : article.published.slice(0, 10);
  const text = article.text.length > LONGEST ? article.text.slice(0, LONGEST) : article.text;
  if (text.length < article.text.length) {
    doubts.push({
      code: 'text_cut',
      message: `Only the first ${LONGEST} characters were looked at.`,
      span: [LONGEST, article.text.length],
    });
  }
  const title = markPassage('title', article.title ?? '', now, dictionary, reader);
  const body = markPassage('body', text, now, dictionary, reader);
  judgeReality(title, dictionary, now);
  judgeReality(body, dictionary, now);
  settleCountedSteps(body);
  const placeTellings = findPlaces([title, body], dictionary);
  const places = weighPlaces(placeTellings, [title, body], dictionary);
  resolveBodies([title, body], placeTellings, dictionary);
  const placeTokens = new Uint8Array(body.analysed.tokens.count + 1);
  for (const { passage, first, last } of placeTellings)
    if (passage === body) placeTokens.fill(1, first, last);
  body.analysed.names = reader.names(body.analysed, namedOtherwise(body, placeTellings));
  const people = findPeople(body, dictionary.grammar, (token) => placeTokens[token] === 1);
  const speakers = tellSpeakers(body, people);
  const steps = [...tellSteps(body, speakers, now, dictionary), ...tellSpeechActs(body, speakers)];
  const gate = failedArticleGate(title, body) ?? (isUnfilled(text) ? 'empty_slots' : null);
  const about = gate === null;
  const accused = about ? findAccused(body, people, dictionary.grammar) : [];
  const context: Context = { article, dictionary, title, body, people, places, doubts, now, attempts };
  const drafts = about ? draftAll(context, accused, steps) : { cases: [], measures: [] };
  const claims = about
    ? findClaims({
        articleId: article.id,
        title,
        body,
        accused,
        places: placeTellings,
        grammar: dictionary.grammar,
      })
    : [];
  dropCounted(drafts, claims.length, attempts);
  const reports = [...caseReports(context, drafts), ...measureReports(context, drafts)];
  doubts.push(
    ...dateDoubts(body),
    ...lawDoubts(body, dictionary),
    ...(reports.length > 0 ? places.doubts : []),
  );
  const relevance = judgeRelevance(title, body, reports, claims);
  const extraction: Extraction = {
    article: {
      id: article.id,
      url: article.url,
      outlet: article.outlet,
      title: article.title,
      published: article.published,
    },
    relevance,
    reports: relevance === 'none' ? [] : reports,
    claims: relevance === 'none' ? [] : claims,
    doubts,
    version: { pantau, dictionary: dictionary.version },
  };
  return { extraction, title, body, people, accused, steps, places, gate, attempts: attempts ?? [] };
}

interface Context {
  article: ArticleToExtract;
  dictionary: Dictionary;
  title: Passage;
  body: Passage;
  people: Entity[];
  places: Gazetted;
  doubts: Doubt[];
  now: string | null;
  /** What is tried is noted here for explanations; null when nobody asks. */
  attempts: Attempt[] | null;
}

/** Stretches that are named but are no people: places, bodies, offices, statuses. */
function namedOtherwise(body: Passage, places: readonly PlaceTelling[]): { first: number; last: number }[] {
  const kinds = new Set([
    'institution',
    'position',
    'subject',
    'role',
    'candidate',
    'election',
    'law',
    'object',
  ]);
  const initials = body.analysed.names.filter((name) => name.initials);
  const spans = [
    ...places.filter((place) => place.passage === body),
    ...body.marks.filter((mark) => kinds.has(mark.kind)),
  ];
  return spans.filter((span) => !initials.some((name) => name.first < span.last && span.first < name.last));
}

interface Drafts {
  cases: { draft: CaseDraft; report: Report }[];
  measures: { draft: MeasureDraft; report: Report }[];
}

/** All that is told of in an article, before the people, places and times around it are looked at. */
function draftAll(context: Context, accused: readonly Entity[], steps: readonly StepTelling[]): Drafts {
  const { article, body, people, attempts } = context;
  const cases: Drafts['cases'] = [];
  const past = pastSentences(body, context.now, context.dictionary);
  for (const draft of draftCases(body, accused, steps, people, past)) {
    const report = isLive(draft) ? caseReport(article.id, body, draft) : null;
    const failed = failedCaseGate(draft, report, context.title, body);
    attempts?.push({ type: 'case', draft, report, failed });
    if (report !== null && failed === null) cases.push({ draft, report });
  }
  return { cases, measures: draftAllMeasures(context, steps) };
}

function draftAllMeasures(context: Context, steps: readonly StepTelling[]): Drafts['measures'] {
  const { article, body, people, attempts } = context;
  const measures: Drafts['measures'] = [];
  const opinion = isOpinion(context.title, body);
  if (opinion && attempts === null) return measures;
  if (!tellsOfNeutrality(context.title, body)) return measures;
  for (const draft of draftMeasures({
    passage: body,
    people,
    steps,
    lawful: people.filter(leftLawfully),
    now: context.now,
    isAboutNeutrality: (sentence, reach) => isAboutNeutrality(body, sentence, reach),
  })) {
    const report = isMeasure(draft) ? measureReport(article.id, body, draft, people) : null;
    const made = report !== null && report.steps.length > 0;
    const failed = opinion ? 'opinion' : made ? null : 'no_measure';
    attempts?.push({ type: 'measure', draft, report, failed });
    if (made && !opinion) measures.push({ draft, report });
  }
  return measures;
}

const ROUND_UP = 4; // claims that make an article a round-up of counts

/** In a round-up of counts the unnamed are counted, and only the named are cases (ruling 11.15). */
function dropCounted(drafts: Drafts, claims: number, attempts: Attempt[] | null): void {
  if (claims < ROUND_UP) return;
  drafts.cases = drafts.cases.filter(({ draft }) => {
    const named = draft.accused.some((entity) => entity.name !== null);
    const attempt = named ? undefined : attempts?.find((one) => one.draft === draft);
    if (attempt?.type === 'case') attempt.failed = 'counted_only';
    return named;
  });
}

/** The sentences of all other reports. */
const rivalsOf = (drafts: Drafts, own: CaseDraft | MeasureDraft): ReadonlySet<number>[] =>
  [...drafts.cases, ...drafts.measures]
    .filter(({ draft }) => draft !== own)
    .map(({ draft }) => draft.sentences);

function caseReports(context: Context, drafts: Drafts): Report[] {
  const { body, people } = context;
  const reports: Report[] = [];
  for (const { draft, report } of drafts.cases) {
    const rivals = rivalsOf(drafts, draft);
    addAuthorities(report, body, people, draft.accused, { sentences: draft.sentences, rivals });
    addFacts(report, context, draft.sentences, timeOfCase(draft), rivals);
    report.flags = flagsOf(report, draft, context.title, body);
    report.confidence = confidenceOf(report, context.dictionary.confidence);
    reports.push(report);
  }
  return reports;
}

function measureReports(context: Context, drafts: Drafts): Report[] {
  const { body, people } = context;
  const reports: Report[] = [];
  for (const { draft, report } of drafts.measures) {
    const rivals = rivalsOf(drafts, draft);
    addAuthorities(report, body, people, [], { sentences: draft.sentences, rivals });
    addFacts(report, context, draft.sentences, timeOfMeasure(draft), rivals);
    report.flags = flagsOf(report, null, context.title, body);
    report.confidence = confidenceOf(report, context.dictionary.confidence);
    reports.push(report);
  }
  return reports;
}
