/** Explanations: sentences with what mutes them, candidates that lost, and the first gate that an article did not pass. */
import { describe, expect, it } from '@jest/globals';
import { explainDerivation, type Explanation } from '../../src/extract/extract.js';
import { derive, dictionary } from './derive.js';

const explain = (text: string, published = '2024-11-07', title = ''): Explanation =>
  explainDerivation(derive(text, published, title), dictionary);

const CASE =
  'SEMARANG - Dua lurah di Kota Semarang dijatuhi hukuman disiplin sedang karena menghadiri deklarasi calon wali kota, kata Kepala BKPP Kota Semarang Joko Hartono, Rabu (6/11/2024).\n\nBaca juga: Camat di Kabupaten Kendal dipecat\n\nJika terbukti lagi, keduanya akan dipecat. Pada Pemilu 2019, aturan serupa dibuat Pemerintah Kabupaten Demak.';

const failedOf = ({ gates }: Explanation): string[] =>
  gates.filter(({ passed }) => !passed).map(({ gate }) => gate);

describe('the explanation of a case', () => {
  const told = explain(CASE);

  it('shows each stretch with its words', () => {
    const stretches = [
      ...told.sentences,
      ...told.sentences.flatMap(({ mentions }) => mentions),
      ...told.reports.flatMap(({ values }) => values.flatMap(({ evidence }) => evidence)),
      ...told.people.flatMap(({ tellings }) => tellings),
      ...told.missed,
    ];
    for (const { in: where, start, end, words } of stretches)
      expect((where === 'title' ? '' : CASE).slice(start, end)).toBe(words);
  });

  it('says what mutes a sentence', () => {
    const muted = told.sentences.filter((sentence) => sentence.muted !== null);
    expect(muted.map(({ words }) => words)).toEqual(['Baca juga: Camat di Kabupaten Kendal dipecat']);
    expect(muted[0]?.muted).toMatch(/boilerplate "Baca juga"/);
    expect(muted[0]?.mentions).toEqual([]);
  });

  it('says which words set the reality of a step', () => {
    const dismissed = told.sentences
      .flatMap(({ mentions }) => mentions)
      .find(({ kind, words }) => kind === 'step' && words.includes('dipecat'));
    expect(dismissed?.reality).toBe('conditional');
    expect(dismissed?.cue?.words).toMatch(/^Jika/);
  });

  it('says why somebody is accused, and why not', () => {
    const [lurah] = told.people;
    expect(lurah?.accused).toBe(true);
    expect(lurah?.because.join()).toMatch(/attend_declaration_campaign/);
    const official = told.people.find(({ name }) => name === 'Joko Hartono');
    expect(official?.accused).toBe(false);
    expect(official?.because).not.toEqual([]);
  });

  it('shows the places, dates and elections that lost, and by what', () => {
    expect(told.places.candidates.find(({ code }) => code === '33.74')).toMatchObject({
      role: 'jurisdiction',
      lostBy: null,
    });
    expect(told.places.candidates.find(({ code }) => code === '33.21')?.lostBy).toMatch(/told of more/);
    const [report] = told.reports;
    expect(report?.dates.find(({ chosen }) => chosen)?.value).toBe('2024-11-06');
    expect(report?.elections.find(({ type }) => type === 'pemilu')?.lostBy).toMatch(/another/);
  });

  it('gives every value of the report with rule and certainty', () => {
    const values = told.reports[0]?.values ?? [];
    expect(values.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['violation', 'step', 'subject', 'authority', 'place', 'election', 'date']),
    );
    for (const { rule } of values) expect(rule).not.toBe('');
  });
});

describe('the first gate that fails', () => {
  it.each<[string, string, string]>([
    ['apparatus', 'Warga Kota Semarang memadati pasar malam sejak Rabu sore.', 'apparatus'],
    ['an election', 'Seorang lurah di Kota Semarang dipecat karena jarang masuk kantor.', 'election_link'],
    [
      'an accused',
      'Bawaslu Kota Semarang menilai aturan kampanye bagi lurah pada Pilkada 2024 kurang jelas.',
      'accused',
    ],
  ])('is named where an article lacks %s', (_, text, gate) => {
    const told = explain(text);
    expect(failedOf(told)[0]).toBe(gate);
    expect(told.reports).toEqual([]);
  });

  it('is named for a step that became none', () => {
    const told = explain(
      'Lurah yang ikut kampanye pada Pilkada 2024 dilarang dan akan dipecat, kata Bawaslu Kota Semarang.',
    );
    expect(told.missed).not.toEqual([]);
    for (const { why } of told.missed) expect(why).not.toBe('');
  });
});

it('says how unlikely a step was one of a measure', () => {
  const told = explain(
    'Bawaslu Brebes memeriksa Camat Semin, Wira Anjani, Rabu (6/11), karena mengajak warga memilih calon bupati nomor satu dalam sosialisasi di balai desa. Tim pemantau menemukan rekaman itu. Laporan dugaan pelanggaran netralitas ASN itu masuk pekan lalu. Wira membantah tuduhan tersebut.',
  );
  const meeting = told.missed.find(({ code }) => code === 'outreach');
  expect(meeting?.why).toMatch(/log odds -\d\.\d, weights\/tellings/);
});

it('a derivation is kept only where somebody asks', () => {
  expect(derive(CASE).attempts.length).toBeGreaterThan(0);
});
