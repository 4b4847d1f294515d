/** Capitalised words that are the name of a house, a thing or a place are nobody's, and who stands behind them bears the office. */
import { describe, expect, it } from '@jest/globals';
import { derive } from './derive.js';

/** The names of the people of a text, "-" for each without one. */
const people = (text: string): string[] => derive(text).people.map(({ name }) => name ?? '-');

describe('nobody is called what a thing is called', () => {
  it.each([
    [
      'a house before its number',
      'Kepala SDN Cipunaraga 2, Didin Saepudin, diperiksa Bawaslu.',
      ['Didin Saepudin'],
    ],
    ['a house behind its number', 'Bawaslu memeriksa guru SDN 2 Samba Katuro karena ikut kampanye.', ['-']],
    ['a stadium', 'Seorang lurah ikut kampanye di stadion Wiralago lalu diperiksa Bawaslu.', ['-']],
    ['a field of works', 'Seorang honorer Dinas Cipta Karya diberhentikan karena ikut kampanye.', ['-']],
    ['an aeroplane', 'Camat itu ikut kampanye dengan pesawat Twin Otter dan diperiksa Bawaslu.', ['-']],
    [
      'an enterprise',
      'Direktur Utama PT Karimun Maritim Jaya, Yusrizal Hamzah, diperiksa Bawaslu.',
      ['Yusrizal Hamzah'],
    ],
    [
      'a district in brackets',
      'Ketua Panitia Pemilihan Distrik (PPD) Moswaro, Simson Kladit, dipecat.',
      ['Simson Kladit'],
    ],
    ['a place that a word points at', 'Kepala Puskesmas Labatan itu diperiksa Bawaslu.', ['-']],
    ['a place before initials', 'Kepala KUA Krejengo berinisial HZ diperiksa Bawaslu.', ['HZ']],
    ['a quarter of a hamlet', 'Kepala Dusun Lampo Tengah diperiksa Bawaslu.', ['-']],
    ['several villages', 'Mereka ialah lurah Klawaro, Klabrim, Klasaro, dan Klasur.', ['-']],
    ['several districts', 'Guru di Kecamatan Campaligan, Mapilro, dan Luyor diperiksa Bawaslu.', ['-']],
    ['a month', 'Pada Februari, seorang kasubbag diperiksa Bawaslu karena kampanye.', ['-']],
    ['a subject at school', 'Guru IPA itu diperiksa Bawaslu. Guru IPA mengaku ikut kampanye.', ['-']],
  ])('%s', (_, text, names) => {
    expect(people(text)).toEqual(names);
  });
});

describe('somebody is', () => {
  it.each([
    [
      'behind an office that a house closes',
      'Kepala Puskesmas Sarinah Lubis diperiksa Bawaslu.',
      'Sarinah Lubis',
    ],
    [
      'in a list behind an office',
      'Lurah Cempaka, Budi Hartono, dan Andi Wijaya diperiksa Bawaslu.',
      'Budi Hartono',
    ],
    ['whose initials are tied', 'Camat berinisial H-R diperiksa. Bawaslu memanggil H-R kemarin.', 'H-R'],
    ['whose initials begin like a title', 'Lurah berinisial H.A. diperiksa Bawaslu.', 'H.A'],
    ['whose title stands before the name', 'Camat H. Ahmad Zaini diperiksa Bawaslu.', 'Ahmad Zaini'],
  ])('%s', (_, text, name) => {
    expect(people(text)).toContain(name);
  });
});
