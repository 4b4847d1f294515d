/** Review: an analyst's decision on a report or incident; append-only, machine output is never overwritten. */
import { z } from 'zod';

/** A correction, or a reply of somebody concerned, that belongs beside an incident (Press Law 40/1999). */
export const Reply = z.strictObject({
  id: z.string().describe('Id of the decision that attached it'),
  kind: z
    .enum(['correction', 'right_of_reply', 'clarification'])
    .describe(
      'An outlet corrects itself; somebody concerned replies; a body or person makes something clear',
    ),
  by: z.string().nullable().describe('Who corrects or replies, as printed; shown by the privacy rule'),
  text: z.string().min(1).max(5000).describe('What is said, in short'),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .describe('Where it was published'),
  date: z.iso.date().nullable().describe('When it was published or received'),
});
export type Reply = z.infer<typeof Reply>;

/** Fields of an incident that a review can correct; of people, authorities and steps one at a time. */
export const CorrectedField = z.enum([
  'type',
  'stage',
  'tier',
  'violations',
  'count',
  'places',
  'election',
  'date',
  'flags',
  'subject',
  'authority',
  'step',
]);
export type CorrectedField = z.infer<typeof CorrectedField>;

const GIVEN = 'given by ';

/** The rule of a value that a decision gave. */
export const ruleOf = (review: string): string => `${GIVEN}${review}`;

/** Whether an analyst gave the value that is shown by a rule. */
export const isGiven = (rule: string): boolean => rule.startsWith(GIVEN);

export const Review = z.strictObject({
  id: z.string().describe('Id of the decision'),
  target: z
    .strictObject({
      kind: z.enum(['report', 'incident']).describe('What is decided on'),
      id: z.string().describe('Its id'),
    })
    .describe('Report or incident that the decision is about'),
  decision: z
    .enum(['confirm', 'reject', 'correct', 'merge', 'split', 'withdraw', 'note', 'reply', 'revoke'])
    .describe(
      'What was decided. Reject: the machine is wrong. Withdraw: it was shown and is no longer. Reply: a correction or reply belongs to it. Revoke: an earlier decision no longer holds',
    ),
  field: CorrectedField.nullable().describe('Field corrected'),
  value: z
    .json()
    .nullable()
    .describe(
      'Value given; the other incident of a merge, the reports of a split, the reply, the decision revoked',
    ),
  note: z.string().max(5000).nullable().describe('Why'),
  author: z.string().min(1).max(200).describe('Who decided'),
  at: z.iso.datetime().describe('When, UTC'),
  reports: z
    .array(z.string())
    .default([])
    .describe('Reports that the decision rests on, under the ids that they had'),
  basis: z
    .string()
    .nullable()
    .default(null)
    .describe('Hash of the evidence under the decision, so that a change of it is seen'),
});
export type Review = z.infer<typeof Review>;

/** What reviews came to for an incident, as it is shown. */
export const Reviewed = z.strictObject({
  status: z.enum(['unreviewed', 'confirmed']).describe('Whether an analyst confirmed it'),
  corrected: z.array(CorrectedField).describe('Fields whose value shown an analyst gave'),
  decisions: z.array(z.string()).describe('Ids of the decisions that hold'),
  stale: z.boolean().describe('True when the evidence under one of them is another now'),
});
export type Reviewed = z.infer<typeof Reviewed>;
