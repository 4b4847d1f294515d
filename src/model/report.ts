/** Report: what one article says of one case or one measure, every value with its why. */
import { z } from 'zod';
import {
  Attribution,
  ClaimStage,
  ClaimUnit,
  ElectionType,
  Employment,
  Flag,
  InstitutionCode,
  OtherRole,
  Phase,
  Reality,
  Relevance,
  SanctionClass,
  StageCode,
  StepCode,
  SubjectRole,
  SubjectStatus,
  ViolationCode,
} from './codes.js';
import { Doubt, whyFields } from './why.js';

/** ISO date shortened to its precision. */
export const IsoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

export const DateValue = z.strictObject({
  value: IsoDate.describe('ISO date, shortened to its precision'),
  precision: z.enum(['day', 'week', 'month', 'year', 'on_or_before']).describe('How exact the value is'),
  basis: z
    .enum(['stage', 'act', 'statement', 'publication', 'letter', 'calendar'])
    .describe('What the date is a date of'),
  raw: z.string().nullable().describe('As printed'),
  ...whyFields,
});
export type DateValue = z.infer<typeof DateValue>;

export const ReportViolation = z.strictObject({
  value: ViolationCode.describe('What the act was'),
  count: z.int().nullable().describe('How many of the subjects did this, when the text tells them apart'),
  ...whyFields,
});
export type ReportViolation = z.infer<typeof ReportViolation>;

/** A sanction as the text says it. */
export const Sanction = z.strictObject({
  text: z.string().describe('As printed, short'),
  class: SanctionClass.describe('From the text, never from the taxonomy'),
  duration: z.string().nullable().describe('As printed'),
});
export type Sanction = z.infer<typeof Sanction>;

export const ReportStep = z.strictObject({
  value: StepCode.describe('Stage of a case, or measure'),
  reality: Reality.describe('Whether it happened'),
  date: DateValue.nullable().describe('When the step happened'),
  by: z.int().min(0).nullable().describe('Index into authorities of who acts'),
  count: z.int().nullable().describe('How many people the step touches'),
  document: z.string().nullable().describe('Number of the letter, circular or docket'),
  sanction: Sanction.nullable().describe('The sanction, for sanction steps'),
  attribution: Attribution.describe('Who says so'),
  ...whyFields,
});
export type ReportStep = z.infer<typeof ReportStep>;

export const Subject = z.strictObject({
  name: z.string().nullable().describe('Name or initials as printed'),
  role: SubjectRole.describe('accused, victim or addressee'),
  status: SubjectStatus.describe('Most specific status that the text states'),
  employment: Employment.nullable().describe('Employment status when told beside the role'),
  position: z.string().nullable().describe('Position as printed'),
  institution: z.string().nullable().describe('Employer or unit as printed'),
  count: z.int().nullable().describe('How many people this entry stands for'),
  min: z.int().nullable().describe('Least number when the text gives a range'),
  max: z.int().nullable().describe('Greatest number when the text gives a range'),
  ...whyFields,
});
export type Subject = z.infer<typeof Subject>;

export const Authority = z.strictObject({
  name: z.string().nullable().describe('Name of the person as printed'),
  position: z.string().nullable().describe('Position as printed'),
  institution: InstitutionCode.nullable().describe('Institution or office; null for a body without a code'),
  ...whyFields,
});
export type Authority = z.infer<typeof Authority>;

export const OtherPerson = z.strictObject({
  role: OtherRole.describe('What the person is in the report'),
  name: z.string().nullable().describe('Name as printed'),
  position: z.string().nullable().describe('Position as printed'),
  institution: z.string().nullable().describe('Institution as printed'),
  ...whyFields,
});
export type OtherPerson = z.infer<typeof OtherPerson>;

export const ReportPlace = z.strictObject({
  value: z
    .string()
    .regex(/^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/)
    .describe('Kemendagri code, dotted'),
  name: z.string().describe('Official name'),
  level: z.enum(['province', 'regency', 'district', 'village']).describe('Level of the code'),
  regency: z.string().nullable().describe('Code of the regency it lies in'),
  role: z.enum(['jurisdiction', 'scene', 'mention']).describe('What the place is to the report'),
  raw: z.string().nullable().describe('As printed'),
  ...whyFields,
});
export type ReportPlace = z.infer<typeof ReportPlace>;

export const ReportElection = z.strictObject({
  type: ElectionType.describe('Type of election (rulings 11.4, 11.29, 11.34)'),
  year: z.int().nullable().describe('Year of voting'),
  phase: Phase.nullable().describe('Phase at the date of the report, by the calendar'),
  ...whyFields,
});
export type ReportElection = z.infer<typeof ReportElection>;

export const LawReference = z.strictObject({
  value: z.string().describe('Normal form, such as "UU 20/2023"'),
  article: z.string().nullable().describe('Article, paragraph and letter as cited'),
  valid: z.boolean().describe('Whether the citation is on the whitelist of dictionaries/laws'),
  ...whyFields,
});
export type LawReference = z.infer<typeof LawReference>;

export const Report = z.strictObject({
  id: z.string().describe('Derived from the article, the type and the anchor span'),
  type: z
    .enum(['case', 'measure'])
    .describe('A case is an act by apparatus; a measure is done to keep neutrality'),
  stage: StageCode.nullable().describe('Furthest step reached (ruling 11.2); null for a measure'),
  violations: z.array(ReportViolation).describe('What the acts were'),
  steps: z.array(ReportStep).describe('What was done about it, each with its reality'),
  subjects: z.array(Subject).describe('Who is accused, harmed or addressed'),
  authorities: z
    .array(Authority)
    .describe('Who examines, decides, recommends, imposes or speaks for the deciding body'),
  others: z.array(OtherPerson).describe('People who are neither'),
  places: z.array(ReportPlace).describe('Jurisdiction, scene and mentions'),
  election: ReportElection.nullable().describe('Which election'),
  date: DateValue.nullable().describe('Date of the report (ruling 11.3)'),
  laws: z.array(LawReference).describe('Laws cited'),
  flags: z.array(Flag).describe('Conflicts, attributes and triage marks'),
  confidence: z.number().min(0).max(1).describe('How far the report can be trusted'),
});
export type Report = z.infer<typeof Report>;

/** A published statistic quoted in an article. */
export const Claim = z.strictObject({
  id: z.string().describe('Derived from the article and the span'),
  agency: InstitutionCode.nullable().describe('Whose count it is'),
  stage: ClaimStage.describe('What was counted'),
  unit: ClaimUnit.describe('What one of it is'),
  value: z.number().describe('The number'),
  approx: z.boolean().describe('True for estimates'),
  asOf: IsoDate.nullable().describe('Date the count stands for'),
  breakdown: z.string().nullable().describe('Region, form or subject type that a row counts'),
  addsUp: z
    .boolean()
    .nullable()
    .describe('Whether the printed parts sum to the printed total; null when not checkable'),
  ...whyFields,
});
export type Claim = z.infer<typeof Claim>;

/** One line of `pantau extract`. */
export const Extraction = z.strictObject({
  article: z
    .strictObject({
      id: z.string().describe('Id of the article'),
      url: z.string().nullable().describe('Address'),
      outlet: z.string().nullable().describe('Outlet'),
      title: z.string().nullable().describe('Headline as given'),
      published: z.string().nullable().describe('Date of publication'),
      text: z.string().optional().describe('Body that the offsets count in; only with --with-text'),
    })
    .describe('The article, as far as it is needed to find it again'),
  relevance: Relevance.describe('What the article is to this project'),
  reports: z.array(Report).describe('Cases and measures'),
  claims: z.array(Claim).describe('Statistics quoted'),
  doubts: z.array(Doubt).describe('What a reader should know before trusting the values'),
  version: z
    .strictObject({
      pantau: z.string().describe('Version of the program'),
      dictionary: z.string().describe('Version of the dictionaries'),
    })
    .describe('What made it'),
});
export type Extraction = z.infer<typeof Extraction>;
