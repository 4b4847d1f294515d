/** Rows: the tables that researchers get, one schema for exports and releases; column names follow ACLED and UCDP. */
import { z } from 'zod';
import { CauseKind } from './change.js';
import {
  Attribution,
  ClaimStage,
  ClaimUnit,
  ElectionType,
  Flag,
  InstitutionCode,
  Origin,
  Phase,
  Reality,
  SanctionClass,
  StageCode,
  StepCode,
  SubjectRole,
  SubjectStatus,
  Tier,
  ViolationCode,
} from './codes.js';
import { ReviewState } from './query.js';
import { DateValue, IsoDate } from './report.js';
import { CorrectedField } from './review.js';
import { Certainty } from './why.js';

const Count = z.int().min(0);
const Precision = DateValue.shape.precision;
const id = (what: string) => z.string().describe(`Id of the ${what}`);

/** Where something happened: names and codes of the places it lies in, and a point for maps. */
const place = {
  admin1: z.string().nullable().describe('Province'),
  admin1_code: z.string().nullable().describe('Kemendagri code of the province'),
  admin2: z.string().nullable().describe('Regency or city'),
  admin2_code: z.string().nullable().describe('Kemendagri code of the regency or city'),
  location: z.string().nullable().describe('Official name of the most exact place told'),
  location_code: z.string().nullable().describe('Kemendagri code of that place'),
  geo_precision: z
    .enum(['province', 'regency', 'district', 'village'])
    .nullable()
    .describe('Level of that place'),
};

/** When something happened, as exactly as it is told. */
const date = {
  event_date: IsoDate.nullable().describe('ISO date, shortened to its precision'),
  date_precision: Precision.nullable().describe('How exact the date is'),
  date_start: z.iso.date().nullable().describe('First day that the date can mean'),
  date_end: z.iso.date().nullable().describe('Last day that it can mean'),
};

/** A row alone says how far its matter has come, so that no line of a table reads as a verdict. */
const tier = {
  tier: Tier.describe('Display tier of the incident that it belongs to: how far the matter has come'),
};

/** A sentence of an article, with names masked by the privacy rule. */
const evidence = {
  evidence: z
    .string()
    .nullable()
    .describe('Sentence of the article that says so; protected names are initials'),
  evidence_outlet: z.string().nullable().describe('Outlet of that sentence'),
  evidence_url: z
    .url()
    .nullable()
    .describe('Address of the article; empty where it is unknown or would spell a protected name'),
};

export const IncidentRow = z.strictObject({
  event_id: id('incident'),
  event_type: z.enum(['case', 'measure']).describe('Act by apparatus, or something done to keep neutrality'),
  tier: Tier.describe('Display tier: how far the matter has come by what is told'),
  stage: StageCode.nullable().describe('Furthest step reached; empty for measures'),
  ...date,
  year: z.int().nullable().describe('Year of the date'),
  date_conflict: z.boolean().describe('Whether outlets tell different dates'),
  country: z.string().describe('Country, ISO 3166-1 alpha-3'),
  ...place,
  latitude: z.number().nullable().describe('Latitude of the regency or province, never of an address'),
  longitude: z.number().nullable().describe('Longitude of it'),
  places: z.array(z.string()).describe('Codes of all places that any outlet tells'),
  place_conflict: z.boolean().describe('Whether outlets tell different places'),
  violation: ViolationCode.nullable().describe('Act that most sources tell of'),
  violations: z.array(ViolationCode).describe('All acts that any outlet tells of'),
  violation_conflict: z.boolean().describe('Whether outlets tell different acts'),
  steps: z.array(z.string()).describe('Steps in the order of their dates, each as step:reality'),
  denied: z.boolean().describe('Whether somebody denies it in what is told'),
  people_best: Count.nullable().describe('How many people; empty where no number is told'),
  people_low: Count.nullable().describe('Least number told'),
  people_high: Count.nullable().describe('Greatest number told'),
  people_conflict: z.boolean().describe('Whether outlets tell different numbers'),
  subject_statuses: z.array(SubjectStatus).describe('Status of the accused, or of those addressed'),
  subject_names: z
    .array(z.string())
    .describe('Names of senior or elected officials and of convicts, initials of all others'),
  victim_statuses: z.array(SubjectStatus).describe('Status of those harmed'),
  institutions: z.array(z.string()).describe('Institutions that act'),
  election_type: ElectionType.nullable().describe('Type of election'),
  election_year: z.int().nullable().describe('Year of voting'),
  election_conflict: z.boolean().describe('Whether outlets tell different elections'),
  flags: z.array(Flag).describe('Conflicts, attributes of the act, and marks for triage'),
  review: ReviewState.describe('How far analysts looked at it'),
  corrected: z
    .array(CorrectedField)
    .describe('Fields whose value an analyst gave; those of outlets stay beside it'),
  replies: z
    .array(z.string())
    .describe(
      'Corrections and replies of those concerned, oldest first, each as kind, by whom, date: text <address>; they belong wherever the incident is told of (Press Law 40/1999)',
    ),
  n_reports: Count.describe('Reports it is linked of'),
  n_articles: Count.describe('Articles'),
  n_sources: Count.describe('Outlets'),
  n_independent: Count.describe(
    'Independent sources: outlets that print copies of one text, or credit a news agency, counted once',
  ),
  outlets: z.array(z.string()).describe('Ids of the outlets'),
  first_reported: z.string().nullable().describe('Earliest publication'),
  last_reported: z.string().nullable().describe('Latest publication'),
  ...evidence,
});
export type IncidentRow = z.infer<typeof IncidentRow>;

export const ReportRow = z.strictObject({
  report_id: id('report'),
  event_id: id('incident that it belongs to'),
  ...tier,
  article_id: id('article that says so'),
  outlet: z.string().nullable().describe('Outlet'),
  published: z.string().nullable().describe('Publication date of the article'),
  report_type: z.enum(['case', 'measure']).describe('Case or measure'),
  stage: StageCode.nullable().describe('Furthest step that this article tells of; empty for measures'),
  ...date,
  date_basis: DateValue.shape.basis.nullable().describe('What the date is a date of'),
  ...place,
  violations: z.array(ViolationCode).describe('Acts'),
  people: Count.nullable().describe('How many are accused; empty where not all of them are counted'),
  subject_roles: z.array(SubjectRole).describe('What people are: accused, victim or addressee'),
  subject_statuses: z.array(SubjectStatus).describe('Their status, parallel to the roles'),
  subject_names: z.array(z.string()).describe('Names or initials by the privacy rule'),
  institutions: z.array(InstitutionCode).describe('Institutions that act'),
  election_type: ElectionType.nullable().describe('Type of election'),
  election_year: z.int().nullable().describe('Year of voting'),
  election_phase: Phase.nullable().describe('Phase at the date of the report'),
  laws: z.array(z.string()).describe('Laws cited'),
  flags: z.array(Flag).describe('Conflicts, attributes and marks for triage'),
  confidence: z.number().describe('How far the report can be trusted, from 0 to 1'),
  ...evidence,
});
export type ReportRow = z.infer<typeof ReportRow>;

export const StepRow = z.strictObject({
  step_id: id('step: the report and its number in it'),
  report_id: id('report that tells of it'),
  event_id: id('incident'),
  ...tier,
  outlet: z.string().nullable().describe('Outlet'),
  step: StepCode.describe('Stage of a case, or measure'),
  reality: Reality.describe('Whether it happened; only realised and ongoing steps count as reached'),
  step_date: IsoDate.nullable().describe('When it happened, shortened to its precision'),
  date_precision: Precision.nullable().describe('How exact the date is'),
  institution: InstitutionCode.nullable().describe('Institution that acts'),
  people: Count.nullable().describe('How many people the step touches'),
  document: z.string().nullable().describe('Number of the letter, circular or docket'),
  sanction: z.string().nullable().describe('Sanction as printed'),
  sanction_class: SanctionClass.nullable().describe('Class of the sanction, as the text says it'),
  sanction_duration: z.string().nullable().describe('Duration as printed'),
  attribution: Attribution.describe('Who says so'),
  certainty: Certainty.describe('Whether the text says it, or it was inferred'),
  rule: z.string().describe('Rule or dictionary entry that made the value'),
  evidence: evidence.evidence,
});
export type StepRow = z.infer<typeof StepRow>;

export const EventArticleRow = z.strictObject({
  event_id: id('incident'),
  ...tier,
  report_id: id('report that links the two'),
  article_id: id('article'),
  outlet: z.string().nullable().describe('Outlet'),
  published: z.string().nullable().describe('Publication date'),
  title: z.string().describe('Headline; protected names are initials'),
  url: z.url().nullable().describe('Address; empty where it is unknown or would spell a protected name'),
  origin: Origin.nullable().describe('Own work, copy, wire, press release or advertorial'),
  relation: z
    .enum(['opens', 'same', 'follow_up', 'contradicts'])
    .describe('What the report is to the others'),
  link_score: z.number().describe('Score of the comparison that linked it; 1 for the one that opened'),
  reprint_group: z
    .int()
    .nullable()
    .describe('Number of the group of copies of one text inside the incident; empty where it is no copy'),
});
export type EventArticleRow = z.infer<typeof EventArticleRow>;

export const ClaimRow = z.strictObject({
  claim_id: id('claim: the article and its number in it'),
  article_id: id('article that quotes it'),
  outlet: z.string().nullable().describe('Outlet'),
  published: z.string().nullable().describe('Publication date'),
  agency: InstitutionCode.nullable().describe('Whose count it is'),
  stage: ClaimStage.describe('What was counted'),
  unit: ClaimUnit.describe('What one of it is'),
  value: z.number().describe('The number as published; it counts no rows of this dataset'),
  approximate: z.boolean().describe('Whether it is an estimate'),
  as_of: IsoDate.nullable().describe('Date that the count stands for'),
  breakdown: z.string().nullable().describe('Region, form or subject type that the row counts'),
  adds_up: z
    .boolean()
    .nullable()
    .describe('Whether printed parts sum to the printed total; empty when not checkable'),
  certainty: Certainty.describe('Whether the text says it, or it was inferred'),
  evidence: evidence.evidence,
  evidence_url: evidence.evidence_url,
});
export type ClaimRow = z.infer<typeof ClaimRow>;

export const CoverageRow = z.strictObject({
  outlet: id('outlet'),
  day: z.iso.date().describe('Day in Jakarta'),
  visits: Count.describe('Visits that day; none means that nobody looked'),
  visits_answered: Count.describe('Visits in which a feed answered'),
  pages: Count.describe('Pages fetched'),
  pages_failed: Count.describe('Pages that could not be fetched'),
  pages_refused: Count.describe('Pages that may not be fetched or kept'),
  articles_found: Count.describe('New articles read that day'),
  articles_unread: Count.describe('Pages in which no text was found'),
  articles_published: Count.describe('Articles published that day and read on any'),
  articles_relevant: Count.describe('Of these, how many are on neutrality'),
});
export type CoverageRow = z.infer<typeof CoverageRow>;

/** What became of an incident between two releases. */
export const DeltaRow = z.strictObject({
  event_id: id('incident'),
  change: z.enum(['added', 'changed', 'withdrawn']).describe('What became of it since the release before'),
  tier: Tier.nullable().describe('Tier that the incident has now; null where it was withdrawn'),
  tier_before: Tier.nullable().describe(
    'Tier that it had in the release before; null where it was not in it, and where it was erased',
  ),
  columns: z.array(z.string()).describe('Columns of the incident file that say something else than before'),
  reason: z
    .enum([
      'new',
      'split',
      'inside_filter',
      ...CauseKind.options,
      'written_otherwise',
      'merged',
      'outside_filter',
      'withdrawn_by_review',
      'erased',
      'article_removed',
      'no_longer_reported',
    ])
    .describe(
      'Why. Added: first told since; it was part of another incident; it was known and passes the filter only now. Changed: the weightiest of its causes; written_otherwise where none was logged, such as a name that is covered otherwise. Withdrawn: its reports are part of another incident; the filter leaves it out; an analyst rejected or withdrew it; it was erased on a legal request; its articles were removed; its articles are no longer read as telling of it',
    ),
  causes: z
    .array(CauseKind)
    .describe(
      'All that was logged of it since the release before: a new article, a revised one, another version of dictionaries, a run of reextract or its reversal, a decision of an analyst, a correction or reply, an erasure, or linking',
    ),
  superseded_by: z.string().nullable().describe('Incident that holds its reports now'),
});
export type DeltaRow = z.infer<typeof DeltaRow>;
