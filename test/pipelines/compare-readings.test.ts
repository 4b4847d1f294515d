/** Two readings of one article: what differs is told with its words, also sanctions, letters, positions and flags. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { compareReadings, tellReading } from '../../pipelines/compare-readings.js';
import type { Report } from '../../src/model/report.js';
import { makeArticle, makeExtraction } from '../store/made-up.js';
import { report, TEXT } from './desk.js';

const before = report('a1', { name: 'Darmo Lastro', place: '33.15', stage: 'sanction_imposed' });
const article = makeArticle('a', { text: TEXT });
const text = { title: 'Kepala Desa Diperiksa', text: TEXT };

/** The lines on what a reading says otherwise than the first. */
function told(after: Report): string[] {
  const difference = compareReadings(
    makeExtraction(article, [before]),
    makeExtraction(article, [after]),
    text,
  );
  return difference === null ? [] : tellReading(difference).slice(2);
}

const withSteps = (over: Partial<Report['steps'][number]>): Report => ({
  ...before,
  steps: before.steps.map((step) => ({ ...step, ...over })),
});

describe('two readings of one article', () => {
  it('that say the same differ in nothing', () => {
    expect(told(before)).toEqual([]);
  });

  it.each<[string, Report, RegExp[]]>([
    [
      'a sanction',
      withSteps({ sanction: { text: 'teguran', class: 'light', duration: '3 bulan' } }),
      [/^ {6}\+ sanction sanction_imposed light teguran 3 bulan \[body 37-46\] .*diperiks$/],
    ],
    [
      'a letter',
      withSteps({ document: '800/12/2024' }),
      [/^ {6}\+ letter sanction_imposed 800\/12\/2024 \[/],
    ],
    [
      'a position',
      { ...before, subjects: before.subjects.map((one) => ({ ...one, position: 'kepala desa' })) },
      [/^ {6}\+ position village_head Darmo Lastro kepala desa \[body 24-36\] /],
    ],
    ['a flag', { ...before, flags: ['status_conflict'] }, [/^ {6}\+ flag status_conflict$/]],
    [
      'a reality',
      withSteps({ reality: 'planned' }),
      [/^ {6}- step sanction_imposed realised \[/, /^ {6}\+ step sanction_imposed planned \[/],
    ],
  ])('that differ in %s tell it', (_, after, lines) => {
    const found = told(after);
    expect(found).toHaveLength(lines.length);
    lines.forEach((line, at) => expect(found[at]).toMatch(line));
  });
});
