/** The newsroom articles themselves: whole, varied, true to the calendar, and labelled in the project's codes. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  ClaimStage,
  ClaimUnit,
  ElectionType,
  Flag,
  InstitutionCode,
  Reality,
  Relevance,
  StageCode,
  StepCode,
  SubjectRole,
  SubjectStatus,
  ViolationCode,
} from '../../src/model/codes.js';

const Label = z.strictObject({
  type: z.enum(['case', 'measure']),
  stage: StageCode.nullable(),
  violations: z.array(ViolationCode),
  steps: z.array(z.tuple([StepCode, Reality])).min(1),
  places: z.array(z.string().regex(/^\d{2}(\.\d{2})?$/)),
  election: z.strictObject({ type: ElectionType, year: z.int() }).nullable(),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
  precision: z.literal('on_or_before').optional(),
  subjects: z.array(
    z.strictObject({
      name: z.string().nullable(),
      status: SubjectStatus,
      count: z.int().nullable(),
      role: SubjectRole.optional(),
    }),
  ),
  authorities: z.array(
    z.strictObject({ name: z.string().nullable(), institution: InstitutionCode.nullable() }),
  ),
  cluster: z.string().nullable(),
  document: z.string().optional(),
  flags: z.array(Flag).optional(),
});

const Claim = z.strictObject({
  agency: InstitutionCode,
  stage: ClaimStage,
  unit: ClaimUnit,
  value: z.number(),
  asOf: z.string(),
  breakdown: z.string().nullable(),
});

const Article = z.strictObject({
  id: z.string(),
  outlet: z.enum(['suara-khatulistiwa', 'nusa-portal', 'warta-pesisir', 'lensa-rimba', 'kabar-lembah']),
  title: z.string(),
  published: z.iso.datetime({ offset: true }),
  byline: z.string(),
  section: z.string(),
  copyOf: z.string().optional(),
  paragraphs: z.array(z.string().min(1)).min(3),
  related: z.array(z.string()),
  labels: z.strictObject({
    relevance: Relevance,
    reports: z.array(Label),
    claims: z.array(Claim),
    doubts: z.array(z.literal('weekday_mismatch')).optional(),
    note: z.string(),
  }),
});

const folder = new URL('../../fixtures/newsroom/articles/', import.meta.url);
const articles = readdirSync(folder).map((file) => ({
  file,
  article: Article.parse(parse(readFileSync(new URL(file, folder), 'utf8'))),
}));

const WEEKDAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];

/** Weekdays printed with a date that is another day: "Kamis (14/10/2020)" was a Wednesday. */
function wrongWeekdays(text: string, published: string): string[] {
  const dates = text.matchAll(/(\p{Lu}\p{Ll}+)[ ,]{1,2}\((\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?\)/gu);
  return [...dates].flatMap(([raw, name, day, month, year]) => {
    const date = new Date(Date.UTC(Number(year ?? published.slice(0, 4)), Number(month) - 1, Number(day)));
    const known = WEEKDAYS.includes(name ?? '');
    return known && WEEKDAYS[date.getUTCDay()] !== name ? [raw] : [];
  });
}

describe('fixtures/newsroom/articles', () => {
  it('holds more than thirty articles of five outlets and every relevance', () => {
    expect(articles.length).toBeGreaterThan(30);
    const count = (of: (article: z.infer<typeof Article>) => string): number =>
      new Set(articles.map(({ article }) => of(article))).size;
    expect(count(({ outlet }) => outlet)).toBe(5);
    expect(count(({ labels }) => labels.relevance)).toBe(4);
  });

  it.each(articles)('$file says what it is, and its relevance fits its reports', ({ file, article }) => {
    const { labels } = article;
    expect(file).toBe(`${article.id}.yaml`);
    const types = labels.reports.map(({ type }) => type);
    const without = labels.relevance === 'context' || labels.relevance === 'none';
    const wanted = types.includes('case') ? 'case' : types.includes('measure') ? 'measure' : labels.relevance;
    expect(labels.relevance).toBe(wanted);
    expect(types.length === 0).toBe(without);
    for (const { type, stage } of labels.reports) expect(stage === null).toBe(type === 'measure');
  });

  it.each(articles)('$file is true to the calendar, or labelled as not', ({ article }) => {
    const wrong = wrongWeekdays(article.paragraphs.join('\n'), article.published);
    expect(wrong.length > 0).toBe(Boolean(article.labels.doubts?.includes('weekday_mismatch')));
  });

  it('can be printed in windows-1252 where the outlet does', () => {
    for (const { article } of articles.filter(({ article: { outlet } }) => outlet === 'warta-pesisir')) {
      const text = [article.title, article.byline, ...article.paragraphs, ...article.related].join('');
      expect(text).toMatch(/^[\u0020-\u007e\u00a0-\u00ff–—‘’“”…]+$/);
    }
  });
});
