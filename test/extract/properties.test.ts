/** Properties of extraction that hold for every text: offsets, robustness, determinism, and indifference to typography. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readGoldSets, type GoldArticle } from '../../src/audit/audit.js';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { createExtractor, explainDerivation } from '../../src/extract/extract.js';
import { Extraction } from '../../src/model/report.js';
import type { Evidence } from '../../src/model/why.js';
import { dictionary } from './derive.js';

const extractor = createExtractor(dictionary, 'test');
const articles = [...readGoldSets(packageRoot()).values()].flat();

const articleOf = (text: string, title = '', published: string | null = '2024-11-06', id = 'x') => ({
  id,
  url: null,
  outlet: null,
  title,
  text,
  published,
});
const run = (...parts: Parameters<typeof articleOf>): Extraction => extractor.extract(articleOf(...parts));
const whole = ({ text, title, published, id }: GoldArticle): Extraction => run(text, title, published, id);

const anyArticle = fc.constantFrom(...articles);
const vocabulary = [...new Set(articles.flatMap(({ text }) => text.split(/\s+/)))];
const anyWord = fc.nat({ max: vocabulary.length - 1 }).map((index) => vocabulary[index] ?? '');
const words = fc.array(anyWord, {
  maxLength: 80,
});
const anyText = fc.oneof(
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.string({ maxLength: 300, unit: 'grapheme' }),
  fc.array(fc.nat(0xffff), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
  words.map((list) => list.join(' ')),
  words.map((list) => list.join('\n')),
  // Real sentences cut anywhere and put together again.
  fc
    .array(fc.tuple(anyArticle, fc.nat(2000), fc.nat(400)), { maxLength: 5 })
    .map((cuts) => cuts.map(([{ text }, from, length]) => text.slice(from, from + length)).join('')),
);

describe('extraction of any text', () => {
  it('never throws, and always gives what the model says', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.constantFrom(null, '2024', '2018-02-20T10:12+07:00'),
        (title, body, at) => {
          expect(Extraction.safeParse(run(body, title, at)).error).toBeUndefined();
        },
      ),
      { numRuns: 250 },
    );
  });

  it('never throws when it is explained', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, body) => {
        const explanation = explainDerivation(extractor.derive(articleOf(body, title)), dictionary);
        for (const { in: where, start, end, words: shown } of explanation.sentences)
          expect((where === 'title' ? title : body).slice(start, end)).toBe(shown);
      }),
      { numRuns: 60 },
    );
  });

  it('gives offsets that slice to words of the text that they count in', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, body) => checkOffsets(run(body, title), title, body)),
      { numRuns: 150 },
    );
    for (const article of articles) checkOffsets(whole(article), article.title, article.text);
  });

  it('is the same every time, alone or after others, explained or not', () => {
    const first = articles.map(whole);
    const second = articles.toReversed().map(whole).toReversed();
    expect(second).toEqual(first);
    const fresh = createExtractor(dictionary, 'test');
    articles.slice(0, 30).forEach(({ text, title, published, id }, index) => {
      expect(fresh.derive(articleOf(text, title, published, id)).extraction).toEqual(first[index]);
    });
  });
});

/** Ways to print one and the same text. */
const PRINTS: Record<string, (text: string) => string> = {
  'non-breaking spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'narrow non-breaking spaces': (text) => text.replaceAll(' ', '\u202f'),
  'some non-breaking spaces': (text) => text.replace(/ (?=[A-Z\d])/g, '\u00a0'),
  'curly double quotes': (text) => text.replace(/"([^"\n]*)"/g, '“$1”'),
  'curly apostrophes': (text) => text.replace(/(?<=\w)'(?=\w)/g, '’'),
  'composed letters': (text) => text.normalize('NFC'),
  'decomposed letters': (text) => text.normalize('NFD'),
  'Windows line ends': (text) => text.replace(/\r?\n/g, '\r\n'),
  'old line ends': (text) => text.replace(/\r?\n/g, '\r'),
  'spaces at the ends of lines': (text) => text.replace(/\r?\n/g, ' \n'),
  'space around the text': (text) => `\n  ${text}\n\n`,
};

/** Each way is tried on every so manieth article, so that all articles have their turn. */
const SHARE = 4;

const shapes = new Map<string, unknown>();
/** The shape of an article as it is written. */
function shapeOf(article: GoldArticle): unknown {
  const known = shapes.get(article.file) ?? shape(whole(article));
  shapes.set(article.file, known);
  return known;
}

describe('extraction does not mind', () => {
  it.each(Object.keys(PRINTS))('%s', (name) => {
    const print = PRINTS[name] ?? String;
    const shift = Object.keys(PRINTS).indexOf(name);
    for (const article of articles.filter((_, index) => (index + shift) % SHARE === 0)) {
      const other = { ...article, text: print(article.text), title: print(article.title).trim() };
      expect([article.id, shape(whole(other))]).toEqual([article.id, shapeOf(article)]);
    }
  });

  it('several of them at once', () => {
    const some = fc.subarray(Object.values(PRINTS), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(anyArticle, some, (article, prints) => {
        const text = prints.reduce((printed, print) => print(printed), article.text);
        expect([article.id, shape(whole({ ...article, text }))]).toEqual([article.id, shapeOf(article)]);
      }),
      { numRuns: 100 },
    );
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
      steps: report.steps.map((step) => [step.value, step.reality, step.attribution]),
      subjects: report.subjects.map(({ name, status, count }) => [plain(name), status, count]),
      authorities: report.authorities.map(({ name, institution }) => [plain(name), institution]),
      places: report.places.map((place) => place.value),
      date: report.date?.value,
      election: [report.election?.type, report.election?.year],
      flags: report.flags,
      confidence: report.confidence,
    })),
    claims: extraction.claims.map((claim) => [claim.agency, claim.stage, claim.value]),
    doubts: extraction.doubts.map(({ code }) => code),
  };
}

/** Names come back as printed, so with the print's spaces and marks. */
const plain = (name: string | null): string | null =>
  name === null ? null : name.normalize('NFC').replaceAll('’', "'").replace(/\s+/g, ' ');

function checkOffsets(extraction: Extraction, title: string, body: string): void {
  for (const stretch of evidenceIn(extraction)) {
    const text = stretch.in === 'title' ? title : body;
    expect(stretch.start).toBeLessThan(stretch.end);
    expect(stretch.end).toBeLessThanOrEqual(text.length);
    const told = text.slice(stretch.start, stretch.end);
    expect(told).toBe(told.trim());
  }
  for (const { code, span } of extraction.doubts)
    if (span !== null) expect([code, span[0] < span[1], span[1] <= body.length]).toEqual([code, true, true]);
  for (const { places, date, subjects } of extraction.reports) {
    for (const { raw, evidence } of places) expectWords(raw, evidence, title, body);
    if (date !== null) expectWords(date.raw, date.evidence, title, body);
    for (const { name, evidence } of subjects) if (name !== null) expect(evidence.length).toBeGreaterThan(0);
  }
}

/** What is given as printed stands in the stretch that it is said to rest on. */
function expectWords(raw: string | null, evidence: readonly Evidence[], title: string, body: string): void {
  const [first] = evidence;
  if (raw === null || first === undefined) return;
  expect((first.in === 'title' ? title : body).slice(first.start, first.end)).toBe(raw);
}

function evidenceIn(value: unknown): Evidence[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'evidence' ? (inner as Evidence[]) : evidenceIn(inner),
  );
}
