/** Program `digest`: what became of things on a day, as one edition: printed, written to a file, or mailed. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import type { Subscription } from '../src/model/digest.js';
import {
  printFilter,
  writeFeed,
  writeMail,
  type FeedEdition,
  type Language,
} from '../src/publish/publish.js';
import { readSettings, type Settings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { dayOf, readDay, ZONE } from './digest-day.js';
import { openEditor, type Editor } from './edition.js';
import { FILTER_HELP, FILTER_OPTIONS, readFilter } from './filter-options.js';
import { checkSender, mailEdition, postToHook, type Sending } from './mail-edition.js';
import { readSubscriptions } from './subscriptions.js';
import { writeWhole } from './write-whole.js';

/** `--to` is a recipient here; a period of incidents is told in `--filter`. */
const { from: _from, to: _to, ...OWN_FILTER_OPTIONS } = FILTER_OPTIONS;
const OWN_FILTER_HELP = FILTER_HELP.replace(/^ *--from, --to DATE.*\n/m, '');

const HELP = `Usage: pantau digest [OPTIONS]

Gathers what was new, went further, was corrected or told otherwise on a day (in Jakarta), with the sentences that say
so, what was done against breaches, the counts that were published, and how much was read. Writes a mail to a file, or
sends it where recipients (--to or PANTAU_MAIL_TO), PANTAU_SMTP_URL and PANTAU_MAIL_FROM are given. Each recipient is
told of each state of an incident once, however often it is run; what came after an edition is in the next one.

  --date DAY            day of the edition, such as 2025-01-31; yesterday unless given
  --language id|en      language of the edition; id unless given
  --to ADDRESS          recipient; may be given more than once
  --out FILE            write the mail to this file and send nothing; digest-DAY.eml unless given
  --dry-run             print the text of the mail and do nothing else
  --force               send the edition of the day again to those who have it
  --subscriptions FILE  editions for all subscriptions of this file (docs/digest.md)
  --subscription ID     only this one of them
  --unsubscribe ADDRESS send no more to this address; with --subscription ID, not by that one
${OWN_FILTER_HELP}`;

/** Runs the program; exit code 1 when a mail could not be sent. */
export default async function digest(args: string[]): Promise<number> {
  const values = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  const asked = check(values);
  const dictionary = await loadDictionary(settings.dictionaries);
  const wanted = await chooseSubscriptions(values, asked, settings, dictionary);
  const sending = prepareSending(wanted, asked, settings);
  if (settings.databaseUrl === null && !existsSync(settings.data))
    throw new Halt(
      `there is no data in ${settings.data}; run "pantau monitor" or "pantau ingest", or set PANTAU_DATA`,
    );
  const outlets = await loadOutlets(settings.dictionaries);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    if (values.unsubscribe !== undefined)
      return await unsubscribe(store, values.unsubscribe, values.subscription);
    await store.settleCoverage(ZONE, new Date());
    let worst = 0;
    for (const one of wanted) {
      const subscription = one.id === '' ? null : one.id;
      const edit = (date: string): Editor =>
        openEditor(store, { ...one, date, subscription }, dictionary, outlets);
      const code = await carryOut(store, edit, one, asked, sending, settings);
      worst = Math.max(worst, code);
    }
    return worst;
  } finally {
    await store.close();
  }
}

type Values = ReturnType<typeof readArguments>;

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        ...OWN_FILTER_OPTIONS,
        date: { type: 'string' },
        language: { type: 'string' },
        to: { type: 'string', multiple: true },
        out: { type: 'string' },
        'dry-run': { type: 'boolean' },
        force: { type: 'boolean' },
        subscriptions: { type: 'string' },
        subscription: { type: 'string' },
        unsubscribe: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new Misuse(`digest: ${(error as Error).message}\n\n${HELP}`);
  }
}

interface Asked {
  date: string;
  language: Language;
  out: string | null;
  dryRun: boolean;
  force: boolean;
}

function check(values: Values): Asked {
  const language = values.language ?? 'id';
  if (language !== 'id' && language !== 'en')
    throw new Misuse(`digest: --language "${language}" is none of id, en`);
  if (
    values.subscription !== undefined &&
    values.subscriptions === undefined &&
    values.unsubscribe === undefined
  )
    throw new Misuse('digest: --subscription names one of a file; give it with --subscriptions');
  return {
    date: readDay(values.date, new Date()),
    language,
    out: values.out ?? null,
    dryRun: values['dry-run'] === true,
    force: values.force === true,
  };
}

/** Those of the file, or one without a name for what is asked for by hand. */
async function chooseSubscriptions(
  values: Values,
  { language }: Asked,
  settings: Settings,
  dictionary: Awaited<ReturnType<typeof loadDictionary>>,
): Promise<Subscription[]> {
  if (values.subscriptions === undefined) {
    const filter = readFilter('digest', { ...values, to: undefined }, dictionary);
    const from = values.to === undefined ? 'PANTAU_MAIL_TO' : '--to';
    const recipients = readAddresses(values.to ?? settings.mailTo, from);
    return [{ id: '', filter, recipients, language, channel: 'smtp', file: null, url: null, secret: null }];
  }
  if (
    values.to !== undefined ||
    printFilter(readFilter('digest', { ...values, to: undefined }, dictionary)) !== ''
  )
    throw new Misuse('digest: recipients and filters stand in the file of subscriptions');
  const all = await readSubscriptions(values.subscriptions, dictionary);
  const chosen = all.filter(({ id }) => values.subscription === undefined || id === values.subscription);
  if (chosen.length === 0)
    throw new Misuse(`digest: ${values.subscriptions} has no subscription "${values.subscription ?? ''}"`);
  return chosen;
}

/** Each address once; one that is none is refused, so that nothing but addresses gets into a mail. */
function readAddresses(given: readonly string[], from: string): string[] {
  const addresses = new Map<string, string>();
  for (const one of given.map((address) => address.trim())) {
    if (!z.email().safeParse(one).success)
      throw new Misuse(
        `digest: ${from} ${JSON.stringify(one)} is no mail address; write one like name@example.org`,
      );
    if (!addresses.has(one.toLowerCase())) addresses.set(one.toLowerCase(), one);
  }
  return [...addresses.values()];
}

/** How mails are to be sent; null when nothing is. */
function prepareSending(
  wanted: readonly Subscription[],
  { out, dryRun }: Asked,
  { smtpUrl, mailFrom }: Settings,
): Sending | null {
  const mailed = wanted.some(({ channel, recipients }) => channel === 'smtp' && recipients.length > 0);
  if (dryRun || out !== null || smtpUrl === null || !mailed) return null;
  if (mailFrom === null)
    throw new Misuse('digest: set PANTAU_MAIL_FROM to the mail address that the digest comes from');
  return { smtpUrl, from: checkSender(mailFrom) };
}

async function unsubscribe(store: Store, address: string, subscription = ''): Promise<number> {
  const [recipient = ''] = readAddresses([address], '--unsubscribe');
  await store.unsubscribe({ recipient, subscription }, new Date());
  process.stdout.write(
    `${recipient}: gets nothing any more${subscription === '' ? '' : ` by ${subscription}`}\n`,
  );
  return 0;
}

async function carryOut(
  store: Store,
  edit: (date: string) => Editor,
  one: Subscription,
  asked: Asked,
  sending: Sending | null,
  settings: Settings,
): Promise<number> {
  const editor = edit(asked.date);
  if (asked.dryRun) {
    process.stdout.write((await editor.compose()).text);
    return 0;
  }
  if (one.channel === 'atom') return writeAtom(edit, one, asked);
  if (one.channel === 'webhook') return postToHook(store, editor, one, asked, readSecret(one));
  if (one.channel === 'file' || sending === null) return writeFile(editor, one, asked, settings);
  if (asked.date === dayOf(new Date()))
    tell(`${asked.date} is not over: what comes later today will be in the next edition`);
  return mailEdition(store, editor, one, asked, sending);
}

const FEED_DAYS = 14;
const DAY_MS = 86_400_000;

/** The feed is made anew of the last days, so that whoever looks seldom finds them all. */
async function writeAtom(
  edit: (date: string) => Editor,
  { id, file }: Subscription,
  { date }: Asked,
): Promise<number> {
  const editions: FeedEdition[] = [];
  for (let back = 0; back < FEED_DAYS; back += 1) {
    const day = new Date(Date.parse(date) - back * DAY_MS).toISOString().slice(0, 10);
    const edition = await edit(day).compose();
    if (back === 0 || edition.incidents > 0) editions.push({ ...edition, date: day });
  }
  const path = file ?? `digest-${id}.xml`;
  await writeWhole(path, Buffer.from(writeFeed(id, `Pantau Netralitas: ${id}`, editions)));
  process.stdout.write(`${path}\n`);
  return 0;
}

function readSecret({ id, secret }: Subscription): string {
  const value = secret === null ? undefined : process.env[secret];
  if (value === undefined || value.length < 16)
    throw new Halt(`digest: ${id}: set ${secret ?? 'its secret'} in the environment, to 16 letters or more`);
  return value;
}

const NOBODY = 'undisclosed-recipients:;';

async function writeFile(
  editor: Editor,
  { id, recipients, channel, file: named }: Subscription,
  { date, out }: Asked,
  settings: Settings,
): Promise<number> {
  const name = id === '' ? `digest-${date}.eml` : `digest-${id}-${date}.eml`;
  const file = out ?? named?.replaceAll('{date}', date) ?? name;
  const from = settings.mailFrom === null ? 'pantau@localhost' : checkSender(settings.mailFrom);
  const to = recipients.length === 0 ? NOBODY : recipients.join(', ');
  const bytes = await writeMail(await editor.compose(), {
    from,
    to,
    date,
    subscription: id === '' ? null : id,
  });
  await writeWhole(file, bytes);
  process.stdout.write(`${file}\n`);
  if (recipients.length > 0 && settings.smtpUrl === null && out === null && channel === 'smtp')
    tell(
      'nothing was sent: set PANTAU_SMTP_URL to the mail server, such as smtp://user:password@mail.example.org',
    );
  return 0;
}

const tell = (message: string): void => void process.stderr.write(`pantau: ${message}\n`);
