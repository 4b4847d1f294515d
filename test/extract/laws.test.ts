/** Laws: citations in normal form, with articles, misprints and laws in force (codebook 6). */
import { describe, expect, it } from '@jest/globals';
import { findLaws, lawDoubts } from '../../src/extract/laws.js';
import { derive, dictionary } from './derive.js';

const laws = (text: string) =>
  findLaws(derive(text).body, dictionary, new Set()).map(({ value, article, valid }) => [
    value,
    article,
    valid,
  ]);
const doubts = (text: string) => lawDoubts(derive(text).body, dictionary).map(({ code }) => code);

describe('citations', () => {
  it.each([
    ['Ia melanggar UU Nomor 20 Tahun 2023.', 'UU 20/2023', null],
    ['Ia melanggar Undang-Undang No. 20/2023 Pasal 24.', 'UU 20/2023', '24'],
    ['Ia melanggar Pasal 280 ayat (2) huruf f UU Nomor 7 Tahun 2017.', 'UU 7/2017', '280 ayat (2) huruf f'],
    ['Ia melanggar Pasal 188 juncto Pasal 71 ayat (1) UU 10/2016.', 'UU 10/2016', '188 jo 71 ayat (1)'],
    ['Ancamannya Pasal 187A UU 10/2016.', 'UU 10/2016', '187A'],
    ['Sanksinya menurut PP 94 Tahun 2021.', 'PP 94/2021', null],
    ['Ia melanggar UU KPU-RI nomor 7 tahun 2017.', 'UU 7/2017', null],
    ['Putusan MK Nomor 136/PUU-XXII/2024 memperluasnya.', 'MK 136/PUU-XXII/2024', null],
    ['Kades tunduk pada Undang-Undang Desa.', 'UU 6/2014', null],
    ['Itu diatur SE Menpan RB Nomor 18 Tahun 2023.', 'SE MenPAN-RB 18/2023', null],
    ['Kampanye diatur PKPU Nomor 13 Tahun 2024.', 'PKPU 13/2024', null],
  ])('%s', (text, value, article) => {
    expect(laws(text)).toEqual([[value, article, true]]);
  });

  it('map misprints that are known, with a doubt', () => {
    const text = 'Ia melanggar UU Nomor 5 Tahun 2004.';
    expect(laws(text)).toEqual([['UU 5/2014', null, true]]);
    expect(doubts(text)).toEqual(['law_misprinted']);
  });

  it('flag what nobody knows, and mend nothing', () => {
    const text = 'Ia melanggar UU Nomor 99 Tahun 2019.';
    expect(laws(text)).toEqual([['UU 99/2019', null, false]]);
    expect(doubts(text)).toEqual(['law_unknown']);
  });

  it('leave the letters of regional offices alone', () => {
    expect(laws('Surat Edaran Nomor 800/1234/BKPSDM Tahun 2024 dibagikan.')).toEqual([]);
    expect(laws('UU itu ada 12 pasal.')).toEqual([]);
  });

  it('are told once each, with all their places', () => {
    const found = findLaws(derive('UU 10/2016 melarangnya. Begitu UU 10/2016.').body, dictionary, new Set());
    expect(found).toHaveLength(1);
    expect(found[0]?.evidence).toHaveLength(2);
  });
});
