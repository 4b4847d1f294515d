/** Adopted names: the name of the one accused, where status and act are told of somebody unnamed and the name stands apart. */
import type { Grammar } from '../model/dictionary.js';
import { findAccused } from './accused.js';
import { absorb, type Entity } from './entity.js';
import { isRankOnly } from './merge-people.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { isBare, isCitizen, isCivilian } from './protagonists.js';

const OFTEN = 2; // sentences that tell of somebody by name

/**
 * "Seorang camat diperiksa ... Harun datang bersama pengacaranya. Harun mengaku hanya lewat." Of a single accused without
 * a name, the only bare name of the article that is told of again and again, or beside a step, and that speaks of nothing
 * but its own doings, is his; a list of just so many bare names is that of a group. Returns the accused.
 */
export function adoptNames(
  passage: Passage,
  accused: readonly Entity[],
  people: readonly Entity[],
  grammar: Grammar,
): Entity[] {
  adoptName(passage, accused, people, grammar);
  return accused.flatMap((entity) => membersOf(passage, entity, people) ?? [entity]);
}

/** "Keempatnya tenaga harian. Inisial mereka RD, AGS, UJ dan FK.": each of the list is what the group is. */
function membersOf(passage: Passage, group: Entity, people: readonly Entity[]): Entity[] | null {
  const { name, count, statuses } = group;
  if (name !== null || count === null || count < 2 || statuses.length === 0) return null;
  const bare = people.filter((entity) => isBare(entity) && entity.list !== null && isAble(passage, entity));
  const lists = [...new Set(bare.map(({ list }) => list))]
    .map((list) => bare.filter((entity) => entity.list === list))
    .filter((members) => members.length === count && members.length === inList(people, members));
  const [members] = lists;
  if (members === undefined || lists.length > 1) return null;
  for (const member of members) {
    member.statuses.push(...statuses);
    member.employment ??= group.employment;
    member.position ??= group.position;
    member.institution ??= group.institution;
    member.authority = group.authority;
    member.accusedBy.push(...group.accusedBy);
    member.tellings.push(...group.tellings);
  }
  return members;
}

const inList = (people: readonly Entity[], [first]: readonly Entity[]): number =>
  people.filter(({ list }) => list === first?.list).length;

function adoptName(
  passage: Passage,
  accused: readonly Entity[],
  people: readonly Entity[],
  grammar: Grammar,
): void {
  const single = accused.filter(isUnnamedSingle);
  const [one] = single;
  if (one === undefined || single.length > 1 || accused.some(({ name }) => name !== null)) return;
  const bare = people.filter((entity) => isBareBeside(entity, one) && !accused.includes(entity));
  const able = bare.filter((entity) => isAble(passage, entity));
  const doers = able.filter((entity) => isDoer(passage, entity, one, people, grammar));
  const [bearer] = doers.length === 1 ? doers : able;
  if (bearer === undefined || (doers.length !== 1 && (able.length > 1 || !isCentral(passage, bearer))))
    return;
  absorb(one, bearer);
  bearer.tellings = [];
  bearer.name = null;
  one.tellings.sort((a, b) => a.first - b.first);
}

/** Somebody of whom nothing but the name is told, or a rank of the force in which the accused serves. */
const isBareBeside = (entity: Entity, { statuses }: Entity): boolean =>
  isBare(entity) ||
  (entity.name !== null &&
    isRankOnly(entity) &&
    entity.authority === null &&
    entity.other === null &&
    statuses.some(({ code }) => entity.statuses.some((rank) => rank.code === code)));

/**
 * "Seorang anggota PPS diberhentikan ... Lina M terbukti menjadi anggota tim sukses": somebody on whom, were he what the
 * accused is, an act or a judgement of his own sentence would fall.
 */
function isDoer(
  passage: Passage,
  entity: Entity,
  { statuses, tellings }: Entity,
  people: readonly Entity[],
  grammar: Grammar,
): boolean {
  const named = new Set(entity.tellings.flatMap(({ how, sentence }) => (how === 'name' ? [sentence] : [])));
  for (const { sentence } of tellings) named.delete(sentence);
  if (![...named].some((sentence) => (passage.bySentence[sentence] ?? []).some(isOwnDoing))) return false;
  const before = people.map(({ accusedBy, pointed, count }) => ({
    accusedBy: [...accusedBy],
    pointed,
    count,
  }));
  const own = entity.statuses;
  entity.statuses = [...own, ...statuses];
  findAccused(passage, people, grammar);
  const falls = entity.accusedBy.some((mark) => isOwnDoing(mark) && named.has(mark.sentence));
  entity.statuses = own;
  people.forEach((person, index) => Object.assign(person, before[index]));
  return falls;
}

/** Acts, and what only the accused suffers or says; witnesses are called and examined as well. */
const isOwnDoing = (mark: Mark): boolean =>
  mark.kind === 'violation' ? isActual(mark.reality) : mark.kind === 'step' && JUDGED.has(mark.code);
const JUDGED = new Set<string>([
  'assessed_violation',
  'sanction_recommended',
  'sanction_pending',
  'sanction_imposed',
  'apology_admission',
  'denial',
  'suspect_named',
  'prosecuted',
  'convicted',
  'acquitted',
]);

const isUnnamedSingle = ({ name, count, plural, statuses, min }: Entity): boolean =>
  name === null && !plural && min === null && (count ?? 1) === 1 && statuses.length > 0;

/** May be the accused: no citizen, no trade outside the apparatus, and does not speak on matters of others. */
const isAble = (passage: Passage, entity: Entity): boolean =>
  !entity.speaks &&
  !entity.heard &&
  !entity.victim &&
  !isCitizen(passage, entity) &&
  !isCivilian(passage, entity);

const isCase = ({ kind }: Mark): boolean => kind === 'step' || kind === 'violation';

/** Told of by name in several sentences, one of them beside a step or an act. */
function isCentral(passage: Passage, entity: Entity): boolean {
  const sentences = new Set(entity.tellings.map(({ sentence }) => sentence));
  const beside = [...sentences].some((sentence) => (passage.bySentence[sentence] ?? []).some(isCase));
  return beside && (sentences.size >= OFTEN || entity.initials);
}
