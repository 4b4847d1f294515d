/** Dates of the press: forms, weekday check, repairs (codebook 7.1 and 9-F). */
import { describe, expect, it } from '@jest/globals';
import { createReader, type DateMention } from '../../src/text/text.js';
import { grammar } from './grammar.js';

const reader = createReader(grammar);
const datesOf = (text: string, now: string | null): DateMention[] => reader.analyse(text, now).dates;
const valuesOf = (text: string, now: string | null): (string | null)[] =>
  datesOf(text, now).map(({ value }) => value);

describe('forms', () => {
  it.each<[string, string, string, string]>([
    ['Rabu (8/11)', '2023-11-08', '2023-11-08', 'numeric'],
    ['Selasa (7/11)', '2023-11-08', '2023-11-07', 'numeric'],
    ['Rabu (10/1/2024)', '2024-01-11', '2024-01-10', 'numeric'],
    ['Rabu, (17-5)', '2023-05-18', '2023-05-17', 'numeric'],
    ['Minggu, (21-5-2023)', '2023-05-22', '2023-05-21', 'numeric'],
    ['Senin, 25/11/2024', '2024-11-25', '2024-11-25', 'numeric'],
    ['Minggu, 29 September 2024', '2024-09-29', '2024-09-29', 'written'],
    ['Jumat 27 September 2024', '2024-09-29', '2024-09-27', 'written'],
    ["Jum'at, 27 September 2024", '2024-09-29', '2024-09-27', 'written'],
    ['Selasa Pahing, 24 September 2024', '2024-09-29', '2024-09-24', 'written'],
    ['Selasa malam (14/11)', '2023-11-16', '2023-11-14', 'numeric'],
    ['hari Rabu tanggal 8 November 2023', '2023-11-16', '2023-11-08', 'written'],
    ['tanggal 9 Oktober', '2024-10-20', '2024-10-09', 'written'],
    ['per 4 November 2024', '2024-11-20', '2024-11-04', 'written'],
    ['27 November mendatang', '2024-11-25', '2024-11-27', 'written'],
    ['14 Februari mendatang', '2023-11-08', '2024-02-14', 'written'],
    ['9 Pebruari 2024', '2024-02-10', '2024-02-09', 'written'],
    ['4 Nopember 2024', '2024-11-10', '2024-11-04', 'written'],
    ['September 2024', '2024-10-10', '2024-09', 'month'],
    ['akhir September lalu', '2023-11-08', '2023-09', 'month'],
    ['pada Oktober lalu', '2024-01-08', '2023-10', 'month'],
    ['bulan Agustus', '2024-10-08', '2024-08', 'month'],
    ['bulan ini', '2024-10-08', '2024-10', 'deictic'],
    ['bulan lalu', '2024-01-08', '2023-12', 'deictic'],
    ['tahun lalu', '2024-01-08', '2023', 'deictic'],
    ['tahun 2019', '2024-01-08', '2019', 'year'],
    ['kemarin', '2024-01-01', '2023-12-31', 'deictic'],
    ['hari ini', '2024-01-01', '2024-01-01', 'deictic'],
    ['besok', '2024-02-28', '2024-02-29', 'deictic'],
    ['lusa', '2024-02-28', '2024-03-01', 'deictic'],
    ['pekan lalu', '2024-01-08', '2024-01-01', 'deictic'],
    ['kemarin (27/9)', '2024-09-29', '2024-09-27', 'numeric'],
    ['hari ini, Rabu (8/11/2023)', '2023-11-08', '2023-11-08', 'numeric'],
    ['pada Selasa', '2024-10-10', '2024-10-08', 'weekday'],
    ['pada Kamis', '2024-10-10', '2024-10-10', 'weekday'],
    ['Senin pekan lalu', '2024-10-10', '2024-09-30', 'weekday'],
    ['Jumat mendatang', '2024-10-10', '2024-10-11', 'weekday'],
    ['03/01/2024, 05:03 WIB', '2024-01-03', '2024-01-03', 'stamp'],
    ['SENIN, 08 APRIL 2024 | 15:46 WIB', '2024-04-08', '2024-04-08', 'stamp'],
    ['29 September 2024 16:36', '2024-09-29', '2024-09-29', 'stamp'],
    ['Minggu | 27-12-2020 | 16:32', '2020-12-28', '2020-12-27', 'stamp'],
    ['27-29 Agustus 2024', '2024-09-01', '2024-08-27', 'written'],
    ['2024-01-23', '2024-01-24', '2024-01-23', 'numeric'],
    ['23.1.2024', '2024-01-24', '2024-01-23', 'numeric'],
    ['Senin (30/12)', '2025-01-01', '2024-12-30', 'numeric'],
    ['tanggal 27 mendatang', '2024-11-20', '2024-11-27', 'day'],
    ['malam Minggu', '2024-10-23', '2024-10-19', 'weekday'],
    ['Sabtu malam Minggu', '2024-10-23', '2024-10-19', 'weekday'],
    ['malam minggu (19/10)', '2024-10-23', '2024-10-19', 'numeric'],
    ['Jumat ini', '2024-10-23', '2024-10-25', 'weekday'],
    ['Senin ini', '2024-10-23', '2024-10-21', 'weekday'],
    ['Minggu kedua Oktober', '2024-10-23', '2024-10', 'month'],
    ['tanggal 5 bulan ini', '2024-10-23', '2024-10-05', 'day'],
    ['tanggal 28 bulan lalu', '2024-10-23', '2024-09-28', 'day'],
    ['Senin-Rabu (7-9/10)', '2024-10-23', '2024-10-07', 'numeric'],
    ['Sabtu-Minggu, 19-20 Oktober 2024', '2024-10-23', '2024-10-19', 'written'],
    ['October 22, 2024', '2024-10-23', '2024-10-22', 'written'],
    ['tiga hari lalu', '2024-11-20', '2024-11-17', 'deictic'],
    ['2 bulan silam', '2024-11-20', '2024-09', 'deictic'],
    ['empat tahun yang lalu', '2024-11-20', '2020', 'deictic'],
    ['dua hari ke depan', '2024-11-20', '2024-11-22', 'deictic'],
    ['dua pekan ini', '2024-11-20', '2024-11-06', 'deictic'],
    ['23 Juni', '2018-02-15', '2018-06-23', 'written'],
    ['20 Desember', '2024-01-10', '2023-12-20', 'written'],
  ])('%s seen from %s', (text, now, value, form) => {
    const [date, ...more] = datesOf(text, now);
    expect(date).toMatchObject({ value, form });
    expect(more).toEqual([]);
    expect(date?.doubts).toEqual([]);
  });

  it('counts from the date told before', () => {
    const text = 'Senin (18/11) ia datang. Pada hari yang sama ia diperiksa dan dua hari kemudian ditegur.';
    expect(valuesOf(text, '2024-11-22')).toEqual(['2024-11-18', '2024-11-18', '2024-11-20']);
    expect(valuesOf('Pada hari yang sama ia diperiksa.', '2024-11-22')).toEqual([null]);
  });

  it('reads deictics that open a sentence or follow a comma', () => {
    expect(valuesOf('Kemarin ia ditegur.', '2024-11-20')).toEqual(['2024-11-19']);
    expect(valuesOf('ujar kepala dinas itu, kemarin.', '2024-11-20')).toEqual(['2024-11-19']);
  });

  it('leaves people alone who are named like a weekday', () => {
    expect(valuesOf('menurut Kepala BKPPD Jombang Senen Wijayanti itu benar', '2021-10-14')).toEqual([]);
    expect(valuesOf('terang Ketua Panwaslu Munawar Salasa.', '2017-01-20')).toEqual([]);
    expect(valuesOf('digelar di Kota Pati Senin.', '2024-11-20')).toEqual(['2024-11-18']);
  });

  it('leaves what happens every week alone', () => {
    expect(valuesOf('Setiap Senin mereka apel, tiap hari Jumat senam.', '2024-11-20')).toEqual([]);
  });

  it('takes the day that the text confirms elsewhere without a year', () => {
    const text = 'Kamis (30/9/2020) mereka berikrar. Siangnya, Rabu 30 September, ada panen.';
    expect(valuesOf(text, '2020-10-01')).toEqual(['2020-09-30', '2020-09-30']);
  });

  it('spans the whole date with its bracket', () => {
    expect(datesOf('ujarnya, Rabu (8/11).', '2023-11-08')[0]?.raw).toBe('Rabu (8/11)');
    expect(datesOf('dilakukan (8/11).', '2023-11-08')[0]?.raw).toBe('8/11');
  });

  it('gives the last day of a range', () => {
    expect(datesOf('pada 27-29 Agustus 2024', null)[0]).toMatchObject({
      value: '2024-08-27',
      until: '2024-08-29',
    });
    expect(valuesOf('28 November - 10 Desember 2023', null)).toEqual(['2023-11-28', '2023-12-10']);
  });

  it.each([
    'UU Nomor 5/2014',
    'Nomor 8/11/BKPSDM',
    'skor 8/11',
    'PP 53/2010',
    'nilai 3-1',
    'salat Jumat',
    'masa minggu tenang',
    'Mei Lestari',
    'dua minggu',
    'yang lalu lintas',
    'Pasar Minggu',
    'pegawai ini',
  ])('%s is no date', (text) => expect(datesOf(text, '2024-01-01')).toEqual([]));

  it('does not guess without a day of publication', () => {
    expect(datesOf('Rabu (8/11)', null)[0]).toMatchObject({ value: null, precision: null, weekday: 3 });
    expect(datesOf('kemarin', null)[0]).toMatchObject({ value: null });
  });
});

describe('dates that lie', () => {
  it.each<[string, string, string, string, string[]]>([
    ['HC41a', 'Kamis (26/10/2024)', '2023-10-27', '2023-10-26', ['weekday_mismatch', 'year_repaired']],
    ['HC41b', 'Selasa (21/11/2022)', '2023-11-22', '2023-11-21', ['weekday_mismatch', 'year_repaired']],
    ['HC41c', 'Rabu (3/1/2023)', '2024-01-04', '2024-01-03', ['weekday_mismatch', 'year_repaired']],
    ['HC43a', 'Jumat (4/8/2020)', '2020-09-05', '2020-09-04', ['weekday_mismatch', 'month_repaired']],
    ['HC44', 'pada (31/1/12024)', '2024-02-01', '2024-01-31', ['year_repaired']],
    ['broken', '23 November 2924', '2024-11-25', '2024-11-23', ['year_repaired']],
    ['HC40', 'Rabu (30/5)', '2020-06-20', '2018-05-30', ['year_inferred']],
    ['HC37', 'Selasa (8/1/2020)', '2020-01-09', '2020-01', ['weekday_mismatch']],
    ['HC42a', 'Selasa (27/11/2024)', '2024-11-28', '2024-11', ['weekday_mismatch']],
    ['HC42b', 'Jumat (14/11/2023)', '2023-11-15', '2023-11', ['weekday_mismatch']],
    ['no such day', 'Senin (31/11/2024)', '2024-12-01', '2024-11', ['no_such_day']],
  ])('%s: %s', (_, text, now, value, doubts) => {
    expect(datesOf(text, now)[0]).toMatchObject({ value, doubts });
  });

  it('HC36: two dates that are off by the same day correct each other', () => {
    const text = 'katanya, Rabu (17/9). Ia diperiksa Selasa (16/9).';
    expect(valuesOf(text, '2024-09-19')).toEqual(['2024-09-18', '2024-09-17']);
    expect(datesOf(text, '2024-09-19')[0]).toMatchObject({
      weekdayOk: false,
      doubts: ['weekday_mismatch', 'day_shifted'],
    });
  });

  it('HC37: a date that the text confirms elsewhere stands', () => {
    const text = 'Selasa (8/1/2020). Kemudian Rabu (8/1/2020).';
    expect(valuesOf(text, '2020-01-09')).toEqual(['2020-01-08', '2020-01-08']);
  });
});
