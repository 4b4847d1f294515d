/** Names of people, and when two names mean one person. Everyone here is invented. */
import { describe, expect, it } from '@jest/globals';
import { createReader, jaroWinkler, sameName, similarTitle, type NameMention } from '../../src/text/text.js';
import { grammar } from './grammar.js';

const reader = createReader(grammar);
const namesOf = (text: string): NameMention[] => reader.analyse(text, '2024-10-01').names;
const cores = (text: string): string[] => namesOf(text).map(({ core }) => core);

describe('names', () => {
  it.each<[string, string[]]>([
    ['Kepala Dinas Sosial, Drs. H. Sutarman Wibowo, M.Si., membantah.', ['Sutarman Wibowo']],
    ['kata Budi Santoso S.Sos kepada pers', ['Budi Santoso']],
    ['staf khusus saya Pak Darman Juwadi itu', ['Darman Juwadi']],
    ['Kapolres AKBP Rudi Hartawan, S.I.K., M.H. hadir', ['Rudi Hartawan']],
    ['Dandim Letkol Inf Bayu Prakoso hadir', ['Bayu Prakoso']],
    ['oleh Andi Mappasessu bin Daeng Matutu kemarin', ['Andi Mappasessu bin Daeng Matutu']],
    ['bersama Lalu Wirajaya dan Baiq Sekarningsih', ['Lalu Wirajaya', 'Baiq Sekarningsih']],
    ['hadir I Gusti Ngurah Wirata', ['I Gusti Ngurah Wirata']],
    ['hadir La Ode Marhaban dan Wa Ode Sitti', ['La Ode Marhaban', 'Wa Ode Sitti']],
    ['kata Teuku Marzuki Syah', ['Teuku Marzuki Syah']],
    ['kata A. B. Yusufino', ['A. B. Yusufino']],
    ['ASN berinisial AS itu', ['AS']],
    ['seorang lurah berinisial A.S. ditegur', ['A.S']],
    ['penyidik Aipda DH hadir', ['DH']],
    ['pelaku S (45) dan AMR (30) ditahan', ['S', 'AMR']],
    ['ASN berinisial AMR ditegur. Kini AMR menunggu.', ['AMR', 'AMR']],
    ['kata Benyarto. Menurut Benyarto, itu salah.', ['Benyarto', 'Benyarto']],
    ['Kedua guru itu, SH dan RA, mengajar seni.', ['SH', 'RA']],
    ['lurah berinisial Z dan MI ditegur', ['Z', 'MI']],
    ['Ketiganya ialah JFR alias Jefri hadir. Kini JFR pergi', ['JFR', 'Jefri', 'JFR']],
    ['Camat Wanasari Iptu Dodi Rumengan', ['Wanasari', 'Dodi Rumengan']],
    ['Budi Santoso Kembali Pimpin Apel Siaga\nkata Budi Santoso kemarin', ['Budi Santoso', 'Budi Santoso']],
    ['Pegawai itu dipecat oleh bupati.', []],
    ['pada Selasa (7/11) di bulan Oktober', []],
    ['Bawaslu dan KPU Kabupaten', []],
    ['jelas anggota Bawaslu, Siti Rahmaniah (41).', ['Siti Rahmaniah']],
    ['Mantan camat Ratu Intani-Wulan hadir', ['Ratu Intani-Wulan']],
  ])('%s', (text, names) => expect(cores(text)).toEqual(names));

  it('tells titles, initials and ages apart', () => {
    expect(namesOf('kata Drs. H. Sutarman Wibowo, M.Si')[0]).toMatchObject({
      printed: 'Drs. H. Sutarman Wibowo, M.Si',
      titles: ['Drs', 'H'],
      initials: false,
      age: null,
    });
    expect(namesOf('Pelaku AMR (30) ditahan')[0]).toMatchObject({ initials: true, age: 30 });
    expect(namesOf('kata Siti Rahmaniah (51 tahun)')[0]).toMatchObject({ age: 51 });
  });

  it.each<[string, string, string[]]>([
    ['between commas', 'Kepala Desa Lapa Daya, MRT, yang rumahnya dipakai, diklarifikasi', ['MRT']],
    ['in a list with such', 'Ketiga pambakal yaitu HDR, MSL, dan AYB.', ['HDR', 'MSL', 'AYB']],
    [
      'again and again',
      'Kini AJK berkantor di gudang sebab surat membebaskan AJK dari tugas',
      ['AJK', 'AJK'],
    ],
    ['but not once anywhere', 'Kini AJK berkantor di gudang', []],
    ['and no number', 'Pegawai golongan, III, dari dua dinas', []],
  ])('knows initials %s', (_, text, initials) => {
    const read = reader.analyse(text, null);
    const names = reader.names(read, [], { isOther: () => false, isBehindOffice: () => false });
    expect(names.filter((name) => name.initials).map(({ core }) => core)).toEqual(initials);
  });

  it('knows initials right behind an office', () => {
    const read = reader.analyse('Dosen AM tampil sebagai pembicara', null);
    const names = reader.names(read, [], { isOther: () => false, isBehindOffice: (token) => token === 1 });
    expect(names.map(({ core }) => core)).toEqual(['AM']);
  });

  it('leaves out what others know to be no name', () => {
    const text = 'Camat Wanasari Budi Santoso hadir';
    const read = reader.analyse(text, null);
    const names = reader.names(read, [{ first: 1, last: 2 }], {
      isOther: () => false,
      isBehindOffice: () => false,
    });
    expect(names.map(({ core }) => core)).toEqual(['Budi Santoso']);
  });
});

describe('sameName', () => {
  it.each<[string, string, number]>([
    ['Benyarto', 'Benyarto Davin', 1],
    ['Budi Santoso', 'Budi Santoso', 1],
    ['Hendar Herawan', 'Handar', 0.85],
    ['Hendar Herawan', 'Hendra Herawan', 0.93],
    ['Moh. Saleh', 'Moh Saleh', 1],
    ['A. Yusufino', 'Ahmad Yusufino', 0.9],
    ['AS', 'Ahmad Sobarna', 0.8],
    ['Siti Rahmaniah', 'Siti Rahmania', 0.95],
  ])('%s and %s are alike', (a, b, least) => {
    expect(sameName(a, b)).toBeGreaterThanOrEqual(least);
    expect(sameName(b, a)).toBe(sameName(a, b));
  });

  it.each([
    ['Budi Santoso', 'Budi Setiawan'],
    ['Andi Mappasessu', 'Lalu Wirajaya'],
    ['Siti Rahmaniah', 'Siti Aminah'],
    ['AS', 'Budi Santoso'],
    ['', 'Budi'],
  ])('%s and %s are two', (a, b) => expect(sameName(a, b)).toBeLessThan(0.5));

  it('is built on Jaro-Winkler', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 2);
    expect(jaroWinkler('', 'a')).toBe(0);
  });

  it('tells titles apart', () => {
    const title = 'Dua ASN Wanasari Dipecat karena Jadi Tim Sukses';
    expect(similarTitle(title, 'Jadi Tim Sukses, Dua ASN Wanasari Dipecat')).toBeGreaterThan(0.6);
    expect(similarTitle(title, 'Bawaslu Gelar Apel Netralitas')).toBe(0);
    expect(similarTitle(title, title)).toBe(1);
  });
});
