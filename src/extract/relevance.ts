/** Relevance: the gates an article must pass to be a case, a measure or context; the first gate that fails is named. */
import type { Relevance } from '../model/codes.js';
import type { Claim, Report } from '../model/report.js';
import type { Mark, Passage } from './passage.js';

const count = (passage: Passage, test: (mark: Mark) => boolean): number =>
  passage.marks.reduce((n, mark) => n + (test(mark) ? 1 : 0), 0);

const isNeutrality = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'neutrality';
const isElection = (mark: Mark): boolean =>
  mark.kind === 'election' ||
  mark.kind === 'candidate' ||
  (mark.kind === 'topic' && mark.code === 'election_context');
const BODIES = new Set<string>([
  'bawaslu_ri',
  'bawaslu_local',
  'panwascam',
  'pkd_ptps',
  'kpu',
  'dkpp',
  'kasn',
  'gakkumdu',
]);
const isElectionBody = (mark: Mark): boolean => mark.kind === 'institution' && BODIES.has(mark.code);
const isApparatus = (mark: Mark): boolean => mark.kind === 'subject';
const isOther = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'non_electoral';

/** First gate: apparatus and an election are told of in one article; a story of another neutrality is not ours. */
export function isAboutApparatus(title: Passage, body: Passage): boolean {
  const apparatus = count(title, isApparatus) + count(body, isApparatus);
  const election = count(title, isElection) + count(body, isElection);
  const neutrality = 2 * count(title, isNeutrality) + count(body, isNeutrality);
  const other = 2 * count(title, isOther) + count(body, isOther);
  if (apparatus === 0) return false;
  if (other > 0 && other >= election) return false;
  const bodies = count(title, isElectionBody) + count(body, isElectionBody);
  return election > 0 || neutrality >= 2 || (neutrality > 0 && bodies > 0);
}

/**
 * Whether a sentence, or one near it, speaks of the neutrality of apparatus: by that word, or by apparatus told of
 * together with campaigns, candidates or partisan acts (most bans and circulars are told without the word).
 */
export function isAboutNeutrality(passage: Passage, sentence: number): boolean {
  let apparatus = false;
  let partisan = false;
  for (let index = sentence - 2; index <= sentence + 2; index += 1) {
    if (passage.muted[index] === true) continue;
    for (const mark of passage.bySentence[index] ?? []) {
      if (isNeutrality(mark)) return true;
      apparatus ||= isApparatus(mark);
      partisan ||= mark.kind === 'violation' || isElection(mark);
    }
  }
  return apparatus && partisan;
}

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

// A slot that nobody filled: "[nama pasangan calon 1]", "[tanggal kejadian]"
const SLOT = /\[[a-z][a-z0-9 ]{2,40}\]/g;

/** Pages written by a machine whose slots stand empty tell no facts (codebook 9-G). */
export const isUnfilled = (body: Passage): boolean => (body.text.match(SLOT)?.length ?? 0) >= 3;

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
  const inTitle = count(title, isNeutrality);
  const inBody = count(body, isNeutrality);
  if (inTitle > 0 && inBody > 0) return 'context';
  if (inBody >= 2 || reports.length > 0) return 'context';
  return claims.length > 0 && inBody > 0 ? 'context' : 'none';
}
