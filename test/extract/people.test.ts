/** People and accused, one mechanism at a time: who bears which office, who is one person, whom an act or a step means. */
import { describe, expect, it } from '@jest/globals';
import { bestStatus } from '../../src/extract/entity.js';
import { derive } from './derive.js';

/** Named people of a text with their best status. */
function named(text: string): Record<string, string | null> {
  const people = derive(text).people.filter((one) => one.name !== null);
  return Object.fromEntries(people.map((one) => [one.name ?? '', bestStatus(one)?.code ?? null]));
}

/** Accused of a text: name or "-", status, count. */
const accused = (text: string): string[] =>
  derive(text).accused.map((one) => `${one.name ?? '-'} ${bestStatus(one)?.code ?? '-'} ${one.count ?? '-'}`);

describe('an office finds its bearer', () => {
  it.each([
    [
      'over a place that no gazetteer knows',
      'Kepala Desa Sukarasa Hilir, Wira Anjani, diperiksa Bawaslu.',
      { 'Wira Anjani': 'village_head' },
    ],
    [
      'behind the name',
      'Wira Anjani, Camat Semin, diperiksa Bawaslu.',
      { 'Wira Anjani': 'territorial_official' },
    ],
    [
      'behind a word that ties',
      'Wira Anjani yang juga kepala sekolah itu diperiksa Bawaslu.',
      { 'Wira Anjani': 'teacher_school' },
    ],
    ['before initials', 'Seorang dokter spesialis berinisial WJ diperiksa Bawaslu.', { WJ: 'health_worker' }],
    ['by a rank', 'Bawaslu memeriksa Aipda Wira Anjani kemarin.', { 'Wira Anjani': 'polri' }],
    [
      'with a doctor in small letters',
      'Kepala puskesmas, dr. WJ, diperiksa Bawaslu.',
      { WJ: 'health_worker' },
    ],
    [
      'for each of a list',
      'Kedua guru itu, WJ dan RS, diperiksa Bawaslu.',
      { WJ: 'teacher_school', RS: 'teacher_school' },
    ],
    [
      'for a list told behind',
      'WJ (38) dan RS (29) diperiksa. WJ dan RS adalah tenaga harian lepas.',
      { WJ: 'non_asn', RS: 'non_asn' },
    ],
    [
      'over what is told of the office, between commas',
      'Kepala SMK negeri pemilik bus, Wira Anjani, diperiksa Bawaslu.',
      { 'Wira Anjani': 'teacher_school' },
    ],
    [
      'over a relative clause, between commas',
      'Pengawas sekolah yang ikut menyebarkan berkas itu, WJA, menunggu giliran diperiksa Bawaslu.',
      { WJA: 'teacher_school' },
    ],
    ['right before initials', 'Bawaslu memeriksa dosen WJ yang tampil di panggung.', { WJ: 'lecturer' }],
    ['contract before profession', 'Bidan berinisial WJ (29) diketahui berstatus PTT.', { WJ: 'non_asn' }],
  ])('%s', (_, text, expected) => {
    expect(named(text)).toMatchObject(expected);
  });

  it('not over a verb, nor from a field, a former holder or a place', () => {
    expect(named('Jaksa menuntut Wira Anjani, kades di Kanor, tiga bulan.')).toEqual({
      'Wira Anjani': 'village_head',
    });
    expect(named('Kepala Bidang Bina Marga menolak bicara.')).toEqual({});
    expect(named('Seorang bekas kepala dinas, Wira Anjani, ikut hadir.')).toEqual({ 'Wira Anjani': null });
    expect(named('Tenaga Harian Lepas (THL) ikut diawasi.')).toEqual({});
  });
});

describe('one person, told of in several ways', () => {
  it.each([
    [
      'an office first, the name later',
      'Seorang camat diadukan warga. Camat berinisial WJ itu membantah.',
      ['WJ'],
    ],
    [
      'a group that a list spells out',
      'Dua kepala desa divonis bersalah. Keduanya ialah WJ dan RS.',
      ['WJ', 'RS'],
    ],
    [
      'a phrase that points back',
      'Dr. Wira Anjani diperiksa Bawaslu. Dosen ilmu politik pada universitas negeri di Kota Gorontalo itu membantah.',
      ['Wira Anjani'],
    ],
    [
      'an office that comes back',
      'Kepala Dinas Koperasi, Wira Anjani, diperiksa Bawaslu. Kadis membantah.',
      ['Wira Anjani'],
    ],
  ])('%s', (_, text, names) => {
    const bearers = derive(text).people.filter((one) => one.statuses.length > 0);
    expect(bearers.map((one) => one.name)).toEqual(names);
  });

  it('parts a group into those it is told to hold', () => {
    const text =
      'Empat abdi negara hadir di kampanye calon bupati. Seorang di antaranya lurah aktif. Tiga lagi PNS golongan III.';
    const { people } = derive(text);
    expect(people.map((one) => `${bestStatus(one)?.code} ${one.count}`)).toEqual(
      expect.arrayContaining(['territorial_official 1', 'pns 3']),
    );
    expect(people.some((one) => one.count === 4)).toBe(false);
  });

  it('two offices beside each other are two', () => {
    const text = 'Kepala Dinas Pertanian dan Kepala Bagian Umum terbukti melanggar netralitas di Pilkada.';
    expect(accused(text)).toHaveLength(2);
  });
});

describe('whom acts and steps mean', () => {
  it.each([
    [
      'an ending that means the one spoken of',
      'Bawaslu memeriksa Camat Wira Anjani karena ikut kampanye calon bupati. Bupati lalu menonaktifkannya.',
      ['Wira Anjani territorial_official 1'],
    ],
    [
      'an act told before its doer',
      'Seseorang mengacungkan dua jari di samping calon bupati. Belakangan diketahui ia Iptu WJ, kapolsek di Kota Kupang.',
      ['WJ polri 1'],
    ],
    [
      'who strikes, not who is struck',
      'Pengawas TPS dipukul oleh seorang kepala desa saat memotret kampanye calon bupati.',
      ['- village_head 1'],
    ],
    [
      'a head who is quoted tells of others',
      'Camat Wira Anjani berfoto dengan calon bupati. Asisten I Setda, Rudi Salman, menegaskan hukuman akan dijatuhkan Bupati.',
      ['Wira Anjani territorial_official 1'],
    ],
    [
      'who summons, not who is summoned',
      'Camat berinisial WJ memanggil sebelas kepala desa, lalu meminta mereka memenangkan seorang calon gubernur.',
      ['WJ territorial_official 1'],
    ],
  ])('%s', (_, text, expected) => {
    expect(accused(text)).toEqual(expect.arrayContaining(expected));
    for (const one of accused(text)) expect(one).not.toMatch(/Rudi Salman/);
  });

  it('a lawyer is not his client, and invented names are none', () => {
    expect(
      accused(
        'Kades Wira Anjani divonis bersalah. Kuasa hukum terdakwa, Rudi Salman, menyayangkannya.',
      ).join(),
    ).not.toMatch(/Rudi/);
    expect(
      accused(
        'Honorer bernama Sarmin (bukan nama sebenarnya) dipecat karena menjadi tim sukses calon bupati.',
      ).join(),
    ).not.toMatch(/Sarmin/);
  });

  it('the headline tells the status of whom the text tells by name alone', () => {
    const text =
      'Elisabet Wattimena kembali bekerja. Elisabet dicopot Agustus lalu karena menjadi pengurus partai. Elisabet tidak menuntut ganti rugi.';
    const { people } = derive(text, '2024-11-01', 'PTUN Kembalikan Jabatan Kepala Sekolah');
    const [head] = people;
    expect(head === undefined ? null : bestStatus(head)?.code).toBe('teacher_school');
  });
});
