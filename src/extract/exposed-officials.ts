/** Exposed officials: officers of bodies that mostly deal with others, told of as the one dealt with. */
import { ACCUSES, POINTS_AT } from './accusable.js';
import type { Entity, Telling } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';

/** Bodies whose officers are civil servants themselves, and deal with the cases of others. */
const STAFFED = new Set<Entity['authority']>(['bkpsdm', 'inspektorat', 'kesbangpol', 'dpmd', 'menpanrb']);

const STEP = 2; // words between an officer and what is done to him
const ACT = 5; // words between an officer and what he is said to have done

/**
 * "Kepala BKPSDM X, Budi, dipanggil Bawaslu", "Kepala Kesbangpol X diduga ikut ...": an officer who is quoted nowhere,
 * right behind whom a passive step or an act stands, decides on nobody in this story.
 */
export function exposeOfficials(passage: Passage, people: readonly Entity[]): void {
  for (const entity of people) {
    if (!STAFFED.has(entity.authority) || entity.statuses.length === 0) continue;
    if (entity.name === null || entity.speaks || entity.quoted) continue;
    if (entity.tellings.some((telling) => isDealtWith(passage, telling))) entity.authority = 'none';
  }
}

function isDealtWith(passage: Passage, { sentence, last, how }: Telling): boolean {
  if (how !== 'name') return false;
  return (passage.bySentence[sentence] ?? []).some((mark) => {
    const gap = mark.first - last;
    if (gap < 0) return false;
    return mark.kind === 'violation' ? gap <= ACT && isActual(mark.reality) : gap <= STEP && fallsOn(mark);
  });
}

const fallsOn = (mark: Mark): boolean =>
  mark.kind === 'step' &&
  mark.voice === 'passive' &&
  POINTS_AT.has(mark.code) &&
  mark.reality !== 'planned' &&
  ACCUSES.has(mark.reality ?? 'realised');
