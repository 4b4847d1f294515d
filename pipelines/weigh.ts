/** pantau weigh: learns dictionaries/weights from labelled wordings and gold, and tells how well on wordings held out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  OF_ACT_SENTENCES,
  OF_ARTICLES,
  OF_PEOPLE,
  OF_SENTENCES,
  OF_STORIES,
  lessonsOfActs,
  lessonsOfArticles,
  lessonsOfBriefs,
  lessonsOfClaims,
  lessonsOfGold,
  lessonsOfPairs,
  lessonsOfPeople,
  lessonsOfRealities,
  lessonsOfStories,
  lessonsOfTaken,
  lessonsOfTellings,
  lessonsOfTogether,
  ordinaryNews,
  readGoldSets,
  readWordings,
  tellByOthers,
  testLessons,
  weigh,
  writeWeights,
  type GoldArticle,
  type Lesson,
  type Ordinary,
  type Settings,
} from '../src/audit/audit.js';
import { loadDictionary, packageRoot, withWeights } from '../src/dictionary/dictionary.js';
import {
  chancesOf,
  createExtractor,
  createPeopleReader,
  createSignReader,
  type Derivation,
  type Extractor,
} from '../src/extract/extract.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { readOptions } from './read-options.js';

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
  const options = readArguments(args);
  if (options.help === true) {
    console.log(USAGE);
    return 0;
  }
  const root = packageRoot();
  const finish = (name: string, lessons: Lesson[], settings: Settings): void => {
    if (options.test === true) for (const line of testLessons(name, lessons, settings)) console.log(line);
    else writeFile(root, name, writeWeights(lessons.length, weigh(lessons, settings), settings));
  };
  const dictionary = await loadDictionary();
  const gold = [...readGoldSets(root, SETS).values()].flat();
  const sentences = learnSentences(root, gold, createSignReader(dictionary));
  for (const { name, lessons, settings } of sentences) finish(name, lessons, settings);
  // What an article is, is learned from its sentences as those of other articles teach to weigh them.
  const whole = [...readGoldSets(root, WHOLE).values()].flat();
  const ordinary = ordinaryNews(ORDINARY, SEED, 1, (topic) => topic % 2 === 0);
  const files = [0, 1].map((half) => sentences.map((one) => [one.name, one.withoutHalf(half)] as const));
  const halves = await Promise.all(files.map((half) => withWeights(dictionary, half)));
  const all = [...whole, ...ordinary.map(asNone)];
  const extractors = halves.map((half) => createExtractor(half, ''));
  const articles = lessonsByHalf(all, extractors, (article, half) => lessonsOfArticles([article], half));
  finish('relevance', articles.flat(), OF_ARTICLES);
  const stories = lessonsByHalf(whole, extractors, lessonsOfStories);
  finish('stories', stories.flat(), OF_STORIES);
  // Whom it accuses, is learned beside chances that other articles tell, as they will when it is used.
  const groups = articles.flatMap((lessons, index) => lessons.map(() => index));
  const told = tellByOthers(articles.flat(), (index) => groups[index] ?? 0, OF_ARTICLES);
  const chances = whole.map((_, index) => chancesOf(told[groups.indexOf(index)] ?? new Map()));
  const learnedOf = (lessons: readonly Lesson[][], half: number, settings: Settings): string =>
    writeWeights(0, weigh(lessons.filter((_, index) => index % 2 !== half).flat(), settings), settings);
  const withStories = files.map((half, number) => [
    ...half,
    ['stories', learnedOf(stories, number, OF_STORIES)] as const,
  ]);
  const readers = await Promise.all(
    withStories.map(async (half) => createPeopleReader(await withWeights(dictionary, half))),
  );
  const people = lessonsByHalf(whole, readers, (article, half, index) => {
    const likely = chances[index];
    return likely === undefined ? [] : lessonsOfPeople(article, likely, half);
  });
  finish('people', people.flat(), OF_PEOPLE);
  // Of what it accuses them, and which measures it tells of, is learned from what else is found in it without its half.
  const known = withStories.map((half, number): (readonly [string, string])[] => [
    ...half,
    ['relevance', learnedOf(articles, number, OF_ARTICLES)],
    ['people', learnedOf(people, number, OF_PEOPLE)],
  ]);
  const plain = await extractorsOf(dictionary, known);
  const realities = lessonsByHalf(whole, plain, lessonsOfRealities);
  finish('realities', realities.flat(), OF_PEOPLE);
  const finders = await extractorsOf(
    dictionary,
    known.map((half, number) => [...half, ['realities', learnedOf(realities, number, OF_PEOPLE)]]),
  );
  const found = whole.map((article, index) => {
    const finder = finders[index % 2];
    return finder === undefined ? [] : lessonsOfFound(article, deriveOnce(finder));
  });
  OF_FOUND.forEach(([name], kind) =>
    finish(
      name,
      found.flatMap((lessons) => lessons[kind] ?? []),
      OF_PEOPLE,
    ),
  );
  return 0;
}

/** What is learned from all that is found in an article, by the file that it is written to. */
const OF_FOUND = [
  ['acts', lessonsOfActs],
  ['tellings', lessonsOfTellings],
  ['taken', lessonsOfTaken],
  ['pairs', lessonsOfPairs],
  ['together', lessonsOfTogether],
  ['claims', lessonsOfClaims],
] as const;

const lessonsOfFound = (article: GoldArticle, finder: Extractor): Lesson[][] =>
  OF_FOUND.map(([, lessonsOf]) => lessonsOf(article, finder));

/** An extractor that derives what it is asked for first, and gives that again. */
function deriveOnce(extractor: Extractor): Extractor {
  let first: Derivation | null = null;
  return { ...extractor, derive: (article) => (first ??= extractor.derive(article)) };
}

/** An extractor for each half, with only its files of weights. */
const extractorsOf = (
  dictionary: Dictionary,
  halves: readonly (readonly (readonly [string, string])[])[],
): Promise<Extractor[]> =>
  Promise.all(halves.map(async (half) => createExtractor(await withWeights(dictionary, half), '')));

/** What is learned of sentences of one kind. */
interface OfSentences {
  name: string;
  lessons: Lesson[];
  settings: Settings;
  /** The file of weights that is learned without each second article, the first being the 0th. */
  withoutHalf(half: number): string;
}

/** Sentences are learned from wordings, from marked gold, and from short articles by what these teach. */
function learnSentences(
  root: string,
  gold: readonly GoldArticle[],
  read: ReturnType<typeof createSignReader>,
): OfSentences[] {
  return (['violation', 'step'] as const).map((kind) => {
    const settings = kind === 'violation' ? OF_ACT_SENTENCES : OF_SENTENCES;
    const wordings = readWordings(root, kind, read);
    const marked = (articles: readonly GoldArticle[]): Lesson[] => lessonsOfGold(articles, kind, read);
    const taught = weigh([...wordings, ...marked(gold)], OF_SENTENCES);
    const lessonsOf = (articles: readonly GoldArticle[]): Lesson[] => [
      ...wordings,
      ...marked(articles),
      ...lessonsOfBriefs(articles, kind, read, taught),
    ];
    const withoutHalf = (half: number): string => {
      const lessons = lessonsOf(gold.filter((_, index) => index % 2 !== half));
      return writeWeights(lessons.length, weigh(lessons, settings), settings);
    };
    return { name: `${kind}s`, lessons: lessonsOf(gold), settings, withoutHalf };
  });
}

/** The lessons of each article, read with what was learned without its half. */
const lessonsByHalf = <Article, Half>(
  articles: readonly Article[],
  halves: readonly Half[],
  read: (article: Article, half: Half, index: number) => Lesson[],
): Lesson[][] =>
  articles.map((article, index) => {
    const half = halves[index % 2];
    return half === undefined ? [] : read(article, half, index);
  });

const asNone = (article: Ordinary): Ordinary & { relevance: 'none' } => ({ ...article, relevance: 'none' });

function writeFile(root: string, name: string, text: string): void {
  const folder = join(root, 'dictionaries', 'weights');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.tsv`), text);
  process.stderr.write(`written: dictionaries/weights/${name}.tsv\n`);
}

function readArguments(args: string[]): { test?: boolean; help?: boolean } {
  const options = { test: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  return readOptions('weigh', USAGE, { args, options }).values;
}
