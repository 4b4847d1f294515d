/** Scene: an article with its marks, what it is likely to be, its people and steps, and whom rules accuse; what all weighing and drafting stands on. */
import type { Dictionary } from '../model/dictionary.js';
import type { Grammar } from '../model/grammar.js';
import type { KnownTokens, TextReader } from '../text/text.js';
import { findAccused } from './accused.js';
import { adoptAccused } from './adoption.js';
import { articleHashes } from './article-signs.js';
import { failedArticleGate } from './article-gate.js';
import type { ArticleToExtract } from './article.js';
import { settleBareSanctions } from './bare-sanctions.js';
import { broadenElections } from './broad-elections.js';
import { resolveBodies } from './bodies.js';
import { judgeComing } from './coming.js';
import { tellComplaints } from './complaints.js';
import { settleCountedSteps } from './counted-steps.js';
import type { Attempt, Derivation } from './derivation.js';
import type { Context } from './drafts.js';
import type { Entity } from './entity.js';
import { exposeOfficials } from './exposed-officials.js';
import { adoptHeadline, findByHeadline, pointFromHeadline } from './headline-subjects.js';
import { judgeReality } from './modality.js';
import { tellNamedSanctions } from './named-sanctions.js';
import { tellOrganisers } from './organisers.js';
import { markPassage, type Passage } from './passage.js';
import { findPeople } from './people.js';
import { peopleWords } from './people-words.js';
import type { PlaceTelling } from './place-tellings.js';
import { findPlaces, weighPlaces } from './places.js';
import { isHinted, isOfSides } from './relevance.js';
import { tellSpeakers } from './speakers.js';
import { tellSpeechActs } from './speech-acts.js';
import { tellSteps } from './steps.js';
import { isUnfilled } from './unfilled.js';
import { weighStory, type Story } from './weigh-story.js';
import { likelyGate, weighArticle, type Chances } from './weigh-article.js';
import { spelledOut } from './spelled-out.js';
import { tellWeighed } from './weighed.js';

/** Longest text that is looked at, in code units; what lies beyond is named in a doubt. */
export const LONGEST = 2_000_000;

/** What is known of an article before its people are looked for. */
export type ToRead = Omit<Context, 'people' | 'places' | 'regions'>;

/** What of it is known before anything is weighed. */
type Marked = Omit<ToRead, 'chances' | 'story'>;

/** The marks of an article, what it is likely to be, and the gate that it does not pass as a whole. */
export function readArticle(
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
  broadenElections(title);
  broadenElections(body);
  const marked: Marked = { article, dictionary, title, body, now, attempts };
  // Without a word of elections, candidates or taking sides no gate opens, whatever is weighed: most of the news ends here,
  // unless somebody asks why.
  if (attempts === null && !isHinted(title, body))
    return { told: { ...marked, chances: null, story: new Map() }, gate: 'election_link' };
  tellWeighed(title, dictionary);
  tellWeighed(body, dictionary);
  judgeReality(title, dictionary, now);
  judgeReality(body, dictionary, now);
  judgeComing(body, dictionary.grammar, now);
  settleCountedSteps(body);
  settleBareSanctions(body, dictionary);
  const hashes = articleHashes(title, body);
  const chances = likely ?? weighArticle(body, hashes, dictionary);
  const gate = isUnfilled(text)
    ? 'empty_slots'
    : likelyGate(failedArticleGate(title, body), chances, () => isOfSides(title, body));
  const story: Story = gate === null ? weighStory(hashes, dictionary) : new Map();
  return { told: { ...marked, chances, story }, gate };
}

/** People and steps of an article, and whom rules accuse. */
export interface Scene extends Pick<Derivation, 'people' | 'places' | 'steps'> {
  placeTellings: PlaceTelling[];
  speakers: (Entity | null)[];
  ruled: Entity[];
}

/** `about`: whether the article is to be read for whom it accuses. */
export function readScene(told: ToRead, reader: TextReader, about: boolean): Scene {
  const { dictionary, title, body, now } = told;
  const placeTellings = findPlaces([title, body], dictionary);
  const places = weighPlaces(placeTellings, [title, body], dictionary);
  resolveBodies([title, body], placeTellings, dictionary);
  const placeTokens = new Uint8Array(body.analysed.tokens.count + 1);
  for (const { passage, first, last } of placeTellings)
    if (passage === body) placeTokens.fill(1, first, last);
  body.analysed.names = reader.names(body.analysed, namedOtherwise(body, placeTellings), knownByMarks(body));
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

/** Where no verb of the body points at anybody of the apparatus: who the headline says it is about. */
function findUnpointed(title: Passage, body: Passage, people: Entity[], grammar: Grammar): Entity[] {
  const adopted = adoptAccused(title, body, people, grammar);
  return adopted.length > 0 ? adopted : findByHeadline(title, body, people, grammar);
}

/**
 * Which tokens are words of the dictionaries by themselves, or abbreviations that the text spells out, so no initials of anybody, and
 * which stand behind an office.
 */
function knownByMarks({ marks, analysed, grammar }: Passage): KnownTokens {
  const words = new Uint8Array(analysed.tokens.count);
  const behind = new Uint8Array(analysed.tokens.count + 1);
  for (const { first, last, kind } of marks) {
    if (last - first === 1) words[first] = 1;
    if (kind === 'subject' || kind === 'position') behind[last] = 1;
  }
  for (const token of spelledOut(analysed.tokens, peopleWords(grammar))) words[token] = 1;
  return { isOther: (token) => words[token] === 1, isBehindOffice: (token) => behind[token] === 1 };
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
