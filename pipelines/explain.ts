/** Program `explain`: articles from files or standard input, for each the way from its sentences to what was extracted. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { createExtractor, explainDerivation } from '../src/extract/extract.js';
import { Misuse } from '../src/model/errors.js';
import { articleReader } from './article-reader.js';
import { inkFor } from './ink.js';
import { readInputs } from './inputs.js';
import { printExplanation } from './print-explanation.js';
import { programVersion } from './version.js';

const HELP = `Usage: pantau explain [OPTIONS] FILE...

Reads what extract reads (or - for standard input) and tells how each article became what it became: its sentences with
their mentions, the people, places, dates and elections that were chosen and those that lost, the values of each report
with their rules and words, and for an article without a report the first gate that it did not pass.

  --published DATE   date of publication of files that do not say it
  --outlet NAME      outlet of files that do not say it
  --url URL          address of files that do not say it
  --title TEXT       headline of plain text files
  --json             one JSON object per article
`;

/** Runs the program; exit code 0 when every input could be read, 1 when some could not. */
export default async function explain(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length === 0) throw new Misuse('explain: no input: name files, or - for standard input');
  const dictionary = loadDictionary(process.env.PANTAU_DICTIONARIES);
  const extractor = createExtractor(dictionary, programVersion());
  const toArticle = articleReader(dictionary);
  const ink = inkFor(process.stdout, process.env);
  let code = 0;
  for await (const input of readInputs(positionals, values)) {
    if ('error' in input) {
      process.stderr.write(`pantau: ${input.where}: ${input.error}\n`);
      code = 1;
      continue;
    }
    const explanation = explainDerivation(extractor.derive(await toArticle(input.article)), dictionary);
    const text = values.json === true ? JSON.stringify(explanation) : printExplanation(explanation, ink);
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
  }
  return code;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        published: { type: 'string' },
        outlet: { type: 'string' },
        url: { type: 'string' },
        title: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Misuse(`explain: ${(error as Error).message}\n\n${HELP}`);
  }
}
