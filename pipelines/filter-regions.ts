/** Filter regions: places told by code or by name, to the codes that a filter holds. */
import { lookupPlaces, placeByCode, placeCode } from '../src/dictionary/dictionary.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Gazetteer } from '../src/model/gazetteer.js';
import { Misuse } from '../src/model/errors.js';
import { tokenise } from '../src/text/text.js';

type PlaceWord = Dictionary['grammar']['placeTypes'][string];

// Examples: 36, 36.74, 36.74.01, 36.74.01.1001
const CODE = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/**
 * Place codes of regions told by code or by name, with or without the word for their level. A name that several places
 * of one level have stands for all of them; of places on different levels the highest is meant.
 * @throws Misuse that names the region that is not known
 */
export function resolveRegions(
  regions: readonly string[],
  { gazetteer, grammar }: Pick<Dictionary, 'gazetteer' | 'grammar'>,
  program = 'query',
): string[] {
  return regions.flatMap((region) => {
    if (CODE.test(region)) {
      if (placeByCode(gazetteer, region) >= 0) return [region];
      throw new Misuse(`${program}: --region ${region}: no place has this code`);
    }
    const places = findPlaces(tokenise(region).folded, { gazetteer, grammar });
    if (places.length === 0)
      throw new Misuse(`${program}: --region "${region}": no place of this name is known; give its code`);
    const level = Math.min(...places.map((place) => gazetteer.level[place] ?? 0));
    return places
      .filter((place) => gazetteer.level[place] === level)
      .map((place) => placeCode(gazetteer, place));
  });
}

/** Places of the whole name, else of the name after one or two words that announce its level. */
function findPlaces(
  words: readonly string[],
  { gazetteer, grammar }: Pick<Dictionary, 'gazetteer' | 'grammar'>,
): number[] {
  for (let first = 0; first <= 2 && first < words.length; first += 1) {
    const announced = first === 0 ? 'any' : grammar.placeTypes[words.slice(0, first).join(' ')];
    if (announced === undefined) continue;
    const hit = lookupPlaces(gazetteer, words, first).find(({ length }) => first + length === words.length);
    const places = hit?.places.filter((place) => isAnnounced(gazetteer, place, announced)) ?? [];
    if (places.length > 0) return places;
  }
  return [];
}

const LEVELS = { province: 0, regency: 1, kabupaten: 1, kota: 1, district: 2, village: 3 };

function isAnnounced({ level, kind }: Gazetteer, place: number, announced: PlaceWord): boolean {
  if (announced === 'any') return true;
  if (level[place] !== LEVELS[announced]) return false;
  return announced === 'kota' ? kind[place] === 1 : announced === 'kabupaten' ? kind[place] === 0 : true;
}
