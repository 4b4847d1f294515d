/** Officials: who speaks for a body that can urge, order or act; legislators and observers only raise concern (codebook 3.3). */
import type { Entity } from './entity.js';
import type { Passage } from './passage.js';

const BESIDE = 10; // words between a legislature and the name of its member

/** Whether somebody holds an office that deals with the apparatus: no observer, lawyer, party man or legislator. */
export function isOfficial(passage: Passage, entity: Entity): boolean {
  return entity.authority !== null && entity.other === null && !isLegislator(passage, entity);
}

/** Whether somebody is told of as a member of a legislature. */
export function isLegislator(passage: Passage, entity: Entity): boolean {
  if (entity.authority !== 'none') return false;
  return entity.tellings.some(
    (telling) =>
      telling.how !== 'anaphor' &&
      (passage.bySentence[telling.sentence] ?? []).some(
        (mark) =>
          mark.kind === 'institution' &&
          mark.props['body'] === 'legislature' &&
          mark.first < telling.last &&
          telling.first - mark.last <= BESIDE,
      ),
  );
}

/** Whether somebody stands outside the bodies that deal with the apparatus: told of as an observer, lawyer, party man or legislator. */
export const isOutsider = (passage: Passage, entity: Entity): boolean =>
  entity.other !== null || isLegislator(passage, entity);

/** Whether somebody named heads something among the apparatus without a deciding office: a rector, a head of an office, a commander. */
export const isOfficeHolder = (passage: Passage, entity: Entity): boolean =>
  entity.name !== null &&
  !entity.initials &&
  entity.position !== null &&
  entity.statuses.length > 0 &&
  entity.accusedBy.length === 0 &&
  !isOutsider(passage, entity);
