/** Program `explain`: articles from files or standard input, for each the way from its sentences to what was extracted. */
import { once } from 'node:events';
import { GOLD_SETS, isSealed, readGoldSets } from '../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../src/dictionary/dictionary.js';
import { createExtractor, explainDerivation, type ArticleToExtract } from '../src/extract/extract.js';
import { Misuse } from '../src/model/errors.js';
import { articleReader } from './article-reader.js';
import { inkFor } from './ink.js';
import { INPUT_OPTIONS, readInputs } from './inputs.js';
import { printExplanation } from './print-explanation.js';
import { readOptions } from './read-options.js';
import { programVersion } from './version.js';

const HELP = `Usage: pantau explain [OPTIONS] FILE...
       pantau explain [--json] --gold ID...

Reads what extract reads (or - for standard input) and tells how each article became what it became: its sentences with
their mentions, the people, places, dates and elections that were chosen and those that lost, the values of each report
with their rules and words, and for an article without a report the first gate that it did not pass.

  --published DATE   date of publication of files that do not say it
  --outlet NAME      outlet of files that do not say it
  --url URL          address of files that do not say it
  --title TEXT       headline of plain text files
  --gold ID          a gold article by its id in the place of files; none of the sealed set
  --json             one JSON object per article
`;

/** Runs the program; exit code 0 when every input could be read, 1 when some could not. */
export default async function explain(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const gold = values.gold ?? [];
  if (positionals.length + gold.length === 0)
    throw new Misuse('explain: no input: name files, - for standard input, or --gold ID');
  const dictionary = await loadDictionary(process.env.PANTAU_DICTIONARIES);
  const extractor = createExtractor(dictionary, programVersion());
  const toArticle = articleReader(dictionary);
  const ink = inkFor(process.stdout, process.env);
  const tell = async (article: ArticleToExtract): Promise<void> => {
    const explanation = explainDerivation(extractor.derive(article), dictionary);
    const text = values.json === true ? JSON.stringify(explanation) : printExplanation(explanation, ink);
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
  };
  let code = 0;
  for (const id of gold) await tell(goldArticle(id));
  for await (const input of readInputs(positionals, values)) {
    if ('error' in input) {
      process.stderr.write(`pantau: ${input.where}: ${input.error}\n`);
      code = 1;
      continue;
    }
    await tell(await toArticle(input.article));
  }
  return code;
}

/** An article of the gold that may be looked at. */
function goldArticle(id: string): ArticleToExtract {
  const sets = GOLD_SETS.filter((set) => !isSealed(set));
  const article = [...readGoldSets(packageRoot(), sets).values()].flat().find((one) => one.id === id);
  if (article === undefined) throw new Misuse(`explain: no article "${id}" in the sets ${sets.join(', ')}`);
  const { title, text, published } = article;
  return { id, url: null, outlet: null, title, text, published };
}

function readArguments(args: string[]) {
  return readOptions('explain', HELP, {
    args,
    allowPositionals: true,
    options: {
      ...INPUT_OPTIONS,
      gold: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
