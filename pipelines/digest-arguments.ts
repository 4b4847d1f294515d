/** Arguments of the program `digest`, checked: what is asked for, by which subscriptions. */
import { z } from 'zod';
import type { Dictionary } from '../src/model/dictionary.js';
import { Subscription } from '../src/model/digest.js';
import { Misuse } from '../src/model/errors.js';
import { printFilter } from '../src/publish/publish.js';
import type { Settings } from '../src/run/run.js';
import { readAsOf } from './as-of-day.js';
import { readDay } from './digest-day.js';
import { FILTER_HELP, FILTER_OPTIONS, readFilter } from './filter-options.js';
import { readOptions } from './read-options.js';
import { parseDuration } from './schedule.js';
import { readSubscriptions } from './subscriptions.js';

export const HELP = `Usage: pantau digest [OPTIONS]

Gathers what was new, went further, was corrected or told otherwise on a day (in Jakarta), with the sentences that say
so, what was done against breaches, the counts that were published, and how much was read. Writes a mail to a file, or
sends it where recipients (--to or PANTAU_MAIL_TO), PANTAU_SMTP_URL and PANTAU_MAIL_FROM are given. Each recipient is
told of each state of an incident once, however often it is run; what came after an edition is in the next one.

  --date DAY            day of the edition, such as 2025-01-31; yesterday unless given
  --language id|en      language of the edition; id unless given
  --to ADDRESS          recipient; may be given more than once. A day is the end of the period of the filter
  --out FILE            write the mail to this file and send nothing; digest-DAY.eml unless given
  --dry-run             print the text of the mail and do nothing else
  --as-of INSTANT       with --dry-run or --out: what was known at that instant, or at the end of that day (in Jakarta)
  --reader ADDRESS      with --dry-run or --out: the edition as this recipient gets it, or got it as of that instant
  --force               send the edition of the day again to those who have it
  --patience DURATION   for how long those are tried again whose mail server is not there, such as 10m; 1m unless given
  --subscriptions FILE  editions for all subscriptions of this file (docs/digest.md)
  --subscription ID     only this one of them
  --due                 what is due by now: editions at the time of each subscription, and alerts; for cron
  --watch DURATION      the same, looking again after each DURATION, such as 1m, until stopped
  --unsubscribe ADDRESS send no more to this address; with --subscription ID, not by that one
${FILTER_HELP}`;

const OPTIONS = {
  ...FILTER_OPTIONS,
  date: { type: 'string' },
  language: { type: 'string' },
  to: { type: 'string', multiple: true },
  out: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'as-of': { type: 'string' },
  reader: { type: 'string' },
  force: { type: 'boolean' },
  patience: { type: 'string' },
  subscriptions: { type: 'string' },
  subscription: { type: 'string' },
  due: { type: 'boolean' },
  watch: { type: 'string' },
  unsubscribe: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type Values = ReturnType<typeof readArguments>;

export function readArguments(args: string[]) {
  const { to, ...values } = readOptions('digest', HELP, { args, options: OPTIONS }).values;
  const days = to?.filter((one) => DAY.test(one)) ?? [];
  if (days.length > 1) throw new Misuse(`digest: --to takes one day, not ${days.join(' and ')}`);
  const addresses = to?.filter((one) => !DAY.test(one)) ?? [];
  return { ...values, to: days[0], recipients: addresses.length === 0 ? undefined : addresses };
}

// Such as 2024-11-27: a day like that is no mail address, so that --to may be either
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is to be done: show an edition, send that of a day, or send what is due. */
export interface Asked {
  date: string;
  language: Subscription['language'];
  out: string | null;
  dryRun: boolean;
  asOf: Date | null;
  reader: string | null;
  force: boolean;
  patienceMs: number;
  /** Null where a day is asked for; else between two looks, 0 for one look. */
  everyMs: number | null;
}

/** @throws Misuse that names what does not go together */
export function checkAsked(values: Values, now: Date): Asked {
  const language = values.language ?? 'id';
  if (language !== 'id' && language !== 'en')
    throw new Misuse(`digest: --language "${language}" is none of id, en`);
  const { subscription, subscriptions, unsubscribe, patience } = values;
  if (subscription !== undefined && subscriptions === undefined && unsubscribe === undefined)
    throw new Misuse('digest: --subscription names one of a file; give it with --subscriptions');
  const shown = values['dry-run'] === true || values.out !== undefined;
  if ((values['as-of'] !== undefined || values.reader !== undefined) && !shown)
    throw new Misuse('digest: --as-of and --reader show an edition; give them with --dry-run or --out');
  return {
    date: readDay(values.date, now),
    language,
    out: values.out ?? null,
    dryRun: values['dry-run'] === true,
    asOf: readAsOf('digest', values['as-of']),
    reader: values.reader === undefined ? null : (readAddresses([values.reader], '--reader')[0] ?? null),
    force: values.force === true,
    patienceMs: patience === undefined ? PATIENCE_MS : parseDuration(patience),
    everyMs: readEvery(values),
  };
}

const PATIENCE_MS = 60_000;
const OF_A_DAY = ['date', 'out', 'dry-run', 'force', 'subscription'] as const;

function readEvery(values: Values): number | null {
  if (values.due !== true && values.watch === undefined) return null;
  const other = OF_A_DAY.find((name) => values[name] !== undefined);
  if (other !== undefined) throw new Misuse(`digest: --${other} is not for --due and --watch`);
  if (values.subscriptions === undefined)
    throw new Misuse('digest: --due and --watch send by subscriptions; name their file with --subscriptions');
  return values.watch === undefined ? 0 : parseDuration(values.watch);
}

/** Those of the file, or one without a name for what is asked for by hand. */
export async function chooseSubscriptions(
  values: Values,
  { language }: Asked,
  settings: Settings,
  dictionary: Dictionary,
): Promise<Subscription[]> {
  const filter = readFilter('digest', values, dictionary);
  if (values.subscriptions === undefined) {
    const from = values.recipients === undefined ? 'PANTAU_MAIL_TO' : '--to';
    const recipients = readAddresses(values.recipients ?? settings.mailTo, from);
    return [{ ...Subscription.parse({ id: 'hand', filter, recipients, language }), id: '' }];
  }
  if (values.recipients !== undefined || printFilter(filter) !== '')
    throw new Misuse('digest: recipients and filters stand in the file of subscriptions');
  const all = await readSubscriptions(values.subscriptions, dictionary);
  const chosen = all.filter(({ id }) => values.subscription === undefined || id === values.subscription);
  if (chosen.length === 0)
    throw new Misuse(`digest: ${values.subscriptions} has no subscription "${values.subscription ?? ''}"`);
  return chosen;
}

/**
 * Each address once.
 * @throws Misuse when one is none, so that nothing but addresses gets into a mail
 */
export function readAddresses(given: readonly string[], from: string, program = 'digest'): string[] {
  const addresses = new Map<string, string>();
  for (const one of given.map((address) => address.trim())) {
    if (!z.email().safeParse(one).success)
      throw new Misuse(
        `${program}: ${from} ${JSON.stringify(one)} is no mail address; write one like name@example.org`,
      );
    if (!addresses.has(one.toLowerCase())) addresses.set(one.toLowerCase(), one);
  }
  return [...addresses.values()];
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
