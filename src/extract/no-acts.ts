/** No acts: hits of acts that what is told beside them shows to be none: a rival's office, a name misused, a duty. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import type { Grammar } from '../model/grammar.js';
import { RUNS } from './accusable.js';
import { antecedentOf } from './antecedents.js';
import type { Entity } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { presentIn } from './present.js';

/** Places in teams, parties and lists; whose name was put there by others holds none. */
const PLACES = new Set<string>(['campaign_team_role', 'party_membership', 'independent_ktp_support']);

/** Takes out of the world of facts what looks like an act and is none. Run when the people of a passage are known. */
export function silenceNoActs(passage: Passage, people: readonly Entity[], grammar: Grammar): void {
  for (const mark of passage.marks) {
    if (mark.kind !== 'violation' || !isActual(mark.reality)) continue;
    if (isSought(passage, mark, people)) mark.reality = 'absent';
    else if (
      isNone(passage, mark, people) ||
      isOfOutsider(passage, mark, people, grammar) ||
      isPurpose(passage, mark, grammar)
    )
      mark.reality = 'norm';
  }
}

/** "Bawaslu belum menemukan kepala desa yang berkampanye": of nobody by name or number is told what was not found. */
function isSought(passage: Passage, act: Mark, people: readonly Entity[]): boolean {
  const sought = (passage.bySentence[act.sentence] ?? []).find(
    (mark) =>
      mark.kind === 'step' &&
      mark.code === 'found_by_supervisor' &&
      mark.reality === 'absent' &&
      mark.last <= act.first,
  );
  return (
    sought !== undefined &&
    !presentIn(people, act.sentence).some(
      ({ entity, telling }) =>
        telling.first >= sought.last && (entity.name !== null || entity.count !== null),
    )
  );
}

const BEHIND = 8; // words between an act and what it is done for

/** "mengerahkan guru untuk memenangkan calon": support that another act is done for is no act beside it. */
const isPurpose = ({ analysed, bySentence }: Passage, act: Mark, { purposes }: Grammar): boolean =>
  act.code === 'public_endorsement' &&
  (bySentence[act.sentence] ?? []).some((other) => {
    if (other.kind !== 'violation' || other.code === act.code || other.code === UNSPECIFIED_ACT) return false;
    if (!isActual(other.reality) || other.last > act.first || act.first - other.last > BEHIND) return false;
    const { folded } = analysed.tokens;
    return [act.first - 1, act.first].some((token) => purposes.includes(folded[token] ?? ''));
  });

/** "Camat itu melaporkan seorang warga yang memasang baliho": the act of somebody of no apparatus. */
function isOfOutsider(passage: Passage, act: Mark, people: readonly Entity[], grammar: Grammar): boolean {
  const doer = antecedentOf(passage, act, presentIn(people, act.sentence), grammar);
  return doer !== null && doer.entity.statuses.length === 0 && doer.entity.authority === null;
}

function isNone(passage: Passage, act: Mark, people: readonly Entity[]): boolean {
  const row = passage.bySentence[act.sentence] ?? [];
  if (PLACES.has(act.code)) return isMisused(row) || isTitleOfOther(act, people);
  if (RUNS.has(act.code)) return row.some((mark) => isTopic(mark, 'left_service') && mark.first < act.last);
  if (OF_WORK.has(act.code) && isOfOtherPurpose(act, row)) return true;
  return act.code === 'attend_declaration_campaign' && act.reality === 'realised' && isDuty(row);
}

/** What staff do for their work as well as for a side. */
const OF_WORK = new Set<string>([
  'mobilise_staff',
  'use_state_facilities',
  'attend_declaration_campaign',
  'partisan_activity',
]);

/** "mengumpulkan ketua RT untuk penyaluran bantuan": the sentence tells of a purpose, and of no side. */
const isOfOtherPurpose = (act: Mark, row: readonly Mark[]): boolean =>
  row.some((mark) => isTopic(mark, 'other_purpose') && mark.last > act.first) &&
  !row.some(
    (mark) =>
      mark.kind === 'candidate' ||
      mark.kind === 'election' ||
      isTopic(mark, 'party') ||
      isTopic(mark, 'election_context') ||
      (mark.kind === 'violation' && mark !== act && mark.code !== act.code),
  );

/** "Namanya dicatut dalam daftar dukungan" */
const isMisused = (row: readonly Mark[]): boolean =>
  row.some((mark) => mark.kind === 'violation' && mark.code === 'identity_misuse' && isActual(mark.reality));

/** "Ketua tim pemenangan, Haris, melaporkan camat": the office of somebody of no apparatus is what he is, not what he did. */
const isTitleOfOther = (act: Mark, people: readonly Entity[]): boolean =>
  people.some(
    ({ other, statuses, tellings }) =>
      other !== null &&
      statuses.length === 0 &&
      tellings.some(
        ({ sentence, from, first, last }) =>
          sentence === act.sentence && (from ?? first) <= act.first && act.first < last,
      ),
  );

/** "hadir untuk pengamanan sesuai surat tugas", told as a fact and not as somebody's defence. */
const isDuty = (row: readonly Mark[]): boolean =>
  row.some((mark) => isTopic(mark, 'on_duty')) &&
  !row.some((mark) => mark.kind === 'speech' || (mark.kind === 'step' && mark.code === 'denial'));

const isTopic = (mark: Mark, code: string): boolean => mark.kind === 'topic' && mark.code === code;
