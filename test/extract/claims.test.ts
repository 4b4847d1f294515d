/** Claims: quoted statistics by rulings 11.15 and 11.36; people of a case are none. */
import { describe, expect, it } from '@jest/globals';
import type { Claim } from '../../src/model/report.js';
import { derive } from './derive.js';

/** Claims of a text about a camat, so that it is about apparatus at all. */
const claimsOf = (text: string, published = '2024-11-06', title = ''): Claim[] =>
  derive(`${text}\n\nPara camat di daerah itu diminta netral pada pilkada.`, published, title).extraction
    .claims;
const short = (claims: Claim[]) =>
  claims.map(({ agency, stage, unit, value }) => `${agency} ${stage} ${unit} ${value}`);

describe('a count', () => {
  it('has agency, stage, unit, value and the day it stands for', () => {
    const [claim] = claimsOf(
      'Bawaslu Kabupaten Sragen mencatat 57 dugaan pelanggaran netralitas ASN hingga 4 November 2024.',
    );
    expect(claim).toMatchObject({
      agency: 'bawaslu_local',
      stage: 'reported',
      unit: 'pelanggaran',
      value: 57,
      asOf: '2024-11-04',
      approx: false,
      breakdown: null,
    });
  });

  it('goes on with the parts of a list, which take unit and agency from it', () => {
    const text =
      'Bawaslu Kabupaten Sragen mencatat 57 dugaan pelanggaran netralitas ASN. Dari jumlah itu, 41 sudah diteruskan ke BKN, 9 dihentikan, sisanya masih diproses.';
    expect(short(claimsOf(text))).toEqual([
      'bawaslu_local reported pelanggaran 57',
      'bawaslu_local forwarded pelanggaran 41',
      'bawaslu_local assessed_no_violation pelanggaran 9',
    ]);
  });

  it('is broken down by region, in sentences and in lines', () => {
    const text =
      'Bawaslu Jawa Tengah mencatat 40 dugaan pelanggaran netralitas ASN. Terbanyak di Sragen dengan 19 kasus, disusul Boyolali 12 kasus.\nKabupaten Garut 5\nKudus: 4';
    const rows = claimsOf(text).filter(({ breakdown }) => breakdown !== null);
    expect(rows.map(({ breakdown, value }) => [breakdown, value])).toEqual([
      ['Sragen', 19],
      ['Boyolali', 12],
      ['Kabupaten Garut', 5],
      ['Kudus', 4],
    ]);
  });

  it('says whether its rows add up to it', () => {
    const text = (total: number) =>
      `Bawaslu Jawa Tengah mencatat ${total} dugaan pelanggaran netralitas ASN. Rinciannya:\nSragen: 19\nBoyolali: 12\nKudus: 9`;
    const sums = [40, 39, 50].map((total) => claimsOf(text(total))[0]?.addsUp);
    expect(sums).toEqual([true, false, null]);
  });

  it('stands for the year of an earlier election', () => {
    const text =
      'Bawaslu Jawa Tengah mencatat 57 dugaan pelanggaran netralitas ASN hingga 4 November 2024. Pada Pilkada 2020 angkanya 63.';
    expect(claimsOf(text).find(({ value }) => value === 63)).toMatchObject({
      stage: 'reported',
      asOf: '2020',
    });
  });

  it('is of the agency that counts, not of the one that is told or that quotes', () => {
    const text =
      'KASN menerima laporan atas 758 pegawai negeri terkait dugaan pelanggaran netralitas. Sebanyak 541 orang direkomendasikan dijatuhi sanksi kepada Mendagri.';
    expect(claimsOf(text).map(({ agency, value }) => [agency, value])).toEqual([
      ['kasn', 758],
      ['kasn', 541],
    ]);
  });

  it('may stand in the headline alone', () => {
    const claims = claimsOf(
      'Bawaslu Jawa Tengah membeberkan datanya.',
      '2024-11-06',
      'Bawaslu Jateng Catat 57 Dugaan Pelanggaran Netralitas ASN',
    );
    expect(claims[0]).toMatchObject({ value: 57, evidence: [{ in: 'title' }] });
  });
});

describe('no count', () => {
  it.each([
    ['people of a case', 'Bawaslu Kabupaten Sragen memeriksa dua camat karena ikut kampanye.'],
    ['those who took an oath', 'Bawaslu Sragen menyaksikan 640 ASN menandatangani ikrar netralitas.'],
    ['regions', 'Bawaslu mencatat pelanggaran netralitas di 15 kecamatan.'],
    ['shares', 'Bawaslu menyebut 43 persen pelanggaran netralitas terjadi di media sosial.'],
    ['numbers of a list', 'Bawaslu merinci larangan netralitas ASN:\n8. Dilarang memberi dukungan KTP.'],
    ['witnesses', 'Bawaslu Sragen memeriksa enam orang saksi soal netralitas camat.'],
  ])('are %s', (_, text) => {
    expect(claimsOf(text)).toEqual([]);
  });
});

describe('a number that no rule finds', () => {
  const CASE =
    'Bawaslu Kabupaten Lombok Utara memeriksa asisten sekda, Raden Sumarta, karena ikut kampanye calon bupati. Rekomendasinya belum dijalankan bupati.';

  it('is a claim by all that stands around it', () => {
    const text = `${CASE} Di tingkat nasional BKN mencatat per 26 November terdapat 1.005 ASN dilaporkan tidak netral, 727 direkomendasikan KASN dan 580 telah dijatuhi sanksi.`;
    const claims = claimsOf(text, '2024-12-02');
    expect(claims.map(({ agency, value }) => `${agency} ${value}`)).toEqual([
      'bkn 1005',
      'bkn 727',
      'bkn 580',
    ]);
    expect(claims.some(({ rule }) => rule === 'weights/claims')).toBe(true);
    for (const { rule, certainty } of claims)
      expect(certainty).toBe(rule === 'claim/number-unit-step' ? 'stated' : 'inferred');
  });

  it('is none where troops, polling stations or staff are told of', () => {
    const text = `${CASE} Sebanyak 420 personel Polres dikerahkan mengamankan 674 TPS dibantu linmas.`;
    expect(short(claimsOf(text))).toEqual([]);
  });

  it('is still that of who counts where others receive', () => {
    const text =
      'Bawaslu Jawa Timur mencatat 186 laporan dugaan pelanggaran netralitas selama pilkada. Ketua Bawaslu Endah Sulastri menjelaskan, sebanyak 79 perkara diteruskan ke instansi berwenang, yakni BKN untuk ASN dan bupati untuk kepala desa.';
    expect(claimsOf(text).map(({ agency, value }) => `${agency} ${value}`)).toEqual([
      'bawaslu_local 186',
      'bawaslu_local 79',
    ]);
  });
});
