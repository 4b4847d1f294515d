/** Extract: one article in, its reports and claims out; the door of the extraction stage. Pure: "now" is the publication date. */
import type { Dictionary } from '../model/dictionary.js';
import type { Extraction, Report } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import { createReader, type TextReader } from '../text/text.js';
import { isAccusation } from './accusations.js';
import { findAccused, leftLawfully } from './accused.js';
import { resolveBodies } from './bodies.js';
import { settleCountedSteps } from './counted-steps.js';
import { addAuthorities } from './authorities.js';
import { caseReport, draftCases, isLive, type CaseDraft } from './cases.js';
import { findClaims } from './claims.js';
import { confidenceOf } from './confidence.js';
import { dateDoubts, type ReportTime } from './dating.js';
import { type Entity } from './entity.js';
import { addFacts } from './facts.js';
import { flagsOf } from './flags.js';
import { lawDoubts } from './laws.js';
import { draftMeasures, isMeasure, measureReport, type MeasureDraft } from './measures.js';
import { judgeReality } from './modality.js';
import { markPassage, type Passage } from './passage.js';
import { findPeople } from './people.js';
import { findPlaces, weighPlaces, type Gazetted, type PlaceTelling } from './places.js';
import {
  isAboutApparatus,
  isAboutNeutrality,
  isOpinion,
  isUnfilled,
  judgeRelevance,
} from './relevance.js';
import { tellSpeakers } from './speakers.js';
import { tellSpeechActs } from './speech-acts.js';
import { mergeSteps, pastSentences, tellSteps, type StepTelling } from './steps.js';

/** What extraction needs of an article. `published` is an ISO date or time, or null. */
export interface ArticleToExtract {
  id: string;
  url: string | null;
  outlet: string | null;
  title: string | null;
  text: string;
  published: string | null;
}

/** Everything found on the way, for explanations. */
export interface Derivation {
  extraction: Extraction;
  title: Passage;
  body: Passage;
  people: Entity[];
  accused: Entity[];
  steps: StepTelling[];
  places: Gazetted;
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
  const derive = (article: ArticleToExtract): Derivation =>
    deriveArticle(article, dictionary, reader, pantau);
  return { derive, extract: (article) => derive(article).extraction };
}

function deriveArticle(
  article: ArticleToExtract,
  dictionary: Dictionary,
  reader: TextReader,
  pantau: string,
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
  const placeTokens = new Set(
    placeTellings.filter((one) => one.passage === body).flatMap((one) => range(one.first, one.last)),
  );
  body.analysed.names = reader.names(body.analysed, namedOtherwise(body, placeTellings));
  const people = findPeople(body, dictionary.grammar, (token) => placeTokens.has(token));
  const speakers = tellSpeakers(body, people);
  const steps = [...tellSteps(body, speakers, now, dictionary), ...tellSpeechActs(body, speakers)];
  const about = isAboutApparatus(title, body) && !isUnfilled(text);
  const accused = about ? findAccused(body, people, dictionary.grammar) : [];
  const context: Context = { article, dictionary, title, body, people, places, doubts, now };
  const drafts = about ? draftAll(context, accused, steps) : { cases: [], measures: [] };
  const reports = [...caseReports(context, drafts), ...measureReports(context, drafts)];
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
  return { extraction, title, body, people, accused, steps, places };
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

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

interface Drafts {
  cases: { draft: CaseDraft; report: Report }[];
  measures: { draft: MeasureDraft; report: Report }[];
}

/** All that is told of in an article, before the people, places and times around it are looked at. */
function draftAll(context: Context, accused: readonly Entity[], steps: readonly StepTelling[]): Drafts {
  const { article, body, people } = context;
  const cases: Drafts['cases'] = [];
  const past = pastSentences(body, context.now, context.dictionary);
  for (const draft of draftCases(body, accused, steps, people, past).filter(isLive)) {
    const report = caseReport(article.id, body, draft);
    if (report !== null && isAccusation(draft, report, context.title, body)) cases.push({ draft, report });
  }
  const measures: Drafts['measures'] = [];
  if (isOpinion(context.title, body)) return { cases, measures };
  for (const draft of draftMeasures({
    passage: body,
    people,
    steps,
    lawful: people.filter(leftLawfully).flatMap((person) => person.accusedBy),
    now: context.now,
    isAboutNeutrality: (sentence, reach) => isAboutNeutrality(body, sentence, reach),
  })) {
    const report = isMeasure(draft) ? measureReport(article.id, body, draft, people) : null;
    if (report !== null && report.steps.length > 0) measures.push({ draft, report });
  }
  return { cases, measures };
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
    addFacts(report, context, draft.sentences, timeOfCase(draft));
    report.flags = flagsOf(report, draft, context.title, body);
    report.confidence = confidenceOf(report);
    reports.push(report);
  }
  return reports;
}

/** The tellings of the stage; the acts, which date a case that has no further step. */
function timeOfCase(draft: CaseDraft): ReportTime {
  const near = draft.stageStep?.mark.sentence ?? Math.min(...draft.sentences);
  const steps = draft.steps.filter(
    (step) => step.code === draft.stage && step.reality === draft.stageStep?.reality,
  );
  return { steps, acts: draft.violations, near };
}

function measureReports(context: Context, drafts: Drafts): Report[] {
  const { body, people } = context;
  const reports: Report[] = [];
  for (const { draft, report } of drafts.measures) {
    const rivals = rivalsOf(drafts, draft);
    addAuthorities(report, body, people, [], { sentences: draft.sentences, rivals });
    const merged = mergeSteps(draft.steps);
    const lead = merged.find((step) => step.reality === 'realised') ?? merged[0] ?? null;
    const near = lead?.mark.sentence ?? Math.min(...draft.sentences);
    addFacts(report, context, draft.sentences, { steps: lead === null ? [] : [lead], acts: [], near });
    report.flags = flagsOf(report, null, context.title, body);
    report.confidence = confidenceOf(report);
    reports.push(report);
  }
  return reports;
}
