/** Sending what is due: of all subscriptions of a file the editions whose time has come, and the alerts; once, or until stopped. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Subscription } from '../src/model/digest.js';
import { Misuse } from '../src/model/errors.js';
import { nameFileFault } from '../src/model/file-fault.js';
import type { Store } from '../src/store/store.js';
import { dayOf, ZONE } from './digest-day.js';
import { dueDate } from './due.js';
import type { Delivered } from './deliver.js';
import { readersOf, sendAlert, sendEdition, tell, type Manner, type Post } from './send-edition.js';
import { parseDuration } from './schedule.js';

/** What the rounds of a run share. */
export interface Rounds {
  store: Store;
  /** Reads the file of subscriptions, which may be edited while a run stays. */
  read: () => Promise<Subscription[]>;
  /** @throws Misuse where a subscription cannot be sent as things are set */
  open: (subscription: Subscription) => Post;
}

type Due = Pick<Manner, 'now' | 'patienceMs'>;

/** Sends what is due once; exit code 1 when something could not be sent. */
export async function sendDue(rounds: Rounds, due: Due): Promise<number> {
  return sendRound(rounds, await rounds.read(), due, new Set());
}

/** Does so again and again, until the process is asked to stop; what is in hand is finished first. */
export async function keepSending(rounds: Rounds, everyMs: number): Promise<number> {
  const stop = new AbortController();
  const ask = (): void => stop.abort();
  process.once('SIGTERM', ask).once('SIGINT', ask);
  const done = new Set<string>();
  const said = new Set<string>();
  let subscriptions: Subscription[] = await rounds.read();
  tell(`${subscriptions.length} subscriptions; looking every ${everyMs / 1000} s`);
  while (!stop.signal.aborted) {
    subscriptions = await rounds.read().catch((error: unknown) => {
      if (!(error instanceof Misuse)) throw error;
      if (!said.has(error.message)) tell(`${error.message}; going on with the subscriptions as they were`);
      said.add(error.message);
      return subscriptions;
    });
    await sendRound(rounds, subscriptions, { now: new Date(), patienceMs: 0 }, done);
    await sleep(everyMs, null, { signal: stop.signal }).catch(() => null);
  }
  process.off('SIGTERM', ask).off('SIGINT', ask);
  return 0;
}

/** @param done what needs no further look, of the rounds before */
async function sendRound(
  { store, open }: Rounds,
  subscriptions: readonly Subscription[],
  due: Due,
  done: Set<string>,
): Promise<number> {
  let worst = 0;
  let settled = false;
  for (const subscription of subscriptions) {
    const date = subscription.alert === null ? dueDate(subscription, due.now) : dayOf(due.now);
    const key = JSON.stringify([date, subscription]);
    if (done.has(key)) continue;
    try {
      if (!settled && subscription.alert === null) await store.settleCoverage(ZONE, due.now);
      settled ||= subscription.alert === null;
      const manner = { ...due, date, patient: true, force: false };
      const post = open(subscription);
      const delivered =
        subscription.alert === null
          ? await sendEdition(post, manner)
          : await sendAlerts(post, manner, parseDuration(subscription.alert.every));
      worst = Math.max(worst, report(delivered, subscription.id));
      if (subscription.alert === null && delivered.every(isDone)) done.add(key);
    } catch (error) {
      tell(`${subscription.id}: ${nameFileFault(error) ?? (error as Error).message}`);
      worst = 1;
    }
  }
  return worst;
}

const isDone = ({ outcome }: Delivered): boolean =>
  outcome === 'sent' || outcome === 'already' || outcome === 'unsubscribed';

// What was stored in a transaction that ended after a look began before it.
const OVERLAP_MS = 600_000;

/**
 * Sends what each reader should hear of at once, unless the last mail was a short while ago: then it waits, and goes out
 * as one with what comes meanwhile.
 */
async function sendAlerts(post: Post, manner: Manner, everyMs: number): Promise<Delivered[]> {
  const { store, edit, subscription } = post;
  const delivered: Delivered[] = [];
  for (const recipient of readersOf(subscription)) {
    const reader = { recipient, subscription: subscription.id };
    if (await store.isUnsubscribed(reader)) continue;
    const since = new Date((await store.follow(reader, manner.now)).since);
    const last = await store.lastSent(reader);
    if (last !== null && Date.parse(last) + everyMs > manner.now.getTime()) continue;
    const alert = await edit(manner.date).composeAlertFor({ recipient }, since, manner.now);
    if (alert !== null) {
      const sent = await sendAlert(post, manner, recipient, since);
      delivered.push(...sent);
      if (!sent.every(isDone)) continue;
    }
    await store.haveHad(reader, new Date(manner.now.getTime() - OVERLAP_MS));
  }
  return delivered;
}

/** What was sent or failed in this round; the rest was told before. Gives the exit code. */
function report(delivered: readonly Delivered[], id: string): number {
  for (const one of delivered)
    if (one.outcome === 'sent' || one.outcome === 'failed') reportDelivered(one, '', id);
  return delivered.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

/** One line for a recipient. */
export function reportDelivered(
  { recipient, outcome, repeated, error }: Delivered,
  date: string,
  id: string,
): void {
  if (outcome === 'failed') return tell(error ?? `mail to ${recipient} failed`);
  const again = repeated ? ', possibly for the second time: a sending before broke off' : '';
  const told = {
    sent: `sent${again}`,
    already: `has the edition of ${date} already; --force sends it again`,
    unsubscribed: 'wants no more',
    waiting: 'waits to be tried again',
  };
  process.stdout.write(`${id === '' ? '' : `${id}: `}${recipient}: ${told[outcome]}\n`);
}
