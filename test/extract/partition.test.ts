/** Partition: a group told part by part by numbers that make it up gives way to its parts, each with what befalls it. */
import { describe, expect, it } from '@jest/globals';
import { bestStatus } from '../../src/extract/entity.js';
import { derive } from './derive.js';

/** Unnamed people of a text: status and number, in the order in which they are told. */
const groups = (text: string): string[] =>
  derive(text)
    .people.filter((one) => one.name === null && one.statuses.length > 0)
    .map((one) => `${bestStatus(one)?.code ?? '-'} ${one.count ?? '-'}`)
    .toSorted();

describe('a group told part by part', () => {
  it.each([
    [
      'by heads and a rest',
      'Bawaslu memeriksa sembilan perangkat desa. Tujuh orang dinyatakan tidak melanggar. Dua sisanya terbukti mendukung calon.',
      ['village_staff 2', 'village_staff 7'],
    ],
    [
      'by the rest without a number',
      'Bawaslu memeriksa lima lurah. Tiga orang mengaku mendukung calon. Sisanya membantah.',
      ['territorial_official 2', 'territorial_official 3'],
    ],
    [
      'by words for other names',
      'Empat guru diperiksa Bawaslu. Tiga nama sudah diteruskan ke KASN. Satu lainnya dinyatakan tidak terbukti.',
      ['teacher_school 1', 'teacher_school 3'],
    ],
  ])('%s', (_, text, wanted) => expect(groups(text)).toEqual(wanted));
});

describe('a group stays whole', () => {
  it.each([
    [
      'where the numbers do not make it up',
      'Bawaslu memeriksa sembilan perangkat desa. Empat orang mengaku. Dua orang membantah.',
      'village_staff 9',
    ],
    [
      'where the numbers count something else',
      'Bawaslu memeriksa lima lurah. Pemeriksaan berlangsung tiga hari. Mereka sudah dua kali dipanggil.',
      'territorial_official 5',
    ],
    [
      'where one sentence tells of all',
      'Dua lurah diberhentikan. "Yang satu masuk tim sukses, yang satu lagi ikut kampanye," kata wali kota.',
      'territorial_official 2',
    ],
  ])('%s', (_, text, wanted) => expect(groups(text)).toContain(wanted));

  it('and what a name is told for is left to its bearer', () => {
    const people = derive('Dua camat diperiksa Bawaslu. Wira Anjani, Camat Semin, membantah.').people;
    expect(people.some((one) => one.name === 'Wira Anjani')).toBe(true);
  });
});
