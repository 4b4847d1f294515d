/** Filters as text: what is written is read back as the same filter, and what cannot be read is named. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Filter } from '../../src/model/query.js';
import { checkFilter, readFilter } from '../../pipelines/filter-options.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { printFilter, readFilterText } from '../../src/publish/publish.js';
import { anyFilter } from './any-filter.js';

const dictionary = await loadDictionary();
const read = (text: string): Filter => checkFilter('test', readFilterText(text), dictionary);

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
