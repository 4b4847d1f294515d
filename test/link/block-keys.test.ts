import { describe, expect, it } from '@jest/globals';
import { blockKeys } from '../../src/link/link.js';
import { type Sketch, input, rules } from './build-report.js';

const village = [{ status: 'village_head' }];
/** Undated unless it says when, and of village heads. */
const keys = (sketch: Partial<Sketch>): string[] => {
  const { report, article } = input({ id: 'r', published: null, subjects: village, ...sketch });
  return blockKeys(report, article, rules);
};

describe('block keys', () => {
  it('are made of type and regency', () => {
    expect(keys({ places: ['61.05'] })).toEqual(['case:regency:61.05:village:undated']);
    expect(keys({ places: ['61.05.10.2001'] })).toEqual(['case:regency:61.05:village:undated']);
  });

  it('of the province where no regency in it is told', () => {
    expect(keys({ places: ['61'] })).toEqual(['case:province:61:village:undated']);
    expect(keys({ places: ['61', '61.05'] })).toEqual(['case:regency:61.05:village:undated']);
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
    expect(keys({ type: 'measure', stage: null, authorities })).toEqual([
      'measure:authority:rn slstm:undated',
    ]);
    expect(keys({ type: 'measure', stage: null, authorities, places: ['61.05'] })).toHaveLength(1);
  });

  it('of kinds of apparatus, which meet where outlets mix them up', () => {
    const meet = (a: string, b: string): boolean => {
      const [left, right] = [a, b].map((status) => keys({ places: ['61.05'], subjects: [{ status }] }));
      return left?.some((key) => right?.includes(key)) ?? false;
    };
    expect(meet('village_head', 'teacher_school')).toBe(false);
    expect(meet('asn_unspecified', 'non_asn')).toBe(true);
    expect(meet('non_asn', 'village_staff')).toBe(true);
    expect(meet('tni', 'organiser_kpu')).toBe(false);
  });

  it('of time: no further apart than one telling may be from another', () => {
    const at = (published: string, sketch: Partial<Sketch> = {}) =>
      keys({ places: ['61.05'], published, ...sketch });
    const meet = (a: string[], b: string[]): boolean => a.some((key) => b.includes(key));
    expect(at('2024-10-18')).toHaveLength(2);
    expect(meet(at('2024-01-01'), at('2024-09-26'))).toBe(true);
    expect(meet(at('2020-10-18'), at('2024-10-18'))).toBe(false);
    expect(meet(at('2024-10-18', { date: '2020' }), at('2020-12-09'))).toBe(true);
    const measure = { type: 'measure' as const, stage: null };
    expect(meet(at('2024-01-10', measure), at('2023-12-21', measure))).toBe(true);
    expect(meet(at('2024-01-10', measure), at('2023-11-01', measure))).toBe(false);
  });

  it('are never empty, nor made of the names of victims', () => {
    expect(keys({})).toEqual(['case:report:r']);
    expect(keys({ subjects: [{ name: 'Sulastri Wening', status: 'pns', role: 'victim' }] })).toEqual([
      'case:report:r',
    ]);
  });
});
