/** Sending an edition: by mail, to a program, into a file or a feed; to each reader what that one was not told of yet. */
import type { Subscription } from '../src/model/digest.js';
import { Halt } from '../src/model/errors.js';
import {
  postEdition,
  sendMail,
  writeFeed,
  writeMail,
  type FeedEdition,
  type Signature,
} from '../src/publish/publish.js';
import type { Reader, Store, ToldVersion } from '../src/store/store.js';
import { deliverToAll, type Delivered, type Delivering, type ToSend } from './deliver.js';
import type { Edition, Editor, ForReader } from './edition.js';
import { daysFrom } from './edition-parts.js';
import { writeWhole } from './write-whole.js';

/** How mails are sent. */
export interface Sending {
  smtpUrl: string;
  from: string;
  /** Address under which one click ends a subscription; null where there is none. */
  unsubscribeUrl: string | null;
  /** By what mails are signed; null where the mail server does it, or nobody. */
  signature: Signature | null;
}

/** How a run goes about it. */
export type Manner = Pick<Delivering, 'force' | 'patient' | 'patienceMs' | 'now'> & { date: string };

/** What a run has at hand. */
export interface Post {
  store: Store;
  /** Editor of the edition of a day. */
  edit: (date: string) => Editor;
  subscription: Subscription;
  /** Null where mails cannot be sent. */
  sending: Sending | null;
  /** Sender that stands in files. */
  from: string;
}

/** Composes for a reader; null where there is nothing to be sent after all. */
type Compose = (reader: ForReader, asOf: Date) => Promise<Edition | null>;

/** Sends the edition of a day by the channel of the subscription. */
export function sendEdition(post: Post, manner: Manner): Promise<Delivered[]> {
  const editor = post.edit(manner.date);
  const compose: Compose = async (reader, asOf) => {
    const edition = await (manner.force ? editor.compose(asOf) : editor.composeFor(reader, asOf));
    if (edition.coverage !== null) await post.store.keepCoverage(manner.date, asOf, edition.coverage);
    return edition;
  };
  // Who stays at it leaves what came late to the next edition, which begins where this one ended.
  const hasMore = (recipient: string): Promise<boolean> =>
    manner.patient ? Promise.resolve(false) : editor.hasMoreFor(recipient, manner.now);
  return send(post, manner, readersOf(post.subscription), compose, hasMore);
}

/** Sends an alert to one reader, once more on a day if need be. */
export function sendAlert(post: Post, manner: Manner, recipient: string, since: Date): Promise<Delivered[]> {
  const editor = post.edit(manner.date);
  return send(
    post,
    manner,
    [recipient],
    (reader, asOf) => editor.composeAlertFor(reader, since, asOf),
    () => Promise.resolve(true),
  );
}

/** Addresses, a web address or a path. */
export function readersOf({ channel, recipients, url, file, id }: Subscription): string[] {
  if (channel === 'smtp') return recipients;
  if (channel === 'webhook') return url === null ? [] : [url];
  return [file ?? (channel === 'atom' ? `digest-${id}.xml` : `digest-${id}-{date}.eml`)];
}

async function send(
  post: Post,
  { date, ...manner }: Manner,
  recipients: readonly string[],
  compose: Compose,
  hasMore: (recipient: string) => Promise<boolean>,
): Promise<Delivered[]> {
  const { id, language, channel } = post.subscription;
  const carry = { smtp: mail, webhook: callHook, file: fileEdition, atom: feedEdition }[channel];
  return deliverToAll(
    {
      ...manner,
      ledger: post.store,
      edition: { date, language, subscription: id, channel },
      hasMore,
      send: (recipient, what) => carry(post, { date, recipient, what, compose }),
      notice: tell,
    },
    recipients,
  );
}

interface Parcel {
  date: string;
  recipient: string;
  what: ToSend;
  compose: Compose;
}

async function mail(
  { store, subscription: { id }, sending }: Post,
  { date, recipient, what: { asOf, repeated }, compose }: Parcel,
): Promise<readonly ToldVersion[]> {
  if (sending === null) throw new Halt('digest: set PANTAU_SMTP_URL to the mail server');
  const leave = await leaveLink(store, sending.unsubscribeUrl, { recipient, subscription: id }, asOf);
  const edition = await compose({ recipient, repeated, leave }, asOf);
  if (edition === null) return [];
  const { from, smtpUrl, signature } = sending;
  const subscription = id === '' ? null : id;
  const envelope = { from, to: recipient, date, asOf: asOf.toISOString(), subscription, leave, repeated };
  await sendMail(edition, envelope, smtpUrl, signature);
  return edition.versions;
}

async function leaveLink(
  store: Store,
  unsubscribeUrl: string | null,
  reader: Reader,
  asOf: Date,
): Promise<string | null> {
  if (unsubscribeUrl === null) return null;
  const link = new URL(unsubscribeUrl);
  link.searchParams.set('k', (await store.follow(reader, asOf)).token);
  return link.href;
}

async function callHook(
  { subscription }: Post,
  { date, recipient, what: { asOf, repeated }, compose }: Parcel,
): Promise<readonly ToldVersion[]> {
  const edition = await compose({ recipient, repeated }, asOf);
  if (edition === null) return [];
  const hook = { url: recipient, secret: readSecret(subscription), date, subscription: subscription.id };
  await postEdition(edition, { ...hook, asOf: asOf.toISOString(), repeated });
  return edition.versions;
}

/** @throws Halt when the variable that it names holds none */
export function readSecret({ id, secret }: Subscription): string {
  const value = secret === null ? undefined : process.env[secret];
  if (value === undefined || value.length < 16)
    throw new Halt(`digest: ${id}: set ${secret ?? 'its secret'} in the environment, to 16 letters or more`);
  return value;
}

async function fileEdition(
  { subscription: { id }, from }: Post,
  { date, recipient, what: { asOf }, compose }: Parcel,
): Promise<readonly ToldVersion[]> {
  const edition = await compose({ recipient }, asOf);
  if (edition === null) return [];
  const envelope = { from, to: NOBODY, date, asOf: asOf.toISOString(), subscription: id };
  await writeWhole(recipient.replaceAll('{date}', date), await writeMail(edition, envelope));
  return edition.versions;
}

export const NOBODY = 'undisclosed-recipients:;';

async function feedEdition(
  { edit, subscription: { id } }: Post,
  { date, recipient, what: { asOf } }: Parcel,
): Promise<readonly ToldVersion[]> {
  await writeWhole(recipient, Buffer.from(await composeFeed(edit, id, date, asOf)));
  return [];
}

const FEED_DAYS = 14;

/** The feed is made anew of the last days, so that whoever looks seldom finds them all. */
export async function composeFeed(edit: Post['edit'], id: string, date: string, asOf: Date): Promise<string> {
  const editions: FeedEdition[] = [];
  for (let back = 0; back < FEED_DAYS; back += 1) {
    const day = daysFrom(date, -back);
    const edition = await edit(day).compose(asOf);
    if (back === 0 || edition.incidents > 0) editions.push({ ...edition, date: day });
  }
  return writeFeed(id, `Pantau Netralitas: ${id}`, editions);
}

export const tell = (message: string): void => void process.stderr.write(`pantau: ${message}\n`);
