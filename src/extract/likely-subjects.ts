/** Likely subjects: where an article is likely a case and nothing in it points at anybody, who of the people told of it is about. */
import { canBeAccused } from './accusable.js';
import type { Entity } from './entity.js';
import { isLikely, type Chances } from './weigh-article.js';

/** The first one with a status, who watches and speaks for nobody; named before unnamed; none in an article of another kind. */
export function likelySubjects(people: readonly Entity[], chances: Chances | null): Entity[] {
  if (!isLikely(chances, 'case')) return [];
  const able = people.filter(
    (entity) =>
      canBeAccused(entity) &&
      (entity.authority === null || entity.authority === 'none') &&
      !entity.heard &&
      (entity.name !== null || entity.count !== null || entity.pointed || entity.office),
  );
  const [first] = able.toSorted((a, b) => rankOf(a) - rankOf(b));
  return first === undefined ? [] : [first];
}

const rankOf = ({ name, tellings }: Entity): number =>
  (name === null ? UNNAMED : 0) + Math.min(...tellings.map(({ sentence }) => sentence));
const UNNAMED = 3; // sentences that a name is worth
