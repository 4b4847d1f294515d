/** Sentences, paragraphs, quotes and clauses. */
import { describe, expect, it } from '@jest/globals';
import { createReader } from '../../src/text/text.js';
import { grammar } from './grammar.js';

const reader = createReader(grammar);
const sentencesOf = (text: string): string[] =>
  reader.analyse(text, null).sentences.map(({ start, end }) => text.slice(start, end));
const quotesOf = (text: string): string[] =>
  reader.analyse(text, null).quotes.map(({ start, end }) => text.slice(start, end));
const clausesOf = (text: string): string[] => {
  const { tokens, clauses } = reader.analyse(text, null);
  return clauses.map(({ first, last }) => text.slice(tokens.start[first], tokens.end[last - 1]));
};

describe('one sentence', () => {
  it.each([
    'Kepala Dinas Sosial Kab. Wanasari, Drs. H. Sutarman, M.Si. membantah tudingan itu.',
    'Menurut Prof. Dr. Ir. Lestari Wibowo, S.H., M.Hum., sanksi sudah tepat.',
    'Rapat di Jl. Merdeka No. 5 itu dihadiri camat dkk. dan lurah.',
    'Terlapor A. B. Yusuf hadir.',
    'Anggaran Rp. 1.536.000,50 atau 45,4 persen dipakai.',
    'CIPUTAT - Dua pegawai diberhentikan.',
    'Nabire (ANTARA) - Bawaslu memeriksa tiga kepala distrik.',
    'Solo: Pegawai diminta netral.',
    '"Kami sudah tindak," ujarnya.',
    '"Kami sudah tindak." ujarnya singkat.',
    '“Apakah mereka netral?” tanya hakim.',
    'Ia ragu... lalu mengaku.',
    'Dihubungi redaksi wartanusa.id pada Selasa (23/1/2024) pukul 10.30 WIB, ia diam.',
    'Baca di www.wartanusa.co.id sekarang',
    'Kapolres AKBP Rudi S.I.K., M.H. menyebut ada s.d. 5 laporan.',
    'Surat a.n. Bupati itu beredar.',
    '1. Kepala desa dilarang berkampanye.',
    'Pada 17 Sept. 2024 rapat digelar.',
    'Kombes Pol. Agus dan Letkol (Purn.) Bayu hadir.',
    'H. Moh. Saleh dan Muh. Idris, S.Sos., dipanggil.',
    'Kepala BKPSDM, Samin Hi. Marsaoly, hadir bersama Kapolres AKBP. Rudi.',
    'Ia dijerat Pasal 188 jo. Pasal 71 ayat (1).',
  ])('%s', (text) => expect(sentencesOf(text)).toEqual([text]));
});

describe('several sentences', () => {
  it.each([
    ['Ia netral. Mereka tidak.', ['Ia netral.', 'Mereka tidak.']],
    ['kualitas pelayanan publik. hal tersebut buruk.', ['kualitas pelayanan publik.', 'hal tersebut buruk.']],
    ['"Kami netral." Ia lalu pergi.', ['"Kami netral."', 'Ia lalu pergi.']],
    ['Di Kabupaten Muna.Kemudian pindah.', ['Di Kabupaten Muna.', 'Kemudian pindah.']],
    ['Mereka adalah ASN.Ia menegaskan.', ['Mereka adalah ASN.', 'Ia menegaskan.']],
    ['Judul berita\nIsi berita', ['Judul berita', 'Isi berita']],
    ['Netralkah? Belum tentu! Ya.', ['Netralkah?', 'Belum tentu!', 'Ya.']],
    ['Pemilu 2024. Setelah itu usai.', ['Pemilu 2024.', 'Setelah itu usai.']],
    ['Hadir camat, lurah dll. Mereka pulang.', ['Hadir camat, lurah dll.', 'Mereka pulang.']],
    ['Ia bergelar S.Sos. Mereka tahu.', ['Ia bergelar S.Sos.', 'Mereka tahu.']],
    ['Kami patuh. “Itu benar,” katanya.', ['Kami patuh.', '“Itu benar,” katanya.']],
    ['Ia diam… Lalu pergi.', ['Ia diam…', 'Lalu pergi.']],
    ['', []],
    ['***\n\n', []],
  ])('%s', (text, sentences) => expect(sentencesOf(text)).toEqual(sentences));

  it('numbers paragraphs', () => {
    const { paragraphs, sentences } = reader.analyse('  Satu. Dua.\r\n\r\n***\r\nTiga.', null);
    expect(paragraphs).toEqual([
      { start: 2, end: 12 },
      { start: 21, end: 26 },
    ]);
    expect(sentences.map(({ paragraph }) => paragraph)).toEqual([0, 0, 1]);
  });
});

describe('quotes', () => {
  it.each([
    ['"Satu," kata dia. "Dua."', ['"Satu,"', '"Dua."']],
    ['“Satu,” kata dia.', ['“Satu,”']],
    ['”Satu,” kata dia.', ['”Satu,”']],
    ['“Satu," kata dia.', ['“Satu,"']],
    ['“Satu tanpa akhir.\n“Dua,” katanya', ['“Satu tanpa akhir.', '“Dua,”']],
    ['«Satu» kata', ['«Satu»']],
    ["Jum'at tanpa kutipan", []],
  ])('%s', (text, quotes) => expect(quotesOf(text)).toEqual(quotes));
});

describe('clauses', () => {
  it.each([
    ['Ia akan dipecat jika terbukti melanggar', ['Ia akan dipecat', 'jika terbukti melanggar']],
    ['Jika terbukti, ia dipecat', ['Jika terbukti', 'ia dipecat']],
    [
      'Lima orang disanksi, sedangkan dua orang bebas; satu menunggu',
      ['Lima orang disanksi', 'sedangkan dua orang bebas', 'satu menunggu'],
    ],
    ['Bupati Wanasari, Sri Lestari, memecat dua ASN', ['Bupati Wanasari, Sri Lestari, memecat dua ASN']],
    ['Aparatur Sipil Negara (ASN) itu dipecat', ['Aparatur Sipil Negara (ASN) itu dipecat']],
    [
      'Camat Wanasari, Sumbermulya, dan Karanganyar dipanggil',
      ['Camat Wanasari, Sumbermulya, dan Karanganyar dipanggil'],
    ],
    ['Mereka membawa spanduk, kaus, dan uang', ['Mereka membawa spanduk', 'kaus', 'dan uang']],
  ])('%s', (text, clauses) => expect(clausesOf(text)).toEqual(clauses));
});
