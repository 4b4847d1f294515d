/** Grouping: whose matter a step is, and when several accused are one report or two. */
import { describe, expect, it } from '@jest/globals';
import { derive } from './derive.js';

/** The case reports of a text, each as its stage and the names of its subjects. */
const casesOf = (text: string, title: string): string[] =>
  derive(text, '2024-11-20', title)
    .extraction.reports.filter((report) => report.type === 'case')
    .map(({ stage, subjects }) => `${stage}: ${subjects.map(({ name }) => name ?? '-').join(', ')}`);

describe('two accused', () => {
  it('are two reports when they are told of in two regencies', () => {
    const text = `SEMARANG – Dua kepala desa di Jawa Tengah ditetapkan sebagai tersangka tindak pidana pemilihan.

Di Kabupaten Kendal, Kades Sukolilan, Bambang Haryono, ditetapkan tersangka karena mengarahkan warga memilih salah satu pasangan calon.

Di Kabupaten Batang, Kades Wonosari, Slamet Riyadi, ditetapkan tersangka karena membagikan uang kepada pemilih di balai desa.`;
    expect(casesOf(text, 'Dua Kades di Dua Kabupaten Jadi Tersangka')).toEqual([
      'suspect_named: Bambang Haryono',
      'suspect_named: Slamet Riyadi',
    ]);
  });

  it('are one report when one body deals with them for one act', () => {
    const text = `BLITAR – Dua ASN Pemkab Blitar, SW dan TN, diklarifikasi Bawaslu karena berfoto dengan pose satu jari bersama calon bupati, Senin (28/10/2024). Keduanya datang tanpa didampingi kuasa hukum.`;
    expect(casesOf(text, 'Dua ASN Pose Jari Diklarifikasi')).toEqual(['examined: SW, TN']);
  });

  it('are not mixed by an ordinal', () => {
    const text = `MAGELANG – Berkas pertama: jaksa mendakwa Kades Sukorejo, Bambang Haryono, karena mengarahkan warga memilih salah satu pasangan calon.

Berkas kedua: Kades Wonosari, Slamet Riyadi, baru ditetapkan tersangka. Ia diduga membagikan uang kepada pemilih di balai desa.`;
    const told = casesOf(text, 'Dua Kades di Magelang Berurusan dengan Hukum');
    expect(told).toHaveLength(2);
    expect(told[1]).toBe('suspect_named: Slamet Riyadi');
  });

  it('leave their group when the rest of it is named last', () => {
    const text = `TERNATE – Tiga lurah di Kota Ternate diperiksa Bawaslu karena menghadiri deklarasi calon wali kota. Dua di antaranya, Ibrahim Jafar dan Rustam Umar, direkomendasikan ke BKN. Satu lainnya, Fahmi Ade, dinyatakan tidak terbukti.`;
    expect(casesOf(text, 'Tiga Lurah Diperiksa, Satu Dilepas')).toEqual([
      'forwarded: Ibrahim Jafar, Rustam Umar',
      'assessed_no_violation: Fahmi Ade',
    ]);
  });
});

describe('no accused', () => {
  it('is whom a head of region moves', () => {
    const text = `RANTEPAO – Bupati petahana Toraja Utara, Daniel Rantetasak, dilaporkan ke Bawaslu, Senin (11/11/2024). Tim lawan mengadukannya karena melantik seorang kepala bidang dan mengganti enam penjabat kepala lembang tanpa persetujuan menteri.`;
    const told = casesOf(text, 'Petahana Toraja Utara Diadukan Tim Lawan');
    expect(told).toEqual(['reported: Daniel Rantetasak']);
  });

  it('is a count of somebody else behind the one told of', () => {
    const text = `NUNUKAN – PNS Kecamatan Sebuku, Hasriani, diperiksa Bawaslu karena menyiarkan kampanye calon bupati di akunnya. Dua PNS lain di video itu petugas medis. Mereka tidak dipersoalkan.

Bawaslu Kaltara telah menerima 27 dugaan ketidaknetralan sejak Januari; 18 di antaranya diteruskan kepada KASN.`;
    expect(casesOf(text, 'Siarkan Kampanye, PNS Nunukan Diperiksa')).toEqual(['examined: Hasriani']);
  });
});
