/** Extract: one article in, its reports and claims out; the door of the extraction stage. Pure: "now" is the publication date. */
import type { Dictionary, Grammar } from '../model/dictionary.js';
import type { Claim, Extraction, Report } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import { createReader, type TextReader } from '../text/text.js';
import { likelyGate, weighArticle, type Chances } from './weigh-article.js';
import { takeSubjectSigns } from './subject-signs.js';
import { weighAccused } from './weigh-subjects.js';
import { likelySubjects } from './likely-subjects.js';
import { actStages, actsTold, takeActSigns } from './act-signs.js';
import { articleSigns } from './article-signs.js';
import { adoptAccused } from './adoption.js';
import type { ArticleToExtract } from './article.js';
import { adoptNames } from './adopted-names.js';
import { findAccused } from './accused.js';
import { settleBareSanctions } from './bare-sanctions.js';
import { resolveBodies } from './bodies.js';
import { settleCountedSteps } from './counted-steps.js';
import { exposeOfficials } from './exposed-officials.js';
import { findClaims } from './claims.js';
import { tellComplaints } from './complaints.js';
import { judgeComing } from './coming.js';
import { caseReports, measureReports } from './complete-reports.js';
import { dateDoubts } from './dating.js';
import type { Attempt, Derivation } from './derivation.js';
import { tellDenials } from './denials.js';
import { lawDoubts } from './laws.js';
import type { Entity } from './entity.js';
import { draftAgain, draftAll, dropCounted, type Context } from './drafts.js';
import { adoptHeadline, findByHeadline, pointFromHeadline } from './headline-subjects.js';
import { judgeReality } from './modality.js';
import { tellNamedSanctions } from './named-sanctions.js';
import { tellOrganisers } from './organisers.js';
import { markPassage, type Mark, type Passage } from './passage.js';
import { findPeople } from './people.js';
import { findPlaces, weighPlaces, type PlaceTelling } from './places.js';
import { failedArticleGate } from './article-gate.js';
import { judgeRelevance } from './relevance.js';
import { isUnfilled } from './unfilled.js';
import { tellSpeakers } from './speakers.js';
import { tellSpeechActs } from './speech-acts.js';
import { tellSteps } from './steps.js';
import { takeSigns } from './signs.js';
import { tellWeighed } from './weighed.js';

export type { ArticleToExtract } from './article.js';
export type { Derivation } from './derivation.js';
export { chancesOf, type Chances } from './weigh-article.js';
export { explainDerivation } from './explain.js';
export type { Explanation } from './explanation.js';

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

/** The signs of an article, as files of weights write them. */
export const signsOfArticle = ({ title, body }: Derivation): string[] =>
  [...articleSigns(title, body)].map((sign) => `a ${sign}`);

/** Reads the signs of each sentence of a text, each once, as files of weights write them. */
export function createSignReader(
  dictionary: Dictionary,
): (text: string) => { start: number; end: number; signs: string[] }[] {
  const reader = createReader(dictionary.grammar);
  return (text) => {
    const passage = markPassage('body', text, null, dictionary, reader);
    return passage.analysed.sentences.map(({ start, end }, sentence) => {
      const signs = new Set<string>();
      takeSigns(passage, sentence, (_hash, _token, sort, name, code) =>
        signs.add(code === '' ? `${sort} ${name}` : `${sort} ${name}:${code}`),
      );
      return { start, end, signs: [...signs] };
    });
  };
}

/** Somebody told of in an article, with the signs by which it is weighed whether it accuses him. */
export interface SignedPerson extends Pick<Entity, 'name' | 'count'> {
  statuses: string[];
  signs: string[];
}

/** Reads the people of an article that is likely what `chances` say; nobody of one that is none of ours. */
export function createPeopleReader(
  dictionary: Dictionary,
): (article: ArticleToExtract, chances: Chances) => SignedPerson[] {
  const reader = createReader(dictionary.grammar);
  return (article, chances) => {
    const { told, gate } = readArticle(article, dictionary, reader, null, chances);
    if (gate !== null) return [];
    const { people, ruled } = readScene(told, reader, true);
    return people.map(({ name, count, statuses }, index) => {
      const signs = new Set<string>();
      takeSubjectSigns({ ...told, people, ruled }, index, (_hash, sort, sign) =>
        signs.add(`${sort} ${sign}`),
      );
      return { name, count, statuses: statuses.map(({ code }) => code), signs: [...signs] };
    });
  };
}

/** The kinds of acts that an article may tell of in a case, with the signs by which it is weighed whether they are it. */
export function signsOfActs({ title, body, attempts }: Derivation): { code: string; signs: string[] }[] {
  const drafts = attempts.flatMap((one) => (one.type === 'case' && one.failed === null ? [one.draft] : []));
  return actStages(drafts, title, body).flatMap((stage) => {
    const acts = actsTold(stage);
    return acts.map(({ code }, index) => {
      const signs = new Set<string>();
      takeActSigns(stage, acts, index, (_hash, name) => signs.add(`s ${name}`));
      return { code, signs: [...signs] };
    });
  });
}

function deriveArticle(
  article: ArticleToExtract,
  dictionary: Dictionary,
  reader: TextReader,
  pantau: string,
  attempts: Attempt[] | null,
): Derivation {
  const { told, gate } = readArticle(article, dictionary, reader, attempts);
  const { title, body, chances } = told;
  // Of what is none of ours nothing more is found out, unless somebody asks why.
  const found = gate === null || attempts !== null ? findTold(told, reader, gate === null) : NOTHING;
  const { reports, claims, places } = found;
  const doubts = [
    ...cutDoubts(article.text),
    ...dateDoubts(body),
    ...lawDoubts(body, dictionary),
    ...(reports.length > 0 ? places.doubts : []),
  ];
  const relevance = judgeRelevance(title, body, reports, claims, chances);
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

/** The marks of an article, what it is likely to be, and the gate that it does not pass as a whole. */
function readArticle(
  article: ArticleToExtract,
  dictionary: Dictionary,
  reader: TextReader,
  attempts: Attempt[] | null,
  likely?: Chances,
): { told: ToRead; gate: Derivation['gate'] } {
  const now = article.published === null ? null : article.published.slice(0, 10);
  const text = article.text.length > LONGEST ? article.text.slice(0, LONGEST) : article.text;
  const title = markPassage('title', article.title ?? '', now, dictionary, reader);
  const body = markPassage('body', text, now, dictionary, reader);
  tellWeighed(title, dictionary);
  tellWeighed(body, dictionary);
  judgeReality(title, dictionary, now);
  judgeReality(body, dictionary, now);
  judgeComing(body, dictionary.grammar, now);
  settleCountedSteps(body);
  settleBareSanctions(body, dictionary);
  const chances = likely ?? weighArticle(title, body, dictionary);
  const gate = isUnfilled(text) ? 'empty_slots' : likelyGate(failedArticleGate(title, body), chances);
  const told: ToRead = { article, dictionary, title, body, now, attempts, chances };
  return { told, gate };
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

/** What is known of an article before its people are looked for. */
type ToRead = Omit<Context, 'people' | 'places'>;

const NOTHING: Told = {
  people: [],
  accused: [],
  steps: [],
  places: { tellings: [], meant: [], scores: new Map(), jurisdictions: [], doubts: [] },
  reports: [],
  claims: [],
};

/** People and steps of an article, and whom rules accuse. */
interface Scene extends Pick<Derivation, 'people' | 'places' | 'steps'> {
  placeTellings: PlaceTelling[];
  speakers: (Entity | null)[];
  ruled: Entity[];
}

function readScene(told: ToRead, reader: TextReader, about: boolean): Scene {
  const { dictionary, title, body, now } = told;
  const placeTellings = findPlaces([title, body], dictionary);
  const places = weighPlaces(placeTellings, [title, body], dictionary);
  resolveBodies([title, body], placeTellings, dictionary);
  const placeTokens = new Uint8Array(body.analysed.tokens.count + 1);
  for (const { passage, first, last } of placeTellings)
    if (passage === body) placeTokens.fill(1, first, last);
  body.analysed.names = reader.names(body.analysed, namedOtherwise(body, placeTellings), wordsOfMarks(body));
  const people = findPeople(body, dictionary.grammar, (token) => placeTokens[token] === 1);
  adoptHeadline(title, people, dictionary.grammar);
  pointFromHeadline(title, people, dictionary.grammar);
  tellOrganisers(body, people, dictionary.grammar);
  exposeOfficials(body, people);
  const speakers = tellSpeakers(body, people);
  const steps = [
    ...tellSteps(body, speakers, now, dictionary),
    ...tellSpeechActs(body, speakers),
    ...tellNamedSanctions(body, speakers),
  ];
  steps.push(...tellComplaints(body, speakers, steps));
  const pointed = about ? findAccused(body, people, dictionary.grammar) : [];
  const ruled =
    pointed.length > 0 || !about ? pointed : findUnpointed(title, body, people, dictionary.grammar);
  return { people, places, placeTellings, speakers, steps, ruled };
}

function findTold(told: ToRead, reader: TextReader, about: boolean): Told {
  const { article, dictionary, title, body, now, attempts } = told;
  const scene = readScene(told, reader, about);
  const { people, places, placeTellings, speakers, steps } = scene;
  if (!about) return { ...NOTHING, people, steps, places };
  const accused = adoptNames(body, accuse(told, scene), people, dictionary.grammar);
  const context: Context = { ...told, people, places };
  steps.push(...tellDenials(body, accused, people, speakers));
  const further = tellSteps(body, speakers, now, dictionary, isWeighedStep);
  const drafts = draftAll(context, accused, steps, further);
  const { grammar } = dictionary;
  const claims = findClaims({ articleId: article.id, title, body, accused, places: placeTellings, grammar });
  dropCounted(drafts, claims.length, attempts);
  const cases = caseReports(context, drafts);
  draftAgain(context, drafts, cases, steps);
  const reports = [...cases, ...measureReports(context, drafts)];
  return { people, accused, steps, places, reports, claims };
}

/** Whom an article accuses: by rules, and by the weight of what is told of each; somebody in what is likely a case. */
function accuse(told: ToRead, { people, ruled }: Scene): Entity[] {
  const accused = weighAccused({ ...told, people, ruled }, told.dictionary);
  return accused.length > 0 ? accused : likelySubjects(people, told.chances);
}

const isWeighedStep = ({ kind, props }: Mark): boolean => kind === 'weighed' && props['of'] === 'step';

/** Where no verb of the body points at anybody of the apparatus: who the headline says it is about. */
function findUnpointed(title: Passage, body: Passage, people: Entity[], grammar: Grammar): Entity[] {
  const adopted = adoptAccused(title, body, people, grammar);
  return adopted.length > 0 ? adopted : findByHeadline(title, body, people, grammar);
}

/** Which tokens are words of the dictionaries by themselves, so no initials of anybody. */
function wordsOfMarks({ marks, analysed }: Passage): (token: number) => boolean {
  const words = new Uint8Array(analysed.tokens.count);
  for (const { first, last } of marks) if (last - first === 1) words[first] = 1;
  return (token) => words[token] === 1;
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
