/** Adopted names: the name of the one accused, where status and act are told of somebody unnamed and the name stands apart. */
import type { Grammar } from '../model/grammar.js';
import { findAccused } from './accused.js';
import { absorb, type Entity } from './entity.js';
import { isRankOnly } from './merge-people.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { SAID_BY_SUBJECT } from './pointed-at.js';
import { isBare, isCitizen, isCivilian, isOfOutsiders } from './protagonists.js';
import { HELD_AGAINST } from './step-kinds.js';

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
  const bearer = adoptCalled(passage, accused, people) ?? adoptName(passage, accused, people, grammar);
  const left = accused.filter((entity) => entity !== bearer);
  return left.flatMap((entity) => membersOf(passage, entity, people) ?? [entity]);
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
    member.tiedBy = 'subject/list-of-group';
    member.accusedBy.push(...group.accusedBy);
    member.tellings.push(...group.tellings);
  }
  return members;
}

const inList = (people: readonly Entity[], [first]: readonly Entity[]): number =>
  people.filter(({ list }) => list === first?.list).length;

/**
 * "Bawaslu meneruskan seorang ASN ke KASN ... nama terlapor Sarmidi": whom a word calls the accused, and of whom no status is
 * told, is the one unnamed accused told of before. Returns whose the name was.
 */
function adoptCalled(passage: Passage, accused: readonly Entity[], people: readonly Entity[]): Entity | null {
  for (const bearer of people) {
    if (bearer.name === null || bearer.statuses.length > 0 || !isCalledAccused(passage, bearer)) continue;
    const before = accused.filter((one) => isUnnamedSingle(one) && isBefore(one, bearer));
    const [one] = before;
    if (one !== undefined && before.length === 1) return giveName(one, bearer, 'subject/called-accused');
  }
  return null;
}

const isCalledAccused = (passage: Passage, { tellings }: Entity): boolean =>
  tellings.some(
    ({ how, sentence, first }) =>
      how === 'name' &&
      (passage.bySentence[sentence] ?? []).some(
        (mark) => mark.kind === 'role' && mark.code === 'accused' && mark.last === first,
      ),
  );

/** Gives the one unnamed accused his name; returns whose it was. */
function adoptName(
  passage: Passage,
  accused: readonly Entity[],
  people: readonly Entity[],
  grammar: Grammar,
): Entity | null {
  const single = accused.filter(isUnnamedSingle);
  const [one] = single;
  if (one === undefined || single.length > 1) return null;
  const bearer = bearerOf(passage, one, accused, people, grammar);
  return bearer === null ? null : giveName(one, bearer, 'subject/only-bare-name');
}

/** Joins two tellings of one person by a rule, and returns the one that is no longer told of. */
function giveName(one: Entity, bearer: Entity, rule: string): Entity {
  absorb(one, bearer);
  one.tiedBy = rule;
  bearer.tellings = [];
  bearer.name = null;
  one.tellings.sort((a, b) => a.first - b.first);
  return bearer;
}

/** The bare name of the article that is that of the accused. */
function bearerOf(
  passage: Passage,
  one: Entity,
  accused: readonly Entity[],
  people: readonly Entity[],
  grammar: Grammar,
): Entity | null {
  const named = accused.filter(({ name }) => name !== null);
  const [other] = named;
  // "... seorang kapolsek diperiksa. Iptu H diduga ...": one told of by his office, then by his rank.
  if (other !== undefined)
    return named.length === 1 && isRankOnly(other) && isBareBeside(other, one) && !other.speaks
      ? other
      : null;
  const bare = people.filter((entity) => isBareBeside(entity, one) && !isApart(entity, one));
  const able = bare.filter((entity) => isAble(passage, entity));
  const doers = able.filter(
    (entity) => isBefore(one, entity) && isDoer(passage, entity, one, people, grammar),
  );
  if (doers.length === 1) return doers[0] ?? null;
  const [only] = able;
  if (only !== undefined) return able.length === 1 && isCentral(passage, only) ? only : null;
  const deniers = bare.filter((entity) => isBefore(one, entity) && isDenier(passage, entity, one, grammar));
  return deniers.length === 1 && bare.length === 1 ? (deniers[0] ?? null) : null;
}

/** Who is told of by his office only after a name is rather another: "I Wayan S membawa mobil dinas ... Adapun kepala dinasnya ...". */
const isBefore = (one: Entity, entity: Entity): boolean =>
  (one.tellings[0]?.first ?? Infinity) < (entity.tellings[0]?.first ?? 0);

/** "PNS itu menghadiri kampanye Andi F", "Ia melihat camat itu ...": told of in one sentence with the accused, so another. */
const isApart = (entity: Entity, one: Entity): boolean =>
  entity.tellings.some(({ sentence }) =>
    one.tellings.some((telling) => telling.how === 'status' && telling.sentence === sentence),
  );

/** "Dihubungi terpisah, Prasetyo W membantah melanggar aturan": who denies or regrets in his own words, and for nobody else. */
const isDenier = (passage: Passage, entity: Entity, { tellings }: Entity, grammar: Grammar): boolean =>
  isAble(passage, { ...entity, speaks: false }) &&
  entity.tellings.some(
    ({ how, sentence, last }) =>
      how === 'name' &&
      tellings.every((telling) => telling.sentence !== sentence) &&
      (passage.bySentence[sentence] ?? []).some(
        (mark) =>
          mark.kind === 'step' &&
          SAID_BY_SUBJECT.has(mark.code) &&
          mark.first === last &&
          !isForOther(passage, mark, grammar),
      ) &&
      !(passage.bySentence[sentence] ?? []).some((mark) => mark.kind === 'role' && mark.code !== 'media'),
  );

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
  const falls = entity.accusedBy.some(
    (mark) => isOwnDoing(mark) && named.has(mark.sentence) && !isForOther(passage, mark, grammar),
  );
  entity.statuses = own;
  people.forEach((person, index) => Object.assign(person, before[index]));
  return falls;
}

const OBJECT = 2; // words behind a denial in which stands for whom it is made

/** "membantah kliennya bersalah", "membantah anak buahnya terlibat": a denial on behalf of another. */
const isForOther = ({ analysed }: Passage, { code, last }: Mark, grammar: Grammar): boolean =>
  code === 'denial' &&
  Array.from({ length: OBJECT }, (_, index) => analysed.tokens.folded[last + index] ?? '').some((word) =>
    grammar.possessives.some((ending) => word.endsWith(ending)),
  );

/** Acts, and what only the accused suffers or says; witnesses are called and examined as well. */
const isOwnDoing = (mark: Mark): boolean =>
  mark.kind === 'violation' ? isActual(mark.reality) : mark.kind === 'step' && JUDGED.has(mark.code);
const JUDGED = new Set<string>([
  ...HELD_AGAINST,
  'sanction_pending',
  'apology_admission',
  'denial',
  'acquitted',
]);

const isUnnamedSingle = ({ name, count, plural, statuses, min }: Entity): boolean =>
  name === null && !plural && (min ?? 1) === 1 && (count ?? 1) === 1 && statuses.length > 0;

/** May be the accused: no citizen, no trade outside the apparatus, and does not speak on matters of others. */
const isAble = (passage: Passage, entity: Entity): boolean =>
  !entity.speaks &&
  !entity.heard &&
  !entity.victim &&
  !isCitizen(passage, entity) &&
  !isCivilian(passage, entity) &&
  !isOfOutsiders(passage, entity);

const isCase = ({ kind }: Mark): boolean => kind === 'step' || kind === 'violation';

/** Told of by name in several sentences, one of them beside a step or an act. */
function isCentral(passage: Passage, entity: Entity): boolean {
  const sentences = new Set(entity.tellings.map(({ sentence }) => sentence));
  const beside = [...sentences].some((sentence) => (passage.bySentence[sentence] ?? []).some(isCase));
  return beside && (sentences.size >= OFTEN || entity.initials);
}
