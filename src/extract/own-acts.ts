/** Own acts: staff of bodies that watch over staff, of whom an act of their own is told, are accused like anybody else. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import type { InstitutionCode } from '../model/codes.js';
import type { Entity, Telling } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';

/** Offices of a region's own government that deal with its staff. */
const OFFICES = new Set<InstitutionCode | 'none'>(['bkpsdm', 'inspektorat', 'kesbangpol', 'dpmd']);

const BESIDE = 2; // words of doubt between somebody and what he did

/** "Kepala Bidang Mutasi BKPSDM, Maria, mengunggah ajakan memilih ...": takes from such people the office that decides. */
export function tellOwnActs(passage: Passage, people: readonly Entity[]): void {
  for (const entity of people) {
    if (entity.name === null || entity.speaks || entity.authority === null) continue;
    if (!OFFICES.has(entity.authority) || entity.statuses.length === 0) continue;
    if (entity.tellings.some((telling) => isDoer(passage, telling))) entity.authority = 'none';
  }
}

const isDoer = (passage: Passage, { how, sentence, last }: Telling): boolean =>
  how === 'name' &&
  (passage.bySentence[sentence] ?? []).some(
    (mark) =>
      mark.kind === 'violation' &&
      mark.code !== UNSPECIFIED_ACT &&
      isActual(mark.reality) &&
      mark.first >= last &&
      mark.first - last <= BESIDE + doubtsBetween(passage, last, mark),
  );

/** Words of cues between somebody and an act. */
function doubtsBetween(passage: Passage, from: number, { first, sentence }: Mark): number {
  return (passage.bySentence[sentence] ?? [])
    .filter((mark) => mark.kind === 'modality' && mark.first >= from && mark.last <= first)
    .reduce((sum, mark) => sum + mark.last - mark.first, 0);
}
