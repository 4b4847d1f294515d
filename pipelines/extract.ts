/** Program `extract`: articles from files or standard input, one JSON line each with what they say, in the order of the input. */
import { once } from 'node:events';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { createExtractor, type ArticleToExtract, type Extractor } from '../src/extract/extract.js';
import type { ArticleInput } from '../src/model/article.js';
import { Misuse } from '../src/model/errors.js';
import type { Extraction } from '../src/model/report.js';
import { articleReader } from './article-reader.js';
import { holdGarbageDown, holdOptimiser, releaseOptimiser } from './engine.js';
import { INPUT_OPTIONS, readInputs } from './inputs.js';
import { readOptions } from './read-options.js';
import { programVersion } from './version.js';

const HELP = `Usage: pantau extract [OPTIONS] [FILE...]

Reads .txt, .html(.gz), .json and .jsonl files (article objects: id, title, text or html, published, outlet, url)
or - for standard input, and prints one JSON object per article in the order of the input.

  --published DATE   date of publication of files that do not say it
  --outlet NAME      outlet of files that do not say it
  --url URL          address of files that do not say it
  --title TEXT       headline of plain text files
  --with-text        include the body that the offsets count in
`;

/** Runs the program; exit code 0 when every input could be read, 1 when some could not. */
export default async function extract(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length === 0) throw new Misuse('no input: name files, or - for standard input');
  holdGarbageDown();
  const dictionary = await loadDictionary(process.env.PANTAU_DICTIONARIES);
  holdOptimiser();
  const extractor = createExtractor(dictionary, programVersion());
  const toArticle = articleReader(dictionary, process.env.PANTAU_DICTIONARIES);
  let code = 0;
  let first = true;
  for await (const input of readInputs(positionals, values)) {
    if ('error' in input) {
      process.stderr.write(`pantau: ${input.where}: ${input.error}\n`);
      code = 1;
      continue;
    }
    if (!first || isLong(input.article)) releaseOptimiser();
    first = false;
    const line = extractLine(extractor, await toArticle(input.article), values['with-text'] === true);
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
  return code;
}

// Characters of an article that is worth making code faster for by itself, and of a page.
const LONG_TEXT = 20_000;
const LONG_PAGE = 500_000;

const isLong = ({ text, html }: ArticleInput): boolean =>
  (text?.length ?? 0) > LONG_TEXT || (html?.length ?? 0) > LONG_PAGE;

function readArguments(args: string[]) {
  return readOptions('extract', HELP, {
    args,
    allowPositionals: true,
    options: {
      ...INPUT_OPTIONS,
      'with-text': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function extractLine(extractor: Extractor, article: ArticleToExtract, withText: boolean): string {
  const extraction: Extraction = extractor.extract(article);
  if (withText) extraction.article.text = article.text;
  return `${JSON.stringify(extraction)}\n`;
}
