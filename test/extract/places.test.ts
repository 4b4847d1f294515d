/** Places: which region a text is about, by codebook 7.3 and rulings 11.17 and 11.35. */
import { describe, expect, it } from '@jest/globals';
import { isWithin } from '../../src/extract/place-misspellings.js';
import { placesOfReport } from '../../src/extract/report-places.js';
import { allSentences, derive, dictionary } from './derive.js';

function jurisdiction(text: string, sentences?: number[], type: 'case' | 'measure' = 'case'): string | null {
  const derived = derive(text);
  const own = sentences === undefined ? allSentences(derived) : new Set(sentences);
  const places = placesOfReport(
    derived.places,
    derived.body,
    { sentences: own, type, alone: sentences === undefined },
    dictionary,
  );
  return places.find(({ role }) => role === 'jurisdiction')?.value ?? null;
}
const doubtsOf = (text: string): string[] => derive(text).places.doubts.map(({ code }) => code);

describe('the jurisdiction', () => {
  it.each([
    ['an announced name', 'Bawaslu Kabupaten Sragen memeriksa seorang camat.', '33.14'],
    ['a body and a bare name', 'Bupati Kutai Kartanegara menegur camat itu. Warga Kukar ramai.', '64.02'],
    ['an alias', 'Pemkot Tangsel memutus kontrak dua petugas.', '36.74'],
    ['two names of one town', 'Wali Kota Surakarta menegur lurah. Warga Solo mengeluh.', '33.72'],
    ['a district for its regency', 'Camat Ciputat Timur diperiksa karena ikut kampanye.', '36.74'],
    [
      'a district of two words that nothing announces',
      'Video itu direkam di Wewewa Timur pekan lalu.',
      '53.18',
    ],
    ['a seat that only the dateline names', 'SLAWI - Seorang camat diperiksa karena ikut kampanye.', '33.28'],
    [
      'a provincial body',
      'SURABAYA - Bawaslu Jawa Timur mencatat camat di Lamongan dan Ponorogo. Bawaslu Provinsi Jawa Timur mengingatkan pegawai.',
      '35',
    ],
  ])('is told by %s', (_, text, code) => {
    expect(jurisdiction(text)).toBe(code);
  });

  it('is not where the news was written, when the text names another', () => {
    expect(jurisdiction('MAKASSAR - Bawaslu Kabupaten Jeneponto memeriksa kepala desa.')).toBe('73.04');
    expect(jurisdiction('JAKARTA - KASN memproses camat di Kabupaten Sragen.')).toBe('33.14');
  });

  it('is none where the text names none, or only the desk of a national body', () => {
    expect(jurisdiction('Bawaslu memeriksa camat karena ikut kampanye.')).toBeNull();
    expect(jurisdiction('Jakarta - BKN menandatangani nota kesepahaman di Jakarta Timur, Rabu.')).toBeNull();
  });

  it('is that of the own sentences of a report, where several are told of', () => {
    const text =
      'Bawaslu Kabupaten Sragen memeriksa camat. Bawaslu Sragen menunggu ahli. Bawaslu Kabupaten Boyolali memeriksa lurah.';
    expect(jurisdiction(text, [0, 1])).toBe('33.14');
    expect(jurisdiction(text, [2])).toBe('33.09');
  });

  it('is not a town where something merely took place', () => {
    const text =
      'Panwas Kabupaten Bangkalan menutup perkara itu. Bupati Bangkalan lega. Pertemuan berlangsung di Surabaya.';
    expect(jurisdiction(text, [2])).toBe('35.26');
  });
});

describe('the jurisdiction of one of several reports', () => {
  it('is the region told of last in its paragraph', () => {
    const text =
      'Bawaslu Kabupaten Sragen memeriksa camat. Bawaslu Sragen menunggu ahli.\n\nDi Boyolali, kasusnya lain. Bawaslu Boyolali pernah menerima laporan. Seorang lurah ditegur.';
    expect(jurisdiction(text, [4])).toBe('33.09');
    expect(jurisdiction(text, [1])).toBe('33.14');
  });

  it('is the heading of its section', () => {
    const text =
      'Bawaslu Kabupaten Cianjur memeriksa camat. Bupati Cianjur diam.\n\nSUMEDANG. Penjabat bupati diganti. Ia menyangkal.';
    expect(jurisdiction(text, [3])).toBe('32.11');
  });

  it('is the province of the body that acts, for a further measure', () => {
    const text =
      'Bawaslu Kabupaten Kuningan memeriksa guru. Sekda Kuningan menegur.\n\nAnggota Bawaslu Jawa Barat mengingatkan pegawai agar netral.';
    expect(jurisdiction(text, [2], 'measure')).toBe('32');
    expect(jurisdiction(text, [2], 'case')).toBe('32.08');
  });
});

describe('towns that tell little', () => {
  it.each([
    ['of a court', 'PN Liwa memvonis peratin. Bupati Pesisir Barat menunggu putusan itu.', '18.13'],
    ['of an administrative court', 'PTUN Ambon membatalkan keputusan Bupati Buru Selatan.', '81.09'],
    ['of a regional office', 'Kanreg BKN Makassar memblokir data. Bupati Sinjai diam.', '73.07'],
    ['of birth', 'Bawaslu Kabupaten Pati memeriksa camat kelahiran Kudus itu. Ia asal Kudus.', '33.18'],
  ])('%s', (_, text, code) => {
    expect(jurisdiction(text)).toBe(code);
  });
});

describe('press names', () => {
  it.each([
    ['Lobar', '52.01'],
    ['TTS', '53.02'],
    ['SBD', '53.18'],
    ['Kukar', '64.02'],
    ['HSU', '63.08'],
    ['SBB', '81.06'],
    ['Konkep', '74.12'],
    ['Bolsel', '71.11'],
    ['Balut', '72.11'],
    ['Mateng', '76.06'],
    ['Muratara', '16.13'],
    ['Tubaba', '18.12'],
    ['Inhil', '14.04'],
    ['Pessel', '13.01'],
    ['Labura', '12.23'],
    ['Abdya', '11.12'],
    ['Pegubin', '95.02'],
  ])('%s', (name, code) => {
    expect(jurisdiction(`Bawaslu ${name} memeriksa seorang pegawai.`)).toBe(code);
  });
});

describe('twins and namesakes', () => {
  it('are cities where the word stands behind the name, regencies where villages are told of', () => {
    expect(jurisdiction('Penyidik Polres Pekalongan Kota memeriksa seorang pegawai pemda itu.')).toBe(
      '33.75',
    );
    expect(jurisdiction('Seorang kepala desa di Malang diperiksa karena ikut kampanye caleg.')).toBe('35.07');
  });

  it('are told apart by office, by loose office words, and by province', () => {
    expect(jurisdiction('Bawaslu memeriksa lurah di Bogor. Wali Kota Bogor menunggu.')).toBe('32.71');
    expect(jurisdiction('Bawaslu memeriksa lurah di Bogor. Kabupaten Bogor menunggu.')).toBe('32.01');
    expect(jurisdiction('Camat itu dilaporkan. Bupati belum tahu. Warga Tangerang kaget.')).toBe('36.03');
    expect(jurisdiction('Bawaslu Banjar memanggil tiga pegawai di Kalimantan Selatan.')).toBe('63.03');
  });

  it('stay unnamed, with a doubt, where nothing decides', () => {
    const text = 'Camat di Malang diperiksa karena ikut kampanye.';
    expect(jurisdiction(text)).toBeNull();
    expect(doubtsOf(text)).toContain('ambiguous_place');
  });
});

describe('misprints', () => {
  it('are read as a name of the same article, with a doubt', () => {
    const text = 'Kasus di Kabupaten Jenepotno itu ramai. Bawaslu Kabupaten Jeneponto memeriksa camat.';
    expect(jurisdiction(text, [0])).toBe('73.04');
    expect(doubtsOf(text)).toContain('place_misspelt');
  });

  it('have a bounded distance', () => {
    expect(isWithin('tengarang', 'tangerang', 2)).toBe(true);
    expect(isWithin('sargen', 'sragen', 1)).toBe(true);
    expect(isWithin('serang', 'sragen', 1)).toBe(false);
  });
});
