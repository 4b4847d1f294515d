/** Change: what became of an incident, and why: the log that digests, deltas and "as of" read. */
import { z } from 'zod';

export const CauseKind = z.enum([
  'article',
  'revision',
  'dictionary',
  'reextract',
  'revert',
  'review',
  'reply',
  'erasure',
  'linking',
]);
export type CauseKind = z.infer<typeof CauseKind>;

/** Why something changed. */
export const Cause = z.strictObject({
  kind: CauseKind.describe(
    'A new article, a revised one, another version of dictionaries or program, a run of reextract or its reversal, a decision of an analyst, a correction or reply, an erasure; linking: new rules of linking, or neighbours that changed',
  ),
  ref: z
    .string()
    .nullable()
    .describe('Id of the article, the run, the decision or the tombstone; for dictionaries their version'),
});
export type Cause = z.infer<typeof Cause>;

/** Where an id went, or what came out of it. */
export const Redirect = z.strictObject({
  id: z.string().describe('Incident that was'),
  to: z.string().describe('Incident that has its reports, or part of them, since then'),
  reason: z
    .enum(['merge', 'split'])
    .describe('Merge: it is part of the other; split: part of it became the other'),
  causes: z.array(Cause).describe('Why'),
  at: z.iso.datetime().describe('When, UTC'),
});
export type Redirect = z.infer<typeof Redirect>;

/** One entry of the history of an incident. */
export const HistoryEntry = z.strictObject({
  at: z.iso.datetime().describe('When, UTC'),
  kind: z
    .enum(['new', 'changed', 'noted', 'removed'])
    .describe('What became of it; noted: nothing but its likeness to others changed'),
  causes: z.array(Cause).describe('Why'),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
