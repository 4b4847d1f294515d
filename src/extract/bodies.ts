/** Bodies: decides which election supervisor a bare name means, the national one or that of a region (codebook 4). */
import { placeCode } from '../dictionary/dictionary.js';
import type { InstitutionCode } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Passage } from './passage.js';
import type { PlaceTelling } from './place-tellings.js';

const LOCAL: InstitutionCode = 'bawaslu_local';
const NATIONAL: InstitutionCode = 'bawaslu_ri';
/** The province that national bodies speak from: Jakarta. */
const CAPITAL = '31';

/**
 * News dated from the capital in which no supervisor of a region is told of means the national one by its bare name.
 * Changes the marks of institutions and of positions in place.
 */
export function resolveBodies(
  passages: readonly Passage[],
  places: readonly PlaceTelling[],
  { gazetteer }: Dictionary,
): void {
  const dateline = places.find((place) => place.dateline);
  if (dateline?.candidates.some((place) => placeCode(gazetteer, place).startsWith(CAPITAL)) !== true) return;
  const bare = passages.flatMap((passage) =>
    passage.marks.filter((mark) => mark.kind === 'institution' && mark.code === LOCAL),
  );
  const placed = passages.some((passage) =>
    passage.marks.some(
      (mark) =>
        mark.kind === 'institution' &&
        mark.code === LOCAL &&
        places.some(
          (place) => place.passage === passage && place.first >= mark.last && place.first - mark.last <= 1,
        ),
    ),
  );
  if (!placed) for (const mark of bare) mark.code = NATIONAL;
}
