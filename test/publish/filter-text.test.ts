/** Filters as text: what is written is read back as the same filter, and what cannot be read is named. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { Filter } from '../../src/model/query.js';
import { checkFilter, readFilter } from '../../pipelines/filter-options.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { printFilter, readFilterText, tellFilter, wordsOf } from '../../src/publish/publish.js';
import { anyFilter } from './any-filter.js';

const dictionary = await loadDictionary();
const read = (text: string): Filter => checkFilter('test', readFilterText(text), dictionary);

describe('a filter in words', () => {
  const tell = (language: 'id' | 'en', given: object): string =>
    tellFilter(Filter.parse(given), wordsOf(dictionary, language), (outlet) => `Kabar ${outlet}`);

  it('is told in the language of its reader', () => {
    const given = {
      region: ['33', '36.74'],
      from: '2024-09-25',
      type: 'case',
      year: 2024,
      tier: ['sanctioned', 'convicted'],
      outlet: ['a'],
      independent: 2,
    };
    expect(tell('id', given)).toBe(
      'wilayah: Jawa Tengah / Kota Tangerang Selatan; sejak: 25 September 2024; jenis: kasus; tahun pemungutan suara: 2024; tingkat: Dijatuhi sanksi / Divonis bersalah; media: Kabar a; sumber mandiri paling sedikit: 2',
    );
    expect(tell('en', { tier: ['alleged'], phase: ['quiet'] })).toBe(
      'phase of the election: quiet period; tier: Alleged',
    );
    expect(tell('id', {})).toBe('');
  });

  it.each(['id', 'en'] as const)('has a name for every code (%s)', (language) => {
    for (const [key, schema] of Object.entries(Filter.shape)) {
      const codes = codesOf(schema);
      for (const code of codes) {
        const one = Array.isArray(Filter.parse({})[key as keyof Filter]) ? [code] : code;
        expect(tell(language, { [key]: one })).toMatch(/^[^._]+: [^_]*[^._]$/);
      }
    }
    expect(Object.values(Filter.shape).flatMap(codesOf).length).toBeGreaterThan(100);
  });
});

interface Codes {
  enum?: string[];
  items?: Codes;
  anyOf?: Codes[];
}

/** The codes that a field may hold; none of a field of free text. */
function codesOf(schema: z.ZodType): string[] {
  const { enum: own = [], items, anyOf = [] }: Codes = z.toJSONSchema(schema, { io: 'input' }) as Codes;
  return [...own, ...(items?.enum ?? []), ...anyOf.flatMap((one) => one.enum ?? [])];
}

describe('a filter as text', () => {
  it('is read back as the same filter', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(Filter.parse(readFilterText(printFilter(filter)))).toEqual(filter);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['', {}],
    ['region:33 tier:sanctioned,convicted', { region: ['33'], tier: ['sanctioned', 'convicted'] }],
    ['region:"Jawa Tengah" region:Banten', { region: ['33', '36'] }],
    ['"mutasi jabatan" -kampanye camat', { text: '"mutasi jabatan" -kampanye camat' }],
    [
      'from:2024-09-25 to:2024-11-23 phase:campaign',
      { from: '2024-09-25', to: '2024-11-23', phase: ['campaign'] },
    ],
    [
      'step:sanction_imposed reality:realised independent:2',
      { step: ['sanction_imposed'], reality: ['realised'], independent: 2 },
    ],
    [
      'election:pilkada year:2024 review:confirmed',
      { election: ['pilkada'], year: 2024, review: ['confirmed'] },
    ],
    ['pukul 12:30', { text: 'pukul 12:30' }],
  ])('%j is understood', (text, wanted) => {
    expect(read(text)).toEqual(Filter.parse(wanted));
  });

  it.each([
    ['colour:red', /"colour:" is no filter/],
    ['tier:wrong', /--tier "wrong": is none of alleged/],
    ['from:2024-02-02 to:2024-02-01', /is after/],
    ['year:2024,2025', /takes one value/],
    ['year:soon', /--year.*: is no whole number/],
    ['year:2024.5', /--year "2024.5": is no whole number/],
    ['from:01-02-2024', /--from "01-02-2024": is no day; write one like 2025-01-31/],
    ['tier:', /"tier:" has no value/],
    ['region:"" camat', /"region:" has no value/],
    ['year:', /"year:" has no value/],
    ['region:Atlantis', /Atlantis/],
    ['region:"Jawa', /not closed/],
  ])('%j is refused', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it.each([[{ tier: ['alleged', ''] }], [{ from: ' ' }], [{ year: '' }], [{ region: [','] }]])(
    'an option without a value is refused, as it would let everything out: %j',
    (values) => {
      expect(() => readFilter('test', values, dictionary)).toThrow(/test: --\w+ has no value/);
    },
  );
});
