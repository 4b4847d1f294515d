/** Speakers of all cases: the only one whom an article names for the deciding bodies stands in each of its reports, and is told so. */
import { describe, expect, it } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { derive } from './derive.js';

const cases = (...sentences: string[]): Report[] =>
  derive(sentences.join(' '), '2020-10-28').extraction.reports.filter(({ type }) => type === 'case');
const named = (report: Report | undefined): (string | null)[] =>
  report?.authorities.flatMap(({ name }) => (name === null ? [] : [name])) ?? [];

const FIRST =
  'Bawaslu Kabupaten Wajo meneruskan Camat Pitumpanua, Andi Baharuddin, ke KASN karena ikut kampanye calon bupati.';
const SPOKEN = '"Kajiannya sudah selesai," kata Ketua Bawaslu Wajo, Abdul Malik Mappe, Selasa (27/10/2020).';
const BETWEEN = ['Berkasnya dikirim lewat kurir.', 'Isinya belum dibuka.'];
const SECOND =
  'Sementara itu, Lurah Maddukelleng, Besse Tenri, dipanggil karena mengunggah foto calon bupati lain di Facebook.';

describe('the only named authority', () => {
  it('stands in both cases, inferred in the one beside which he is not told of', () => {
    const [first, second] = cases(FIRST, SPOKEN, ...BETWEEN, SECOND);
    expect(named(first)).toEqual(['Abdul Malik Mappe']);
    expect(named(second)).toEqual(['Abdul Malik Mappe']);
    const shared = [first, second].flatMap((one) => one?.authorities ?? []);
    expect(shared.filter(({ rule }) => rule === 'authority/speaks-of-all')).toHaveLength(1);
    expect(shared.every(({ evidence }) => evidence.length > 0)).toBe(true);
  });

  it('is not shared where another is named', () => {
    const other = 'Inspektur daerah, Muhammad Yasin, yang memanggilnya, menunggu sampai Kamis.';
    const [, second] = cases(FIRST, SPOKEN, ...BETWEEN, SECOND, other);
    expect(named(second)).not.toContain('Abdul Malik Mappe');
  });
});
