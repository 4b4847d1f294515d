/** Lessons of briefs: of what an article is told to have, the sentence that tells it best is a lesson, and no other is. */
import { describe, expect, it } from '@jest/globals';
import { lessonsOfBriefs, type GoldArticle, type Learned } from '../../src/audit/audit.js';

const TEXT = 'Camat itu mengajak warga. Rapat dibuka pagi. Warga pulang siang.';

/** Cuts at full stops; the signs of a sentence are its words. */
const read = (text: string) =>
  [...text.matchAll(/[^.]+\./g)].map(({ 0: sentence, index }) => ({
    start: index,
    end: index + sentence.length,
    signs: sentence.toLowerCase().match(/[a-z]+/g) ?? [],
  }));

const LEARNED: Learned = new Map([
  [
    'bias',
    new Map([
      ['vote_instruction', -2],
      ['online_campaign', -2],
    ]),
  ],
  ['mengajak', new Map([['vote_instruction', 3]])],
  ['pagi', new Map([['vote_instruction', 1]])],
]);

const article = (relevance: GoldArticle['relevance'], violations: string[]): GoldArticle =>
  ({
    text: TEXT,
    relevance,
    marks: [],
    reports: [{ type: 'case', violations, steps: [] }],
  }) as unknown as GoldArticle;

describe('lessons of briefs', () => {
  it('give each act to the sentence that tells it best', () => {
    const lessons = lessonsOfBriefs([article('case', ['vote_instruction'])], 'violation', read, LEARNED);
    expect(lessons.map(({ codes }) => codes)).toEqual([['vote_instruction'], [], []]);
  });

  it('give it to the sentences that a coder names, the headline among them', () => {
    const [report] = article('case', ['vote_instruction']).reports;
    const told = {
      vote_instruction: ['title', 25],
      'reported/realised': [44],
      who: [0],
    } as const;
    const named = { ...article('case', []), title: 'Camat mengajak', reports: [{ ...report, told }] };
    const lessonsOf = (kind: 'violation' | 'step') =>
      lessonsOfBriefs([named as unknown as GoldArticle], kind, read, LEARNED).map(({ codes }) => codes);
    expect(lessonsOf('violation')).toEqual([['vote_instruction'], [], ['vote_instruction'], []]);
    expect(lessonsOf('step')).toEqual([[], [], [], ['reported']]);
  });

  it('are sentences of nothing where the article has no such act', () => {
    const lessons = lessonsOfBriefs([article('context', [])], 'violation', read, LEARNED);
    expect(lessons.map(({ codes }) => codes)).toEqual([[], [], []]);
  });

  it('are not taken from articles that are none of ours, which have lessons of their own', () => {
    expect(lessonsOfBriefs([article('none', [])], 'violation', read, LEARNED)).toEqual([]);
  });
});
