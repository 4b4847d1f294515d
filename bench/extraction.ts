/** Bench of extraction: articles and sentences per second on one core, beside two peers and plain tokenising of the same texts, all warm. */
import { createRequire } from 'node:module';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { createExtractor } from '../src/extract/extract.js';
import { mixCorpus } from './corpus.js';
import { cpuSeconds, type Row } from './rows.js';

const ARTICLES = 2000;
const WARM_UP = 4; // times that all are read before: only then the engine is done with making code faster
const SAMPLE = 250; // articles that all are measured on
const ROUNDS = 7;

/** The seconds that one of the compared takes for the sample, by rounds. */
type Seconds = Record<'extraction' | 'wink' | 'compromise' | 'words', number[]>;

/**
 * All take the same sample in turns, round after round, so that what else the machine does meets all alike; each has read
 * so much before that it is no longer getting faster. A ratio is the median of those of the rounds.
 */
export async function benchExtraction(): Promise<Row[]> {
  const dictionary = await loadDictionary();
  const extractor = createExtractor(dictionary, 'bench');
  const corpus = mixCorpus(ARTICLES, dictionary);
  const sample = corpus.slice(0, SAMPLE);
  const texts = sample.map(({ text }) => text);
  let reports = 0;
  const work: Record<keyof Seconds, () => void> = {
    extraction: () => {
      reports = 0;
      for (const article of sample) reports += extractor.extract(article).reports.length;
    },
    wink: winkPipeline(texts),
    compromise: compromisePipeline(texts),
    words: () => texts.forEach((text) => text.match(/\w+/g)),
  };
  for (let round = 0; round < WARM_UP; round += 1) for (const article of corpus) extractor.extract(article);
  for (const run of Object.values(work)) for (let round = 0; round < 2; round += 1) run();
  const seconds: Seconds = { extraction: [], wink: [], compromise: [], words: [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of Object.keys(work) as (keyof Seconds)[]) seconds[name].push(cpuSeconds(work[name], 1));
  const rate = (name: keyof Seconds): number => SAMPLE / medianOf(seconds[name]);
  const against = (name: keyof Seconds): number =>
    medianOf(seconds[name].map((one, round) => one / (seconds.extraction[round] ?? NaN)));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const sentences = sample.reduce(
    (sum, article) => sum + extractor.derive(article).body.analysed.sentences.length,
    0,
  );
  return [
    {
      what: 'extraction',
      value: rate('extraction'),
      unit: 'articles/s',
      note: `${SAMPLE} articles, ${Math.round(characters / SAMPLE)} characters each, ${reports} reports`,
    },
    { what: 'extraction', value: (rate('extraction') * sentences) / SAMPLE, unit: 'sentences/s', note: '' },
    {
      what: 'against wink-nlp',
      value: against('wink'),
      unit: 'x',
      note: `goal 3; its full English pipeline with entities, same texts, same run: ${rate('wink').toFixed(0)} articles/s`,
    },
    {
      what: 'against compromise',
      value: against('compromise'),
      unit: 'x',
      note: `goal 25; its people, same texts, same run: ${rate('compromise').toFixed(0)} articles/s`,
    },
    {
      what: 'against \\w+ tokenising',
      value: against('words'),
      unit: 'x',
      note: `the limit of looking at each word once: ${rate('words').toFixed(0)} articles/s`,
    },
  ];
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

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
