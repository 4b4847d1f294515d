/** Delivering: an edition to each of its recipients, once, whatever run is killed or repeated, and later where it was not taken. */
import { createHash } from 'node:crypto';
import { Halt, TryLater } from '../src/model/errors.js';
import type { Delivery } from '../src/model/digest.js';
import type { Begun, DeliveryToBegin, Failure, Store, ToldVersion } from '../src/store/store.js';

export type Ledger = Pick<
  Store,
  | 'beginDelivery'
  | 'renewDelivery'
  | 'finishDelivery'
  | 'deliveries'
  | 'doubtfulDeliveries'
  | 'settleDeliveries'
  | 'isUnsubscribed'
>;

export interface Edition {
  /** ISO day. */
  date: string;
  language: string;
  /** Empty for an edition asked for by hand. */
  subscription: string;
  channel: Delivery['channel'];
}

/** What became of one recipient; of those that wait, it is told no more than that. */
export interface Delivered {
  recipient: string;
  outcome: 'sent' | 'already' | 'failed' | 'unsubscribed' | 'waiting';
  /** True when a try before may have reached the recipient too. */
  repeated: boolean;
  error: string | null;
  /** Whether trying again may help. */
  passing: boolean;
}

/** What is to be told to a recipient: what was known at an instant, marked where it may have come before. */
export interface ToSend {
  asOf: Date;
  repeated: boolean;
}

export interface Delivering {
  ledger: Ledger;
  edition: Edition;
  /** What was known now is told. */
  now: Date;
  /** Whether there is something that a recipient who has the edition was not told of. */
  hasMore: (recipient: string) => Promise<boolean>;
  /** Sends to one recipient and gives what it told of; its error is kept in the ledger. */
  send: (recipient: string, what: ToSend) => Promise<readonly ToldVersion[]>;
  /** Sends to those too who have it. */
  force: boolean;
  /** Leaves alone whoever was not there a short while ago, or refused for good. */
  patient: boolean;
  /** For how long those are tried again and again in this run that were not there. */
  patienceMs: number;
  /** Told while waiting. */
  notice: (message: string) => void;
}

// A run at work renews its entry this often; one that was not renewed for so long was left by a run that was killed.
const RENEW_MS = 2000;
const STALE_MS = 10_000;
const POLL_MS = 500;
// Pauses between tries of one run, and between those of one that stays; each is twice the one before.
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Sends to one recipient after the other; what goes wrong with one is told in its place and harms no other. */
export async function deliverToAll(
  delivering: Delivering,
  recipients: readonly string[],
): Promise<Delivered[]> {
  const delivered = new Map<string, Delivered>();
  let left = recipients;
  for (let pause = FIRST_PAUSE_MS, waited = 0; ; waited += pause, pause *= 2) {
    for (const recipient of left) {
      const repeated = delivered.get(recipient)?.repeated ?? false;
      const one = await deliver(delivering, recipient);
      delivered.set(recipient, { ...one, repeated: one.repeated || repeated });
    }
    left = left.filter((recipient) => delivered.get(recipient)?.passing === true);
    if (left.length === 0 || waited + pause > delivering.patienceMs) break;
    delivering.notice(`not taken for ${left.join(', ')}; trying again in ${pause / 1000} s`);
    await sleep(pause);
  }
  return [...delivered.values()];
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function deliver(delivering: Delivering, recipient: string): Promise<Delivered> {
  const { ledger, edition, force, patient, now } = delivering;
  const { date, subscription, channel } = edition;
  const told = { recipient, repeated: false, error: null, passing: false };
  if (await ledger.isUnsubscribed({ recipient, subscription })) return { ...told, outcome: 'unsubscribed' };
  const last = await findEntry(ledger, edition, recipient);
  const done = last.status === 'sent';
  if (done && !force && !(await delivering.hasMore(recipient))) return { ...told, outcome: 'already' };
  if (patient && last.status === 'failed' && (last.nextTry === null || Date.parse(last.nextTry) > Date.now()))
    return { ...told, outcome: 'waiting' };
  const { id } = done ? nextEntry(edition, recipient, last) : last;
  const begun = await begin(delivering, { id, date, recipient, subscription, channel, asOf: now });
  if (begun === null) return { ...told, outcome: 'already' };
  const doubtful = await ledger.doubtfulDeliveries({ recipient, subscription }, id, new Date(), STALE_MS);
  const repeated = begun.repeated || doubtful.length > 0;
  const sent = await sendRenewing(delivering, { id, recipient, begun, repeated });
  await record(ledger, { id, recipient }, sent);
  if (sent.failure === null) await ledger.settleDeliveries(doubtful, new Date());
  const { failure } = sent;
  const passing = failure !== null && failure.nextTry !== null;
  const outcome = failure === null ? ('sent' as const) : ('failed' as const);
  return { recipient, outcome, repeated, error: failure?.error ?? null, passing };
}

interface Sent {
  versions: readonly ToldVersion[];
  failure: Failure | null;
}

async function sendRenewing(
  { ledger, send }: Delivering,
  { id, recipient, begun, repeated }: { id: string; recipient: string; begun: Begun; repeated: boolean },
): Promise<Sent> {
  const renewing = renew(ledger, id);
  const sent = await send(recipient, { asOf: new Date(begun.asOf), repeated }).then(
    (versions): Sent => ({ versions, failure: null }),
    (reason: unknown): Sent => ({ versions: [], failure: failureOf(reason, begun) }),
  );
  await renewing.stop();
  return sent;
}

/** Whoever was not there is tried again, each time after a longer pause; whoever refused for good is not. */
function failureOf(reason: unknown, { attempts }: Begun): Failure {
  const error = reason instanceof Error ? reason.message : String(reason);
  if (!(reason instanceof TryLater)) return { error, nextTry: null, doubtful: false };
  const pause = Math.min(reason.afterMs * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);
  return { error, nextTry: new Date(Date.now() + pause), doubtful: reason.doubtful };
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
  nextTry: string | null;
}

/** The last entry of a recipient, or the first one to be. */
async function findEntry(ledger: Ledger, edition: Edition, recipient: string): Promise<Entry> {
  const known = new Map((await ledger.deliveries(edition.date)).map((one) => [one.id, one]));
  let last: Entry | null = null;
  for (let number = 1; ; number += 1) {
    const id = entryId(edition, recipient, number);
    const entry = known.get(id);
    if (entry === undefined) return last ?? { id, number, status: null, nextTry: null };
    last = { id, number, status: entry.status, nextTry: entry.nextTry };
  }
}

function nextEntry(edition: Edition, recipient: string, { number }: Entry): Entry {
  return { id: entryId(edition, recipient, number + 1), number: number + 1, status: null, nextTry: null };
}

/** Takes the entry; where another run has it, waits until that run has ended or has not been heard of for a while. */
async function begin({ ledger, notice }: Delivering, entry: DeliveryToBegin): Promise<Begun | null> {
  for (let told = false; ;) {
    const begun = await ledger.beginDelivery(entry, new Date(), STALE_MS);
    if (begun !== null) return begun;
    const entries = await ledger.deliveries(entry.date);
    const status = entries.find(({ id }) => id === entry.id)?.status;
    if (status === 'sent') return null;
    if (status === 'sending' && !told) {
      notice(
        `another run was sending to ${entry.recipient} a moment ago; waiting to see whether it still is`,
      );
      told = true;
    }
    await sleep(POLL_MS);
  }
}

function renew(ledger: Ledger, id: string): { stop: () => Promise<unknown> } {
  let last: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    last = ledger.renewDelivery(id, new Date()).catch(() => undefined);
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
  { failure, versions }: Sent,
) {
  try {
    await ledger.finishDelivery(id, failure, new Date(), versions);
  } catch (cause) {
    const what = failure === null ? 'was sent' : `was not sent (${failure.error})`;
    throw new Halt(
      `the mail to ${recipient} ${what}, but the database could not record it: ${(cause as Error).message}; run the digest again, which may send it twice`,
      { cause },
    );
  }
}
