/** Program `digest`: what became of things on a day, as one edition: printed, written to a file, or sent; or all that is due. */
import { existsSync } from 'node:fs';
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import type { Subscription } from '../src/model/digest.js';
import { writeMail } from '../src/publish/publish.js';
import { readSettings, type Settings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import {
  checkAsked,
  checkSender,
  chooseSubscriptions,
  HELP,
  readAddresses,
  readArguments,
  type Asked,
} from './digest-arguments.js';
import { dayOf, ZONE } from './digest-day.js';
import { openEditor, type Edition, type Editor } from './edition.js';
import { print } from './print.js';
import { readSignature } from './mail-signing.js';
import { keepSending, reportDelivered, sendDue } from './send-due.js';
import {
  composeFeed,
  NOBODY,
  readSecret,
  readersOf,
  sendEdition,
  tell,
  type Post,
  type Sending,
} from './send-edition.js';
import { findStrangers, tellStrangers } from './tell-coverage.js';
import { writeWhole } from './write-whole.js';

/** Runs the program; exit code 1 when something could not be sent. */
export default async function digest(args: string[]): Promise<number> {
  const values = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  const asked = checkAsked(values, new Date());
  const dictionary = await loadDictionary(settings.dictionaries);
  const read = (): Promise<Subscription[]> => chooseSubscriptions(values, asked, settings, dictionary);
  const wanted = await read();
  const sending = await prepareSending(wanted, asked, settings);
  if (settings.databaseUrl === null && !existsSync(settings.data))
    throw new Halt(
      `there is no data in ${settings.data}; run "pantau monitor" or "pantau ingest", or set PANTAU_DATA`,
    );
  const outlets = await loadOutlets(settings.dictionaries);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    if (values.unsubscribe !== undefined)
      return await unsubscribe(store, values.unsubscribe, values.subscription);
    for (const { filter } of wanted)
      process.stderr.write(tellStrangers(await findStrangers(store, filter, outlets)));
    const open = (subscription: Subscription): Post => ({
      store,
      edit: (date) => {
        const id = subscription.id === '' ? null : subscription.id;
        return openEditor(store, { ...subscription, date, subscription: id }, dictionary, outlets);
      },
      subscription,
      sending,
      from: settings.mailFrom === null ? 'pantau@localhost' : checkSender(settings.mailFrom),
    });
    if (asked.everyMs !== null) {
      const rounds = { store, read, open };
      if (asked.everyMs > 0) return await keepSending(rounds, asked.everyMs);
      return await sendDue(rounds, { now: new Date(), patienceMs: asked.patienceMs });
    }
    await store.settleCoverage(ZONE, new Date());
    let worst = 0;
    for (const one of wanted) worst = Math.max(worst, await carryOut(open(one), asked, settings));
    return worst;
  } finally {
    await store.close();
  }
}

/** How mails are to be sent; null when nothing is. */
async function prepareSending(
  wanted: readonly Subscription[],
  { out, dryRun, everyMs }: Asked,
  settings: Settings,
): Promise<Sending | null> {
  const { smtpUrl, mailFrom, unsubscribeUrl } = settings;
  const mailed = wanted.some(({ channel, recipients }) => channel === 'smtp' && recipients.length > 0);
  if (dryRun || out !== null || !mailed) return null;
  if (smtpUrl === null) {
    if (everyMs === null) return null;
    throw new Misuse(
      'digest: set PANTAU_SMTP_URL to the mail server, such as smtp://user:password@mail.example.org',
    );
  }
  if (mailFrom === null)
    throw new Misuse('digest: set PANTAU_MAIL_FROM to the mail address that the digest comes from');
  const from = checkSender(mailFrom);
  return { smtpUrl, from, unsubscribeUrl, signature: await readSignature(settings, from) };
}

async function unsubscribe(store: Store, address: string, subscription = ''): Promise<number> {
  const [recipient = ''] = readAddresses([address], '--unsubscribe');
  await store.unsubscribe({ recipient, subscription }, new Date());
  process.stdout.write(
    `${recipient}: gets nothing any more${subscription === '' ? '' : ` by ${subscription}`}\n`,
  );
  return 0;
}

/** Shows or sends the edition of the day that was asked for. */
async function carryOut(post: Post, asked: Asked, settings: Settings): Promise<number> {
  const { subscription, sending } = post;
  const { id, channel } = subscription;
  const now = asked.asOf ?? new Date();
  if (asked.dryRun) {
    await print([(await composeAsked(post, asked, now)).text]);
    return 0;
  }
  if (asked.out !== null || channel === 'file' || channel === 'atom' || (channel === 'smtp' && !sending))
    return writeFile(post, asked, now, settings);
  if (subscription.alert !== null) {
    tell(`${id}: alerts are sent by --due and --watch`);
    return 0;
  }
  if (channel === 'webhook') readSecret(subscription);
  if (asked.date === dayOf(now))
    tell(`${asked.date} is not over: what comes later today will be in the next edition`);
  const delivered = await sendEdition(post, { ...asked, now, patient: false });
  for (const one of delivered) reportDelivered(one, asked.date, id);
  return delivered.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

/** The edition as all get it, or as one reader does; of an alert, all that it would have told on the day. */
async function composeAsked({ edit, subscription }: Post, asked: Asked, asOf: Date): Promise<Edition> {
  const editor: Editor = edit(asked.date);
  const reader = { recipient: asked.reader ?? '', again: asked.asOf !== null };
  if (subscription.alert !== null) {
    const begin = new Date(`${asked.date}T00:00:00+07:00`);
    const alert = await editor.composeAlertFor(reader, begin, asOf);
    return alert ?? { subject: '', text: '', html: '', key: '', versions: [], incidents: 0, coverage: null };
  }
  return asked.reader === null ? editor.compose(asOf) : editor.composeFor(reader, asOf);
}

async function writeFile(post: Post, asked: Asked, now: Date, settings: Settings): Promise<number> {
  const { subscription, edit, from } = post;
  const { id, recipients, channel } = subscription;
  const { date, out } = asked;
  const named = channel === 'file' || channel === 'atom' ? readersOf(subscription)[0] : null;
  const name = id === '' ? `digest-${date}.eml` : `digest-${id}-${date}.eml`;
  const file = out ?? named?.replaceAll('{date}', date) ?? name;
  if (channel === 'atom') await writeWhole(file, Buffer.from(await composeFeed(edit, id, date, now)));
  else {
    const to = asked.reader ?? (recipients.length === 0 ? NOBODY : recipients.join(', '));
    const about = { from, to, date, subscription: id === '' ? null : id };
    const asOf = asked.asOf?.toISOString() ?? null;
    await writeWhole(file, await writeMail(await composeAsked(post, asked, now), { ...about, asOf }));
  }
  process.stdout.write(`${file}\n`);
  if (recipients.length > 0 && settings.smtpUrl === null && out === null && channel === 'smtp')
    tell(
      'nothing was sent: set PANTAU_SMTP_URL to the mail server, such as smtp://user:password@mail.example.org',
    );
  return 0;
}
