/** Extract: one article in, its reports and claims out; the door of the extraction stage. Pure: "now" is the publication date. */
import type { Dictionary } from '../model/dictionary.js';
import type { Claim, Extraction, Report } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import { createReader, type TextReader } from '../text/text.js';
import { findAccused, leftLawfully } from './accused.js';
import { resolveBodies } from './bodies.js';
import { settleCountedSteps } from './counted-steps.js';
import { failedCaseGate, isFurtherCase } from './accusation.js';
import { addAuthorities } from './authorities.js';
import { caseReport, draftCases, isLive, type CaseDraft } from './cases.js';
import { findClaims } from './claims.js';
import { confidenceOf } from './confidence.js';
import { dateDoubts } from './dating.js';
import type { Attempt, Derivation } from './derivation.js';
import type { Entity } from './entity.js';
import { tellDenials } from './denials.js';
import { addFacts } from './facts.js';
import { flagsOf } from './flags.js';
import { lawDoubts } from './laws.js';
import { draftMeasures, isMeasure, measureReport, type MeasureDraft } from './measures.js';
import { adoptHeadline, findByHeadline } from './headline-subjects.js';
import { judgeReality } from './modality.js';
import { tellNamedSanctions } from './named-sanctions.js';
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
  const now = article.published === null ? null : article.published.slice(0, 10);
  const text = article.text.length > LONGEST ? article.text.slice(0, LONGEST) : article.text;
  const title = markPassage('title', article.title ?? '', now, dictionary, reader);
  const body = markPassage('body', text, now, dictionary, reader);
  judgeReality(title, dictionary, now);
  judgeReality(body, dictionary, now);
  settleCountedSteps(body);
  const gate = failedArticleGate(title, body) ?? (isUnfilled(text) ? 'empty_slots' : null);
  const told = { article, dictionary, title, body, now, attempts };
  // Of what is none of ours nothing more is found out, unless somebody asks why.
  const found = gate === null || attempts !== null ? findTold(told, reader, gate === null) : NOTHING;
  const { reports, claims, places } = found;
  const doubts = [
    ...cutDoubts(article.text),
    ...dateDoubts(body),
    ...lawDoubts(body, dictionary),
    ...(reports.length > 0 ? places.doubts : []),
  ];
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
  const { people, accused, steps } = found;
  return { extraction, title, body, people, accused, steps, places, gate, attempts: attempts ?? [] };
}

function cutDoubts(text: string): Doubt[] {
  if (text.length <= LONGEST) return [];
  const message = `Only the first ${LONGEST} characters were looked at.`;
  return [{ code: 'text_cut', message, span: [LONGEST, text.length] }];
}

/** What is told in an article, beyond its marks. */
interface Told extends Pick<Derivation, 'people' | 'accused' | 'steps' | 'places'> {
  reports: Report[];
  claims: Claim[];
}

const NOTHING: Told = {
  people: [],
  accused: [],
  steps: [],
  places: { tellings: [], meant: [], scores: new Map(), jurisdictions: [], doubts: [] },
  reports: [],
  claims: [],
};

function findTold(told: Omit<Context, 'people' | 'places'>, reader: TextReader, about: boolean): Told {
  const { article, dictionary, title, body, now, attempts } = told;
  const placeTellings = findPlaces([title, body], dictionary);
  const places = weighPlaces(placeTellings, [title, body], dictionary);
  resolveBodies([title, body], placeTellings, dictionary);
  const placeTokens = new Uint8Array(body.analysed.tokens.count + 1);
  for (const { passage, first, last } of placeTellings)
    if (passage === body) placeTokens.fill(1, first, last);
  body.analysed.names = reader.names(body.analysed, namedOtherwise(body, placeTellings));
  const people = findPeople(body, dictionary.grammar, (token) => placeTokens[token] === 1);
  adoptHeadline(title, people);
  const speakers = tellSpeakers(body, people);
  const steps = [
    ...tellSteps(body, speakers, now, dictionary),
    ...tellSpeechActs(body, speakers),
    ...tellNamedSanctions(body, speakers),
  ];
  if (!about) return { ...NOTHING, people, steps, places };
  const pointed = findAccused(body, people, dictionary.grammar);
  const accused = pointed.length > 0 ? pointed : findByHeadline(title, people);
  const context: Context = { ...told, people, places };
  steps.push(...tellDenials(body, accused, people));
  const drafts = draftAll(context, accused, steps);
  const { grammar } = dictionary;
  const claims = findClaims({ articleId: article.id, title, body, accused, places: placeTellings, grammar });
  dropCounted(drafts, claims.length, attempts);
  const reports = [...caseReports(context, drafts), ...measureReports(context, drafts)];
  return { people, accused, steps, places, reports, claims };
}

interface Context {
  article: ArticleToExtract;
  dictionary: Dictionary;
  title: Passage;
  body: Passage;
  people: Entity[];
  places: Gazetted;
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
  const tries = draftCases(body, accused, steps, people, past).map((draft) => {
    const report = isLive(draft) ? caseReport(article.id, body, draft) : null;
    return { draft, report, failed: failedCaseGate(draft, report, context.title, body, people) };
  });
  const found = tries.some(({ draft, failed }) => failed === null && !draft.historical);
  for (const { draft, report, failed } of tries) {
    const gate = found && failed === 'steps_without_act' && isFurtherCase(draft) ? null : failed;
    attempts?.push({ type: 'case', draft, report, failed: gate });
    if (report !== null && gate === null) cases.push({ draft, report });
  }
  return {
    cases,
    measures: draftAllMeasures(
      context,
      steps,
      cases.flatMap(({ draft }) => (draft.historical ? [] : draft.accused)),
    ),
  };
}

function draftAllMeasures(
  context: Context,
  steps: readonly StepTelling[],
  accused: readonly Entity[],
): Drafts['measures'] {
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
    accused,
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

/** Whoever is accused in any report is an authority in none. */
const accusedOf = ({ cases }: Drafts): Entity[] =>
  cases.flatMap(({ draft }) => (draft.historical ? [] : draft.accused));

/** The sentences of all other reports. */
const rivalsOf = (drafts: Drafts, own: CaseDraft | MeasureDraft): ReadonlySet<number>[] =>
  [...drafts.cases, ...drafts.measures]
    .filter(({ draft }) => draft !== own)
    .map(({ draft }) => draft.sentences);

function caseReports(context: Context, drafts: Drafts): Report[] {
  const { body, people } = context;
  const { confidence } = context.dictionary;
  const reports: Report[] = [];
  for (const { draft, report } of drafts.cases) {
    const rivals = rivalsOf(drafts, draft);
    addAuthorities(report, body, people, accusedOf(drafts), { sentences: draft.sentences, rivals });
    addFacts(report, context, draft.sentences, timeOfCase(draft), rivals);
    report.flags = flagsOf(report, draft, context.title, body);
    report.confidence = confidenceOf(report, confidence);
    reports.push(report);
  }
  return withoutUnsure(reports, drafts, context);
}

/** Cases of which none is sure enough accuse nobody; beside a sure one they stay, and so does what is history. */
function withoutUnsure(reports: Report[], drafts: Drafts, { dictionary, attempts }: Context): Report[] {
  const isSure = ({ confidence }: Report): boolean => confidence >= dictionary.confidence.least.case;
  const isLive = (_: Report, i: number): boolean => drafts.cases[i]?.draft.historical === false;
  if (reports.filter(isLive).some(isSure)) return reports;
  for (const { draft } of drafts.cases) {
    const attempt = attempts?.find((one) => one.draft === draft);
    if (attempt?.type === 'case' && !draft.historical) attempt.failed = 'too_unsure';
  }
  return reports.filter((report, i) => !isLive(report, i));
}

function measureReports(context: Context, drafts: Drafts): Report[] {
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
  return reports;
}
