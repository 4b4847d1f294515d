/** Relevance: the gates an article must pass to be a case, a measure or context; the first gate that fails is named. */
import { MEASURE_CODES } from '../model/code-lists.js';
import type { Relevance } from '../model/codes.js';
import type { Claim, Report } from '../model/report.js';
import {
  ON_DUTY,
  count,
  isApparatus,
  isElection,
  isElectionBody,
  isElectionLaw,
  isHardElection,
  isNamedNeutrality,
  isNeutrality,
  isOfState,
} from './about-marks.js';
import { framesIn } from './framing.js';
import type { Mark, Passage } from './passage.js';

/** Journalists have a neutrality of their own, which is not ours. */
const isMedia = (mark: Mark): boolean => mark.kind === 'role' && mark.code === 'media';

/** "katanya kepada wartawan": told to journalists, not of them. */
const isListener = (passage: Passage, media: Mark): boolean =>
  (passage.bySentence[media.sentence] ?? []).some(
    (mark) => mark.kind === 'speech' && mark.first < media.last && media.first < mark.last,
  );
const isOther = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'non_electoral';

/** "kader posyandu": a word inside the telling of apparatus is no topic of its own. */
const isPartOfTitle = (passage: Passage, topic: Mark): boolean =>
  (passage.bySentence[topic.sentence] ?? []).some(
    (mark) => mark.kind === 'subject' && mark.first < topic.first && mark.last >= topic.last,
  );
const OPENING = 3; // sentences in which a story says what it is about

/** "Bukan pilkada, melainkan pemilihan ketua OSIS": told of at the head of a story, and public elections hardly. */
function isOtherElection(title: Passage, body: Passage): boolean {
  const says = (passage: Passage, mark: Mark): boolean =>
    isOther(mark) && mark.props['weight'] !== 'weak' && !isPartOfTitle(passage, mark);
  const opens =
    title.marks.some((mark) => says(title, mark)) ||
    body.marks.some((mark) => says(body, mark) && mark.sentence < OPENING);
  if (!opens) return false;
  const elections = (passage: Passage): number =>
    count(passage, (mark) => mark.kind === 'election' && !isAbsent(passage, mark));
  return elections(title) === 0 && elections(body) < OPENING;
}

/** "Belum ada jadwal pilkada": an election that is told not to be there makes no story of one. */
function isAbsent(passage: Passage, mark: Mark): boolean {
  return (passage.bySentence[mark.sentence] ?? []).some(
    (cue) =>
      cue.kind === 'modality' &&
      cue.code === 'absent' &&
      cue.last <= mark.first &&
      mark.first - cue.last <= 2 &&
      cue.last - cue.first > 1,
  );
}

const WEAK_ENOUGH = 2;
const isAct = (mark: Mark): boolean => mark.kind === 'violation';

/** What an article must tell of to be ours at all. */
export type ArticleGate = 'apparatus' | 'own_neutrality' | 'election_link';

/**
 * First gates: apparatus and an election are told of in one article; a story of another neutrality is not ours. Gives
 * the first that the article does not pass; null when it passes all.
 */
export function failedArticleGate(title: Passage, body: Passage): ArticleGate | null {
  const apparatus =
    count(title, isApparatus) + count(body, isApparatus) + owingBodies(title) + owingBodies(body);
  const election =
    count(title, isElection) + count(body, (mark) => isElection(mark) && !isAbsent(body, mark));
  const neutrality = 2 * count(title, isNeutrality) + count(body, isNeutrality);
  // "saat imunisasi": where a candidate or an election is named, a weak word is where it happened.
  const named = [title, body].some((passage) => passage.marks.some(isHardElection));
  const otherIn = (passage: Passage): number =>
    count(
      passage,
      (mark) => isOther(mark) && !isPartOfTitle(passage, mark) && !(named && mark.props['weight'] === 'weak'),
    );
  const other = 2 * otherIn(title) + otherIn(body);
  if (apparatus === 0) return 'apparatus';
  const media = count(title, isMedia) + count(body, (mark) => isMedia(mark) && !isListener(body, mark));
  if (media > apparatus) return 'own_neutrality';
  if (other > 0 && other >= election + neutrality) return 'own_neutrality';
  if (isOtherElection(title, body)) return 'own_neutrality';
  const bodies = count(title, isElectionBody) + count(body, isElectionBody);
  const strong = count(title, isNamedNeutrality) + count(body, isNamedNeutrality);
  const isHard = (mark: Mark): boolean => isHardElection(mark) || isElectionLaw(mark);
  const hard = count(title, isHard) + count(body, isHard) + bodies;
  const acts = [...title.marks, ...body.marks].filter(isAct);
  // "ASN saat kampanye": campaigns told of again and again, with what the apparatus may not do there, are those of elections.
  if (election >= WEAK_ENOUGH && acts.length > 0 && acts.every(({ reality }) => reality === 'norm'))
    return null;
  const linked =
    (election > 0 && hard > 0) ||
    strong > 0 ||
    (neutrality > 0 && bodies > 0) ||
    (acts.length > 0 && bodies > 0) ||
    (neutrality > 0 && hard > 0) ||
    isAskedOf(title) ||
    isAskedOf(body);
  return linked ? null : 'election_link';
}

/**
 * "Bupati meminta ASN netral", "camat dilarang memakai mobil dinas untuk kampanye": apparatus that is asked, ordered or
 * sworn to be neutral in one sentence needs no election named.
 */
const isAskedOf = (passage: Passage): boolean =>
  passage.bySentence.some((row) => {
    if (!row.some((mark) => mark.kind === 'subject' && !ON_DUTY.has(mark.code))) return false;
    const asked = row.some((mark) => mark.kind === 'step' && ASKED.has(mark.code));
    if (!asked) return row.some((mark) => mark.props['force'] !== undefined) && row.some(isLeft);
    return (
      row.some(isNeutrality) ||
      row.some(isLeft) ||
      (row.some(isElection) && row.some(isOfState)) ||
      (row.some(isElectionBody) && row.some(isSides))
    );
  });
const ASKED = new Set<string>(MEASURE_CODES.filter((code) => code !== 'oversight_concern'));
/** An act of taking sides that is told as one to be left; other acts are forbidden outside elections, too. */
const isLeft = ({ kind, code, reality }: Mark): boolean =>
  kind === 'violation' && (reality === 'norm' || reality === 'absent') && !OF_ANY_TIME.has(code);
const OF_ANY_TIME = new Set<string>([
  'use_state_facilities',
  'mobilise_staff',
  'coercion_threat',
  'campaign_funding',
  'bansos_politicisation',
  'obstruct_or_violence',
]);
const isSides = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'taking_sides';

/** "Polda mengawasi netralitas anggota": sentences in which a body of the state stands beside the word owe it themselves. */
const owingBodies = (passage: Passage): number =>
  passage.bySentence.filter(
    (row) =>
      (row.some(isNeutrality) && row.some(isStateBody)) ||
      (row.some(isOfState) && row.some((mark) => mark.kind === 'violation')),
  ).length;
const isStateBody = (mark: Mark): boolean =>
  STATE.has(mark.props['body'] ?? '') && mark.kind === 'institution';
const STATE = new Set<string>(['police', 'military', 'prosecutor', 'government']);

/** Whether an article tells of apparatus and an election at all. */
export const isAboutApparatus = (title: Passage, body: Passage): boolean =>
  failedArticleGate(title, body) === null;

/**
 * Whether a sentence, or one within `reach` of it, speaks of the neutrality of apparatus: by that word, or by apparatus
 * told of together with campaigns, candidates or partisan acts (most bans and circulars are told without the word).
 */
export function isAboutNeutrality(passage: Passage, sentence: number, reach = 2): boolean {
  let apparatus = false;
  let owing = false;
  let partisan = false;
  let election = false;
  for (let index = sentence - reach; index <= sentence + reach; index += 1) {
    const row = passage.bySentence[index] ?? [];
    for (const mark of row) {
      if (isNeutrality(mark)) return true;
      if (isSides(mark) && row.some(isElectionBody) && row.some(isApparatus)) return true;
      apparatus ||= isApparatus(mark);
      owing ||= (isApparatus(mark) && !ON_DUTY.has(mark.code)) || isOfState(mark);
      partisan ||= mark.kind === 'violation' || (mark.props['force'] !== undefined && row.some(isCandidate));
      election ||= isElection(mark);
    }
  }
  return (apparatus && partisan) || (owing && election);
}

/** "Dilarang berfoto dengan pasangan calon": a ban that names candidates forbids taking sides. */
const isCandidate = (mark: Mark): boolean => mark.kind === 'candidate';

/** Whether a sentence, or one beside it, speaks of neutrality, an election or a candidate. */
export function isAboutElection(passage: Passage, sentence: number): boolean {
  return [sentence - 1, sentence, sentence + 1].some((index) =>
    (passage.bySentence[index] ?? []).some(
      (mark) => isNeutrality(mark) || isElection(mark) || mark.kind === 'violation',
    ),
  );
}

/** How often an article names an election, its bodies, its candidates or neutrality. */
export const electionWords = (title: Passage, body: Passage): number => {
  const says = (mark: Mark): boolean => isElection(mark) || isNeutrality(mark) || isElectionBody(mark);
  return count(title, says) + count(body, says);
};

/** Opinion, satire and columns accuse nobody unless they name him (codebook 9-I); they say what they are at either end. */
export function isOpinion(title: Passage, body: Passage): boolean {
  const last = body.bySentence.length - 3;
  const says = (mark: Mark): boolean =>
    mark.kind === 'genre' && (mark.code === 'opinion' || mark.code === 'satire' || mark.code === 'column');
  return (
    title.marks.some(says) ||
    body.marks.some((mark) => (mark.sentence <= 1 || mark.sentence >= last) && says(mark))
  );
}

/** What else shows that an article is about neutrality: counts, the word in its title, many acts, the genre of explainers and columns. */
function signsOfContext(title: Passage, body: Passage, claims: number): number {
  const isGenre = (mark: Mark): boolean => mark.kind === 'genre' && mark.code === 'explainer';
  const words = count(body, isNeutrality);
  const acts = count(title, isAct) + count(body, isAct);
  const explains = count(title, isGenre) + count(body, isGenre) > 0;
  return [
    claims > 0,
    claims >= 3,
    count(title, isNeutrality) > 0,
    words > 0 && acts > 0,
    words + acts >= 3,
    explains && (acts > 0 || words > 0),
    isOpinion(title, body) && words + acts > 0,
    ...(title.marks.some(isLegalChange) && words > 0 ? [true, true] : []),
    ...worriesIn(title),
    ...worriesIn(body),
  ].filter(Boolean).length;
}

const isLegalChange = (mark: Mark): boolean => mark.kind === 'step' && mark.code === 'legal_change';

/** Concern that outsiders raise, or what they ask of the apparatus: two signs for each sentence that tells it beside taking sides. */
function worriesIn(passage: Passage): boolean[] {
  return passage.bySentence.flatMap((row) => {
    const raised = row.some((mark) => mark.kind === 'step' && RAISED.has(mark.code));
    const told = row.some(
      (mark) => isNamedNeutrality(mark) || (mark.kind === 'subject' && !ON_DUTY.has(mark.code)),
    );
    const plain = row.some((mark) => RAISED.has(mark.code) && mark.props['weak'] === undefined);
    const sides = row.some(
      (mark) =>
        (plain && isHardElection(mark)) || mark.kind === 'candidate' || isNeutrality(mark) || isAct(mark),
    );
    return raised && told && sides ? [true, true] : [];
  });
}
const RAISED = new Set<string>(['oversight_concern', 'appeal', 'directive']);

/** The relevance of an article: what its reports make it; without reports, context when it is about neutrality (ruling 11.21). */
export function judgeRelevance(
  title: Passage,
  body: Passage,
  reports: readonly Report[],
  claims: readonly Claim[],
): Relevance {
  const current = reports.filter(
    (report) => report.type === 'case' && report.steps.some((step) => step.reality !== 'historical'),
  );
  if (current.length > 0) return 'case';
  if (reports.some((report) => report.type === 'measure')) return 'measure';
  if (!isAboutApparatus(title, body)) return 'none';
  if (reports.length > 0) return 'context';
  const framed = framesIn(body);
  if (framed > 0 && SHARE * framed >= sentencesIn(body) && body.marks.some(isNeutrality)) return 'context';
  return framed + 2 * framesIn(title) + signsOfContext(title, body, claims.length) >= 2 ? 'context' : 'none';
}
/** An article of which each third sentence is about the neutrality of apparatus is about it, however short. */
const SHARE = 3;
const sentencesIn = (passage: Passage): number => passage.muted.filter((muted) => !muted).length;
