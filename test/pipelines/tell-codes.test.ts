/** Codes that people are shown: each is called something in both languages, below the list or record that shows it. */
import { describe, expect, it } from '@jest/globals';
import { bothLanguages } from '../../pipelines/row-manner.js';
import { codesOfList, codesOfRecord, tellCodes } from '../../pipelines/tell-codes.js';
import {
  ElectionType,
  Flag,
  InstitutionCode,
  Reality,
  StageCode,
  StepCode,
  SubjectStatus,
  Tier,
  ViolationCode,
} from '../../src/model/codes.js';
import { makeIncident } from '../store/made-up.js';
import { dictionary } from './desk.js';

const languages = bothLanguages(dictionary);
const shown = makeIncident('i1', {
  reports: [{ report: 'r1', article: 'a1', outlet: 'kabar' }],
  violations: ['online_campaign'],
  places: ['33.74'],
  steps: [
    ['examined', 'realised'],
    ['sanction_imposed', 'planned'],
  ],
});

describe('codes', () => {
  it.each([
    ['tier', Tier.options],
    ['stage', StageCode.options],
    ['step', StepCode.options],
    ['reality', Reality.options],
    ['violation', ViolationCode.options],
    ['subject_statuses', SubjectStatus.options],
    ['institution', InstitutionCode.options],
    ['election_type', ElectionType.options],
    ['flags', Flag.options],
  ])('of a %s have all a name in both languages', (column, options) => {
    const lines = tellCodes(new Map([[column, options]]), languages);
    expect(lines.slice(1).map((line) => line.trim().split(' ')[0])).toEqual(options);
  });

  it('are told once each below a list, and of what a list shows alone', () => {
    const lines = tellCodes(codesOfList([shown, shown]), languages);
    expect(lines[0]).toBe('codes:\n');
    expect(lines.filter((line) => line.includes('online_campaign'))).toEqual([
      expect.stringMatching(/^ {2}online_campaign +\S.* \/ \S.*\n$/),
    ]);
    expect(lines.join('')).not.toContain('sanction_imposed');
  });

  it('are told below a record with all that it shows, places by their names', () => {
    const told = tellCodes(codesOfRecord(shown, ['ppk_personnel']), languages).join('');
    for (const code of ['alleged', 'examined', 'sanction_imposed', 'planned', 'ppk_personnel'])
      expect(told).toMatch(new RegExp(`^ {2}${code} `, 'm'));
    expect(told).toMatch(/^ {2}33\.74 +Kota Semarang$/m);
  });

  it('make no lines where there are none', () => {
    expect(tellCodes(codesOfList([]), languages)).toEqual([]);
  });
});
