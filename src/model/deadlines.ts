/** Deadlines: the legal terms that run while a case stands at a stage (codebook 3.1). */
import { z } from 'zod';
import { ElectionType, InstitutionCode, StageCode } from './codes.js';

const Term = z.strictObject({
  days: z.coerce.number().int().min(1).describe('Length of the term'),
  unit: z.enum(['calendar', 'working']).describe('What is counted: all days, or Monday to Friday'),
});

/** A legal term that runs while a case stands at a stage (codebook 3.1). */
export const Deadline = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z_]+$/)
    .describe('Short name'),
  stages: z.array(StageCode).min(1).describe('Stages at which it runs'),
  elections: z.array(ElectionType).default([]).describe('Kinds of election it is for; none: any'),
  from: z.iso.date().nullable().default(null).describe('First day on which the stage was reached'),
  until: z.iso.date().nullable().default(null).describe('Last day on which the stage was reached'),
  ...Term.shape,
  further: Term.optional().describe('A second term that follows the first'),
  who: InstitutionCode.describe('Who has to act within it'),
});
export type Deadline = z.infer<typeof Deadline>;

/** dictionaries/deadlines.yaml: how long a case may stand still. */
export const DeadlineRules = z.strictObject({
  grace: z.coerce.number().int().min(0).describe('Days that the press may lag behind the law'),
  deadlines: z.array(Deadline).describe('Terms; the first that fits is taken'),
});
export type DeadlineRules = z.infer<typeof DeadlineRules>;
