#!/usr/bin/env node
/** The command `pantau`: finds the program of that name beside this file and runs it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Halt, Misuse } from '../src/model/errors.js';

const COMMANDS: Record<string, string> = {
  extract: 'print what each article says, one JSON line per article',
  explain: 'tell how an article became what it became, and what it lacks to be more',
  read: 'read pages into articles, one JSON line per page',
  newsroom: 'serve the invented newsroom on this machine until stopped',
  ingest: 'store articles, reports, claims and incidents',
  backfill: 'read archives and dumps of what was published before',
  query: 'list incidents',
  show: 'tell all that is known of an incident',
  review: 'decide on incidents and reports: confirm, correct, merge, split, withdraw',
  reextract: 'run new dictionaries over stored articles, show the difference, take a run back',
  erase: 'remove a person or an article everywhere, on a legal request',
  monitor: 'crawl the outlets on a schedule until stopped',
  worker: 'work on queued jobs until stopped',
  export: 'write tables of the dataset for research',
  release: 'freeze the dataset as a versioned data package',
  digest: 'write or send the digest of a day',
  unsubscribe: 'send no more to whoever wants no more; serve the links of mails',
  outlets: 'check the outlets, draft a new one, tell how they do',
  demo: 'run the whole way on an invented newsroom',
  audit: 'score extraction on the gold articles and hold it to its floors',
  weigh: 'learn the weights of words from labelled wordings',
  compile: 'compile the dictionaries and write what is generated from them',
};

function usage(): string {
  const rows = Object.entries(COMMANDS).map(([name, what]) => `  pantau ${name.padEnd(11)} ${what}`);
  return ['Usage: pantau COMMAND [OPTIONS]', '', ...rows, '', 'pantau COMMAND --help tells more.'].join('\n');
}

/** Each program is a module whose default export takes the arguments after its name and gives an exit code. */
async function run(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(usage());
    return name === undefined ? 2 : 0;
  }
  const file = new URL(`./${name}.js`, import.meta.url);
  if (!(name in COMMANDS) || !existsSync(fileURLToPath(file)))
    throw new Misuse(`no command "${name}"\n\n${usage()}`);
  const program = (await import(file.href)) as { default: (args: string[]) => Promise<number> };
  return program.default(rest);
}

/** What is wrong with a call and how it is written, on a few lines: a whole help would push the first out of sight. */
function inShort(message: string, [name = '']: readonly string[]): string {
  const at = message.indexOf('\n\nUsage: ');
  if (at < 0) return message;
  const written = message.slice(at + 2).split('\n\n')[0] ?? '';
  const command = name in COMMANDS ? `pantau ${name}` : 'pantau';
  return `${message.slice(0, at)}\n\n${written.trimEnd()}\n"${command} --help" tells the rest.`;
}

const args = process.argv.slice(2);
try {
  process.exitCode = await run(args);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  // Loaded only now, as one article is extracted by few scripts.
  const { nameFileFault } = await import('../src/model/file-fault.js');
  const told = nameFileFault(error) ?? error.message;
  process.stderr.write(`pantau: ${error instanceof Misuse ? inShort(told, args) : told}\n`);
  if (!(error instanceof Misuse || error instanceof Halt) && process.env.PANTAU_TRACE)
    process.stderr.write(`${error.stack}\n`);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
