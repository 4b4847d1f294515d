/** pantau compile: compiles the dictionaries into the cache that every start reads, and writes what is generated. */
import {
  compileDictionary,
  compileOutlets,
  packageRoot,
  writeDocuments,
} from '../src/dictionary/dictionary.js';
import { readOptions } from './read-options.js';

const USAGE = `Usage: pantau compile [--docs]

Checks and compiles the folder dictionaries into dist/dictionary.bin, and its outlets into dist/outlets.json.
  --docs  also write dictionaries/CODEBOOK.md and schemas/*.json anew`;

export default async function compile(args: string[]): Promise<number> {
  const options = readArguments(args);
  if (options.help === true) {
    console.log(USAGE);
    return 0;
  }
  const { version, concepts, patterns, gazetteer } = await compileDictionary();
  const outlets = await compileOutlets();
  const counts = `${concepts.length} concepts, ${patterns.patterns.length} patterns, ${gazetteer.code.length} places, ${outlets.length} outlets`;
  process.stderr.write(`dictionaries compiled: ${counts}, ${version.slice(0, 19)}\n`);
  if (options.docs === true)
    for (const path of await writeDocuments(packageRoot())) process.stderr.write(`written: ${path}\n`);
  return 0;
}

function readArguments(args: string[]): { docs?: boolean; help?: boolean } {
  const options = { docs: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  return readOptions('compile', USAGE, { args, options }).values;
}
