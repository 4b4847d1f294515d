/** pantau weigh: learns dictionaries/weights from labelled wordings and gold, and tells how well on wordings held out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  OF_ARTICLES,
  OF_PEOPLE,
  OF_SENTENCES,
  lessonsOfActs,
  lessonsOfArticles,
  lessonsOfGold,
  lessonsOfPeople,
  ordinaryNews,
  readGoldSets,
  readWordings,
  tellByOthers,
  testLessons,
  weigh,
  writeWeights,
  type Lesson,
  type Ordinary,
  type Settings,
} from '../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../src/dictionary/dictionary.js';
import { chancesOf, createExtractor, createPeopleReader, createSignReader } from '../src/extract/extract.js';
import { Misuse } from '../src/model/errors.js';

const USAGE = `Usage: pantau weigh [--test]

Learns how much words speak for acts and steps, and whole articles for what they are, and writes dictionaries/weights/*.tsv.
  --test  learn from nine tenths only, write nothing, and print precision and recall on the rest`;

const SETS = ['open', 'briefs'] as const;
/** Articles from which it is learned what an article is. */
const WHOLE = ['open', 'briefs', 'newsroom', 'seeds'] as const;
/** Stories of ordinary news, of each second topic, so that the others can show what was learned. */
const ORDINARY = 250;
const SEED = 7;

export default async function weighAll(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help === true) {
    console.log(USAGE);
    return 0;
  }
  const root = packageRoot();
  const finish = (name: string, lessons: Lesson[], settings: Settings): void => {
    if (options.test === true) for (const line of testLessons(name, lessons, settings)) console.log(line);
    else writeFile(root, name, writeWeights(lessons.length, weigh(lessons, settings), settings));
  };
  const readSigns = createSignReader(await loadDictionary());
  const gold = [...readGoldSets(root, SETS).values()].flat();
  for (const kind of ['violation', 'step'] as const) {
    const lessons = [...readWordings(root, kind, readSigns), ...lessonsOfGold(gold, kind, readSigns)];
    finish(`${kind}s`, lessons, OF_SENTENCES);
  }
  // What an article is, is learned from its sentences as they are weighed by what was just learned.
  const dictionary = await loadDictionary();
  const whole = [...readGoldSets(root, WHOLE).values()].flat();
  const ordinary = ordinaryNews(ORDINARY, SEED, 1, (topic) => topic % 2 === 0);
  const articles = lessonsOfArticles([...whole, ...ordinary.map(asNone)], createExtractor(dictionary, ''));
  finish('relevance', articles, OF_ARTICLES);
  // Whom it accuses, is learned beside chances that other articles tell, as they will when it is used.
  const variants = articles.length / (whole.length + ordinary.length);
  const told = tellByOthers(articles, (index) => Math.floor(index / variants), OF_ARTICLES);
  const read = createPeopleReader(dictionary);
  const people = whole.flatMap((article, index) =>
    lessonsOfPeople(article, chancesOf(told[index * variants] ?? new Map()), read),
  );
  finish('people', people, OF_PEOPLE);
  // What it accuses them of, is learned from its cases as they are without that.
  const learned = await loadDictionary();
  const weights = learned.weights.filter(({ kind }) => kind !== 'act');
  const plain = createExtractor({ ...learned, weights }, '');
  finish(
    'acts',
    whole.flatMap((article) => lessonsOfActs(article, plain)),
    OF_PEOPLE,
  );
  return 0;
}

const asNone = (article: Ordinary): Ordinary & { relevance: 'none' } => ({ ...article, relevance: 'none' });

function writeFile(root: string, name: string, text: string): void {
  const folder = join(root, 'dictionaries', 'weights');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.tsv`), text);
  process.stderr.write(`written: dictionaries/weights/${name}.tsv\n`);
}

function readOptions(args: string[]): { test?: boolean; help?: boolean } {
  try {
    const options = { test: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Misuse(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
