/** Merging people: one person or group told of in several ways becomes one entity. */
import { absorb, type Entity, type Telling } from './entity.js';

/**
 * "tiga lurah ... Ketiganya ialah JFR, NW dan SKL": a group whose number of names, without another office, follows
 * within two sentences is those people.
 */
export function spellOut(entities: readonly Entity[]): Entity[] {
  const gone = new Set<Entity>();
  for (const group of entities) {
    if (
      group.name !== null ||
      (group.count ?? 0) < 2 ||
      (group.count ?? 0) > 12 ||
      group.statuses.length === 0
    )
      continue;
    for (const telling of group.tellings) {
      const members = entities.filter((one) => isMember(one, group, telling));
      if (members.length !== group.count) continue;
      for (const member of members) {
        if (member.statuses.length === 0) member.statuses.push(...group.statuses);
        member.employment ??= group.employment;
        for (const other of group.tellings)
          if (other.sentence !== member.tellings[0]?.sentence) member.tellings.push(other);
        member.tellings.sort((a, b) => a.first - b.first);
      }
      gone.add(group);
      break;
    }
  }
  return entities.filter((entity) => !gone.has(entity));
}

function isMember(one: Entity, group: Entity, telling: Telling): boolean {
  const first = one.tellings[0];
  if (
    one.name === null ||
    first === undefined ||
    (one.authority !== null && one.authority !== 'none') ||
    one.other !== null
  )
    return false;
  const like =
    one.statuses.length === 0 ||
    one.statuses.some((status) => group.statuses.some((other) => other.code === status.code));
  return like && first.first >= telling.last && first.sentence <= telling.sentence + 1;
}

/** Groups of one status and one size are one group, however often they are told of. */
export function mergeEntities(entities: readonly Entity[]): Entity[] {
  const merged: Entity[] = [];
  for (const entity of entities) {
    const same = merged.find((other) => isSameGroup(other, entity) || isIntroduced(other, entity, entities));
    if (same === undefined) merged.push(entity);
    else absorb(same, entity);
  }
  return merged;
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
  if (earlier.count !== 1 && !earlier.office) return false;
  const first = named.tellings[0];
  const before = earlier.tellings[0];
  if (
    first === undefined ||
    before === undefined ||
    before.first >= first.first ||
    first.sentence - before.sentence > 6
  )
    return false;
  const alike = (one: Entity): boolean =>
    one.statuses.some((status) => named.statuses.some((other) => other.code === status.code));
  // Two of a kind named nearby: nobody knows which of them was meant.
  const rivals = all.filter(
    (one) =>
      one.name !== null &&
      one !== named &&
      alike(one) &&
      (one.tellings[0]?.sentence ?? 99) - before.sentence <= 6,
  );
  return alike(earlier) && rivals.length === 0;
}

function isSameGroup(a: Entity, b: Entity): boolean {
  if (a.name !== null || b.name !== null || a.universal !== b.universal) return false;
  if (a.plural !== b.plural && (a.count !== b.count || a.count === null)) return false;
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
  return a.count === b.count || a.count === null || b.count === null;
}

const near = (a: Entity, b: Entity): boolean =>
  a.tellings.some((one) => b.tellings.some((two) => Math.abs(one.sentence - two.sentence) <= 3));
