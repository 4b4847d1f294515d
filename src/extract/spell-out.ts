/** Spelling out: a group that an article tells of part by part, or name by name, gives way to its members. */
import { alike, isUnofficial, type Entity, type Telling } from './entity.js';
import { isItem } from './items.js';
import { partGroups } from './partition.js';
import type { Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';

const SPELT_WITHIN = 8; // sentences between a group and those who make it up
const PARTED_WITHIN = 3;
const TAKEN_WITHIN = 8;
const MOST_MEMBERS = 12;

/**
 * Groups that the text spells out give way to their members: "tiga lurah ... Ketiganya ialah JFR, NW dan SKL", "kedua
 * guru itu, SH dan RA", "empat ASN ... seorang di antaranya lurah, tiga lagi guru".
 */
export function spellOut(entities: readonly Entity[], passage: Passage, words: PeopleWords): Entity[] {
  const spelt = spellGroups(entities, passage, words);
  const all = [...spelt];
  const parted = partGroups(all, passage, words);
  const told =
    parted.size === 0
      ? spelt
      : spellGroups(
          all.filter((entity) => !parted.has(entity)),
          passage,
          words,
        );
  // "tiga orang" of whom nothing more is told is nobody.
  return told.filter((entity) => !isBareNumber(entity));
}

/** Everybody but the groups whose members are told. */
function spellGroups(entities: readonly Entity[], passage: Passage, words: PeopleWords): Entity[] {
  const gone = new Set<Entity>();
  for (const group of entities) {
    if (!isGroup(group)) continue;
    const announced = membersAnnounced(entities, group, passage, words);
    const members = group.count === null ? announced : membersOf(entities, group, announced, passage, words);
    if (members === null) continue;
    for (const member of members) join(member, group);
    if (group.count === null || members !== announced || members.length === group.count) gone.add(group);
    else group.count -= members.length;
  }
  for (const group of entities) {
    if (gone.has(group)) continue;
    takeMembers(entities, group, passage, words);
    if (group.count === 0) gone.add(group);
  }
  return entities.filter((entity) => !gone.has(entity));
}

/** Several without a name, of a number that a text may spell out, or of none. */
function isGroup({ name, count, plural, universal }: Entity): boolean {
  if (name !== null || universal) return false;
  return count === null ? plural : count >= 2 && count <= MOST_MEMBERS;
}

/** Those who make up a group of a number; those announced come in, too, when they are fewer. */
function membersOf(
  entities: readonly Entity[],
  group: Entity,
  announced: Entity[] | null,
  passage: Passage,
  words: PeopleWords,
): Entity[] | null {
  const size = group.count ?? 0;
  if (announced !== null && announced.length === size) return announced;
  return (
    membersBeside(entities, group) ??
    membersListed(entities, group) ??
    membersNamed(entities, group) ??
    (group.statuses.length === 0 ? null : membersParted(entities, group, passage, words)) ??
    (announced !== null && announced.length < size ? announced : null)
  );
}

const isBareNumber = (entity: Entity): boolean =>
  entity.name === null && entity.statuses.length === 0 && entity.countEvidence !== null && entity.heads;

const ANNOUNCED_WITHIN = 4; // words between "yakni" and the first name or its office
const LISTED_WITHIN = 3; // sentences between a group and the list of lines that names it

/** "Mereka yakni Camat Waru, Budi S, dan ...", "... sejumlah pejabat berikut:" and a list of lines: the names announced. */
function membersAnnounced(
  entities: readonly Entity[],
  group: Entity,
  passage: Passage,
  words: PeopleWords,
): Entity[] | null {
  for (const telling of group.tellings)
    for (const members of rollsBehind(entities, telling).values()) {
      const first = members[0]?.tellings[0];
      if (first !== undefined && isAnnounced(passage, words, telling, first)) return members;
    }
  return null;
}

function isAnnounced(passage: Passage, words: PeopleWords, group: Telling, first: Telling): boolean {
  if (isItem(passage.analysed, first.sentence)) return first.sentence - group.sentence <= LISTED_WITHIN;
  if (first.sentence !== group.sentence) return false;
  const { folded } = passage.analysed.tokens;
  const lead = first.from ?? first.first;
  for (let token = lead; token >= Math.max(group.last, lead - ANNOUNCED_WITHIN); token -= 1)
    if (words.partitives.has(folded[token] ?? '')) return true;
  return passage.text.slice(group.end, first.start).includes(':');
}

/** The rolls of people of no deciding office behind a telling. */
function rollsBehind(entities: readonly Entity[], telling: Telling): Map<number, Entity[]> {
  const rolls = new Map<number, Entity[]>();
  for (const one of entities) {
    const first = one.tellings[0];
    if (one.roll === null || first === undefined || !isUnofficial(one)) continue;
    if ((first.from ?? first.first) < telling.last || first.sentence > telling.sentence + SPELT_WITHIN)
      continue;
    rolls.set(one.roll, [...(rolls.get(one.roll) ?? []), one]);
  }
  return rolls;
}

const CUE_WITHIN = 4; // words between "salah satunya" and the name

/** "tiga guru ... salah satunya, Suhaidi": a member told by name leaves the group one smaller. */
function takeMembers(entities: readonly Entity[], group: Entity, passage: Passage, words: PeopleWords): void {
  const before = group.tellings[0];
  // Of a group that has been told in part, one may be left: "Satu lainnya, Fahmi ..."
  const least = group.plural ? 1 : 2;
  if (
    group.name !== null ||
    (group.count ?? 0) < least ||
    group.statuses.length === 0 ||
    before === undefined
  )
    return;
  const { folded } = passage.analysed.tokens;
  for (const one of entities) {
    if (!isNamedMember(one, group, before, TAKEN_WITHIN) || (group.count ?? 0) < least) continue;
    const at = one.tellings[0]?.first ?? 0;
    for (let token = at - 1; token >= Math.max(before.last, at - CUE_WITHIN); token -= 1) {
      const word = folded[token] ?? '';
      if (!words.partitives.has(word) || !words.possessives.some((ending) => word.endsWith(ending))) continue;
      join(one, group);
      group.count = (group.count ?? 0) - 1;
      break;
    }
  }
}

/** A member takes over what is told of the group. */
function join(member: Entity, group: Entity): void {
  member.statuses.push(...group.statuses);
  member.employment ??= group.employment;
  member.accusedBy.push(...group.accusedBy);
  const first = member.tellings[0]?.sentence;
  for (const telling of group.tellings) if (telling.sentence !== first) member.tellings.push(telling);
  member.tellings.sort((a, b) => a.first - b.first);
}

/** As many names as the group has heads, in its sentence or the next. */
function membersBeside(entities: readonly Entity[], group: Entity): Entity[] | null {
  for (const telling of group.tellings) {
    const members = entities.filter((one) => isNamedMember(one, group, telling, 1));
    if (members.length === group.count) return members;
  }
  return null;
}

/** A list or roll of just so many names, told later. */
function membersListed(entities: readonly Entity[], group: Entity): Entity[] | null {
  const before = group.tellings[0];
  if (before === undefined) return null;
  for (const members of rollsBehind(entities, before).values())
    if (
      members.length === group.count &&
      members.every((one) => isNamedMember(one, group, before, SPELT_WITHIN))
    )
      return members;
  return null;
}

/** Just so many people of that kind are named later, and nobody else of it. */
function membersNamed(entities: readonly Entity[], group: Entity): Entity[] | null {
  const before = group.tellings[0];
  if (before === undefined) return null;
  const members = entities.filter(
    (one) => one.statuses.length > 0 && isNamedMember(one, group, before, SPELT_WITHIN),
  );
  return members.length === group.count &&
    members.every((one) => !one.speaks || one.authority === null || one.authority === 'none')
    ? members
    : null;
}

function isNamedMember(one: Entity, group: Entity, telling: Telling, within: number): boolean {
  const first = one.tellings[0];
  if (one.name === null || first === undefined || !isUnofficial(one)) return false;
  if (first.first < telling.last || first.sentence > telling.sentence + within) return false;
  return one.statuses.length === 0 || group.statuses.length === 0 || alike(one, group);
}

/** "seorang di antaranya lurah, tiga lagi PNS": the next told of, whose numbers make up the number, where a word parts them. */
function membersParted(
  entities: readonly Entity[],
  group: Entity,
  passage: Passage,
  words: PeopleWords,
): Entity[] | null {
  const before = group.tellings[0];
  if (before === undefined) return null;
  const members: Entity[] = [];
  let left = group.count ?? 0;
  for (const one of entities) {
    const first = one.tellings[0];
    if (one === group || first === undefined || first.first < before.last) continue;
    if (first.sentence > before.sentence + PARTED_WITHIN) break;
    const size = one.count ?? (one.office && !one.plural ? 1 : 0);
    if (one.statuses.length === 0 || one.universal || !isUnofficial(one) || size < 1) continue;
    if (size > left || size === group.count) return null;
    members.push(one);
    left -= size;
    if (left === 0) return isParted(passage, words, before, first) ? members : null;
  }
  return null;
}

function isParted(passage: Passage, words: PeopleWords, from: Telling, to: Telling): boolean {
  const { folded } = passage.analysed.tokens;
  for (let token = from.last; token < to.first; token += 1)
    if (words.partitives.has(folded[token] ?? '')) return true;
  return false;
}
