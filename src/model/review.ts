/** Review: an analyst's decision on a report or incident; append-only, machine output is never overwritten. */
import { z } from 'zod';

export const Review = z.strictObject({
  id: z.string().describe('Id of the decision'),
  target: z
    .strictObject({
      kind: z.enum(['report', 'incident']).describe('What is decided on'),
      id: z.string().describe('Its id'),
    })
    .describe('Report or incident that the decision is about'),
  decision: z
    .enum(['confirm', 'reject', 'correct', 'merge', 'split', 'withdraw', 'note'])
    .describe('What was decided'),
  field: z.string().nullable().describe('Field corrected'),
  value: z.json().nullable().describe('Value given'),
  note: z.string().nullable().describe('Why'),
  author: z.string().describe('Who decided'),
  at: z.iso.datetime().describe('When, UTC'),
});
export type Review = z.infer<typeof Review>;
