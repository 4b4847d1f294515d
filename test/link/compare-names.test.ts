import { describe, expect, it } from '@jest/globals';
import { matchNames, readName } from '../../src/link/compare-names.js';

const naming = {
  titles: new Set(['h', 'hj', 'drs', 'pak', 'akp', 'msi']),
  common: new Set(['i', 'ketut', 'siti', 'muhammad']),
  closeWord: 0.88,
};
const match = (a: string, b: string) => matchNames(readName(a, naming), readName(b, naming));

describe('names of one person', () => {
  it.each([
    ['Candrawansah Putra', 'Candrawansyah Putra'],
    ['Edo Yudha Astira', 'Edo Yudha Arista'],
    ['Basuki Eko', 'Usep Basuki Eko'],
    ['Zulfahri Anwar', 'Zulfahry Anwar'],
    ['Drs. H. Gregorius Ahen, M.Si.', 'Gregorius Ahen'],
    ['Moh. Syaifuddin', 'Mohammad Syaifuddin'],
    ['Benyamin', 'Benyamin Davnie'],
    ['Ma’ruf Halim', "Ma'ruf Halim"],
  ])('%s and %s', (a, b) => {
    expect(match(a, b)).toBe('same');
    expect(match(b, a)).toBe('same');
  });

  it.each([
    ['YDS', 'Yohanis Darung Salim'],
    ['Y.D.S.', 'Yohanes Darung Salim'],
    ['YS', 'Yohanis Darung Salim'],
    ['M', 'Muhammad Rizal'],
    ['RF', 'RF'],
  ])('%s fits %s', (a, b) => {
    expect(match(a, b)).toBe('initials');
    expect(match(b, a)).toBe('initials');
  });
});

describe('names of different people', () => {
  it.each([
    ['Sulastri', 'Suharto'],
    ['Taufik Bahrum', 'Riki Mardoni'],
    ['MT', 'Yohanis Darung Salim'],
    ['DS', 'Yohanis Darung Salim'],
    ['YDS', 'MT'],
    ['RF', 'YS'],
    ['I Ketut Suardana', 'I Ketut Rauh'],
    ['Siti Aminah', 'Siti Rohmah'],
    ['FN', 'Nurfadilah'],
    ['NX', 'Nurfadilah'],
  ])('%s and %s', (a, b) => {
    expect(match(a, b)).toBe('different');
    expect(match(b, a)).toBe('different');
  });

  it('letters from within a name of one word decide nothing', () => {
    expect([match('NF', 'Nurfadilah'), match('Suhaidi', 'SH')]).toEqual(['unsure', 'unsure']);
  });

  it('a name of words that many bear is compared by them', () => {
    expect(match('I Ketut', 'Ketut')).toBe('same');
    expect(match('Muhammad Saleh', 'M. Saleh')).toBe('same');
  });

  it.each([
    ['Suhaidi', 'Sahidi', 'respelled'],
    ['Hendra', 'Hendri', 'respelled'],
    ['Rusdi', 'Rusli', 'part'],
    ['Herman', 'Hermansyah', 'part'],
    ['Suhaidi', 'Sahidi Anwar', 'part'],
  ])('of one word each, %s and %s agree so far: %s', (a, b, told) => {
    expect([match(a, b), match(b, a)]).toEqual([told, told]);
  });

  it('half of a name, or initials one letter apart, decide nothing', () => {
    expect(match('AKP Tio Rindu', 'Tio Tondy')).toBe('part');
    expect(match('Hermansyah', 'Herman Mursawi')).toBe('part');
    expect(match('CI', 'CS')).toBe('unsure');
  });
});
