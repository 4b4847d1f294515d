/** Accusable: who may be the subject of a case at all, and which hits point at anybody. */
import type { InstitutionCode } from '../model/codes.js';
import { NEVER_STAGE, STAGE_CODES, UNSPECIFIED_ACT } from '../model/code-lists.js';
import { hasHappened } from '../model/realities.js';
import { isSpecific, type Entity, type Telling } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { EXITS } from './step-kinds.js';

/** Bodies that watch, examine or speak for the watchers: never accused unless the act is an organiser's. */
const OVERSIGHT = new Set<InstitutionCode | 'none'>([
  'bawaslu_ri',
  'bawaslu_local',
  'panwascam',
  'pkd_ptps',
  'kpu',
  'dkpp',
  'kasn',
  'bkn',
  'menpanrb',
  'kemendagri',
  'bkpsdm',
  'inspektorat',
  'kesbangpol',
  'dpmd',
  'gakkumdu',
  'propam',
  'mk',
  'ptun_bpasn',
  'ombudsman',
  'ngo',
  'satgas_netralitas',
]);

/** Steps whose grammatical subject is the accused, not the authority. */
export const BY_SUBJECT = new Set<string>([...NEVER_STAGE, 'act_occurred', 'appeal_filed']);

/** Steps that make somebody an accused when told of him as done, doing, said or planned. */
export const POINTS_AT = new Set<string>(STAGE_CODES.filter((code) => code !== 'exposed_public'));

/** Realities in which a step points at somebody; what has not happened, may happen or must not happen points at nobody. */
export const ACCUSES = new Set<string>([
  'realised',
  'ongoing',
  'alleged',
  'planned',
  'historical',
  'not_proven',
]);

/** Acts that only heads of region can do. */
export const HEADS_ONLY = new Set<string>(['incumbent_transfer', 'incumbent_program_abuse']);

/** Heads of region, elected or appointed. */
export const isHead = (entity: Entity): boolean =>
  entity.authority === 'head_of_region' || entity.authority === 'acting_head';

/** "mengadukan penjabat wali kota", "Pj bupati diadukan": one head without a name, beside the verb that lodges the complaint. */
export const isReportedHead = (passage: Passage, entity: Entity): boolean =>
  isHead(entity) &&
  entity.name === null &&
  entity.count === null &&
  entity.other === null &&
  !entity.plural &&
  !entity.universal &&
  entity.tellings.some((telling) =>
    (passage.bySentence[telling.sentence] ?? []).some(
      (mark) =>
        mark.code === 'reported' &&
        isActual(mark.reality) &&
        (mark.voice === 'passive'
          ? mark.first >= telling.last && mark.first - telling.last <= 2
          : mark.voice === 'active' && mark.last === telling.first),
    ),
  );

/** "memilih presiden nomor urut 2", "buat petahana": the unnamed who govern are rather those whom an act is for. */
const isGoverning = (entity: Entity): boolean =>
  entity.statuses.length > 0 &&
  entity.statuses.every(({ code }) => code === 'head_of_region' || code === 'national_official');

/** Whether an entity may be a subject at all. */
export function canBeAccused(entity: Entity): boolean {
  // "Para wali nagari se-Kecamatan X": all of one place, of whom a sentence plainly tells an act.
  if (entity.universal) return entity.placed && entity.accusedBy.some((mark) => mark.kind === 'violation');
  // An incumbent who runs is a candidate and may be accused as well.
  const incumbent = entity.other === 'beneficiary' && isHead(entity) && entity.name !== null;
  if (entity.other !== null && !incumbent) return entity.accusedBy.length > 0 && entity.statuses.length > 0;
  if (isOversight(entity)) return false;
  if (entity.statuses.length === 0) return false;
  // Heads of region without a name decide far more often than they are accused.
  if (entity.name === null && entity.count === null && (isHead(entity) || isGoverning(entity)))
    return entity.accusedBy.some((mark) => mark.kind === 'violation');
  return isSpecific(entity);
}

/** Whether somebody watches, examines or speaks for the watchers, and is no organiser of elections himself. */
export function isOversight(entity: Entity): boolean {
  const organiser = entity.statuses.some((status) => status.code.startsWith('organiser_'));
  return entity.authority !== null && OVERSIGHT.has(entity.authority) && !organiser;
}

/** Whether anybody is told of who could be meant as well. */
export const isSomeone = (entity: Entity): boolean =>
  entity.statuses.length > 0 ? entity.other === null : entity.name !== null && entity.authority === null;

/** Who is accused already, or told of by name or number without an office that decides on others. */
export function canBeSpokenOf(entity: Entity): boolean {
  if (!canBeAccused(entity)) return false;
  if (entity.accusedBy.length > 0) return true;
  if (entity.authority !== null && entity.authority !== 'none') return false;
  return (
    !(entity.speaks && entity.authority !== null) &&
    (entity.name !== null || entity.count !== null || entity.pointed)
  );
}

/** Acts that were done or are said to be, and steps that fall on somebody who need not be named again. */
export function isOpen(mark: Mark): boolean {
  if (mark.kind === 'violation') return isActual(mark.reality);
  if (mark.kind !== 'step' || !POINTS_AT.has(mark.code) || BY_SUBJECT.has(mark.code)) return false;
  return ACCUSES.has(mark.reality ?? 'realised') && mark.reality !== 'planned';
}

export const RUNS = new Set<string>(['run_without_resigning', 'approach_party_or_voters']);
/** Somebody with a deciding office who is quoted: what stands beside his name is mostly what he says of others. */
export function isSpokesman(entity: Entity, mark: Mark): boolean {
  if (!entity.speaks || entity.authority === null) return false;
  if (entity.tellings.some((telling) => isPatientOf(telling, mark))) return false;
  // A head of something who is quoted tells of others, unless an act, or a step beside his name, has pointed at him.
  if (entity.authority === 'none')
    return (
      entity.office && mark.kind === 'step' && entity.accusedBy.length === 0 && !standsBeside(entity, mark)
    );
  return mark.kind !== 'violation' || mark.code === UNSPECIFIED_ACT;
}

const BESIDE = 3; // words between somebody and what is done to him

const standsBeside = (entity: Entity, mark: Mark): boolean =>
  (mark.voice === 'passive' || mark.voice === 'state') &&
  entity.tellings.some(({ last }) => last <= mark.first && mark.first - last <= BESIDE);

/** "X diadukan", "mengganti Penjabat Bupati X": right beside the verb, nobody but its patient can stand. */
const isPatientOf = (telling: Telling, mark: Mark): boolean =>
  telling.sentence === mark.sentence &&
  ((mark.voice === 'passive' && mark.first >= telling.last && mark.first - telling.last <= 2) ||
    (mark.voice === 'active' && telling.first >= mark.first && telling.first - mark.last <= 3));

/** A letter of dismissal is what one who resigned is handed; his own letter is passed on and dealt with. */
const isOfExit = ({ code, reality, sentence }: Mark, told: readonly Mark[]): boolean =>
  code === 'sanction_imposed' ||
  ((code === 'forwarded' || (code === 'examined' && reality === 'ongoing')) &&
    told.some(
      (other) => EXITS.has(other.code) && sentence - other.sentence <= BEHIND && sentence >= other.sentence,
    ));
const BEHIND = 2; // sentences behind the exit in which its papers are told of

/** Somebody who resigned or took leave to run, and of whom no other step is told, did what the law asks (ruling 11.32). */
export function leftLawfully(entity: Entity): boolean {
  const steps = entity.accusedBy.filter((mark) => mark.kind === 'step' && !isOfExit(mark, entity.accusedBy));
  const exits = steps.filter((mark) => EXITS.has(mark.code) && hasHappened(mark.reality));
  const acts = entity.accusedBy.filter(
    (mark) =>
      mark.kind === 'violation' &&
      !RUNS.has(mark.code) &&
      mark.reality !== 'not_proven' &&
      // "cuti untuk menjadi juru kampanye"
      !exits.some(
        (exit) => exit.code === 'leave_taken' && exit.sentence === mark.sentence && exit.last <= mark.first,
      ),
  );
  return exits.length > 0 && exits.length === steps.length && acts.length === 0;
}
