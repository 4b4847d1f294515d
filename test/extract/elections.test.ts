/** Elections: type, year and phase by rulings 11.4, 11.29 and 11.34 and the calendar of codebook 5.2. */
import { describe, expect, it } from '@jest/globals';
import { phaseAt } from '../../src/extract/calendars.js';
import { findElection } from '../../src/extract/elections.js';
import { allSentences, derive, dictionary } from './derive.js';

function election(
  text: string,
  published: string,
  {
    type = 'case',
    places = ['33.14'],
    title = '',
    own,
  }: { type?: 'case' | 'measure'; places?: string[]; title?: string; own?: number[] } = {},
): string | null {
  const derived = derive(text, published, title);
  const all = allSentences(derived);
  const sentences = own === undefined ? all : new Set(own);
  const foreign = new Set([...all].filter((sentence) => !sentences.has(sentence)));
  const question = { now: published, type, sentences, foreign, date: null, places };
  const found = findElection([derived.title, derived.body], dictionary, question);
  return found === null ? null : `${found.type} ${found.year}`;
}

describe('the type', () => {
  it('is the office sought, wherever the words name it', () => {
    expect(election('Camat itu mendukung calon bupati pada Pilkada 2024.', '2024-10-02')).toBe('pilbup 2024');
    expect(election('Ia mengajak warga memilih salah satu calon gubernur.', '2024-10-02')).toBe(
      'pilgub 2024',
    );
    expect(election('Ia membagikan kartu caleg menjelang Pemilu.', '2024-01-10')).toBe('pileg 2024');
  });

  it('is the common name where several offices are listed', () => {
    const text = 'Dilarang mendukung calon gubernur, bupati maupun wali kota.';
    expect(election(text, '2020-10-02')).toBe('pilkada 2020');
  });

  it('is for a measure what the election is called, not whom an example names', () => {
    const text = 'Menjelang Pemilu 2024 pegawai diingatkan. Jangan menyukai foto caleg.';
    expect(election(text, '2024-01-10', { type: 'measure' })).toBe('pemilu 2024');
    expect(election(text, '2024-01-10')).toBe('pileg 2024');
  });

  it('is for a measure too the office of the one regional election that is told of', () => {
    const text = 'Jelang Pilkada pegawai diingatkan. Pilkada ini diikuti tiga calon bupati.';
    expect(election(text, '2020-10-02', { type: 'measure' })).toBe('pilbup 2020');
  });

  it('is the office of the region where its holder stands again', () => {
    const text = 'Camat itu mengampanyekan petahana di balai desa menjelang Pilkada.';
    expect(election(text, '2020-10-02')).toBe('pilbup 2020');
    expect(election(text, '2020-10-02', { places: ['33.76'] })).toBe('pilwalkot 2020');
    expect(election(text, '2020-10-02', { places: ['13'] })).toBe('pilgub 2020');
    expect(election(text, '2020-10-02', { type: 'measure' })).toBe('pilkada 2020');
  });

  it('is not the office that another case is about, where its own sentences name the election', () => {
    const text = 'Lurah itu dilaporkan pada Pilkada 2024. Camat lain mendukung calon gubernur.';
    expect(election(text, '2024-10-02', { own: [0] })).toBe('pilkada 2024');
    expect(election(text, '2024-10-02', { own: [1] })).toBe('pilgub 2024');
  });

  it('is told by what people vote on', () => {
    expect(election('Camat itu diperiksa sepekan sebelum pencoblosan bupati.', '2015-10-20')).toBe(
      'pilbup 2015',
    );
    expect(election('Kota itu memilih wali kota tahun ini.', '2018-05-20', { places: ['33.76'] })).toBe(
      'pilwalkot 2018',
    );
  });

  it('is that of the governor in the capital', () => {
    expect(election('Lurah itu ikut kampanye pilkada.', '2017-01-10', { places: ['31.75'] })).toBe(
      'pilgub 2017',
    );
  });

  it('is the office of the region where a pilkada is held again', () => {
    const text = 'Pegawai diingatkan jelang pilkada ulang.';
    expect(election(text, '2025-08-10', { places: ['19.71'], type: 'measure' })).toBe('pilwalkot 2025');
    expect(election(text, '2025-08-10', { places: ['19.01'], type: 'measure' })).toBe('pilbup 2025');
  });

  it('is none that no calendar holds around the time, where another is at hand', () => {
    const text = 'Ia mendukung calon gubernur. Pendahulunya menempel stiker caleg pada Pileg dulu.';
    expect(election(text, '2017-01-20')).toBe('pilgub 2017');
  });

  it('is psu for a repeat vote, but not where a whole election is held again', () => {
    const text = 'Wali nagari diingatkan menjelang pemungutan suara ulang.';
    expect(election(text, '2025-04-10', { places: ['13.08'] })).toBe('psu 2025');
    const again =
      'Pilkada Ulang Bangka. Ia mendukung pasangan calon bupati. Pemungutan suara ulang sebentar lagi.';
    expect(election(again, '2025-08-10', { places: ['19.01'] })).toBe('pilbup 2025');
  });
});

describe('the year', () => {
  it('is not that of an earlier election that is told of in passing', () => {
    const text = 'Jelang pilkada pegawai diingatkan. Pada Pilkada 2012 panwas menangani tiga kasus.';
    expect(election(text, '2017-01-18')).toBe('pilkada 2017');
  });

  it('stays the printed one for a case that ends after the next calendar began', () => {
    expect(election('Kades itu divonis karena Pilkada 2024.', '2025-02-02')).toBe('pilkada 2024');
  });

  it('comes from the calendar, for village elections from the year of publication', () => {
    expect(election('Perangkat diminta netral pada Pilkades serentak.', '2026-06-03')).toBe('pilkades 2026');
    expect(election('Camat itu mendukung paslon nomor 2.', '2015-11-19')).toBe('pilkada 2015');
  });

  it('comes from the voting day, where only that is named', () => {
    expect(election('Ia menyuruh orang nanti 9 Desember pilih dia.', '2015-11-19')).toBe('pilkada 2015');
    expect(election('Kurang dari empat pekan menuju 17 April.', '2019-03-21')).toBe('pemilu 2019');
  });

  it('is that of the time of an aside on another election', () => {
    const derived = derive(
      'Pada Pilkada 2017 satu prajurit ditahan karena mengantar baliho calon gubernur.',
      '2019-02-26',
    );
    const date = {
      value: '2017',
      precision: 'year',
      basis: 'stage',
      raw: null,
      certainty: 'stated',
      evidence: [],
      rule: 'x',
    } as const;
    const question = {
      now: '2019-02-26',
      type: 'case' as const,
      sentences: allSentences(derived),
      date: { ...date, evidence: [] },
      places: [],
    };
    const found = findElection([derived.title, derived.body], dictionary, question);
    expect([found?.type, found?.year]).toEqual(['pilgub', 2017]);
  });
});

describe('no election', () => {
  it('is found where nothing speaks of one', () => {
    expect(election('Kepala dinas membuka lomba memasak.', '2024-10-02')).toBeNull();
    expect(election('Kepala dinas membuka lomba memasak.', '2033-01-02')).toBeNull();
  });
});

describe('the phase', () => {
  it.each([
    ['2024-08-28', 'registration'],
    ['2024-09-23', 'penetapan'],
    ['2024-10-10', 'campaign'],
    ['2024-11-25', 'quiet'],
    ['2024-11-27', 'voting'],
    ['2024-12-10', 'after'],
    ['2024-03-01', 'pre'],
  ])('at %s is %s', (date, phase) => {
    expect(phaseAt({ type: 'pilbup', year: 2024 }, date, dictionary, null)).toBe(phase);
  });

  it('is null where the calendar or the day is not known', () => {
    expect(phaseAt({ type: 'pilkades', year: 2026 }, '2026-06-01', dictionary, null)).toBeNull();
    expect(phaseAt({ type: 'pilbup', year: 2024 }, '2024-10', dictionary, null)).toBeNull();
  });

  it('is that of the own calendar of a region', () => {
    expect(phaseAt({ type: 'pilbup', year: 2025 }, '2025-08-27', dictionary, '19.01')).toBe('voting');
  });
});
