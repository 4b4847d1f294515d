/** Correction: what an analyst puts right of one person, one authority or one step of an incident. */
import { z } from 'zod';
import { InstitutionCode, Reality, StageCode, StepCode, SubjectRole, SubjectStatus } from './codes.js';
import { DateValue, IsoDate } from './report.js';

const Name = z.string().trim().min(1).max(200);

export const SubjectCorrection = z.strictObject({
  of: z
    .strictObject({
      role: SubjectRole.describe('What the person was in the incident'),
      names: z
        .array(z.string())
        .nullable()
        .describe('Spellings of the name, none once it was erased; null for those whom nobody names'),
    })
    .nullable()
    .describe('Whose entry is put right; null where somebody is added'),
  set: z
    .strictObject({
      name: Name.nullable().optional().describe('Name'),
      status: SubjectStatus.optional().describe('Status'),
      position: Name.nullable().optional().describe('Position'),
      role: SubjectRole.optional().describe('accused, victim or addressee'),
      named: z
        .boolean()
        .optional()
        .describe(
          'Whether the name may be shown, where the rule cannot know: an office or a conviction that no report tells of',
        ),
    })
    .nullable()
    .describe('What is right instead; null where the person is no subject of it'),
});
export type SubjectCorrection = z.infer<typeof SubjectCorrection>;

export const AuthorityCorrection = z.strictObject({
  of: z
    .strictObject({
      name: z.string().nullable().describe('Name'),
      institution: z.string().nullable().describe('Institution code'),
    })
    .nullable()
    .describe('Which entry is put right; null where one is added'),
  set: z
    .strictObject({
      name: Name.nullable().optional().describe('Name'),
      institution: InstitutionCode.nullable().optional().describe('Institution'),
    })
    .nullable()
    .describe('What is right instead; null where it does not act'),
});
export type AuthorityCorrection = z.infer<typeof AuthorityCorrection>;

export const StepCorrection = z.strictObject({
  of: z
    .strictObject({
      value: StepCode.describe('Step'),
      reality: Reality.describe('Its reality'),
    })
    .nullable()
    .describe('Which step of the timeline is put right; null where one is added'),
  set: z
    .strictObject({
      step: StepCode.optional().describe('Step'),
      reality: Reality.optional().describe('Whether it happened'),
      date: IsoDate.nullable().optional().describe('When'),
      precision: DateValue.shape.precision
        .optional()
        .describe('How exact the date is; its length says so unless given'),
    })
    .nullable()
    .describe('What is right instead; null where there was no such step'),
});
export type StepCorrection = z.infer<typeof StepCorrection>;

/** A stage with the day on which it was reached. */
export const StageOnDay = z.strictObject({
  stage: StageCode.describe('The stage that is right'),
  date: IsoDate.describe('When it was reached; shortened where only month or year are known'),
});

/** A stage as an analyst gives it: the code alone, or with its day. */
export const StageCorrection = z.union([StageCode.nullable(), StageOnDay]);
export type StageCorrection = z.infer<typeof StageCorrection>;

/** The fields that are lists, of which one entry at a time is put right. */
export const ENTRY_CORRECTIONS = {
  subject: SubjectCorrection,
  authority: AuthorityCorrection,
  step: StepCorrection,
} as const;
export type EntryField = keyof typeof ENTRY_CORRECTIONS;

export const isEntryField = (field: string): field is EntryField => Object.hasOwn(ENTRY_CORRECTIONS, field);
