/** pantau read: pages in, one JSON line per article out, in the order of the input. */
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import { givenDate, readingWords, readInput } from '../src/read/read.js';
import { readInputs } from './inputs.js';
import { readOptions } from './read-options.js';

const USAGE = `Usage: pantau read [OPTIONS] [FILE...]

Reads pages (.html, .html.gz, .json and .jsonl with html, folders of these, - for standard input) into articles
and prints one JSON object per page: title, text, published, byline, canonical, origin, related, doubts and more.

  --url ADDRESS      address of the page, for pages that do not name theirs
  --outlet OUTLET    outlet id or name; a known outlet's layouts and time zone are used
  --published DATE   ISO date or time, for pages that do not tell theirs
  --dictionaries DIR folder of the dictionaries (default: those of the program)
  --help             this text`;

interface Options {
  files: string[];
  url: string | null;
  outlet: string | null;
  published: string | null;
  dictionaries: string | undefined;
  help: boolean;
}

function parse(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = readOptions('read', USAGE, {
    args,
    allowPositionals: true,
    options: {
      url: text,
      outlet: text,
      published: text,
      dictionaries: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  return {
    files: positionals.length > 0 ? positionals : ['-'],
    url: values.url ?? null,
    outlet: values.outlet ?? null,
    published: values.published ?? null,
    dictionaries: values.dictionaries,
    help: values.help ?? false,
  };
}

function check(options: Options): void {
  if (options.published !== null && givenDate(options.published) === null)
    throw new Misuse(`read: --published "${options.published}" is no ISO date, such as 2023-11-08`);
  if (options.url !== null && !URL.canParse(options.url))
    throw new Misuse(`read: --url "${options.url}" is no address`);
}

/** Waits for the reader of standard output, so that a long run does not pile up in memory. */
async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`))
    await new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** Runs `pantau read`. @returns 0, or 1 when an input could not be read */
export default async function read(args: string[]): Promise<number> {
  const options = parse(args);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  check(options);
  const dictionary = await loadDictionary(options.dictionaries);
  const words = readingWords(dictionary);
  const outlets = await loadOutlets(options.dictionaries);
  let failed = 0;
  for await (const input of readInputs(options.files, options)) {
    if ('error' in input || !input.article.html) {
      failed += 1;
      const why = 'error' in input ? input.error : 'a text, not a page; pantau extract takes it as it is';
      process.stderr.write(`pantau read: ${input.where}: ${why}\n`);
      continue;
    }
    const { value, doubts } = readInput(input.article, words, outlets);
    await print(JSON.stringify({ ...value, canonical: value.url, doubts }));
  }
  return failed === 0 ? 0 : 1;
}
