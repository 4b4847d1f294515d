/** Properties of text: whatever the string, nothing throws, offsets hold, and printing manners change nothing. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  createReader,
  indexPatterns,
  matchPatterns,
  parseForm,
  sameName,
  tokenise,
} from '../../src/text/text.js';
import { grammar } from './grammar.js';

const reader = createReader(grammar);
const RUNS = { numRuns: 200, seed: 20231108 };

const PIECES = [
  'Wali Kota',
  'Tangsel',
  'Drs. H. Sutarman Wibowo, M.Si',
  'berinisial AS',
  'Rabu (8/11)',
  '29 September 2024',
  'dua (2)',
  '4.000-an',
  '10-12 orang',
  'belasan',
  'kemarin',
  'Jum’at',
  'Rafaé Lúis',
  '“Kami netral,”',
  '"Sudah."',
  'S.Sos',
  '(ASN)',
  'jika terbukti',
  'dan',
  'di copot',
  'cawe-cawe',
  '. ',
  ', ',
  '\n',
  '... ',
  '?',
  '(',
  ')',
  '/',
  '-',
  '–',
  '12024',
  '(31/1/12024)',
  'Pasal 24',
  'Rp 4 juta',
  'akhir',
  'lalu',
  'tahun',
  'tanggal',
  'per',
  'Mei',
  '😀',
  '\u00AD',
  '\u200B',
  '\uD800',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })), { maxLength: 30 })
    .map((p) => p.join(' ')),
);
const now = fc.constantFrom('2023-11-08', '2024-02-29', null, 'not a date');

/** What was found, as folded words and values, without offsets. */
function found(printed: string): unknown {
  const { tokens, sentences, dates, names, numbers, clauses } = reader.analyse(printed, '2024-10-01');
  return {
    words: tokens.folded,
    sentences: sentences.map(({ first, last }) => [first, last]),
    clauses: clauses.map(({ first, last }) => [first, last]),
    dates: dates.map(({ first, last, value, form }) => [first, last, value, form]),
    numbers: numbers.map(({ first, last, min, max, sort }) => [first, last, min, max, sort]),
    names: names.map(({ first, last, coreFirst, coreLast, initials }) => [
      first,
      last,
      coreFirst,
      coreLast,
      initials,
    ]),
  };
}

describe('any string', () => {
  it('is read without throwing, twice the same, with offsets that slice to their words', () => {
    fc.assert(
      fc.property(text, now, (printed, day) => {
        const read = reader.analyse(printed, day);
        const { tokens } = read;
        let last = 0;
        for (let i = 0; i < tokens.count; i++) {
          expect(tokens.start[i]).toBeGreaterThanOrEqual(last);
          last = tokens.end[i] ?? 0;
          expect(tokenise(printed.slice(tokens.start[i], last)).folded.join(' ')).toBe(tokens.folded[i]);
        }
        expect(last).toBeLessThanOrEqual(printed.length);
        for (const { start, end } of [
          ...read.names,
          ...read.dates,
          ...read.numbers,
          ...read.sentences,
          ...read.quotes,
        ]) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(printed.length);
        }
        for (const { start, end, raw } of read.dates) expect(printed.slice(start, end)).toBe(raw);
        expect(read.sentences.map(({ first }) => first)).toEqual([
          ...(tokens.count > 0 ? [0] : []),
          ...read.sentences.slice(0, -1).map(({ last: end }) => end),
        ]);
        expect(read.clauses.reduce((sum, clause) => sum + clause.last - clause.first, 0)).toBe(tokens.count);
        const again = reader.analyse(printed, day);
        expect(again).toEqual(read);
        expect([again.names, again.clauses]).toEqual([read.names, read.clauses]);
      }),
      RUNS,
    );
  });

  it.each([
    ['non-breaking spaces', (printed: string) => printed.replaceAll(' ', '\u00A0')],
    ['Windows line ends', (printed: string) => printed.replaceAll('\n', '\r\n')],
    ['accents apart', (printed: string) => printed.normalize('NFD')],
    ['straight quotes', (printed: string) => printed.replace(/[“”]/g, '"').replaceAll('’', "'")],
  ])('is read the same with %s', (_, reprint) => {
    const pieces = fc.array(fc.constantFrom(...PIECES.filter((piece) => piece !== '\uD800')), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        const printed = parts.join(' ');
        expect(found(reprint(printed))).toEqual(found(printed));
      }),
      RUNS,
    );
  });

  it('is matched without throwing', () => {
    const forms = ['wali kota', 'di* ..3 #', '~henti|=AS? tangsel', 'cawe-cawe', '# orang|an'];
    const patterns = forms.map((form, i) => ({
      id: form,
      concept: i,
      atoms: parseForm(form),
      anti: false,
      voice: null,
      reality: null,
      needs: [],
      unless: [],
    }));
    const concepts = forms.map((code) => ({ kind: 'step' as const, code }));
    const set = indexPatterns(patterns);
    fc.assert(
      fc.property(text, (printed) => {
        const { tokens } = reader.analyse(printed, null);
        const hits = matchPatterns(tokens, 0, tokens.count, set, { concepts, grammar });
        for (const hit of hits) {
          expect(hit.last).toBeGreaterThan(hit.first);
          expect(hit.start).toBe(tokens.start[hit.first]);
          expect(hit.end).toBe(tokens.end[hit.last - 1]);
        }
      }),
      RUNS,
    );
  });

  it('compares as a name from 0 to 1, both ways the same', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (a, b) => {
        const score = sameName(a, b);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(sameName(b, a)).toBeCloseTo(score, 10);
      }),
      RUNS,
    );
  });
});

describe('long hostile strings', () => {
  it.each([
    '(',
    '"',
    'a.',
    'A. ',
    '1/',
    '1-',
    'Rabu (',
    'dua ',
    'tanggal ',
    'berinisial A, ',
    '\u0301',
    "a'",
    'akhir ',
  ])('%s, over and over, is read in time that grows with its length', (piece) => {
    const time = (times: number): number => {
      const printed = piece.repeat(times);
      const begun = performance.now();
      reader.analyse(printed, '2024-01-01');
      return performance.now() - begun;
    };
    time(2000);
    expect(time(20_000)).toBeLessThan(5000);
  });
});
