/** Query: the one filter that commands, exports, releases and digests share. */
import { z } from 'zod';
import {
  ElectionType,
  Phase,
  Reality,
  Relevance,
  StageCode,
  StepCode,
  SubjectStatus,
  Tier,
  ViolationCode,
} from './codes.js';

/**
 * How far an incident was looked at by an analyst: stale where the evidence under a decision is another now, else
 * corrected where a value is the analyst's, else confirmed. What was rejected or withdrawn is not in the dataset.
 */
export const ReviewState = z.enum(['unreviewed', 'confirmed', 'corrected', 'stale']);
export type ReviewState = z.infer<typeof ReviewState>;

/** Which incidents are wanted. Any of the values of one field; all fields together. */
export const Filter = z.strictObject({
  text: z
    .string()
    .nullable()
    .default(null)
    .describe('Words to be found in titles and bodies (Indonesian full text)'),
  region: z.array(z.string()).default([]).describe('Place codes; everything below them counts'),
  from: z.iso.date().nullable().default(null).describe('First day of the date of the incident'),
  to: z.iso.date().nullable().default(null).describe('Last day'),
  type: z.enum(['case', 'measure']).nullable().default(null).describe('Cases or measures'),
  election: z
    .array(ElectionType)
    .default([])
    .describe('Election types; pilkada and pemilu include their own kinds'),
  year: z.int().nullable().default(null).describe('Year of voting'),
  phase: z.array(Phase).default([]).describe('Phase of the election'),
  violation: z.array(ViolationCode).default([]).describe('Violation codes, any of them'),
  step: z.array(StepCode).default([]).describe('Steps told of, any of them'),
  reality: z.array(Reality).default([]).describe('Reality of those steps, or of any step'),
  status: z.array(SubjectStatus).default([]).describe('Status of subjects'),
  stage: z.array(StageCode).default([]).describe('Furthest stage'),
  tier: z.array(Tier).default([]).describe('Display tier'),
  outlet: z.array(z.string()).default([]).describe('Outlets that told of it'),
  independent: z.int().min(1).nullable().default(null).describe('Least number of independent sources'),
  review: z.array(ReviewState).default([]).describe('How far analysts looked at it'),
});
export type Filter = z.infer<typeof Filter>;

/** A filter, and which part of the list is wanted. */
export const Query = z.strictObject({
  ...Filter.shape,
  relevance: z.array(Relevance).default([]).describe('For article queries'),
  limit: z.int().min(1).max(100_000).default(50).describe('Most rows'),
  offset: z.int().min(0).default(0).describe('Rows to pass over'),
});
export type Query = z.infer<typeof Query>;
