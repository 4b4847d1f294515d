/** Bench of extraction: articles and sentences per second on one core, beside two peers and plain tokenising of the same text. */
import { createRequire } from 'node:module';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { createExtractor } from '../src/extract/extract.js';
import { mixCorpus } from './corpus.js';
import { cpuSeconds, type Row } from './rows.js';

const ARTICLES = 5000;
const PEER_ARTICLES = 300; // peers are slow: a sample of the same corpus is enough for a ratio

export async function benchExtraction(): Promise<Row[]> {
  const dictionary = await loadDictionary();
  const extractor = createExtractor(dictionary, 'bench');
  const corpus = mixCorpus(ARTICLES, dictionary);
  const characters = corpus.reduce((sum, article) => sum + article.text.length, 0);
  for (const article of corpus.slice(0, 300)) extractor.extract(article);
  let sentences = 0;
  let reports = 0;
  const seconds = cpuSeconds(() => {
    sentences = 0;
    reports = 0;
    for (const article of corpus) {
      const { extraction, body } = extractor.derive(article);
      sentences += body.analysed.sentences.length;
      reports += extraction.reports.length;
    }
  });
  const rate = ARTICLES / seconds;
  const sample = corpus.slice(0, PEER_ARTICLES).map((article) => article.text);
  const wink = PEER_ARTICLES / cpuSeconds(winkPipeline(sample), 1);
  const compromise = PEER_ARTICLES / cpuSeconds(compromisePipeline(sample), 1);
  const words = ARTICLES / cpuSeconds(() => corpus.forEach((article) => article.text.match(/\w+/g)));
  return [
    {
      what: 'extraction',
      value: rate,
      unit: 'articles/s',
      note: `${ARTICLES} articles, ${Math.round(characters / ARTICLES)} characters each, ${reports} reports`,
    },
    { what: 'extraction', value: sentences / seconds, unit: 'sentences/s', note: '' },
    {
      what: 'against wink-nlp',
      value: rate / wink,
      unit: 'x',
      note: `goal 3; its full English pipeline with entities, same texts, same run: ${wink.toFixed(0)} articles/s`,
    },
    {
      what: 'against compromise',
      value: rate / compromise,
      unit: 'x',
      note: `goal 25; its people, same texts, same run: ${compromise.toFixed(0)} articles/s`,
    },
    {
      what: 'against \\w+ tokenising',
      value: rate / words,
      unit: 'x',
      note: `the limit of looking at each word once: ${words.toFixed(0)} articles/s`,
    },
  ];
}

/** The peers are development tools and have no place in the product's types. */
const load = createRequire(import.meta.url);

function winkPipeline(texts: readonly string[]): () => void {
  const create = load('wink-nlp') as (model: unknown) => {
    readDoc(text: string): { entities(): { out(): unknown } };
  };
  const nlp = create(load('wink-eng-lite-web-model'));
  return () => texts.forEach((text) => nlp.readDoc(text).entities().out());
}

function compromisePipeline(texts: readonly string[]): () => void {
  const nlp = load('compromise') as (text: string) => { people(): { out(format: string): unknown } };
  return () => texts.forEach((text) => nlp(text).people().out('array'));
}
