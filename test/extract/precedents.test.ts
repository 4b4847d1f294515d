/** Cases of the past that articles recall, beside what they are about: told in a sentence or two, and never taken for a case of today. */
import { describe, expect, it } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { derive } from './derive.js';

const text = (...sentences: string[]): string => sentences.join(' ');

const PLEDGE = text(
  'Pemerintah Kabupaten Lamongan menggelar ikrar netralitas ASN di pendopo, Senin (7/10/2024).',
  'Sebanyak 300 aparatur sipil negara membacakan ikrar agar netral dalam pemilihan bupati.',
  'Sekretaris daerah, Harjono, meminta pegawai tidak ikut kampanye dan tidak mengunggah foto pasangan calon.',
);

const reports = (body: string): Report[] => derive(body, '2024-10-08').extraction.reports;
const isPast = ({ type, steps }: Report): boolean =>
  type === 'case' && steps.every(({ reality }) => reality === 'historical');
const past = (...sentences: string[]): Report[] => reports(text(PLEDGE, ...sentences)).filter(isPast);

describe('a case of the past in an article about a measure', () => {
  const told: [string, string, string, number | null][] = [
    [
      'Ia mengingatkan, pada Pilkada 2018 seorang camat diturunkan pangkatnya setahun karena ikut kampanye calon bupati.',
      'sanction_imposed',
      'territorial_official',
      1,
    ],
    [
      'Pada 2019 dua kepala desa dihukum tiga bulan penjara karena membagikan sembako untuk caleg.',
      'convicted',
      'village_head',
      2,
    ],
    [
      'Dulu tahun 2015 ada sekdes yang diberhentikan gara-gara memasang baliho calon bupati.',
      'sanction_imposed',
      'village_staff',
      1,
    ],
    [
      'Menurut dia, pemkab pernah memberhentikan seorang guru SD pada 2017 karena menjadi pengurus partai.',
      'sanction_imposed',
      'teacher_school',
      1,
    ],
    [
      'Pada Pemilu 2019, kades di Kecamatan Babat ditegur tertulis bupati karena meminjamkan balai desa untuk kampanye partai.',
      'sanction_imposed',
      'village_head',
      1,
    ],
    [
      'Pada Pilkada 2015 satu prajurit ditahan 14 hari lantaran mengantar baliho calon bupati memakai truk satuan.',
      'sanction_imposed',
      'tni',
      1,
    ],
  ];
  it.each(told)('%s', (sentence, stage, status, count) => {
    const [report] = past(sentence);
    expect(report?.stage).toBe(stage);
    expect(report?.violations.length).toBeGreaterThan(0);
    expect(report?.subjects.map((one) => [one.status, one.count, one.name])).toEqual([[status, count, null]]);
  });

  const none: string[] = [
    'Pada Pilkada 2018 tidak ada seorang pun camat yang diturunkan pangkatnya.',
    'Jika pada 2018 seorang camat bisa dicopot, sekarang pun bisa.',
    'Tahun 2018 seorang camat dicopot, tetapi itu tidak ada kaitannya dengan politik.',
    'Pada 2018 ia dilantik sebagai sekretaris daerah oleh bupati.',
    'Kabarnya pada 2018 seorang camat dicopot karena ikut kampanye calon bupati.',
    'Pada 2018 seorang camat diisukan dicopot karena ikut kampanye calon bupati, namun bupati membantahnya.',
    'Menurut seorang pengamat, pada Pilkada 2018 seorang camat disebut-sebut dicopot karena ikut kampanye calon.',
    'Pada Pilkada 2018 seorang camat terancam dicopot karena ikut kampanye calon bupati.',
    'Pada 2018 seorang camat dicopot karena korupsi dana bantuan.',
    'Pada 2018 seorang lurah meraih penghargaan setelah camatnya dicopot.',
    'Menurut UU Nomor 10 Tahun 2016, seorang kepala desa dapat dihukum penjara karena memihak calon.',
  ];
  it.each(none)('but not: %s', (sentence) => {
    expect(past(sentence)).toEqual([]);
  });
});

describe('a case of the past beside one of today', () => {
  const TODAY = text(
    'Bawaslu Kabupaten Lamongan memeriksa Camat Sarirejo, Bambang Sutejo, Senin (7/10/2024).',
    'Bambang diduga mengajak warga memilih calon bupati nomor urut 1 saat kampanye.',
  );

  it('takes nothing from it, and gives nothing to it', () => {
    const found = reports(
      text(TODAY, 'Pada Pilkada 2018, seorang lurah di Kecamatan Babat dicopot karena ikut kampanye calon.'),
    );
    expect(found.filter((one) => one.type === 'case' && !isPast(one)).map(({ stage }) => stage)).toEqual([
      'examined',
    ]);
    expect(found.filter(isPast).map(({ stage, subjects }) => [stage, subjects[0]?.name])).toEqual([
      ['sanction_imposed', null],
    ]);
  });

  it('is that of the same person only where a name or a pronoun says so', () => {
    const names = (sentence: string): (string | null | undefined)[] =>
      reports(text(TODAY, sentence))
        .filter(isPast)
        .map(({ subjects }) => subjects[0]?.name);
    expect(names('Pada Pilkada 2018, Bambang ditegur tertulis karena memasang baliho calon.')).toEqual([
      'Bambang Sutejo',
    ]);
    expect(
      names('Pada Pilkada 2018, camat ketika itu ditegur tertulis karena memasang baliho calon.'),
    ).not.toContain('Bambang Sutejo');
  });
});
