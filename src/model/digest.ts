/** Digest: one edition for one subscription, its items, its reasons, its deliveries. */
import { z } from 'zod';
import { OutletState } from './coverage.js';
import { Incident, Standing } from './incident.js';
import { Filter } from './query.js';
import { Claim } from './report.js';

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
  date: z.iso.date().describe('Day of the edition, Asia/Jakarta'),
  subscription: z.string().nullable().describe('Subscription id'),
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
    .describe('What was read, so that silence is told apart from blindness'),
});
export type Digest = z.infer<typeof Digest>;

export const Delivery = z.strictObject({
  id: z.string().describe('Derived from edition and recipient'),
  date: z.iso.date().describe('Day of the edition'),
  recipient: z.string().describe('Address or file'),
  subscription: z.string().default('').describe('Subscription id; empty for an edition asked for by hand'),
  channel: z.enum(['file', 'smtp', 'webhook']).describe('How it went'),
  status: z.enum(['sending', 'sent', 'failed']).describe('How it ended'),
  at: z.iso.datetime().describe('When, UTC'),
  error: z.string().nullable().describe('Why it failed'),
});
export type Delivery = z.infer<typeof Delivery>;
