/** Backfill arguments: what `backfill` is told on the command line. */
import { Misuse } from '../src/model/errors.js';
import { parseFieldNames, type FieldNames } from './backfill-dump.js';
import { parseDay, type BackfillFilter } from './backfill-filter.js';
import { readOptions } from './read-options.js';

export const HELP = `Usage: pantau backfill [OPTIONS] SOURCE...

Reads what was published before, and stores the articles about neutrality with their reports, claims and incidents.
A source is a file, a folder of files (folders inside too, as Common Crawl lays them out), or the archive of an outlet:

  FILE.warc, FILE.warc.gz      pages as crawlers keep them, such as Common Crawl's CC-NEWS; pages that cannot be about
                               neutrality are left out by their bytes, before anything is decoded
  FILE.jsonl, FILE.csv (.gz)   articles of other projects; usual names of fields are known, others are told by --field
  wordpress:OUTLET             all posts that the outlet's WordPress offers, fetched with the crawler's manners
  sitemap:OUTLET               all pages that the outlet's sitemaps name, fetched with the crawler's manners; where its
                               file names none, those of its robots.txt or in the usual places

Killed or stopped, the same command goes on where it was; what was read to its end is not read again.

  --since DATE, --until DATE   only what was published in this time, both days included: 2023, 2023-08 or 2023-08-14;
                               an article that tells no date counts as of the day it was fetched
  --outlet ID                  only this outlet (may be repeated); unwanted hosts are passed over, not unpacked
  --host HOST                  only this host and those below it (may be repeated)
  --all                        keep articles that are not about neutrality, too
  --field FIELD=NAME           what a dump calls a field: id, url, outlet, title, text, html or published
  --search WORDS               only posts of a WordPress archive that hold these words
  --workers N                  files read at once, each by a thread of its own; 1 unless given
  --again                      read sources again that were read to their end
  --estimate                   say what would be read and about how long it takes, and store nothing
  --outlets PATH               outlet definitions (a file or folder) instead of those of the dictionaries
  --allow-address IP           private address that may be crawled; for tests and demonstrations
  --json                       print the counts as one JSON object
`;

export interface BackfillArguments {
  sources: string[];
  filter: BackfillFilter;
  fields: FieldNames;
  search: string | null;
  workers: number;
  again: boolean;
  estimate: boolean;
  json: boolean;
  outlets: string | null;
  allowAddresses: string[];
}

/**
 * Reads the arguments; null when help was asked for and printed.
 * @throws Misuse for unknown ones
 */
export function readBackfillArguments(args: string[]): BackfillArguments | null {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return null;
  }
  if (positionals.length === 0) throw new Misuse(`backfill: name files, folders or archives\n\n${HELP}`);
  const range = {
    since: parseDay('--since', values.since, 'first'),
    until: parseDay('--until', values.until, 'last'),
  };
  if (range.since !== null && range.until !== null && range.since > range.until)
    throw new Misuse(`backfill: --since ${range.since} is later than --until ${range.until}`);
  return {
    sources: positionals,
    filter: { range, outlets: values.outlet ?? null, hosts: values.host ?? [], all: values.all ?? false },
    fields: parseFieldNames(values.field ?? []),
    search: values.search ?? null,
    workers: parseWorkers(values.workers),
    again: values.again ?? false,
    estimate: values.estimate ?? false,
    json: values.json ?? false,
    outlets: values.outlets ?? null,
    allowAddresses: values['allow-address'] ?? [],
  };
}

const MOST_WORKERS = 64;

function parseWorkers(text: string | undefined): number {
  const count = text === undefined ? 1 : /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST_WORKERS)
    throw new Misuse(`backfill: --workers "${text}" is no number from 1 to ${MOST_WORKERS}`);
  return count;
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  return readOptions('backfill', HELP, {
    args,
    allowPositionals: true,
    options: {
      since: text,
      until: text,
      outlet: texts,
      host: texts,
      all: flag,
      field: texts,
      search: text,
      workers: text,
      again: flag,
      estimate: flag,
      outlets: text,
      'allow-address': texts,
      json: flag,
      help: { type: 'boolean', short: 'h' },
    },
  });
}
