/** Digest: one edition for one subscription, its items, its reasons, its deliveries. */
import { z } from 'zod';
import { Incident } from './incident.js';
import { Query } from './query.js';

export const Subscription = z.strictObject({
  id: z.string().describe('Short name'),
  filter: Query.describe('What is wanted'),
  recipients: z.array(z.email()).describe('Addresses'),
  language: z.enum(['id', 'en']).default('id').describe('Language of the edition'),
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
  reason: z.enum(['new', 'changed']).describe('Why it is in this edition'),
  change: z.string().nullable().describe('What changed'),
  quotes: z.array(Quote).describe('Evidence sentences'),
});
export type DigestItem = z.infer<typeof DigestItem>;

export const Digest = z.strictObject({
  date: z.iso.date().describe('Day of the edition, Asia/Jakarta'),
  subscription: z.string().nullable().describe('Subscription id'),
  items: z.array(DigestItem).describe('What the edition tells'),
  coverage: z
    .strictObject({
      articlesRead: z.int().describe('Articles read that day'),
      relevant: z.int().describe('Articles with a case, measure or context'),
      outlets: z.int().describe('Outlets that gave at least one article'),
      watched: z.int().describe('Outlets that were visited'),
      unanswered: z.int().describe('Of these, outlets in which no feed answered in any visit'),
    })
    .describe('What was read, so that silence is told apart from blindness'),
});
export type Digest = z.infer<typeof Digest>;

export const Delivery = z.strictObject({
  id: z.string().describe('Derived from edition and recipient'),
  date: z.iso.date().describe('Day of the edition'),
  recipient: z.string().describe('Address or file'),
  channel: z.enum(['file', 'smtp']).describe('How it went'),
  status: z.enum(['sending', 'sent', 'failed']).describe('How it ended'),
  at: z.iso.datetime().describe('When, UTC'),
  error: z.string().nullable().describe('Why it failed'),
});
export type Delivery = z.infer<typeof Delivery>;
