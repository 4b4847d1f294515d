/** Merging people: one person or group told of in several ways becomes one entity, and a group told part by part becomes its parts. */
import { absorb, alike, type Entity, type Telling } from './entity.js';
import type { Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';

const SPELT_WITHIN = 8; // sentences between a group and those who make it up
const PARTED_WITHIN = 3;
const MOST_MEMBERS = 12;

/**
 * Groups that the text spells out give way to their members: "tiga lurah ... Ketiganya ialah JFR, NW dan SKL", "kedua
 * guru itu, SH dan RA", "empat ASN ... seorang di antaranya lurah, tiga lagi guru".
 */
export function spellOut(entities: readonly Entity[], passage: Passage, words: PeopleWords): Entity[] {
  const gone = new Set<Entity>();
  for (const group of entities) {
    const size = group.count ?? 0;
    if (group.name !== null || size < 2 || size > MOST_MEMBERS || group.statuses.length === 0) continue;
    const members =
      membersBeside(entities, group) ??
      membersListed(entities, group) ??
      membersNamed(entities, group) ??
      membersParted(entities, group, passage, words);
    if (members === null) continue;
    for (const member of members) join(member, group);
    gone.add(group);
  }
  for (const group of entities) if (!gone.has(group)) takeMembers(entities, group, passage, words);
  return entities.filter((entity) => !gone.has(entity));
}

const CUE_WITHIN = 4; // words between "salah satunya" and the name

/** "tiga guru ... salah satunya, Suhaidi": a member told by name leaves the group one smaller. */
function takeMembers(entities: readonly Entity[], group: Entity, passage: Passage, words: PeopleWords): void {
  const before = group.tellings[0];
  if (group.name !== null || (group.count ?? 0) < 2 || group.statuses.length === 0 || before === undefined)
    return;
  const { folded } = passage.analysed.tokens;
  for (const one of entities) {
    if (!isNamedMember(one, group, before, PARTED_WITHIN) || (group.count ?? 0) < 2) continue;
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

/** A list of just so many names, told later. */
function membersListed(entities: readonly Entity[], group: Entity): Entity[] | null {
  const lists = new Map<number, Entity[]>();
  const before = group.tellings[0];
  if (before === undefined) return null;
  for (const one of entities)
    if (one.list !== null && isNamedMember(one, group, before, SPELT_WITHIN))
      lists.set(one.list, [...(lists.get(one.list) ?? []), one]);
  for (const members of lists.values()) if (members.length === group.count) return members;
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
  return one.statuses.length === 0 || alike(one, group);
}

const isUnofficial = (one: Entity): boolean =>
  (one.authority === null || one.authority === 'none') && one.other === null;

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

/** Groups of one status and one size are one group, however often they are told of. */
export function mergeEntities(entities: readonly Entity[]): Entity[] {
  const merged: Entity[] = [];
  for (const entity of entities) {
    const same = merged.find(
      (other) =>
        isSameGroup(other, entity) ||
        isIntroduced(other, entity, entities) ||
        isToldAgain(other, entity, entities),
    );
    if (same === undefined) merged.push(entity);
    else absorb(same, entity);
  }
  return merged;
}

const AGAIN_WITHIN = 8; // sentences

/** "Kepala Dinas Koperasi, Lalu Wirasakti ... Kadis berkilah": an office behind the only one who bears it is his. */
function isToldAgain(named: Entity, office: Entity, all: readonly Entity[]): boolean {
  if (named.name === null || office.name !== null || !named.office || !office.office) return false;
  if (
    (office.count !== null && !office.pointed) ||
    office.plural ||
    office.universal ||
    office.other !== null
  )
    return false;
  const first = office.tellings[0];
  const last = named.tellings.findLast((one) => one.first < (first?.first ?? 0));
  if (first === undefined || last === undefined || first.sentence - last.sentence > AGAIN_WITHIN)
    return false;
  return (
    alike(named, office) && all.every((one) => one === named || one.name === null || !alike(one, office))
  );
}

/** "seorang ketua RT ... Ketua RT 07 berinisial HR": who is told of by office first is named a few sentences later. */
function isIntroduced(earlier: Entity, named: Entity, all: readonly Entity[]): boolean {
  if (
    earlier.name !== null ||
    named.name === null ||
    earlier.universal ||
    earlier.plural ||
    earlier.other !== null
  )
    return false;
  const first = named.tellings[0];
  if (first === undefined) return false;
  // "Belakangan ia dikenali sebagai Aipda PLD": a pronoun and the name in one sentence.
  const identified = earlier.tellings.some(
    (one) => one.how === 'anaphor' && one.sentence === first.sentence && one.first < first.first,
  );
  if (earlier.count !== 1 && !earlier.office && !earlier.pointed && !identified) return false;
  if (!isUnofficial(named) || (!named.initials && isRankOnly(named))) return false;
  const before = earlier.tellings[0];
  if (
    before === undefined ||
    before.first >= first.first ||
    first.sentence - before.sentence > INTRODUCED_WITHIN ||
    (first.sentence === before.sentence && named.statuses.length > 0)
  )
    return false;
  // Two of a kind named nearby: nobody knows which of them was meant.
  const rivals = all.filter(
    (one) =>
      one.name !== null &&
      one !== named &&
      isUnofficial(one) &&
      alike(one, earlier) &&
      (one.tellings[0]?.sentence ?? Infinity) - before.sentence <= INTRODUCED_WITHIN,
  );
  if (named.initials && named.statuses.length === 0)
    return (
      (earlier.count === 1 || earlier.pointed || named.pointed) &&
      first.sentence - before.sentence <= INITIALS_WITHIN &&
      isOnlyCandidate(earlier, named, all)
    );
  return alike(earlier, named) && rivals.length === 0;
}

const INTRODUCED_WITHIN = 10; // sentences between somebody told of by office and his name
const INITIALS_WITHIN = 3; // sentences between somebody told of by status and his initials

/** Between somebody and his initials nobody else of a status is told of who could bear them. */
function isOnlyCandidate(earlier: Entity, named: Entity, all: readonly Entity[]): boolean {
  const to = named.tellings[0]?.first ?? 0;
  const from = earlier.tellings[0]?.first ?? 0;
  return all.every((one) => {
    const at = one.tellings[0]?.first ?? 0;
    if (one === earlier || one === named || at < from || at >= to) return true;
    return one.statuses.length === 0 || one.universal || one.other !== null || !isUnofficial(one);
  });
}

/** Told by nothing but a rank: an officer who speaks of others. */
export const isRankOnly = (entity: Entity): boolean =>
  entity.statuses.length > 0 && entity.statuses.every((one) => one.mark.concept < 0);

function isSameGroup(a: Entity, b: Entity): boolean {
  if (a.name !== null || b.name !== null || a.universal !== b.universal) return false;
  if (a.plural !== b.plural && (a.count !== b.count || a.count === null)) return false;
  // "seorang bidan dan seorang perawat", "Kepala Dinas X dan Kepala Bagian Y" are two.
  if (
    a.tellings.at(-1)?.sentence === b.tellings[0]?.sentence &&
    a.count === b.count &&
    a.position !== b.position
  )
    return false;
  const related = a.statuses.some((status) => b.statuses.some((other) => other.code === status.code));
  if (!related)
    return (
      a.count !== null &&
      a.count === b.count &&
      a.count > 1 &&
      a.statuses.length > 0 &&
      b.statuses.length > 0 &&
      near(a, b)
    );
  if (!alike(a, b)) return false;
  return a.count === b.count || a.count === null || b.count === null;
}

const near = (a: Entity, b: Entity): boolean =>
  a.tellings.some((one) => b.tellings.some((two) => Math.abs(one.sentence - two.sentence) <= 3));
