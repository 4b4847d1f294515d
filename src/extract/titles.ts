/** Titles: what offices, statuses and roles say of the person or group that bears them. */
import type { Employment, InstitutionCode, SubjectStatus } from '../model/codes.js';
import { INSTITUTION_CODES, OTHER_ROLES } from '../model/code-lists.js';
import type { Entity } from './entity.js';
import { oneOf } from './one-of.js';
import type { Mark, Passage } from './passage.js';

const asRole = oneOf(OTHER_ROLES);
const asInstitution = oneOf(INSTITUTION_CODES);

/** Writes what a title says into an entity. */
export function applyTitle(passage: Passage, entity: Entity, title: Mark): void {
  const printed = passage.text.slice(title.start, title.end).replace(/\s+/g, ' ');
  if (title.kind === 'subject') {
    entity.statuses.push({
      code: title.code as SubjectStatus,
      specificity: specificityOf(title),
      mark: title,
    });
    entity.employment ??= (title.props['employment'] as Employment | undefined) ?? null;
    entity.position ??= printed;
  }
  if (title.kind === 'position') {
    entity.position = entity.position === null || title.last - title.first > 1 ? printed : entity.position;
    const own = institutionOf(passage, title);
    if (title.props['body'] === 'legislature') return;
    if (own !== null && (entity.authority === null || entity.authority === 'none'))
      entity.authority = own as InstitutionCode;
  }
  if (title.kind === 'role' || title.kind === 'candidate') {
    const role = asRole(title.kind === 'candidate' ? 'beneficiary' : title.code);
    if (role !== null) entity.other ??= role;
    if (title.code === 'accused') entity.accusedBy.push(title);
    if (title.code === 'party') entity.other ??= 'beneficiary';
  }
}

export const specificityOf = (mark: Mark): number =>
  Number(mark.props['specificity'] ?? 1) + (mark.last - mark.first) * 0.01;

function institutionOf(passage: Passage, title: Mark): string | null {
  if (title.props['own'] === 'true') return ownInstitution(passage, title);
  return title.props['own'] === 'back' ? (lastInstitution(passage, title) ?? title.code) : title.code;
}

/** "Bawaslu menunggu, kata ketuanya": the body told of last before a title, here or in the sentence before. */
function lastInstitution(passage: Passage, title: Mark): string | null {
  for (let sentence = title.sentence; sentence >= Math.max(0, title.sentence - 2); sentence -= 1) {
    const body = (passage.bySentence[sentence] ?? []).findLast(
      (mark) => mark.kind === 'institution' && mark.last <= title.first,
    );
    if (body !== undefined) return asInstitution(body.code) ?? 'none';
  }
  return null;
}

/** The institution named inside or right behind a position ("Ketua <Bawaslu> Bulukumba"). */
function ownInstitution(passage: Passage, title: Mark): string | null {
  const row = passage.bySentence[title.sentence] ?? [];
  const inside = row.find(
    (mark) => mark.kind === 'institution' && mark.first >= title.first && mark.first <= title.last + 1,
  );
  if (inside === undefined) return title.code;
  return asInstitution(inside.code) ?? 'none';
}
