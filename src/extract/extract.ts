/** Extract: one article in, its reports and claims out; the door of the extraction stage. Pure: "now" is the publication date. */
import type { Relevance } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Claim, Extraction, Report } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import { createReader, type TextReader } from '../text/text.js';
import { adoptNames } from './adopted-names.js';
import type { ArticleToExtract } from './article.js';
import { findClaims } from './claims.js';
import { caseReports, measureReports } from './complete-reports.js';
import { dateDoubts } from './dating.js';
import { tellDenials } from './denials.js';
import type { Attempt, Derivation } from './derivation.js';
import { draftAgain, draftAll, dropCounted, type Context } from './drafts.js';
import type { Entity } from './entity.js';
import { lawDoubts } from './laws.js';
import type { Mark } from './passage.js';
import { regenciesBySentence } from './regions.js';
import { judgeRelevance } from './relevance.js';
import { LONGEST, readArticle, readScene, type Scene, type ToRead } from './scene.js';
import { tellSteps } from './steps.js';
import { tellApart } from './tell-apart.js';
import { weighRealities } from './weigh-realities.js';
import { weighAccused } from './weigh-subjects.js';

export type { ArticleToExtract } from './article.js';
export type { Derivation } from './derivation.js';
export { chancesOf, type Chances } from './weigh-article.js';
export { explainDerivation } from './explain.js';
export type { Explanation } from './explanation.js';
export {
  createPeopleReader,
  createSignReader,
  signsOfActs,
  signsOfArticle,
  signsOfClaims,
  signsOfPairs,
  signsOfTellings,
  signsOfTogether,
  type SignedNumber,
  type SignedPerson,
  type SignedTelling,
} from './signed.js';

export interface Extractor {
  /** Reports, claims and doubts of one article; never throws on any text. */
  extract(article: ArticleToExtract): Extraction;
  /** The same, with what led there. */
  derive(article: ArticleToExtract): Derivation;
}

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
  const relevance = judgeRelevance(title, body, reports, claims, chances, gate === null);
  doubts.push(...reportDoubts(relevance, reports));
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
  const { people, accused, steps, further, together } = found;
  return {
    extraction,
    title,
    body,
    people,
    accused,
    steps,
    further,
    chances,
    story: told.story,
    places,
    gate,
    attempts: attempts ?? [],
    together,
  };
}

function cutDoubts(text: string): Doubt[] {
  if (text.length <= LONGEST) return [];
  const message = `Only the first ${LONGEST} characters were looked at.`;
  return [{ code: 'text_cut', message, span: [LONGEST, text.length] }];
}

/** What is likely a case or a measure, and nothing that it tells could be made a report of. */
function reportDoubts(relevance: Relevance, reports: readonly Report[]): Doubt[] {
  if (reports.length > 0 || (relevance !== 'case' && relevance !== 'measure')) return [];
  const message = `By its words as a whole this is likely a ${relevance}; whose and what could not be told.`;
  return [{ code: 'no_report', message, span: null }];
}

/** What is told in an article, beyond its marks. */
interface Told extends Pick<Derivation, 'people' | 'accused' | 'steps' | 'further' | 'places' | 'together'> {
  reports: Report[];
  claims: Claim[];
}

const NOTHING: Told = {
  people: [],
  accused: [],
  steps: [],
  further: [],
  places: { tellings: [], meant: [], scores: new Map(), jurisdictions: [], doubts: [] },
  reports: [],
  claims: [],
  together: null,
};

function findTold(told: ToRead, reader: TextReader, about: boolean): Told {
  const { article, dictionary, title, body, now, attempts } = told;
  const scene = readScene(told, reader, about);
  const { people, places, placeTellings, speakers, steps } = scene;
  if (!about) return { ...NOTHING, people, steps, places };
  const accused = adoptNames(body, accuse(told, scene), people, dictionary.grammar);
  const regions = regenciesBySentence(body, places, dictionary.gazetteer);
  const context: Context = { ...told, people, places, regions };
  steps.push(...tellDenials(body, accused, people, speakers));
  const further = tellSteps(body, speakers, now, dictionary, isWeighedStep);
  weighRealities({ ...told, people, accused, steps: [...steps, ...further], had: new Set() }, dictionary);
  const drafts = draftAll(context, accused, steps, further);
  const { grammar } = dictionary;
  const weights = dictionary.weights.find(({ kind }) => kind === 'claim') ?? null;
  const { chances } = told;
  const claims = findClaims({
    articleId: article.id,
    title,
    body,
    accused,
    places: placeTellings,
    grammar,
    chances,
    weights,
  });
  dropCounted(drafts, claims.length, attempts);
  const cases = caseReports(context, drafts);
  draftAgain(context, drafts, cases, steps, further);
  const reports = tellApart([...cases, ...measureReports(context, drafts)]);
  return { people, accused, steps, further, places, reports, claims, together: drafts.together };
}

/** Whom an article accuses: by rules, and by the weight of what is told of each; somebody in what is likely a case. */
const accuse = (told: ToRead, { people, ruled }: Scene): Entity[] =>
  weighAccused({ ...told, people, ruled }, told.dictionary);

const isWeighedStep = ({ kind, props }: Mark): boolean => kind === 'weighed' && props['of'] === 'step';
