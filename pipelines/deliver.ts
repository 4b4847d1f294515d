/** Delivering: an edition to each of its recipients by mail, once, whatever run is killed or repeated. */
import { createHash } from 'node:crypto';
import { Halt } from '../src/model/errors.js';
import type { Delivery } from '../src/model/digest.js';
import type { Store, ToldVersion } from '../src/store/store.js';

export type Ledger = Pick<Store, 'beginDelivery' | 'finishDelivery' | 'deliveries' | 'isUnsubscribed'>;

export interface Edition {
  /** ISO day. */
  date: string;
  language: string;
  /** Empty for an edition asked for by hand. */
  subscription: string;
  channel: 'smtp' | 'webhook';
}

/** What became of one recipient. */
export interface Delivered {
  recipient: string;
  outcome: 'sent' | 'already' | 'failed' | 'unsubscribed';
  /** True when a run that was killed may have sent it too. */
  repeated: boolean;
  error: string | null;
}

export interface Delivering {
  ledger: Ledger;
  edition: Edition;
  /** Whether there is something that a recipient who has the edition was not told of. */
  hasMore: (recipient: string) => Promise<boolean>;
  /** Sends to one recipient and gives what it told of; its error is kept in the ledger. */
  send: (recipient: string) => Promise<readonly ToldVersion[]>;
  /** Sends to those too who have it. */
  force: boolean;
  /** Told while waiting for another run. */
  notice: (message: string) => void;
}

// A run at work renews its entry this often; one that was not renewed for so long was left by a run that was killed.
const RENEW_MS = 2000;
const STALE_MS = 10_000;
const POLL_MS = 500;

/** Sends to one recipient after the other; what goes wrong with one is told in its place and harms no other. */
export async function deliverToAll(
  delivering: Delivering,
  recipients: readonly string[],
): Promise<Delivered[]> {
  const delivered: Delivered[] = [];
  for (const recipient of recipients) delivered.push(await deliver(delivering, recipient));
  return delivered;
}

async function deliver(delivering: Delivering, recipient: string): Promise<Delivered> {
  const { ledger, edition, force } = delivering;
  const { date, subscription, channel } = edition;
  const told = { recipient, repeated: false, error: null };
  if (await ledger.isUnsubscribed({ recipient, subscription })) return { ...told, outcome: 'unsubscribed' };
  const last = await findEntry(ledger, edition, recipient);
  const done = last.status === 'sent';
  if (done && !force && !(await delivering.hasMore(recipient))) return { ...told, outcome: 'already' };
  const { id, status } = done ? nextEntry(edition, recipient, last) : last;
  const entry = { id, date, recipient, subscription, channel };
  const begun = await begin(delivering, entry, status);
  if (begun === 'already') return { ...told, outcome: 'already' };
  const renewing = renew(ledger, entry);
  const sent = await delivering.send(recipient).then(
    (versions) => ({ versions, error: null }),
    (reason: unknown) => ({ versions: [], error: reason instanceof Error ? reason.message : String(reason) }),
  );
  await renewing.stop();
  await record(ledger, entry, sent);
  const { error } = sent;
  return { recipient, outcome: error === null ? 'sent' : 'failed', repeated: begun === 'taken over', error };
}

/** Entries of one recipient and edition are numbered: what came later, or is forced, goes out under the next number. */
const entryId = ({ date, language, subscription }: Edition, recipient: string, number: number): string => {
  const parts = [
    date,
    language,
    recipient.toLowerCase(),
    number,
    ...(subscription === '' ? [] : [subscription]),
  ];
  return `d_${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24)}`;
};

interface Entry {
  id: string;
  number: number;
  status: Delivery['status'] | null;
}

/** The last entry of a recipient, or the first one to be. */
async function findEntry(ledger: Ledger, edition: Edition, recipient: string): Promise<Entry> {
  const known = new Map((await ledger.deliveries(edition.date)).map(({ id, status }) => [id, status]));
  let last: Entry | null = null;
  for (let number = 1; ; number += 1) {
    const id = entryId(edition, recipient, number);
    const status = known.get(id);
    if (status === undefined) return last ?? { id, number, status: null };
    last = { id, number, status };
  }
}

function nextEntry(edition: Edition, recipient: string, { number }: Entry): Entry {
  return { id: entryId(edition, recipient, number + 1), number: number + 1, status: null };
}

/** Takes the entry; where another run has it, waits until that run has ended or has not been heard of for a while. */
async function begin(
  { ledger, notice }: Delivering,
  entry: Parameters<Ledger['beginDelivery']>[0],
  known: Entry['status'],
): Promise<'begun' | 'taken over' | 'already'> {
  for (let status = known, told = false; ;) {
    if (await ledger.beginDelivery(entry, new Date(), STALE_MS))
      return status === 'sending' ? 'taken over' : 'begun';
    const entries = await ledger.deliveries(entry.date);
    status = entries.find(({ id }) => id === entry.id)?.status ?? null;
    if (status === 'sent') return 'already';
    if (status === 'sending' && !told) {
      notice(
        `another run was sending to ${entry.recipient} a moment ago; waiting to see whether it still is`,
      );
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Beginning an entry again that is being sent renews it. */
function renew(
  ledger: Ledger,
  entry: Parameters<Ledger['beginDelivery']>[0],
): { stop: () => Promise<unknown> } {
  let last: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    last = ledger.beginDelivery(entry, new Date(), 0).catch(() => false);
  }, RENEW_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return last;
    },
  };
}

async function record(
  ledger: Ledger,
  { id, recipient }: { id: string; recipient: string },
  { error, versions }: { error: string | null; versions: readonly ToldVersion[] },
) {
  try {
    await ledger.finishDelivery(id, error, new Date(), versions);
  } catch (cause) {
    const what = error === null ? 'was sent' : `was not sent (${error})`;
    throw new Halt(
      `the mail to ${recipient} ${what}, but the database could not record it: ${(cause as Error).message}; run the digest again, which may send it twice`,
      { cause },
    );
  }
}
