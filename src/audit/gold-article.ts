/** Gold article: an article with what a careful coder reads in it, in the one form that every set of gold is turned into. */
import { z } from 'zod';
import {
  ClaimStage,
  ElectionType,
  InstitutionCode,
  Reality,
  Relevance,
  StageCode,
  StepCode,
  SubjectRole,
  SubjectStatus,
  ViolationCode,
} from '../model/codes.js';
import type { GoldMark } from './gold-marks.js';

/** Kemendagri code of a province or regency. */
const PlaceCode = z.string().regex(/^\d{2}(\.\d{2})?$/, 'wanted a quoted code such as "11.73"');
/** ISO date shortened to its precision. */
const GoldDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'wanted a quoted date such as "2018-02-19"');

const GoldSubject = z.strictObject({
  name: z.string().nullish(),
  status: SubjectStatus.nullish(),
  count: z.number().nullish(),
  role: SubjectRole.nullish(),
});

/**
 * Where an article without marks tells what a report has: by act ("coercion_threat"), by step with its reality
 * ("reported/realised"), and by "who" of the accused, the starts of the sentences in the text, or "title".
 */
export const GoldTold = z.record(z.string(), z.array(z.union([z.literal('title'), z.int().min(0)])));

/** What a coder says one report is (codebook 11). */
export const GoldReport = z.strictObject({
  type: z.enum(['case', 'measure']),
  stage: StageCode.nullish(),
  violations: z.array(ViolationCode).default([]),
  steps: z.array(z.tuple([StepCode, Reality])).default([]),
  places: z.array(PlaceCode).default([]),
  election: z.strictObject({ type: ElectionType, year: z.int().min(2010).nullish() }).nullish(),
  date: GoldDate.nullish(),
  subjects: z.array(GoldSubject).default([]),
  authorities: z
    .array(z.strictObject({ name: z.string().nullish(), institution: InstitutionCode.nullish() }))
    .default([]),
  cluster: z.string().nullish(),
  told: GoldTold.optional(),
});
export type GoldReport = z.infer<typeof GoldReport>;

export const GoldClaim = z.strictObject({
  agency: InstitutionCode.nullish(),
  stage: ClaimStage.nullish(),
  unit: z.string().nullish(),
  value: z.number(),
  asOf: z.string().nullish(),
  breakdown: z.string().nullish(),
});
export type GoldClaim = z.infer<typeof GoldClaim>;

/** A file of fixtures/gold, as written (see fixtures/gold/README.md). */
export const GoldFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'wanted kebab-case'),
  province: z
    .string()
    .regex(/^\d{2}$/, 'wanted a quoted code such as "11"')
    .nullable(),
  outlet_style: z.string().min(1),
  published: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?[+-]\d{2}:\d{2}$/, 'wanted a time with its zone'),
  title: z.string().min(1),
  text: z.string().min(1),
  relevance: Relevance,
  reports: z.array(GoldReport),
  claims: z.array(GoldClaim),
  phenomena: z.array(z.string()),
  hard_cases: z.array(z.string().regex(/^HC\d{2}[a-z]?$/, 'wanted a hard case such as HC29')),
  note: z.string(),
});
export type GoldFile = z.infer<typeof GoldFile>;

/**
 * The sets of gold: the invented newsroom, our twins of the seeds, the two parts of fixtures/gold, and those of
 * fixtures/briefs (short articles without marks). Sealed parts are scored, and their errors are not read while building.
 */
export const GOLD_SETS = ['newsroom', 'seeds', 'open', 'briefs', 'sealed', 'briefs-sealed'] as const;
export type GoldSet = (typeof GOLD_SETS)[number];

/** Whether the errors of a set are kept from those who build. */
export const isSealed = (set: GoldSet): boolean => set.endsWith('sealed');

/** An article of any set, ready to be extracted from and scored. */
export interface GoldArticle {
  id: string;
  file: string;
  title: string;
  text: string; // without marks
  published: string;
  relevance: Relevance;
  reports: GoldReport[];
  claims: GoldClaim[];
  phenomena: string[];
  hardCases: string[];
  province: string | null;
  marks: GoldMark[];
}
