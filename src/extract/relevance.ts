/** Relevance: the gates an article must pass to be a case, a measure or context; the first gate that fails is named. */
import type { Relevance } from '../model/codes.js';
import type { Claim, Report } from '../model/report.js';
import {
  ON_DUTY,
  count,
  isSides,
  isAct,
  isApparatus,
  isElection,
  isElectionBody,
  isHardElection,
  isNamedNeutrality,
  isNeutrality,
  isOfState,
} from './about-marks.js';
import { framesIn } from './framing.js';
import type { Chances } from './weigh-article.js';
import type { Mark, Passage } from './passage.js';

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

/**
 * Whether an article names an election, those who watch it or the civil service, candidates or neutrality, or tells of
 * something done for a party.
 */
export const isOfSides = (title: Passage, body: Passage): boolean =>
  electionWords(title, body) > 0 ||
  [title, body].some((passage) => passage.marks.some(isOfKasn) || isOfParty(passage));

/** The commission that watched merit and neutrality in the civil service, and hardly anything else (until 2024). */
const isOfKasn = ({ kind, code }: Mark): boolean => kind === 'institution' && code === 'kasn';

/** "Mengenakan rompi partai", "tercatat sebagai pengurus partai": apparatus keeps out of parties at any time (UU 20/2023). */
const isOfParty = ({ bySentence }: Passage): boolean =>
  bySentence.some((row) =>
    row.some(
      (act) =>
        isAct(act) &&
        (act.code === 'party_membership' || row.some((party) => isParty(party) && isPartOf(party, act))),
    ),
  );
const isParty = ({ kind, code }: Mark): boolean => kind === 'topic' && code === 'party';
const isPartOf = (part: Mark, whole: Mark): boolean => part.first >= whole.first && part.last <= whole.last;

/** Whether any word of an article is of elections, candidates, neutrality or acts of taking sides: without one no gate opens. */
export const isHinted = (title: Passage, body: Passage): boolean =>
  isOfSides(title, body) ||
  [title, body].some(({ marks }) => marks.some(({ kind }) => kind === 'violation' || kind === 'candidate'));

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

/**
 * The relevance of an article: what its reports make it; without reports, context when it is about neutrality (ruling
 * 11.21). `passed`: whether it passed the gates of articles.
 */
export function judgeRelevance(
  title: Passage,
  body: Passage,
  reports: readonly Report[],
  claims: readonly Claim[],
  chances: Chances | null,
  passed: boolean,
): Relevance {
  const current = reports.filter(
    (report) => report.type === 'case' && report.steps.some((step) => step.reality !== 'historical'),
  );
  if (current.length > 0) return 'case';
  if (reports.some((report) => report.type === 'measure')) return 'measure';
  if (!passed) return 'none';
  if (chances !== null && reports.length === 0) return likelierOf(chances);
  if (reports.length > 0) return 'context';
  const framed = framesIn(body);
  if (framed > 0 && SHARE * framed >= sentencesIn(body) && body.marks.some(isNeutrality)) return 'context';
  return framed + 2 * framesIn(title) + signsOfContext(title, body, claims.length) >= 2 ? 'context' : 'none';
}
/** Chances from which an article of which no report could be made is a case or a measure all the same. */
const SURE = { case: 0.8, measure: 0.5 };

/** Without reports an article is what it is likely to be; a case only where that is nearly sure. */
function likelierOf({ case: matter, measure, context, none }: Chances): Relevance {
  if (matter >= SURE.case) return 'case';
  if (measure >= SURE.measure) return 'measure';
  return none >= Math.max(matter, measure, context) ? 'none' : 'context';
}

/** An article of which each third sentence is about the neutrality of apparatus is about it, however short. */
const SHARE = 3;
const sentencesIn = (passage: Passage): number => passage.muted.filter((muted) => !muted).length;
