/** Why a value stands: the fields that every extracted value carries, and the doubts beside a result. */
import { z } from 'zod';

/** A stretch of the title or body, in UTF-16 code units of the text exactly as given. */
export const Evidence = z.strictObject({
  in: z.enum(['title', 'body']).describe('Which text the offsets count in'),
  start: z.int().min(0).describe('First code unit of the stretch'),
  end: z.int().min(0).describe('Code unit after the last one'),
});
export type Evidence = z.infer<typeof Evidence>;

export const Certainty = z.enum(['stated', 'inferred']);
export type Certainty = z.infer<typeof Certainty>;

/** Fields to spread into the schema of a value that has to say why. */
export const whyFields = {
  certainty: Certainty.describe(
    'stated: the text says it; inferred: derived from calendar, gazetteer or context',
  ),
  evidence: z.array(Evidence).describe('Where the text says it'),
  rule: z.string().min(1).describe('Name of the rule or dictionary entry that made the value'),
};
export const Why = z.strictObject(whyFields);
export type Why = z.infer<typeof Why>;

/** Something a reader should know before trusting a value. */
export const Doubt = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z_]+$/)
    .describe('Short name, such as weekday_mismatch'),
  message: z.string().describe('One sentence for a person'),
  span: z
    .tuple([z.int().min(0), z.int().min(0)])
    .nullable()
    .describe('Offsets in the body, if it has a place'),
});
export type Doubt = z.infer<typeof Doubt>;

/** What a pure stage returns: its value, and what it was not sure of. */
export interface Doubtful<T> {
  value: T;
  doubts: Doubt[];
}
