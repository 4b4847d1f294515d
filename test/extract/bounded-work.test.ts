/** Bounded work: what hostile texts cost, counted in tokens, pattern steps and names compared, never by the clock. */
import { describe, expect, it } from '@jest/globals';
import { workOf, type Work } from '../../src/text/text.js';
import { createExtractor } from '../../src/extract/extract.js';
import { dictionary } from './derive.js';

const extractor = createExtractor(dictionary, 'test');

// Every stage runs only for an article that is about apparatus and an election.
const LEAD = 'Bawaslu Kabupaten Sintang memeriksa ASN yang diduga tidak netral dalam Pilkada 2024. ';

function workFor(text: string): Work {
  const article = {
    id: 'x',
    url: null,
    outlet: null,
    title: 'Netralitas ASN',
    text,
    published: '2024-11-01',
  };
  return workOf(() => extractor.extract(article));
}

/** Most steps and names that a token may cost. */
const MOST = { steps: 400, names: 210 };

function expectBounded(text: string): void {
  const { tokens, steps, names } = workFor(text);
  // Names are cut into words a second time when they are compared.
  expect(tokens).toBeGreaterThanOrEqual(text.split(/\s+/).length * 0.3);
  expect(tokens).toBeLessThan(text.length * 1.5);
  expect(steps / tokens).toBeLessThan(MOST.steps);
  expect(names / tokens).toBeLessThan(MOST.names);
}

const FIRST = ['Ahmad', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fajar', 'Gita', 'Hadi', 'Indra', 'Joko'];
const SYLLABLES = ['ba', 'ci', 'du', 'fe', 'go', 'ha', 'ji', 'ku', 'le', 'mo'];

/** Different invented names: "Ahmad Bacidufe". */
function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const last = [0, 1, 2, 3].map((at) => SYLLABLES[Math.floor(i / 10 ** at) % 10]).join('');
    return `${FIRST[i % 10]} ${last[0]?.toUpperCase()}${last.slice(1)}`;
  });
}

describe('work stays in proportion to the text', () => {
  it('for an article of a megabyte', () => {
    const told =
      '"Kami panggil dua ASN itu," kata Ketua Bawaslu Sintang, Budi Santoso, Senin (2/9/2024). ' +
      'Camat Kelam Permai Rudi Hartono diperiksa karena diduga mengajak warga memilih calon bupati.\n';
    const untold =
      'Hujan turun sejak pagi dan jalan menuju pasar tergenang air setinggi lutut orang dewasa.\n';
    const paragraph = told + untold.repeat(20);
    expectBounded(LEAD + paragraph.repeat(Math.ceil(1_000_000 / paragraph.length)));
  });

  it('for a list of ten thousand names', () => {
    expectBounded(`${LEAD}ASN yang diperiksa ialah ${names(10_000).join(', ')}.`);
  });

  it('for ten thousand officials, each in a sentence of his own', () => {
    const officials = names(10_000).map((name) => `Camat ${name} diperiksa.`);
    expectBounded(LEAD + officials.join(' '));
  });

  it('for one endless sentence', () => {
    expectBounded(LEAD + 'camat itu diperiksa dan '.repeat(600));
    expectBounded(LEAD + 'Senin, dua ASN, 12 kasus, '.repeat(1_500));
  });

  it.each([
    ['tidak tidak tidak tidak '],
    ['dilarang melanggar asas '],
    ['calon bupati calon wakil '],
    ['di di di di '],
    ['( ( (ASN) '],
    ['pemilihan kepala daerah dan '],
    ['surat edaran nomor tentang '],
  ])('for the beginnings of phrases again and again: %s', (beginning) => {
    expectBounded(LEAD + beginning.repeat(5_000));
  });

  it('twice the text costs twice the work', () => {
    const text = (times: number): string =>
      LEAD + 'tidak boleh ikut kampanye calon bupati dan '.repeat(times);
    const [once, twice] = [workFor(text(1000)), workFor(text(2000))];
    expect(twice.tokens).toBeLessThan(once.tokens * 2.1);
    expect(twice.steps).toBeLessThan(once.steps * 2.1);
  });
});
