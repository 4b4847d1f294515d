/** pantau weigh: learns dictionaries/weights from labelled wordings and gold, and tells how well on wordings held out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  lessonsOfGold,
  readGoldSets,
  readWordings,
  testLessons,
  weigh,
  writeWeights,
  type Lesson,
} from '../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../src/dictionary/dictionary.js';
import { createSignReader } from '../src/extract/extract.js';
import { Misuse } from '../src/model/errors.js';

const USAGE = `Usage: pantau weigh [--test]

Learns how much words speak for acts and steps, and writes dictionaries/weights/*.tsv.
  --test  learn from nine tenths only, write nothing, and print precision and recall on the rest`;

const SETS = ['open', 'desk'] as const;

export default async function weighAll(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help === true) {
    console.log(USAGE);
    return 0;
  }
  const root = packageRoot();
  const dictionary = await loadDictionary();
  const read = createSignReader(dictionary);
  const gold = [...readGoldSets(root, SETS).values()].flat();
  const lessons: Record<string, () => Lesson[]> = {
    violations: () => [...readWordings(root, 'violation', read), ...lessonsOfGold(gold, 'violation', read)],
    steps: () => [...readWordings(root, 'step', read), ...lessonsOfGold(gold, 'step', read)],
  };
  for (const [name, collect] of Object.entries(lessons)) {
    const all = collect();
    if (options.test === true) {
      for (const line of testLessons(name, all)) console.log(line);
      continue;
    }
    const folder = join(root, 'dictionaries', 'weights');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.tsv`), writeWeights(all.length, weigh(all)));
    process.stderr.write(`written: dictionaries/weights/${name}.tsv from ${all.length} lessons\n`);
  }
  return 0;
}

function readOptions(args: string[]): { test?: boolean; help?: boolean } {
  try {
    const options = { test: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Misuse(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
