/** Digest: one edition for one subscription, its items, its reasons, its deliveries. */
import { z } from 'zod';
import { OutletState } from './coverage.js';
import { Incident, Standing } from './incident.js';
import { Filter } from './query.js';
import { Claim } from './report.js';

/** Such as Asia/Makassar. */
const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
    return true;
  } catch {
    return false;
  }
};

export const Subscription = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,60}$/)
    .describe('Short name, in small letters, digits and hyphens'),
  filter: Filter.describe('What is wanted'),
  recipients: z
    .array(z.email())
    .default([])
    .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, {
      error: 'names an address twice',
    })
    .describe('Addresses, for mail'),
  language: z.enum(['id', 'en']).default('id').describe('Language of the edition'),
  channel: z
    .enum(['smtp', 'file', 'atom', 'webhook'])
    .default('smtp')
    .describe(
      'How it goes: by mail, as a file, as an Atom feed of the last editions, or posted to a program',
    ),
  file: z
    .string()
    .nullable()
    .default(null)
    .describe('Path of the file or feed; {date} in the name of a file stands for the day of the edition'),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .describe('Where a webhook is posted to'),
  secret: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/)
    .nullable()
    .default(null)
    .describe('Variable of the environment that holds the secret by which a webhook is signed'),
  time: z
    .string()
    // Such as 06:30
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'is no time of the day such as 06:30' })
    .default('06:00')
    .describe('From when on the edition of a day is sent, once that day is over in Jakarta'),
  zone: z
    .string()
    .refine(isZone, { error: 'is no time zone such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura' })
    .default('Asia/Jakarta')
    .describe('Time zone of that time'),
  alert: z
    .strictObject({
      every: z
        .string()
        // Such as 30m, 2h or 1d
        .regex(/^[1-9]\d{0,3}[mhd]$/, { error: 'is no duration such as 30m, 2h or 1d' })
        .default('1h')
        .describe('Least time between two mails: what comes meanwhile is sent as one'),
    })
    .nullable()
    .default(null)
    .describe(
      'Where it is given, what is new, goes further or is corrected is sent at once, in place of editions',
    ),
});
export type Subscription = z.infer<typeof Subscription>;

/** A sentence shown as evidence, with where it comes from. */
export const Quote = z.strictObject({
  text: z.string().describe('The sentence'),
  reality: z.string().nullable().describe('Reality of the step it tells of'),
  outlet: z.string().nullable().describe('Outlet'),
  url: z.string().nullable().describe('Address of the article'),
  title: z.string().describe('Headline of the article'),
  published: z.string().nullable().describe('Publication date'),
});
export type Quote = z.infer<typeof Quote>;

export const DigestItem = z.strictObject({
  incident: Incident.describe('The incident as it stood at the end of the day'),
  version: z.int().describe('Entry of the log of changes that it was told by: what a recipient has had'),
  reason: z
    .enum(['new', 'advanced', 'corrected', 'changed'])
    .describe(
      'Why it is in this edition: first told; a later stage or graver tier; denied, taken back or withdrawn; told further or otherwise',
    ),
  change: z.string().nullable().describe('What changed'),
  quotes: z.array(Quote).describe('Evidence sentences'),
  standing: Standing.nullable()
    .default(null)
    .describe('The term that ran out without a further step; null where none did'),
  left: z
    .boolean()
    .default(false)
    .describe('True when it no longer passes the filter, by which it was told before'),
});
export type DigestItem = z.infer<typeof DigestItem>;

/** A case of which nothing further was told though somebody had to act by now. */
export const DigestQuiet = z.strictObject({
  incident: Incident.describe('The incident as it stood at the end of the day'),
  standing: Standing.describe('The term that ran out'),
  quotes: z.array(Quote).describe('Evidence sentences'),
});
export type DigestQuiet = z.infer<typeof DigestQuiet>;

/** A published count that an article of the day quotes. */
export const DigestClaim = z.strictObject({
  claim: Claim.describe('The count'),
  quote: Quote.describe('The sentence that tells it'),
});
export type DigestClaim = z.infer<typeof DigestClaim>;

export const Digest = z.strictObject({
  kind: z
    .enum(['daily', 'alert'])
    .default('daily')
    .describe('What became of things on a day, or what could not wait for its end'),
  date: z.iso.date().describe('Day of the edition, Asia/Jakarta'),
  span: z
    .strictObject({
      from: z.iso.date().describe('First day'),
      articlesRead: z.int().describe('Articles read on all of them'),
      relevant: z.int().describe('Articles with a case, measure or context'),
      outlets: z.int().describe('Outlets that gave at least one article'),
      unread: z.array(z.iso.date()).describe('Days on which no article was read'),
    })
    .nullable()
    .default(null)
    .describe('All the days that it tells of, where they are several: since the last edition of its reader'),
  near: z
    .strictObject({
      known: z
        .int()
        .describe(
          'Outlets that the filter names, or else those, but for national ones, whose reach touches its region',
        ),
      articlesRead: z.int().describe('Articles that were read of them'),
      outlets: z.int().describe('Of them, outlets that gave at least one article'),
    })
    .nullable()
    .default(null)
    .describe('What was read where the filter looks; null where it looks everywhere'),
  subscription: z.string().nullable().describe('Subscription id'),
  filter: z
    .string()
    .default('')
    .describe('The filter that all of it passed, in the words of its reader; empty for everything'),
  strangers: z
    .array(z.string())
    .default([])
    .describe(
      'Outlets of the filter that nobody knows and of which nothing was read: that they tell nothing means nothing',
    ),
  items: z.array(DigestItem).describe('What the edition tells'),
  quiet: z
    .array(DigestQuiet)
    .default([])
    .describe('Cases whose term ran out since the edition before, and nothing was told'),
  claims: z.array(DigestClaim).default([]).describe('Counts quoted in articles read that day'),
  coverage: z
    .strictObject({
      articlesRead: z.int().describe('Articles read that day'),
      relevant: z.int().describe('Articles with a case, measure or context'),
      outlets: z.int().describe('Outlets that gave at least one article'),
      watched: z.int().describe('Outlets that were visited'),
      unanswered: z.int().describe('Of these, outlets in which no feed answered in any visit'),
      troubled: z
        .array(
          z.strictObject({
            name: z.string().describe('Name of the outlet'),
            state: OutletState.describe('How it is'),
            since: z.iso.date().nullable().describe('Since when'),
          }),
        )
        .default([])
        .describe('Outlets that are dead, stalled, blocked or unreadable: silence there says nothing'),
    })
    .nullable()
    .describe('What was read, so that silence is told apart from blindness; null in an alert'),
});
export type Digest = z.infer<typeof Digest>;

export const Delivery = z.strictObject({
  id: z.string().describe('Derived from edition and recipient'),
  date: z.iso.date().describe('Day of the edition'),
  recipient: z.string().describe('Address, or path of a file'),
  subscription: z.string().default('').describe('Subscription id; empty for an edition asked for by hand'),
  channel: z.enum(['file', 'smtp', 'webhook', 'atom']).describe('How it went'),
  status: z.enum(['sending', 'sent', 'failed']).describe('How it ended'),
  at: z.iso.datetime().describe('When, UTC'),
  error: z.string().nullable().describe('Why it failed'),
  asOf: z.iso.datetime().nullable().default(null).describe('It tells what was known then, UTC'),
  attempts: z.int().default(0).describe('How often it was tried'),
  nextTry: z.iso
    .datetime()
    .nullable()
    .default(null)
    .describe('When it may be tried again, UTC; null when it is not tried again of itself'),
  doubtful: z
    .boolean()
    .default(false)
    .describe('Whether a try that failed may have reached the recipient all the same'),
});
export type Delivery = z.infer<typeof Delivery>;
