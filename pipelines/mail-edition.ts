/** Mailing an edition: to each recipient of a subscription what that reader was not told of yet. */
import { z } from 'zod';
import type { Subscription } from '../src/model/digest.js';
import { Misuse } from '../src/model/errors.js';
import { postEdition, sendMail } from '../src/publish/publish.js';
import type { Store } from '../src/store/store.js';
import { deliverToAll, type Delivered, type Delivering } from './deliver.js';
import type { Edition, Editor } from './edition.js';

export interface Sending {
  smtpUrl: string;
  from: string;
}

// Such as `Pantau <pantau@example.org>` or `pantau@example.org`
const SENDER = /^(?:[^<>,;:@\r\n]{0,100}<([^<>\s]{3,200})>|([^<>\s]{3,200}))$/;

/** @throws Misuse when it is no sender; a line break in it would begin another header */
export function checkSender(sender: string): string {
  const [, named, bare] = SENDER.exec(sender.trim()) ?? [];
  if (!z.email().safeParse(named ?? bare).success)
    throw new Misuse(
      'digest: PANTAU_MAIL_FROM is no sender; write it like pantau@example.org or "Pantau <pantau@example.org>"',
    );
  return sender.trim();
}

type Way = Pick<Subscription, 'id' | 'language'>;
type Day = Pick<Delivering, 'force'> & { date: string };

/** Gives the exit code: 1 when a mail could not be sent. */
export async function mailEdition(
  store: Store,
  editor: Editor,
  subscription: Way & Pick<Subscription, 'recipients'>,
  day: Day,
  { smtpUrl, from }: Sending,
): Promise<number> {
  const { id, recipients } = subscription;
  const envelope = { from, date: day.date, subscription: id === '' ? null : id };
  return deliver(store, editor, subscription, 'smtp', day, recipients, (edition, to) =>
    sendMail(edition, { ...envelope, to }, smtpUrl),
  );
}

/** The same for a program that is called; its address is the reader. */
export async function postToHook(
  store: Store,
  editor: Editor,
  subscription: Way & Pick<Subscription, 'url'>,
  day: Day,
  secret: string,
): Promise<number> {
  const { id, url } = subscription;
  const hook = { secret, date: day.date, subscription: id };
  return deliver(store, editor, subscription, 'webhook', day, url === null ? [] : [url], (edition, to) =>
    postEdition(edition, { ...hook, url: to }),
  );
}

async function deliver(
  store: Store,
  editor: Editor,
  { id, language }: Way,
  channel: 'smtp' | 'webhook',
  { date, force }: Day,
  recipients: readonly string[],
  send: (edition: Edition, to: string) => Promise<void>,
): Promise<number> {
  const delivered = await deliverToAll(
    {
      ledger: store,
      edition: { date, language, subscription: id, channel },
      hasMore: (recipient) => editor.hasMoreFor(recipient),
      send: async (recipient) => {
        const edition = await (force ? editor.compose() : editor.composeFor(recipient));
        await send(edition, recipient);
        return edition.versions;
      },
      force,
      notice: tell,
    },
    recipients,
  );
  for (const one of delivered) report(one, date, id);
  return delivered.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

function report({ recipient, outcome, repeated, error }: Delivered, date: string, id: string): void {
  if (outcome === 'failed') return tell(error ?? `mail to ${recipient} failed`);
  const again = repeated ? ', possibly for the second time: a run was killed while sending it' : '';
  const told = {
    sent: `sent${again}`,
    already: `has the edition of ${date} already; --force sends it again`,
    unsubscribed: 'wants no more',
  };
  process.stdout.write(`${id === '' ? '' : `${id}: `}${recipient}: ${told[outcome]}\n`);
}

const tell = (message: string): void => void process.stderr.write(`pantau: ${message}\n`);
