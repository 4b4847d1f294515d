/** Article gate: whether an article tells of apparatus, of elections, and of the neutrality that is ours; the first that fails is named. */
import { MEASURE_CODES } from '../model/code-lists.js';
import {
  ON_DUTY,
  count,
  isAct,
  isApparatus,
  isElection,
  isElectionBody,
  isElectionLaw,
  isHardElection,
  isNamedNeutrality,
  isNeutrality,
  isOfState,
  isSides,
} from './about-marks.js';
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

/** Realities of what is forbidden, or would be punished. */
const NOT_DONE = new Set<string>(['norm', 'conditional']);

/** Those whom neutrality is reported to, and hardly anything else. */
const isWatcher = (mark: Mark): boolean => mark.kind === 'institution' && WATCHERS.has(mark.code);
const WATCHERS = new Set<string>(['kasn', 'bkn']);

/** Neutrality told in the sentence of those it is reported to, or beside it. */
const isReportable = ({ bySentence }: Passage): boolean =>
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
  const apparatus = count(title, isOurs) + count(body, isOurs) + owingBodies(title) + owingBodies(body);
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
  // "ASN saat kampanye": campaigns told of, with what the apparatus may not do there, are those of elections.
  if (election > 0 && acts.length > 0 && acts.every(({ reality }) => NOT_DONE.has(reality ?? '')))
    return null;
  const linked =
    (election > 0 && hard > 0) ||
    strong > 0 ||
    (neutrality > 0 && bodies > 0) ||
    isReportable(body) ||
    (election > 0 && (owesNeutrality(title) || owesNeutrality(body))) ||
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
