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
  'gakkumdu',
]);
/** Prosecutors sit in Gakkumdu, but most of what they do is none of elections. */
export const isElectionBody = (mark: Mark): boolean =>
  mark.kind === 'institution' && BODIES.has(mark.code) && mark.props['prosecutor'] === undefined;
/** "Kampanye" may be one for vaccines: alone it makes no election. */
const isHardElection = (mark: Mark): boolean => isElection(mark) && mark.props['weight'] !== 'weak';
/** "Netralitas ASN": neutrality told together with those who owe it. */
const isNamedNeutrality = (mark: Mark): boolean => isNeutrality(mark) && mark.props['strong'] === 'true';
const isApparatus = (mark: Mark): boolean => mark.kind === 'subject' || isNamedNeutrality(mark);
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
/** "Mobil dinas": what belongs to the state stands for those who use it. */
const isOfState = (mark: Mark): boolean => mark.kind === 'object' && mark.code === 'state_vehicle';
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

/** Realities of what is forbidden, or would be punished. */
const NOT_DONE = new Set<string>(['norm', 'conditional']);

/** Those whom neutrality is reported to, and hardly anything else. */
const isWatcher = (mark: Mark): boolean => mark.kind === 'institution' && WATCHERS.has(mark.code);
const WATCHERS = new Set<string>(['kasn', 'bkn']);

/** Neutrality told in the sentence of those it is reported to, or beside it. */
const isWatched = ({ bySentence }: Passage): boolean =>
  bySentence.some(
    (row, index) =>
      row.some(isNeutrality) &&
      [index - 1, index, index + 1].some((near) => (bySentence[near] ?? []).some(isWatcher)),
  );

/** "Menekankan netralitas kepada camat": neutrality told beside apparatus. */
const owesNeutrality = ({ bySentence }: Passage): boolean =>
  bySentence.some((row) =>
    row.some(
      (one) =>
        isNeutrality(one) &&
        row.some(
          ({ kind, first, last }) =>
            kind === 'subject' && first - one.last <= BESIDE && one.first - last <= BESIDE,
        ),
    ),
  );
const BESIDE = 7; // words between neutrality and those who owe it

const isAct = (mark: Mark): boolean => mark.kind === 'violation';

/** What an article must tell of to be ours at all. */
export type ArticleGate = 'apparatus' | 'own_neutrality' | 'election_link';

/**
 * First gates: apparatus and an election are told of in one article; a story of another neutrality is not ours. Gives
 * the first that the article does not pass; null when it passes all.
 */
export function failedArticleGate(title: Passage, body: Passage): ArticleGate | null {
  const acts = [...title.marks, ...body.marks].filter(isAct);
  const ofState = acts.some((mark) => mark.code === 'use_state_facilities');
  const isOurs = (mark: Mark): boolean =>
    isApparatus(mark) || (ofState && isOfState(mark)) || (acts.length > 0 && mark.code === 'dkpp');
  const apparatus = count(title, isOurs) + count(body, isOurs);
  const election =
    count(title, isElection) + count(body, (mark) => isElection(mark) && !isAbsent(body, mark));
  const neutrality = 2 * count(title, isNeutrality) + count(body, isNeutrality);
  const otherIn = (passage: Passage): number =>
    count(passage, (mark) => isOther(mark) && !isPartOfTitle(passage, mark));
  const other = 2 * otherIn(title) + otherIn(body);
  if (apparatus === 0) return 'apparatus';
  const media = count(title, isMedia) + count(body, (mark) => isMedia(mark) && !isListener(body, mark));
  if (media > apparatus) return 'own_neutrality';
  if (other > 0 && other >= election) return 'own_neutrality';
  if (isOtherElection(title, body)) return 'own_neutrality';
  const bodies = count(title, isElectionBody) + count(body, isElectionBody);
  const strong = count(title, isNamedNeutrality) + count(body, isNamedNeutrality);
  const hard = count(title, isHardElection) + count(body, isHardElection) + bodies;
  // "ASN saat kampanye": campaigns told of, with what the apparatus may not do there, are those of elections.
  if (election > 0 && acts.length > 0 && acts.every(({ reality }) => NOT_DONE.has(reality ?? '')))
    return null;
  const linked =
    (election > 0 && hard > 0) ||
    strong > 0 ||
    (neutrality > 0 && bodies > 0) ||
    isWatched(body) ||
    (election > 0 && (owesNeutrality(title) || owesNeutrality(body))) ||
    (acts.length > 0 && bodies > 0);
  return linked ? null : 'election_link';
}

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
    for (const mark of passage.bySentence[index] ?? []) {
      if (isNeutrality(mark)) return true;
      apparatus ||= isApparatus(mark);
      owing ||= (isApparatus(mark) && !ON_DUTY.has(mark.code)) || isOfState(mark);
      partisan ||= mark.kind === 'violation';
      election ||= isElection(mark);
    }
  }
  return (apparatus && partisan) || (owing && election);
}

/** Those whom every election keeps busy, guarding it or otherwise: beside its words alone they tell of no neutrality. */
const ON_DUTY = new Set<string>(['polri', 'tni', 'satpol_pp', 'rt_rw_linmas', 'health_worker']);

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

// "[nama pasangan calon 2]", "[jumlah]": the slots of a page that nobody filled in (codebook HC49)
const SLOT = /\[[a-z][^\][\n]{1,40}\]/g;

/** A generated page whose slots stand open tells no fact. */
export function isUnfilled(text: string): boolean {
  return (text.match(SLOT)?.length ?? 0) >= 3;
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
    ...worriesIn(title),
    ...worriesIn(body),
  ].filter(Boolean).length;
}

/** Concern that outsiders raise, or what they ask of the apparatus: two signs for each sentence that tells it beside taking sides. */
function worriesIn(passage: Passage): boolean[] {
  return passage.bySentence.flatMap((row) => {
    const raised = row.some((mark) => mark.kind === 'step' && RAISED.has(mark.code));
    const told = row.some((mark) => mark.kind === 'subject' && !ON_DUTY.has(mark.code));
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
  return framesIn(body) + 2 * framesIn(title) + signsOfContext(title, body, claims.length) >= 2
    ? 'context'
    : 'none';
}

/** Measures that are words or oaths; the others, such as supervision, are of every matter of an election. */
const WORDS = new Set<string>([
  'appeal',
  'directive',
  'circular_issued',
  'pledge',
  'peace_declaration',
  'outreach',
  'leave_taken',
  'resign_to_run',
]);

/**
 * Whether an article tells of neutrality or of acts against it, or, without the word, often of an election together
 * with oaths, orders or exits; measures of other matters have neither.
 */
export function tellsOfNeutrality(title: Passage, body: Passage): boolean {
  const passages = [title, body];
  const has = (test: (mark: Mark) => boolean): boolean => passages.some((one) => one.marks.some(test));
  if (has((mark) => isNeutrality(mark) || mark.kind === 'violation')) return true;
  const said = (mark: Mark): boolean =>
    mark.kind === 'step' && WORDS.has(mark.code) && mark.props['weak'] === undefined;
  if (passages.some((one) => one.bySentence.some((row) => row.some(said) && row.some(isElection))))
    return true;
  return count(title, isElection) + count(body, isElection) >= 3 && has(said);
}

/** Sentences in which apparatus is told of, with neutrality or a partisan act in the same sentence or beside it. */
export function framesIn(passage: Passage): number {
  const partisan = passage.bySentence.map((row) =>
    row.some((mark) => isNeutrality(mark) || mark.kind === 'violation'),
  );
  return passage.bySentence.filter(
    (row, index) =>
      row.some(isApparatus) &&
      (partisan[index - 1] === true || partisan[index] === true || partisan[index + 1] === true),
  ).length;
}
