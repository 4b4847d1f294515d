/** Numbers in digits and words, and what they are for. */
import { describe, expect, it } from '@jest/globals';
import { createReader, type NumberMention } from '../../src/text/text.js';
import { grammar } from './grammar.js';

const reader = createReader(grammar);
const numbersOf = (text: string): NumberMention[] => reader.analyse(text, '2024-10-01').numbers;
const counts = (text: string): (number | null)[] =>
  numbersOf(text)
    .filter(({ sort }) => sort === 'count')
    .map(({ value }) => value);

describe('values', () => {
  it.each<[string, (number | null)[]]>([
    ['12 orang', [12]],
    ['1.536 ASN', [1536]],
    ['12.000.000 pemilih', [12000000]],
    ['1,5 juta pemilih', [1500000]],
    ['2 ribu orang', [2000]],
    ['dua ASN', [2]],
    ['seorang ASN', [1]],
    ['sepuluh ASN', [10]],
    ['sebelas ASN', [11]],
    ['tujuh belas ASN', [17]],
    ['dua puluh satu ASN', [21]],
    ['seratus dua kepala desa', [102]],
    ['seratus dua puluh satu kepala desa', [121]],
    ['dua ribu tiga ratus empat puluh lima orang', [2345]],
    ['tiga juta dua ratus ribu orang', [3200000]],
    ['dua (2) orang ASN', [2]],
    ['2 (dua) orang ASN', [2]],
    ['kedua ASN itu', []],
    ['ASN ke-2 dan peringkat ke-10', []],
    ['pertama kali pada bab XI', []],
    ['salah satu ASN', []],
    ['satu sama lain', []],
    ['satu-satunya calon', []],
    ['sejumlah ASN', []],
    ['Pasal 24 ayat (1) dan ayat (2)', []],
    ['Pasal 24, 25 dan 26', []],
    ['UU Nomor 20 Tahun 2023', []],
    ['PP 53/2010', []],
    ['Pemilu 2024', []],
    ['nomor urut 02', []],
    ['Rp 4 juta dan Rp4.000', []],
    ['45,4 persen atau 20%', []],
    ['pukul 10.30 WIB', []],
    ['selama 12 bulan', []],
    ['Covid-19', []],
    ['Nomor 100.3.4.2/4283/XI', []],
    ['Rabu (8/11/2023)', []],
    ['Budi Santoso (45)', []],
    ['8 ASN, 3 kades, dan 12 perangkat desa', [8, 3, 12]],
    ['68 ASN di 15 kecamatan', [68, 15]],
  ])('%s', (text, values) => expect(counts(text)).toEqual(values));

  it.each<[string, number, number, string]>([
    ['10-12 orang', 10, 12, '10-12'],
    ['10–12 orang', 10, 12, '10–12'],
    ['10 hingga 12 orang', 10, 12, '10 hingga 12'],
    ['dua sampai tiga orang', 2, 3, 'dua sampai tiga'],
    ['dua-tiga orang', 2, 3, 'dua-tiga'],
    ['4 sampai 5 juta pemilih', 4e6, 5e6, '4 sampai 5 juta'],
    ['belasan ASN', 11, 19, 'belasan'],
    ['puluhan ribu data', 20000, 99000, 'puluhan ribu'],
  ])('%s is a range', (text, min, max, printed) => {
    const [number] = numbersOf(text);
    expect(number).toMatchObject({ value: null, min, max, approx: true });
    expect(text.slice(number?.start, number?.end)).toBe(printed);
  });

  it.each([
    ['sekitar 4.000-an orang', 4000, '4.000-an'],
    ['20an orang', 20, '20an'],
    ['sekitar 20 orang', 20, '20'],
    ['lebih dari seratus orang', 100, 'seratus'],
    ['20 lebih ASN', 20, '20 lebih'],
  ])('%s is rough', (text, value, printed) => {
    const [number] = numbersOf(text);
    expect(number).toMatchObject({ value, approx: true });
    expect(text.slice(number?.start, number?.end)).toBe(printed);
  });

  it.each([
    ['Rp 4 juta', 'money'],
    ['20 persen', 'percent'],
    ['pukul 10.30', 'clock'],
    ['Pasal 24', 'label'],
    ['Pemilu 2024', 'year'],
    ['12 bulan', 'measure'],
    ['Budi (45)', 'age'],
    ['27 November 2024', 'date'],
  ])('%s is %s', (text, sort) => expect(numbersOf(text)[0]?.sort).toBe(sort));
});
