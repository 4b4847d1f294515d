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

const results = new Map<GoldArticle, string>();
/** What an article says as it is written, in JSON: found out once for all tests of this file. */
function resultOf(article: GoldArticle): string {
  const known = results.get(article) ?? JSON.stringify(whole(article));
  results.set(article, known);
  return known;
}
const resultAsValue = (article: GoldArticle): Extraction => JSON.parse(resultOf(article)) as Extraction;

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
      fc.property(anyText, anyText, (title, body) => expectOffsets(run(body, title), title, body)),
      { numRuns: 150 },
    );
    for (const article of articles) expectOffsets(resultAsValue(article), article.title, article.text);
  });

  it('is the same every time, alone or after others, explained or not', () => {
    const first = articles.map(resultOf);
    const second = articles
      .toReversed()
      .map((article) => JSON.stringify(whole(article)))
      .toReversed();
    expect(second).toEqual(first);
    const fresh = createExtractor(dictionary, 'test');
    articles.slice(0, 30).forEach(({ text, title, published, id }, index) => {
      const { extraction } = fresh.derive(articleOf(text, title, published, id));
      expect(JSON.stringify(extraction)).toBe(first[index]);
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
const SHARE = 8;

/** An article in another print; null where the print alters nothing, so that it would be the same text once more. */
function reprint(article: GoldArticle, print: (text: string) => string): GoldArticle | null {
  const other = { ...article, text: print(article.text), title: print(article.title).trim() };
  return other.text === article.text && other.title === article.title ? null : other;
}

function expectSameShape(article: GoldArticle, print: (text: string) => string): void {
  const other = reprint(article, print);
  if (other !== null)
    expect([article.id, shape(whole(other))]).toEqual([article.id, shape(resultAsValue(article))]);
}

describe('extraction does not mind', () => {
  it.each(Object.keys(PRINTS))('%s', (name) => {
    const print = PRINTS[name] ?? String;
    const shift = Object.keys(PRINTS).indexOf(name);
    for (const article of articles.filter((_, index) => (index + shift) % SHARE === 0))
      expectSameShape(article, print);
  });

  it('several of them at once', () => {
    const some = fc.subarray(Object.values(PRINTS), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(anyArticle, some, (article, prints) => {
        const text = prints.reduce((printed, print) => print(printed), article.text);
        const shown = shape(whole({ ...article, text }));
        expect([article.id, shown]).toEqual([article.id, shape(resultAsValue(article))]);
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

/** Whether all that a result rests on stands in the text: asked in one piece, as there are millions of stretches. */
function expectOffsets(extraction: Extraction, title: string, body: string): void {
  expect([extraction.article.id, ...faultsOf(extraction, title, body)]).toEqual([extraction.article.id]);
}

function faultsOf(extraction: Extraction, title: string, body: string): unknown[] {
  const faults: unknown[] = [];
  for (const stretch of evidenceIn(extraction)) {
    const text = stretch.in === 'title' ? title : body;
    const told = text.slice(stretch.start, stretch.end);
    if (stretch.start >= stretch.end || stretch.end > text.length || told !== told.trim())
      faults.push({ ...stretch, told });
  }
  for (const { code, span } of extraction.doubts)
    if (span !== null && (span[0] >= span[1] || span[1] > body.length)) faults.push({ code, span });
  for (const { places, date, subjects } of extraction.reports) {
    const printed = date === null ? places : [...places, date];
    for (const { raw, evidence } of printed)
      if (!isPrinted(raw, evidence, title, body)) faults.push({ raw, evidence });
    for (const { name, evidence } of subjects)
      if (name !== null && evidence.length === 0) faults.push({ name });
  }
  return faults;
}

/** What is given as printed stands in the stretch that it is said to rest on. */
function isPrinted(raw: string | null, evidence: readonly Evidence[], title: string, body: string): boolean {
  const [first] = evidence;
  if (raw === null || first === undefined) return true;
  return (first.in === 'title' ? title : body).slice(first.start, first.end) === raw;
}

function evidenceIn(value: unknown): Evidence[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'evidence' ? (inner as Evidence[]) : evidenceIn(inner),
  );
}
