/** Program `digest`: what was new and what changed on a day, as one edition: printed, written to a file, or mailed. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import {
  composeDigest,
  renderDigest,
  sendMail,
  sentenceCutter,
  wordsOf,
  writeMail,
  type Language,
  type Rendered,
} from '../src/publish/publish.js';
import { readSettings, type Settings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { deliverToAll, type Delivered } from './deliver.js';
import { dayOf, readDay, ZONE } from './digest-day.js';
import { writeWhole } from './write-whole.js';

const HELP = `Usage: pantau digest [OPTIONS]

Gathers what was new and what changed on a day (in Jakarta) with the sentences that say so. Writes a mail to a file, or
sends it where recipients (--to or PANTAU_MAIL_TO), PANTAU_SMTP_URL and PANTAU_MAIL_FROM are given: to each recipient
once, however often it is run.

  --date DAY         day of the edition, such as 2025-01-31; yesterday unless given
  --language id|en   language of the edition; id unless given
  --to ADDRESS       recipient; may be given more than once
  --out FILE         write the mail to this file and send nothing; digest-DAY.eml unless given
  --dry-run          print the text of the mail and do nothing else
  --force            send again to those who have it
`;

interface Asked {
  date: string;
  language: Language;
  to: string[];
  out: string | null;
  dryRun: boolean;
  force: boolean;
}

/** Runs the program; exit code 1 when a mail could not be sent. */
export default async function digest(args: string[]): Promise<number> {
  const values = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  const asked = check(values, settings);
  const send = prepareSending(asked, settings);
  if (settings.databaseUrl === null && !existsSync(settings.data))
    throw new Halt(
      `there is no data in ${settings.data}; run "pantau monitor" or "pantau ingest", or set PANTAU_DATA`,
    );
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    const rendered = await render(store, asked, settings);
    if (asked.dryRun) {
      process.stdout.write(rendered.text);
      return 0;
    }
    return send === null
      ? await writeFile(rendered, asked, settings)
      : await mail(store, rendered, asked, send);
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
        date: { type: 'string' },
        language: { type: 'string' },
        to: { type: 'string', multiple: true },
        out: { type: 'string' },
        'dry-run': { type: 'boolean' },
        force: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new Misuse(`digest: ${(error as Error).message}\n\n${HELP}`);
  }
}

function check(values: Values, settings: Settings): Asked {
  const language = values.language ?? 'id';
  if (language !== 'id' && language !== 'en')
    throw new Misuse(`digest: --language "${language}" is none of id, en`);
  return {
    date: readDay(values.date, new Date()),
    language,
    to: readAddresses(values.to ?? settings.mailTo, values.to === undefined ? 'PANTAU_MAIL_TO' : '--to'),
    out: values.out ?? null,
    dryRun: values['dry-run'] === true,
    force: values.force === true,
  };
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

interface Sending {
  smtpUrl: string;
  from: string;
}

/** How it is to be sent; null when it is to be printed or written. */
function prepareSending({ to, out, dryRun }: Asked, { smtpUrl, mailFrom }: Settings): Sending | null {
  if (dryRun || out !== null || smtpUrl === null || to.length === 0) return null;
  if (mailFrom === null)
    throw new Misuse('digest: set PANTAU_MAIL_FROM to the mail address that the digest comes from');
  return { smtpUrl, from: checkSender(mailFrom) };
}

// Such as `Pantau <pantau@example.org>` or `pantau@example.org`
const SENDER = /^(?:[^<>,;:@\r\n]{0,100}<([^<>\s]{3,200})>|([^<>\s]{3,200}))$/;

function checkSender(sender: string): string {
  const [, named, bare] = SENDER.exec(sender.trim()) ?? [];
  if (!z.email().safeParse(named ?? bare).success)
    throw new Misuse(
      'digest: PANTAU_MAIL_FROM is no sender; write it like pantau@example.org or "Pantau <pantau@example.org>"',
    );
  return sender.trim();
}

async function render(store: Store, asked: Asked, settings: Settings): Promise<Rendered> {
  const dictionary = await loadDictionary(settings.dictionaries);
  const outlets = await loadOutlets(settings.dictionaries);
  const names = new Map(outlets.map(({ id, name }) => [id, name]));
  const words = wordsOf(dictionary, asked.language);
  await store.settleCoverage(ZONE, new Date());
  const changes = await store.changesOn(asked.date, ZONE);
  const articles = changes.flatMap((change) => change.articles.map(({ id }) => id));
  const reports = await store.reportsOf([...new Set(articles)]);
  const day = {
    date: asked.date,
    changes,
    coverage: await store.coverageOn(asked.date, ZONE),
    reports: reports.map(({ report }) => report),
    nameOutlet: (outlet: string) => names.get(outlet) ?? outlet,
    cut: sentenceCutter(dictionary.grammar),
  };
  return renderDigest(composeDigest(day, words), words);
}

const NOBODY = 'undisclosed-recipients:;';

async function writeFile(rendered: Rendered, { date, to, out }: Asked, settings: Settings): Promise<number> {
  const file = out ?? `digest-${date}.eml`;
  const from = settings.mailFrom === null ? 'pantau@localhost' : checkSender(settings.mailFrom);
  const bytes = await writeMail(rendered, { from, to: to.length === 0 ? NOBODY : to.join(', '), date });
  await writeWhole(file, bytes);
  process.stdout.write(`${file}\n`);
  if (to.length > 0 && settings.smtpUrl === null && out === null)
    tell(
      'nothing was sent: set PANTAU_SMTP_URL to the mail server, such as smtp://user:password@mail.example.org',
    );
  return 0;
}

async function mail(store: Store, rendered: Rendered, asked: Asked, sending: Sending): Promise<number> {
  const { date, language, force, to } = asked;
  if (date === dayOf(new Date()))
    tell(`${date} is not over: what comes later today will not be in this edition`);
  const delivered = await deliverToAll(
    {
      ledger: store,
      edition: { date, language },
      send: (recipient) => sendMail(rendered, { from: sending.from, to: recipient, date }, sending.smtpUrl),
      force,
      notice: tell,
    },
    to,
  );
  for (const one of delivered) report(one, date);
  return delivered.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

function report({ recipient, outcome, repeated, error }: Delivered, date: string): void {
  if (outcome === 'failed') return tell(error ?? `mail to ${recipient} failed`);
  const again = repeated ? ', possibly for the second time: a run was killed while sending it' : '';
  const already = `has the edition of ${date} already; --force sends it again`;
  process.stdout.write(`${recipient}: ${outcome === 'sent' ? `sent${again}` : already}\n`);
}

const tell = (message: string): void => void process.stderr.write(`pantau: ${message}\n`);
