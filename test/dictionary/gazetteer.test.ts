/** The gazetteer: counts, codes of today, twins, aliases, and looking names up in running words. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  describePlace,
  loadDictionary,
  lookupPlaces,
  packageRoot,
  placeByCode,
  placeCode,
  placeName,
} from '../../src/dictionary/dictionary.js';
import { tokenise } from '../../src/text/text.js';

const { gazetteer } = await loadDictionary();
const rows = (file: string): string[][] =>
  readFileSync(join(packageRoot(), 'dictionaries/gazetteer', file), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

/** Codes of the longest name that a text begins with, down to a level. */
function codesOf(text: string, lowest = 1): string[] {
  const [hit] = lookupPlaces(gazetteer, tokenise(text).folded, 0);
  const places = (hit?.places ?? []).filter((place) => (gazetteer.level[place] ?? 0) <= lowest);
  return places.map((place) => placeCode(gazetteer, place));
}

describe('the gazetteer', () => {
  it('holds all units of the official list', () => {
    const [, regencies, districts, villages, all] = gazetteer.levelStart;
    expect(regencies).toBe(38);
    expect((districts ?? 0) - (regencies ?? 0)).toBe(514);
    expect((villages ?? 0) - (districts ?? 0)).toBe(7285);
    expect((all ?? 0) - (villages ?? 0)).toBe(83762);
  });

  it('finds every place by its code and by its own name', () => {
    for (let place = 0; place < gazetteer.code.length; place += 7) {
      const code = placeCode(gazetteer, place);
      expect(placeByCode(gazetteer, code)).toBe(place);
      expect(gazetteer.parent[place] ?? -1).toBe(
        code.includes('.') ? placeByCode(gazetteer, code.slice(0, code.lastIndexOf('.'))) : -1,
      );
    }
    for (let place = 552; place < gazetteer.code.length; place += 101) {
      const words = tokenise(placeName(gazetteer, place)).folded;
      expect(lookupPlaces(gazetteer, words, 0)[0]?.places).toContain(place);
    }
  });

  it('knows no code that is not in its files', () => {
    for (const code of ['', '99', '36.99', '36.03.99', '1', '36.03.01.9999', 'x'])
      expect(placeByCode(gazetteer, code)).toBe(-1);
  });

  it('gives both twins of a name, regency and city', () => {
    for (const [name, codes] of Object.entries({
      Tangerang: ['36.03', '36.71'],
      Bogor: ['32.01', '32.71'],
      Semarang: ['33.22', '33.74'],
      Solok: ['13.02', '13.72'],
      Banjar: ['32.79', '63.03'],
      Sorong: ['96.01', '96.71'],
      Jayapura: ['91.03', '91.71'],
      Gorontalo: ['75', '75.01', '75.71'],
    }))
      expect(codesOf(name).sort()).toEqual(codes);
  });

  it('prefers the longest name', () => {
    const [hit, shorter] = lookupPlaces(gazetteer, ['tangerang', 'selatan', 'menyatakan'], 0);
    expect(hit).toMatchObject({ length: 2, via: ['official'], alias: false });
    expect(describePlace(gazetteer, hit?.places[0] ?? -1)).toEqual({
      code: '36.74',
      name: 'Kota Tangerang Selatan',
      level: 'regency',
      regency: '36.74',
      province: '36',
      city: true,
    });
    expect(shorter?.length).toBe(1);
    expect(lookupPlaces(gazetteer, ['di', 'kota', 'solok', 'selatan'], 2)[0]?.length).toBe(2);
  });

  it('describes places below the regency with their regency', () => {
    const village = describePlace(gazetteer, placeByCode(gazetteer, '11.01.01.2001'));
    expect(village).toMatchObject({ level: 'village', regency: '11.01', province: '11', city: false });
  });

  it('finds nothing in words that name nothing', () => {
    expect(lookupPlaces(gazetteer, ['xyzzy'], 0)).toEqual([]);
    expect(lookupPlaces(gazetteer, [], 0)).toEqual([]);
    expect(lookupPlaces(gazetteer, ['tangerang'], 5)).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 6 }), (words) => {
        for (const { length, places, via } of lookupPlaces(gazetteer, words, 0)) {
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThanOrEqual(words.length);
          expect(via.length).toBe(places.length);
        }
      }),
    );
  });
});

describe('aliases of the press', () => {
  it('are found as the tokeniser cuts them, each for its place', () => {
    for (const [alias, code, kind] of rows('aliases.csv')) {
      const { folded } = tokenise(alias ?? '');
      const hit = lookupPlaces(gazetteer, folded, 0).find(({ length }) => length === folded.length);
      const found = hit?.places.map((place, i) => `${placeCode(gazetteer, place)} ${hit.via[i]}`);
      expect(found).toContain(`${code} ${kind}`);
    }
  });

  it.each([
    ['Tangsel', ['36.74']],
    ['Solo', ['33.72']],
    ['Jogja', ['34', '34.71']],
    ['Bandarlampung', ['18.71']],
    ['Kota Tapis Berseri', ['18.71']],
    ['Kota Bengawan', ['33.72']],
    ['Kota Intan', ['32.05', '63.03']],
    ['Butta Turatea', ['73.04']],
    ['Siantar', ['12.72']],
    ['Batubara', ['12.19']],
    ['Toli-toli', ['72.04']],
    ['Tolitoli', ['72.04']],
    ['Gunung Kidul', ['34.03']],
    ['Ujung Pandang', ['73.71']],
    ['Mura', ['16.05', '62.12']],
    ['Benteng', ['17.09', '73.01']],
    ['Pangkep', ['73.10']],
    ['Sitaro', ['71.09']],
    ['Humbahas', ['12.16']],
    ['PPU', ['64.09']],
    ['Halsel', ['82.04']],
    ['Tigaraksa', ['36.03']],
    ['Sendawar', ['64.07']],
    ['Ungaran', ['33.22']],
    ['Slawi', ['33.28']],
    ['Parepare', ['73.72']],
    ['Pare-Pare', ['73.72']],
    ['Palangka Raya', ['62.71']],
    ['Kep. Sangihe', ['71.03']],
  ])('%s is %j', (alias, codes) => {
    expect(codesOf(alias).sort()).toEqual(codes);
  });
});
