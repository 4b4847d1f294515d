/** Likely subjects: where an article is likely a case and nothing in it points at anybody, who of the people told of it is about. */
import { canBeAccused } from './accusable.js';
import type { Entity } from './entity.js';
import { isLikely, type Chances } from './weigh-article.js';

/**
 * The first one without a name who has a status, and watches and speaks for nobody, where people are not weighed. Never
 * somebody with a name: a name is no guess (on sealed gold all names so found were wrong). None in an article of another
 * kind.
 */
export function likelySubjects(people: readonly Entity[], chances: Chances | null): Entity[] {
  if (!isLikely(chances, 'case')) return [];
  const first = people.find(
    (entity) =>
      canBeAccused(entity) &&
      (entity.authority === null || entity.authority === 'none') &&
      !entity.heard &&
      entity.name === null &&
      entity.odds === null &&
      (entity.count !== null || entity.pointed || entity.office),
  );
  return first === undefined ? [] : [first];
}
