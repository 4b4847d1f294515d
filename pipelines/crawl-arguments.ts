/** Crawl arguments: what `monitor` and `worker` are told on the command line. */
import { Misuse } from '../src/model/errors.js';
import type { Outlet } from '../src/model/outlet.js';
import type { Schedule, Settings } from '../src/run/run.js';
import { checkContact, readOutlets } from './outlet-files.js';
import { readOptions } from './read-options.js';
import { parseDuration } from './schedule.js';

export interface CrawlArguments {
  outlets: Outlet[] | null;
  allowAddresses: string[];
  /** The settings, with what the command line says on top. */
  settings: Settings;
  /** When the outlets are visited; null for once and no more. */
  schedule: Schedule | null;
}

const EVERY = '30m';
const ZONE = 'Asia/Jakarta';

/**
 * Reads the arguments; null when help was asked for and printed.
 * @throws Misuse for unknown ones, and when nobody could be reached by the outlets that are crawled
 */
export async function readCrawlArguments(
  program: 'monitor' | 'worker',
  args: string[],
  help: string,
  settings: Settings,
): Promise<CrawlArguments | null> {
  const values = parse(program, args, help);
  if (values.help === true) {
    process.stdout.write(help);
    return null;
  }
  const allowAddresses = [...settings.allowAddresses, ...(values['allow-address'] ?? [])];
  checkContact(settings, allowAddresses);
  return {
    outlets: values.outlets === undefined ? null : await readOutlets(values.outlets),
    allowAddresses,
    settings: { ...settings, warc: values.warc ?? settings.warc },
    schedule: scheduleOf(values),
  };
}

/** @throws Misuse when more than one is asked for */
function scheduleOf({ every, cron, once }: Values): Schedule | null {
  if ([every !== undefined, cron !== undefined, once === true].filter(Boolean).length > 1)
    throw new Misuse('monitor: --every, --cron and --once exclude each other');
  if (once === true) return null;
  return cron === undefined ? { everyMs: parseDuration(every ?? EVERY) } : { pattern: cron, zone: ZONE };
}

interface Values {
  help?: boolean | undefined;
  outlets?: string | undefined;
  'allow-address'?: string[] | undefined;
  warc?: string | undefined;
  every?: string | undefined;
  cron?: string | undefined;
  once?: boolean | undefined;
}

function parse(program: 'monitor' | 'worker', args: string[], help: string): Values {
  const crawl = {
    help: { type: 'boolean', short: 'h' },
    outlets: { type: 'string' },
    'allow-address': { type: 'string', multiple: true },
    warc: { type: 'string' },
  } as const;
  const text = { type: 'string' } as const;
  const monitor = { ...crawl, every: text, cron: text, once: { type: 'boolean' } } as const;
  if (program === 'worker') return readOptions(program, help, { args, options: crawl }).values;
  return readOptions(program, help, { args, options: monitor }).values;
}
