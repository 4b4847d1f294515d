/** Incident: one happening in the world, linked from reports, with every outlet's value kept. */
import { z } from 'zod';
import {
  ElectionType,
  Flag,
  InstitutionCode,
  Reality,
  StageCode,
  StepCode,
  SubjectStatus,
  Tier,
  ViolationCode,
} from './codes.js';
import { IsoDate } from './report.js';
import { Reply, Reviewed } from './review.js';
import { Evidence } from './why.js';

/** Where a value of an incident comes from. */
export const Support = z.strictObject({
  report: z.string().describe('Report id'),
  article: z.string().describe('Article id'),
  outlet: z.string().nullable().describe('Outlet'),
  evidence: z.array(Evidence).describe('Where the article says it'),
});
export type Support = z.infer<typeof Support>;

/** One of the values that reports give to a field. */
const valued = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    value: value.describe('The value'),
    support: z
      .int()
      .min(1)
      .describe(
        'Number of independent sources that say so: outlets, copies of one text and texts of news agencies counted once',
      ),
    from: z.array(Support).min(1).describe('Who says so, and where'),
  });

/** What a field holds where nobody says anything; also for incidents stored before the field was there. */
const nothing = { display: null, rule: 'nobody says', conflict: false, values: [] };

/** Which decision put an entry as it is. */
const given = z
  .string()
  .nullable()
  .default(null)
  .describe('Decision of an analyst that added or corrected it; null where it stands as reports tell it');

/** A field with all its values, the one shown, and the rule that chose it. */
const field = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    display: value.nullable().describe('The value shown'),
    rule: z.string().describe('Rule that chose it'),
    conflict: z.boolean().describe('True when values contradict each other'),
    values: z.array(valued(value)).describe('All values, best supported first'),
  });

export const TimelineStep = z.strictObject({
  value: StepCode.describe('Stage or measure'),
  reality: Reality.describe('Whether it happened'),
  date: IsoDate.nullable().describe('When, by the best dated report'),
  precision: z
    .enum(['day', 'week', 'month', 'year', 'on_or_before'])
    .nullable()
    .describe('How exact the date is'),
  support: z
    .int()
    .min(0)
    .describe('Number of independent sources that tell of it; none where an analyst added it'),
  from: z.array(Support).describe('Who tells of it, and where'),
  given,
});
export type TimelineStep = z.infer<typeof TimelineStep>;

/** The furthest stage of a case, with when it was reached: what its time in stage is counted from. */
export const Reached = z.strictObject({
  value: StageCode.describe('Furthest stage that happened or, being a process, is under way'),
  date: IsoDate.nullable().describe('When it was reached, by the best dated report'),
  precision: TimelineStep.shape.precision.describe('How exact the date is'),
  known: z
    .string()
    .nullable()
    .describe('First publication that tells of it: it was reached then at the latest'),
  support: z
    .int()
    .min(0)
    .describe('Number of independent sources that tell of it; none where an analyst says so'),
  from: z.array(Support).describe('Who tells of it, and where'),
});
export type Reached = z.infer<typeof Reached>;

/** How a case stands on a day: how long it has been at its stage, and whether a legal term has run out (codebook 3.1). */
export const Standing = z.strictObject({
  on: z.iso.date().describe('Day of the judgement'),
  stage: StageCode.describe('Stage that the case stands at'),
  since: z.iso.date().nullable().describe('Latest day on which it can have been reached'),
  basis: z
    .enum(['step', 'publication'])
    .nullable()
    .describe('What tells so: the date of the step, or who first told of it'),
  days: z.int().nullable().describe('Calendar days from then to the day of the judgement'),
  deadline: z
    .strictObject({
      id: z.string().describe('Entry of dictionaries/deadlines.yaml'),
      due: z.iso.date().describe('Last day of the term'),
      who: InstitutionCode.describe('Who has to act within it'),
    })
    .nullable()
    .describe('The term that runs at this stage; null when none does'),
  stalled: z
    .boolean()
    .describe(
      'True when the term ran out, the days that the press may lag behind included, and nothing further was told',
    ),
});
export type Standing = z.infer<typeof Standing>;

export const Link = z.strictObject({
  report: z.string().describe('Report id'),
  article: z.string().describe('Article id'),
  outlet: z.string().nullable().describe('Outlet'),
  published: z.string().nullable().describe('Publication date of the article'),
  to: z
    .string()
    .nullable()
    .describe('Report it was linked to first; null for the report that opened the incident'),
  relation: z
    .enum(['opens', 'same', 'follow_up', 'contradicts'])
    .describe('What it is to that report: the same, a later step, or the same told otherwise'),
  score: z.number().describe('Score of the comparison; 1 for the report that opened the incident'),
  reasons: z.array(z.string()).describe('What agreed and what did not, with its weight'),
});
export type Link = z.infer<typeof Link>;

export const PossiblySame = z.strictObject({
  incident: z.string().describe('Id of the other incident'),
  report: z.string().describe('Report of this incident that is most like one of the other'),
  to: z.string().describe('That report of the other incident'),
  relation: z.literal('possibly_same').describe('Too little to join the two, too much to pass over'),
  score: z.number().describe('Score of the comparison'),
  reasons: z.array(z.string()).describe('What agreed and what did not, with its weight'),
});
export type PossiblySame = z.infer<typeof PossiblySame>;

export const IncidentSubject = z.strictObject({
  name: z.string().nullable().describe('Fullest name as printed'),
  variants: z.array(z.string()).describe('Other spellings'),
  status: field(SubjectStatus).describe('Status, with what each outlet says'),
  position: z.string().nullable().describe('Position as printed'),
  role: z.enum(['accused', 'victim', 'addressee']).describe('What the person is in the incident'),
  names: field(z.string())
    .default(nothing)
    .describe('Every spelling of the name, with who prints it; for the desk, never published as it is'),
  positions: field(z.string()).default(nothing).describe('Every position, with who prints it'),
  named: z
    .boolean()
    .default(false)
    .describe(
      'True when the privacy rule lets the name be shown: a senior or elected office, or a conviction',
    ),
  displayName: z
    .string()
    .nullable()
    .default(null)
    .describe('The name to show by the privacy rule: in full, or initials; null when there is no name'),
  given,
});
export type IncidentSubject = z.infer<typeof IncidentSubject>;

export const Incident = z.strictObject({
  id: z.string().describe('Stable id'),
  type: z.enum(['case', 'measure']).describe('Case or measure'),
  stage: StageCode.nullable().describe('Furthest stage that any report tells of; null for measures'),
  stages: field(StageCode).default(nothing).describe('Stage that each report tells of, with who says so'),
  reached: Reached.nullable()
    .default(null)
    .describe('When the furthest stage was reached; null for measures'),
  tier: Tier.describe('Public display tier'),
  violations: field(ViolationCode).describe('Reasons; outlets need not agree'),
  count: field(z.int()).describe('How many people'),
  places: field(z.string()).describe('Jurisdiction, as place codes'),
  election: field(
    z.strictObject({
      type: ElectionType.describe('Type of election'),
      year: z.int().nullable().describe('Year of voting'),
    }),
  ).describe('Election'),
  date: field(IsoDate).describe('Date of the happening or of its furthest stage'),
  subjects: z.array(IncidentSubject).describe('Who is accused, harmed or addressed'),
  authorities: z
    .array(
      z.strictObject({
        name: z.string().nullable().describe('Name as printed'),
        institution: z.string().nullable().describe('Institution code'),
        support: z.int().describe('Number of independent sources that name it'),
        from: z.array(Support).default([]).describe('Who names it, and where'),
        given,
      }),
    )
    .describe('Who acts'),
  timeline: z.array(TimelineStep).describe('Steps in the order of their dates'),
  links: z.array(Link).min(1).describe('The reports it is made of, each with why'),
  possibly: z.array(PossiblySame).describe('Other incidents that are possibly this one, likeliest first'),
  flags: z.array(Flag).describe('Flags of its reports, and conflicts between them'),
  reprints: z
    .array(z.array(z.string()).min(2))
    .describe('Ids of articles whose bodies are copies of one text, group by group'),
  articles: z.int().min(1).describe('Number of articles'),
  outlets: z.int().min(1).describe('Number of different outlets'),
  independent: z
    .int()
    .min(1)
    .describe(
      'Number of independent sources: outlets, those that print copies of one text, or credit a news agency, counted once',
    ),
  firstSeen: z.string().nullable().describe('Earliest publication'),
  lastSeen: z.string().nullable().describe('Latest publication'),
  review: Reviewed.default({ status: 'unreviewed', corrected: [], decisions: [], stale: false }).describe(
    'What analysts decided on it',
  ),
  replies: z.array(Reply).default([]).describe('Corrections and replies that belong beside it, oldest first'),
});
export type Incident = z.infer<typeof Incident>;
