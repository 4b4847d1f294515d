/** Properties of extraction that hold for every text: offsets, robustness, determinism, and indifference to typography. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { Extraction } from '../../src/model/report.js';
import type { Evidence } from '../../src/model/why.js';

const extractor = createExtractor(loadDictionary(), 'test');
const FOLDER = new URL('../../fixtures/newsroom/articles/', import.meta.url);
const articles = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map(
    (file) =>
      parse(readFileSync(new URL(file, FOLDER), 'utf8')) as {
        id: string;
        title: string;
        published: string;
        paragraphs: string[];
      },
  );

const run = (text: string, title = '', published: string | null = '2024-11-06', id = 'x') =>
  extractor.extract({ id, url: null, outlet: null, title, text, published });

const whole = (article: (typeof articles)[number]) =>
  run(article.paragraphs.join('\n'), article.title, article.published, article.id);

describe('extraction of any text', () => {
  it('never throws, and always gives what the model says', () => {
    const words = fc.array(
      fc.constantFrom(...articles.flatMap((article) => article.paragraphs.join(' ').split(' '))),
      { maxLength: 80 },
    );
    const text = fc.oneof(
      fc.string({ maxLength: 300, unit: 'binary' }),
      words.map((list) => list.join(' ')),
      words.map((list) => list.join('\n')),
    );
    fc.assert(
      fc.property(text, text, (title, body) => {
        const extraction = run(body, title);
        expect(Extraction.safeParse(extraction).error).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it('gives offsets inside the text that they count in', () => {
    for (const article of articles) {
      const text = article.paragraphs.join('\n');
      for (const stretch of evidenceIn(whole(article))) {
        const length = stretch.in === 'title' ? article.title.length : text.length;
        expect(stretch.start).toBeLessThan(stretch.end);
        expect(stretch.end).toBeLessThanOrEqual(length);
        const words = (stretch.in === 'title' ? article.title : text).slice(stretch.start, stretch.end);
        expect(words).toBe(words.trim());
      }
    }
  });

  it('is the same every time, alone or after others', () => {
    const first = articles.map(whole);
    const second = articles.toReversed().map(whole).toReversed();
    expect(second).toEqual(first);
  });

  it('does not mind non-breaking spaces, curly quotes, decomposed letters or the style of line ends', () => {
    for (const article of articles) {
      const told = shape(whole(article));
      const text = article.paragraphs.join('\n');
      const others = [
        text.replaceAll(' ', '\u00a0'),
        text.replace(/"([^"\n]*)"/g, '“$1”'),
        text.normalize('NFD'),
        text.replaceAll('\n', '\r\n'),
      ];
      for (const other of others)
        expect([article.id, shape(run(other, article.title, article.published, article.id))]).toEqual([
          article.id,
          told,
        ]);
    }
  });
});

/** What a result says, without offsets and ids, which differ with the spelling of the text. */
function shape(extraction: Extraction): unknown {
  return {
    relevance: extraction.relevance,
    reports: extraction.reports.map((report) => ({
      type: report.type,
      stage: report.stage,
      violations: report.violations.map((violation) => violation.value),
      steps: report.steps.map((step) => [step.value, step.reality]),
      subjects: report.subjects.map((subject) => [subject.status, subject.count]),
      places: report.places.map((place) => place.value),
      date: report.date?.value,
      election: [report.election?.type, report.election?.year],
    })),
    claims: extraction.claims.map((claim) => [claim.agency, claim.stage, claim.value]),
  };
}

function evidenceIn(value: unknown): Evidence[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'evidence' ? (inner as Evidence[]) : evidenceIn(inner),
  );
}
