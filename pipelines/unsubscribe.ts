/** Program `unsubscribe`: whoever wants no more gets no more: by name, by the links of mails, or by what a web server noted. */
import { createReadStream } from 'node:fs';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';
import { readSettings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { readAddresses } from './digest-arguments.js';
import { readLines } from './lines.js';
import { readOptions } from './read-options.js';
import { bothLanguages } from './row-manner.js';
import { serveLeaving } from './serve-leaving.js';

const HELP = `Usage: pantau unsubscribe [ADDRESS...] [OPTIONS]

Sends no more to addresses, or to whoever follows the link of a mail (RFC 8058, docs/digest.md).

  --subscription ID     only by this subscription; by all unless given
  --undo                sends to the addresses again
  --listen [HOST:]PORT  serves the page of the links, behind the web server of PANTAU_UNSUBSCRIBE_URL, until stopped
  --from FILE           takes in what a web server noted: a line "POST TOKEN", or the token alone, for each; - reads
                        standard input. May be run again and again on the same file
`;

/** Runs the program; exit code 1 when a line of the file is none. */
export default async function unsubscribe(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const { listen, from, subscription = '', undo = false } = values;
  const ways = [listen !== undefined, from !== undefined, positionals.length > 0].filter(Boolean).length;
  if (ways !== 1 || (undo && positionals.length === 0))
    throw new Misuse(`unsubscribe: give addresses, --listen or --from\n\n${HELP}`);
  const recipients = readAddresses(positionals, 'address', 'unsubscribe');
  const place = listen === undefined ? null : readPlace(listen);
  const settings = readSettings(process.env);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    if (place !== null) {
      const words = bothLanguages(await loadDictionary(settings.dictionaries));
      await serveLeaving(store, words, place);
      return 0;
    }
    if (from !== undefined) return await takeIn(store, from);
    for (const recipient of recipients) await decide(store, { recipient, subscription }, undo);
    return 0;
  } finally {
    await store.close();
  }
}

function readArguments(args: string[]) {
  const options = {
    subscription: { type: 'string' },
    undo: { type: 'boolean' },
    listen: { type: 'string' },
    from: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  return readOptions('unsubscribe', HELP, { args, options, allowPositionals: true });
}

// Such as 8025, 127.0.0.1:8025 or [::1]:8025
const PLACE = /^(?:(\[[0-9a-f:]{2,40}\]|[a-z0-9.-]{1,100}):)?(\d{1,5})$/;

/** On this machine alone unless a host is named: the web server in front of it is what the world sees. */
function readPlace(listen: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port = ''] = PLACE.exec(listen) ?? [];
  if (port === '' || Number(port) > 65_535)
    throw new Misuse(`unsubscribe: --listen "${listen}" is no place; write one like 8025 or 127.0.0.1:8025`);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

async function decide(
  store: Store,
  reader: { recipient: string; subscription: string },
  undo: boolean,
): Promise<void> {
  if (undo) await store.resubscribe(reader);
  else await store.unsubscribe(reader, new Date());
  const by = reader.subscription === '' ? '' : ` by ${reader.subscription}`;
  process.stdout.write(`${reader.recipient}: gets ${undo ? 'mail again' : 'nothing any more'}${by}\n`);
}

const LONGEST_LINE = 4096;
// Such as `POST MVLO45hDmcxirO8SGHJqQT_FA6Os_eWG`; a GET only looked at the page.
const LINE = /^(?:POST\s+)?([A-Za-z0-9_-]{32})$/;
const LOOKED = /^(?:GET|HEAD|OPTIONS)\s/;

async function takeIn(store: Store, from: string): Promise<number> {
  const input = from === '-' ? process.stdin : createReadStream(from);
  let wrong = 0;
  const seen = new Set<string>();
  try {
    for await (const { text, number, over } of readLines(input, LONGEST_LINE)) {
      const line = text.trim();
      if ((line === '' && !over) || LOOKED.test(line)) continue;
      const token = LINE.exec(line)?.[1];
      const reader = token === undefined ? null : await store.readerByToken(token);
      if (reader === null) {
        wrong += 1;
        process.stderr.write(`pantau: ${from}:${number}: is no link that a mail was sent with\n`);
      } else if (!seen.has(token ?? '')) {
        seen.add(token ?? '');
        if (!(await store.isUnsubscribed(reader))) await decide(store, reader, false);
      }
    }
  } catch (error) {
    throw new Halt(`unsubscribe: ${from} cannot be read: ${describeFileFault(error)}`, { cause: error });
  }
  return wrong === 0 ? 0 : 1;
}
