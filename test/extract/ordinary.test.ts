/** Ordinary news stays out: of a stream with no neutrality story in it fewer than 1 article in 2,000 is relevant. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ordinaryNews, readGoldSets, type Ordinary } from '../../src/audit/audit.js';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { dictionary } from './derive.js';

const extractor = createExtractor(dictionary, 'test');

/** Ids of the articles that are relevant, with what they were taken for. */
const taken = (articles: readonly Ordinary[]): string[] =>
  articles.flatMap(({ id, title, text, published }) => {
    const { relevance, reports } = extractor.extract({ id, url: null, outlet: null, title, text, published });
    if (relevance === 'none') return [];
    return [`${id}: ${relevance} ${reports.map(({ type, stage }) => stage ?? type).join(', ')}`];
  });

const STREAM = 4000;
const BENCH = new URL('../../../shared/bench/article-extraction/ground-truth.json', import.meta.url);
const present = existsSync(BENCH);
if (!present) console.warn('left out: pages of the reading benchmark, whose folder is absent');

describe('of ordinary news', () => {
  it('fewer than 1 article in 2,000 is relevant', () => {
    const wrong = taken(ordinaryNews(STREAM, 20241127));
    if (wrong.length >= STREAM / 2000) throw new Error(`${wrong.length} of ${STREAM}:\n${wrong.join('\n')}`);
  });

  it('two stories on one page, each with half of ours, accuse hardly anybody', () => {
    const cases = taken(ordinaryNews(1000, 20190417, 2)).filter((one) => one.includes(': case'));
    if (cases.length > 40) throw new Error(`${cases.length} of 1000:\n${cases.join('\n')}`);
  });

  it('the same is told whether somebody asks why or not', () => {
    // Nobody asking, what holds no word of elections is left early.
    for (const { id, title, text, published } of ordinaryNews(300, 7)) {
      const article = { id, url: null, outlet: null, title, text, published };
      expect(extractor.extract(article)).toEqual(extractor.derive(article).extraction);
    }
  });

  it.each([
    'Lurah dan camat di Kupang dilarang jadi pengurus partai politik, kata bupati dalam surat edarannya. Surat itu diteken Senin pagi.',
    'Bupati melarang kepala desa di Lebak menjadi pengurus partai. Surat edarannya dikirim Senin.',
  ])('a ban needs no election to be named, whether somebody asks why or not: %s', (text) => {
    const article = { id: 'x', url: null, outlet: null, title: '', text, published: '2022-03-07' };
    const extraction = extractor.extract(article);
    expect(extraction.relevance).toBe('measure');
    expect(extraction).toEqual(extractor.derive(article).extraction);
  });

  (present ? it : it.skip)('in other languages nothing is relevant', () => {
    const pages = Object.entries(
      JSON.parse(readFileSync(BENCH, 'utf8')) as Record<string, { articleBody: string }>,
    );
    const articles = pages.map(([id, { articleBody }]) => ({
      id,
      title: '',
      text: articleBody,
      published: '2019-11-13',
    }));
    expect(taken(articles)).toEqual([]);
  });
});

describe('the look-alikes of gold', () => {
  const alike = [...readGoldSets(packageRoot(), ['newsroom', 'open']).values()]
    .flat()
    .filter(({ relevance }) => relevance === 'none');

  it('are hard, and still no more than one in a hundred accuses anybody', () => {
    const cases = taken(alike).filter((one) => one.includes(': case'));
    expect(cases.length).toBeLessThanOrEqual(Math.ceil(alike.length / 100));
  });
});
