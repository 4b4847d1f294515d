/** Who belongs together: whether one report tells of two accused, and what those are whose status is told apart from their names. */
import { describe, expect, it } from '@jest/globals';
import { compileAlone } from '../../src/dictionary/compile-weights.js';
import { createExtractor } from '../../src/extract/extract.js';
import type { Dictionary, Weights } from '../../src/model/dictionary.js';
import type { Report } from '../../src/model/report.js';
import { derive, dictionary } from './derive.js';

const without = (...kinds: Weights['kind'][]): Dictionary => ({
  ...dictionary,
  weights: dictionary.weights.filter(({ kind }) => !kinds.includes(kind)),
});

const casesBy = (dict: Dictionary, text: string, title: string | null = null): Report[] =>
  createExtractor(dict, 'test')
    .extract({ id: 'a', url: null, outlet: null, title, text, published: '2024-11-09' })
    .reports.filter(({ type }) => type === 'case');

const byLetters = (a: unknown, b: unknown): number => String(a).localeCompare(String(b));

const namesOf = (reports: readonly Report[]): string[][] =>
  reports.map(({ subjects }) => subjects.flatMap(({ name }) => name ?? []).toSorted(byLetters));

const TWO =
  'BREBES - Bawaslu Brebes memeriksa Camat Semin, Wira Anjani, dan Kepala Desa Losari, Trisno Wibawa, karena mengajak warga memilih calon bupati nomor dua. Wira dinyatakan melanggar dan diteruskan ke BKN, Kamis (31/10). Trisno tidak terbukti melanggar dan perkaranya dihentikan. Ketua Bawaslu Brebes, Amir Fudin, menyampaikan hal itu di kantornya. Pilkada digelar 27 November.';

describe('two accused', () => {
  const taught = (bias: string): Dictionary => ({
    ...without('together'),
    weights: [...without('together').weights, compileAlone('together', bias)],
  });

  it('are two cases where one is cleared and the other is not', () => {
    const found = casesBy(dictionary, TWO);
    expect(namesOf(found).toSorted(byLetters)).toEqual([['Trisno Wibawa'], ['Wira Anjani']]);
    expect(found.map(({ stage }) => stage).toSorted(byLetters)).toEqual([
      'assessed_no_violation',
      'forwarded',
    ]);
  });

  it('are one case or two as what is learned of them says, but never cleared and uncleared', () => {
    const both = TWO.replace(
      'tidak terbukti melanggar dan perkaranya dihentikan',
      'dinyatakan melanggar dan ditegur',
    );
    const apart = [['Trisno Wibawa'], ['Wira Anjani']];
    expect(namesOf(casesBy(taught('bias\tsame=9'), both))).toEqual([['Trisno Wibawa', 'Wira Anjani']]);
    expect(namesOf(casesBy(taught('bias\tsame=-9'), both)).toSorted(byLetters)).toEqual(apart);
    expect(namesOf(casesBy(taught('bias\tsame=9'), TWO)).toSorted(byLetters)).toEqual(apart);
  });

  it('are parted by rules where nothing was learned', () => {
    expect(namesOf(casesBy(without('together'), TWO)).toSorted(byLetters)).toEqual([
      ['Trisno Wibawa'],
      ['Wira Anjani'],
    ]);
  });

  it('are weighed by signs of both', () => {
    const { together } = derive(TWO);
    expect(together?.singles.map(({ accused }) => accused[0]?.name)).toEqual(
      expect.arrayContaining(['Wira Anjani', 'Trisno Wibawa']),
    );
  });
});

describe('the status of somebody', () => {
  const statusesOf = (
    text: string,
    title = 'Bawaslu teruskan temuan ke BKN soal calon bupati',
  ): Record<string, string> =>
    Object.fromEntries(
      casesBy(dictionary, text, title).flatMap(({ subjects }) =>
        subjects.flatMap(({ name, status }) => (name === null ? [] : [[name, status]])),
      ),
    );
  const OF_CASE =
    ' Ia dinyatakan melanggar netralitas karena mengajak warga memilih calon bupati nomor dua, kata Ketua Bawaslu, Amir Fudin. Berkasnya diteruskan ke BKN, Kamis (31/10/2024). Pilkada digelar 27 November 2024.';

  it.each([
    ['GUNUNGKIDUL - Bawaslu Gunungkidul memeriksa Lurah Girijati, Wasdi Yono.', 'Wasdi Yono', 'village_head'],
    ['DEMAK - Bawaslu Demak memeriksa Lurah Bintoro, Wasdi Yono.', 'Wasdi Yono', 'territorial_official'],
    [
      'ROKAN HILIR - Bawaslu Rokan Hilir memeriksa Penghulu Teluk Piyai, Ismail Harun.',
      'Ismail Harun',
      'village_head',
    ],
    ['DEMAK - Bawaslu Demak memeriksa Kepala Lingkungan IV, Sura Dwiyana.', 'Sura Dwiyana', 'rt_rw_linmas'],
    ['DEMAK - Bawaslu Demak memeriksa Rusmini, staf kelurahan berstatus PPPK.', 'Rusmini', 'pppk'],
    [
      'PATI - Bawaslu Pati memeriksa Kepala Dusun Randukuning, Desa Tlogo, Kecamatan Winong, Sukarji.',
      'Sukarji',
      'village_staff',
    ],
    ['DEMAK - Bawaslu Demak memeriksa bidan kontrak bernama Nur Laila.', 'Nur Laila', 'non_asn'],
  ])('%s', (opening, name, status) => {
    expect(statusesOf(opening + OF_CASE)[name]).toBe(status);
  });

  it('is that of those under his superior', () => {
    const told = statusesOf(
      'DEMAK - Jaksa menuntut Kepala Desa Bintoro, Suhaimi Adi, dua bulan kurungan. Bendaharanya, Tri Wahyuni, dituntut sebulan karena membagikan uang dan mengajak warga memilih calon bupati nomor dua. Tri diperiksa Bawaslu lebih dulu, Kamis (31/10/2024), dan dinyatakan melanggar. Berkas Tri Wahyuni lalu dilimpahkan ke pengadilan. Pilkada digelar 27 November 2024.',
    );
    expect(told).toMatchObject({ 'Tri Wahyuni': 'village_staff' });
  });

  it('is the one of the headline where the text has a vague one', () => {
    const told = statusesOf(
      'DEMAK - Bawaslu Demak memeriksa pegawai Dinas Pertanian, Rinaldi Efendi.' + OF_CASE,
      'Jadi bendahara partai, seorang PNS Demak diteruskan ke BKN',
    );
    expect(told).toEqual({ 'Rinaldi Efendi': 'pns' });
  });
});
