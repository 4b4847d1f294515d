/** Told before: whom a pronoun or a number of people means, of those told of before it. */
import { isSpecific, isUnofficial, type Entity } from './entity.js';

/** An official who speaks in the sentence at hand. */
export const isTeller = ({ speaks, authority }: Entity, here: boolean): boolean =>
  here && speaks && authority !== null;

/** Who a pronoun means: the last told-of persons that make up the number; groups of just that size first. */
export function pointedAt(
  entities: readonly Entity[],
  number: number,
  sentence: number,
  token: number,
  ofAccused = true,
): Entity[] {
  const recent = entities
    .filter(
      (entity) =>
        isSpecific(entity) && lastBefore(entity, sentence, token) >= sentence - (number > 2 ? 6 : 4),
    )
    .toSorted((a, b) => lastToken(b, token) - lastToken(a, token));
  if (number === 0) {
    const roll = rollBefore(recent, sentence, token);
    if (roll.length > 1) return roll;
    const several = recent.filter((entity) => entity.plural || (entity.count ?? 0) > 1);
    return several.toSorted((a, b) => Number(a.heads) - Number(b.heads)).slice(0, 1);
  }
  if (number === 1) {
    const singles = recent.filter((entity) => (entity.count ?? 1) === 1 && !entity.plural);
    // "ia" without a verb of saying is rather the one spoken of than the official who speaks.
    const spokenOf = singles.find(
      (entity) =>
        entity.statuses.length > 0 &&
        !entity.speaks &&
        (entity.authority === null || entity.authority === 'none'),
    );
    if (ofAccused && spokenOf !== undefined) return [spokenOf];
    const [last] = singles;
    if (last === undefined || !ofAccused || !isTeller(last, lastBefore(last, sentence, token) === sentence))
      return singles.slice(0, 1);
    // "Kepala dinas X membenarkan yang bersangkutan ...": he speaks of whom nothing but the name was told before.
    return [singles.find((entity) => isBareQuiet(entity)) ?? last];
  }
  const group = recent.find((entity) => entity.count === number && !entity.heads);
  if (group !== undefined) return [group];
  const heads = recent.find((entity) => entity.count === number);
  if (heads !== undefined && lastBefore(heads, sentence, token) >= sentence - 1) return [heads];
  // "keduanya", "ketiga terlapor": the last told of whose numbers make up the number.
  const parts: Entity[] = [];
  let left = number;
  for (const entity of recent) {
    const count = entity.count ?? (entity.office && !entity.plural ? 1 : 0);
    if (
      entity.heads ||
      count < 1 ||
      count > left ||
      (entity.authority !== null && entity.authority !== 'none')
    )
      continue;
    if (entity.speaks && entity.authority !== null && entity.accusedBy.length === 0) continue;
    parts.push(entity);
    left -= count;
    if (left === 0) return parts;
  }
  return heads === undefined ? [] : [heads];
}

const isBareQuiet = ({ name, statuses, authority, other, speaks, heard }: Entity): boolean =>
  name !== null && statuses.length === 0 && authority === null && other === null && !speaks && !heard;

/** Those named one after the other in the sentence before, or in this one. */
function rollBefore(recent: readonly Entity[], sentence: number, token: number): Entity[] {
  const last = recent.find((entity) => !(entity.speaks && entity.authority !== null));
  if (last === undefined || last.roll === null || last.name === null) return [];
  return recent.filter(
    (entity) =>
      entity.roll === last.roll &&
      lastBefore(entity, sentence, token) >= sentence - 1 &&
      isUnofficial(entity),
  );
}

export function lastBefore({ tellings }: Entity, sentence: number, token: number): number {
  let last = -99;
  for (const one of tellings)
    if (one.first < token && one.sentence <= sentence && one.sentence > last) last = one.sentence;
  return last;
}

export function lastToken({ tellings }: Entity, token: number): number {
  let last = -1;
  for (const { first } of tellings) if (first < token && first > last) last = first;
  return last;
}
