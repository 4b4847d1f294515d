/** Pointed at: whether what is told of somebody makes him the subject of a case, or only a speaker or a witness. */
import type { Entity } from './entity.js';
import type { Mark, Passage } from './passage.js';
import { HELD_AGAINST } from './step-kinds.js';

/** Steps that are words: who says them is who is meant. */
export const SAID_BY_SUBJECT = new Set<string>(['denial', 'apology_admission']);

/** Whether more than his own words of denial or regret, or a name for any accused, makes somebody the subject of a case. */
export const isPointedAt = (passage: Passage, entity: Entity): boolean =>
  entity.accusedBy.some((mark) => {
    if (entity.heard && isOfHearing(passage, mark)) return false;
    return mark.kind === 'role' ? entity.statuses.length > 0 : !SAID_BY_SUBJECT.has(mark.code);
  });

/** Who is heard as a witness is called and examined like the accused, in a matter that others were reported for. */
const isOfHearing = ({ bySentence }: Passage, mark: Mark): boolean => {
  if (mark.kind === 'step') return !HELD_AGAINST.has(mark.code) || mark.reality !== 'realised';
  const row = bySentence[mark.sentence] ?? [];
  return (
    mark.kind === 'role' || row.some(({ code, props }) => code === 'witness' && props['points'] !== undefined)
  );
};
