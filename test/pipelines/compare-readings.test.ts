/** Two readings of one article: what differs is told with its words, also sanctions, letters, positions and flags. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { compareReadings, tellReading } from '../../pipelines/compare-readings.js';
import type { Report } from '../../src/model/report.js';
import { makeArticle, makeExtraction, why } from '../store/made-up.js';
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

  it('that tell the same by other words differ in where they read it, with the old and the new stretches', () => {
    const after = report('a1', {
      name: 'Darmo Lastro',
      place: '33.15',
      stage: 'sanction_imposed',
      offset: 1,
    });
    const difference = compareReadings(
      makeExtraction(article, [before]),
      makeExtraction(article, [after]),
      text,
    );
    expect(difference?.reports).toMatchObject([
      {
        change: 'moved',
        before: 'a1',
        after: 'a1',
        values: [
          {
            change: 'moved',
            field: 'violation',
            value: 'public_endorsement',
            evidence: [{ in: 'body', start: 56, end: 77 }],
            words: [TEXT.slice(56, 77)],
            before: { evidence: [{ in: 'body', start: 55, end: 76 }], words: [TEXT.slice(55, 76)] },
          },
          { change: 'moved', field: 'step', value: 'sanction_imposed realised' },
        ],
      },
    ]);
    expect(difference === null ? [] : tellReading(difference).slice(1)).toEqual([
      '  > moved case sanction_imposed a1',
      `      > violation public_endorsement [body 55-76] ${TEXT.slice(55, 76)} -> [body 56-77] ${TEXT.slice(56, 77)}`,
      `      > step sanction_imposed realised [body 37-46] ${TEXT.slice(37, 46)} -> [body 38-47] ${TEXT.slice(38, 47)}`,
    ]);
  });

  it('that rest on the same stretches in another order, or on one of them twice, differ in nothing', () => {
    const [one, other] = [
      { in: 'body' as const, start: 37, end: 46 },
      { in: 'title' as const, start: 0, end: 6 },
    ];
    const [told, again] = [
      [one, other],
      [other, one, one],
    ].map((evidence) => makeExtraction(article, [withSteps({ evidence })]));
    expect(compareReadings(told ?? null, again ?? makeExtraction(article, []), text)).toBeNull();
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
      'who else is told of',
      {
        ...before,
        others: [
          { role: 'complainant', name: 'Winarno Giri', position: null, institution: null, ...why(24, 36) },
        ],
      },
      [/^ {6}\+ complainant Winarno Giri \[body 24-36\] /],
    ],
    [
      'the day of a step, and in where they read the step itself',
      withSteps({
        date: { value: '2024-02-09', precision: 'day', basis: 'stage', raw: null, ...why(12, 22) },
        evidence: [{ in: 'body', start: 36, end: 46 }],
      }),
      [
        /^ {6}- step sanction_imposed realised \[body 37-46\] /,
        /^ {6}\+ step sanction_imposed realised 2024-02-09 \[body 12-22, body 36-46\] /,
      ],
    ],
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
