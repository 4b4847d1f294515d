import { describe, expect, it } from '@jest/globals';
import { blockKeys } from '../../src/link/link.js';
import { type Sketch, input } from './build-report.js';

const keys = (sketch: Partial<Sketch>): string[] => {
  const { report, article } = input({ id: 'r', ...sketch });
  return blockKeys(report, article);
};

describe('block keys', () => {
  it('are made of type and regency', () => {
    expect(keys({ places: ['61.05'] })).toEqual(['case:regency:61.05']);
    expect(keys({ places: ['61.05.10.2001'] })).toEqual(['case:regency:61.05']);
  });

  it('of the province where no regency in it is told', () => {
    expect(keys({ places: ['61'] })).toEqual(['case:province:61']);
    expect(keys({ places: ['61', '61.05'] })).toEqual(['case:regency:61.05']);
  });

  it('let spellings of a name meet, and common first names not', () => {
    const name = (printed: string) => keys({ subjects: [{ name: printed, status: 'pns' }] });
    expect(name('Hendar Herawan')).toEqual(['case:name:hndr hrwn']);
    expect(name('Hendra Herawan')).toEqual(name('Hendar Herawan'));
    expect(name('Usep Basuki Eko')).toEqual(expect.arrayContaining(name('Basuki Eko')));
    expect(name('Muhammad Rizal').some((key) => name('Muhammad Yusuf').includes(key))).toBe(false);
  });

  it('of the running numbers of a letter, without years', () => {
    const letter = (document: string) =>
      keys({ type: 'measure', stage: null, steps: [['circular_issued', 'realised', { document }]] });
    expect(letter('100.3.4.2/4283/XI/BKPSDM Tahun 2023')).toEqual(['measure:letter:100-4283']);
    expect(letter('R-3127/KASN/11/2020')).toEqual(['measure:letter:3127']);
  });

  it('of the headline, so that copies meet, and of authorities only where no place is told', () => {
    expect(keys({ title: 'Dua Camat Dipanggil!' })).toEqual(['case:title:dua camat dipanggil']);
    const authorities = [{ name: 'Rini Sulastomo', institution: 'bkn' }];
    expect(keys({ type: 'measure', stage: null, authorities })).toEqual(['measure:authority:rn slstm']);
    expect(keys({ type: 'measure', stage: null, authorities, places: ['61.05'] })).toHaveLength(1);
  });

  it('are never empty, nor made of the names of victims', () => {
    expect(keys({})).toEqual(['case:report:r']);
    expect(keys({ subjects: [{ name: 'Sulastri Wening', status: 'pns', role: 'victim' }] })).toEqual([
      'case:report:r',
    ]);
  });
});
