/** Program `audit`: scores extraction on the gold articles of fixtures, prints the table, and fails below the pinned floors. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import {
  checkFloors,
  Floors,
  GoldArticle,
  pinFloors,
  precisionOf,
  recallOf,
  scoreGold,
  type Audit,
} from '../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../src/dictionary/dictionary.js';
import { createExtractor } from '../src/extract/extract.js';
import { Halt, Misuse } from '../src/model/errors.js';
import { programVersion } from './version.js';
import { writeWhole } from './write-whole.js';

const HELP = `Usage: pantau audit [OPTIONS]

Extracts from the gold articles of fixtures/newsroom, compares with their labels and prints precision and recall of
each field. Fails when a figure is below its floor in fixtures/floors.json.

  --json   print the figures as JSON
  --pin    write today's figures as the floors (a person decides that)
`;

/** Runs the program; exit code 1 when a figure is below its floor. */
export default async function audit(args: string[]): Promise<number> {
  const { json, pin, help } = readArguments(args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const gold = readGold(join(packageRoot(), 'fixtures', 'newsroom', 'articles'));
  const extractor = createExtractor(loadDictionary(process.env.PANTAU_DICTIONARIES), programVersion());
  const extractions = gold.map(({ id, title, paragraphs, published }) =>
    extractor.extract({ id, url: null, outlet: null, title, text: paragraphs.join('\n'), published }),
  );
  const figures = scoreGold(gold, extractions);
  process.stdout.write(json ? `${JSON.stringify(figures)}\n` : table(figures));
  const path = join(packageRoot(), 'fixtures', 'floors.json');
  if (pin) {
    await writeWhole(path, Buffer.from(`${JSON.stringify(pinFloors(figures, gold), null, 2)}\n`));
    return 0;
  }
  if (!existsSync(path)) throw new Halt(`${path} is missing: pin the floors with "pantau audit --pin"`);
  const low = checkFloors(figures, gold, Floors.parse(JSON.parse(readFileSync(path, 'utf8'))));
  for (const sentence of low) process.stderr.write(`pantau: audit: ${sentence}\n`);
  return low.length === 0 ? 0 : 1;
}

function readArguments(args: string[]): { json: boolean; pin: boolean; help: boolean } {
  try {
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({ args, options: { json: flag, pin: flag, help: { ...flag, short: 'h' } } }).values;
  } catch (error) {
    throw new Misuse(`audit: ${(error as Error).message}\n\n${HELP}`);
  }
}

/** The labelled articles, in the order of their file names. */
function readGold(folder: string): GoldArticle[] {
  if (!existsSync(folder))
    throw new Halt(`${folder} is missing: the audit needs the gold articles of the package`);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted();
  return files.map((file) => {
    const read = GoldArticle.safeParse(parse(readFileSync(join(folder, file), 'utf8')));
    if (!read.success)
      throw new Halt(
        `${join(folder, file)}: no gold article: ${read.error.issues[0]?.path.join('.')} ${read.error.issues[0]?.message}`,
      );
    return read.data;
  });
}

function table(figures: Audit): string {
  const percent = (value: number): string => (100 * value).toFixed(1).padStart(6);
  const lines = Object.entries(figures.fields).map(([field, score]) => {
    const [precision, recall] = [precisionOf(score), recallOf(score)];
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return `${field.padEnd(20)} ${percent(precision)} ${percent(recall)} ${percent(f1)} ${String(score.right + score.missed).padStart(5)}`;
  });
  const head = `${figures.articles} gold articles; relevance right in ${figures.relevanceRight}; false accusations ${figures.falseAccusations.length} of ${figures.withoutCase}`;
  return [head, `${'field'.padEnd(20)}  prec.  recall     F1 wanted`, ...lines, ''].join('\n');
}
