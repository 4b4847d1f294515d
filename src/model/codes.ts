/** The controlled vocabularies of the codebook: the only spellings of codes anywhere in the project. */
import { z } from 'zod';
import {
  STAGE_CODES,
  MEASURE_CODES,
  INSTITUTION_CODES,
  REALITIES,
  OTHER_ROLES,
  FLAGS,
  CLAIM_UNITS,
  CLAIM_STAGES,
  ELECTION_TYPES,
} from './code-lists.js';

export { NEVER_STAGE, PROCESS_STAGE } from './code-lists.js';

/** What the act was; codebook 1.3. */
export const ViolationCode = z.enum([
  'unspecified_neutrality',
  'install_campaign_material',
  'online_campaign',
  'social_media_interaction',
  'partisan_photo_gesture',
  'attend_declaration_campaign',
  'campaign_participation',
  'mobilise_staff',
  'use_state_facilities',
  'party_membership',
  'campaign_team_role',
  'run_without_resigning',
  'approach_party_or_voters',
  'party_event_speaker',
  'independent_ktp_support',
  'partisan_activity',
  'public_endorsement',
  'vote_instruction',
  'coercion_threat',
  'partisan_decision',
  'incumbent_transfer',
  'incumbent_program_abuse',
  'bansos_politicisation',
  'campaign_funding',
  'voter_profiling',
  'spouse_campaign_no_leave',
  'vote_buying_by_apparatus',
  'organiser_partisanship',
  'obstruct_or_violence',
  'identity_misuse',
]);
export type ViolationCode = z.infer<typeof ViolationCode>;

/** Who is covered; codebook 2. */
export const SubjectStatus = z.enum([
  'asn_unspecified',
  'pns',
  'cpns',
  'pppk',
  'non_asn',
  'satpol_pp',
  'teacher_school',
  'health_worker',
  'lecturer',
  'senior_official',
  'territorial_official',
  'village_head',
  'village_staff',
  'bpd',
  'rt_rw_linmas',
  'programme_facilitator',
  'head_of_region',
  'acting_head',
  'national_official',
  'tni',
  'polri',
  'soe_staff',
  'organiser_kpu',
  'organiser_bawaslu',
  'judge_other',
]);
export type SubjectStatus = z.infer<typeof SubjectStatus>;

/** Lifecycle steps of a case, in the order of table 3.2 (a later one is further). */
export const StageCode = z.enum(STAGE_CODES);
export type StageCode = z.infer<typeof StageCode>;

/** Preventive and other measures; codebook 3.3. */
export const MeasureCode = z.enum(MEASURE_CODES);
export type MeasureCode = z.infer<typeof MeasureCode>;

/** Institutions; codebook 4, with the offices of ruling 11.5. */
export const InstitutionCode = z.enum(INSTITUTION_CODES);
export type InstitutionCode = z.infer<typeof InstitutionCode>;

/** A step of a report: a stage of a case or a measure. */
export const StepCode = z.enum([...StageCode.options, ...MeasureCode.options]);
export type StepCode = z.infer<typeof StepCode>;

/** Reality of a step (ruling 11.30). */
export const Reality = z.enum(REALITIES);
export type Reality = z.infer<typeof Reality>;

/** Realities of steps by how far a report of them can be trusted, the surest first (codebook 10). */
export const SUREST_FIRST: readonly Reality[] = [
  'realised',
  'ongoing',
  'alleged',
  'historical',
  'planned',
  'denied',
  'absent',
  'conditional',
];

/** Reality of a mention (codebook 3.4): those of a step and those that make no step. */
export const MentionReality = z.enum([...Reality.options, 'not_proven', 'norm', 'statistical', 'habitual']);
export type MentionReality = z.infer<typeof MentionReality>;

/** Who says it, strongest first (codebook 9-I). */
export const Attribution = z.enum([
  'document',
  'named_official',
  'narration',
  'accuser',
  'counsel',
  'social_post',
  'unnamed',
]);
export type Attribution = z.infer<typeof Attribution>;

/** Types of election (ruling 11.34). */
export const ElectionType = z.enum(ELECTION_TYPES);
export type ElectionType = z.infer<typeof ElectionType>;

/** Phase of an election by the calendar (codebook 5.2), never by the noun. */
export const Phase = z.enum(['pre', 'registration', 'penetapan', 'campaign', 'quiet', 'voting', 'after']);
export type Phase = z.infer<typeof Phase>;

/** What an article is to this project. */
export const Relevance = z.enum(['case', 'measure', 'context', 'none']);
export type Relevance = z.infer<typeof Relevance>;

/** Role of a subject in a report (codebook 11.33). */
export const SubjectRole = z.enum(['accused', 'victim', 'addressee']);
export type SubjectRole = z.infer<typeof SubjectRole>;

/** Roles of people who are neither subjects nor authorities. */
export const OtherRole = z.enum(OTHER_ROLES);
export type OtherRole = z.infer<typeof OtherRole>;

/** Employment status told beside a role. */
export const Employment = z.enum(['pns', 'pppk', 'cpns', 'non_asn', 'asn']);
export type Employment = z.infer<typeof Employment>;

/** Class of a sanction as the text says it; never inferred from the taxonomy (codebook 1.2). */
export const SanctionClass = z.enum([
  'moral',
  'light',
  'medium',
  'heavy',
  'ptdh',
  'contract_end',
  'criminal',
  'other',
  'unknown',
]);
export type SanctionClass = z.infer<typeof SanctionClass>;

/** How an article came to the outlet. */
export const Origin = z.enum(['own', 'network_copy', 'wire', 'press_release', 'advertorial']);
export type Origin = z.infer<typeof Origin>;

/** Flags of a report: conflicts, attributes of codebook 1.3, and triage marks of codebook 0.4. */
export const Flag = z.enum(FLAGS);
export type Flag = z.infer<typeof Flag>;

/** Units of a published count. */
export const ClaimUnit = z.enum(CLAIM_UNITS);
export type ClaimUnit = z.infer<typeof ClaimUnit>;

/** Stages a claim may count (ruling 11.36). */
export const ClaimStage = z.enum(CLAIM_STAGES);
export type ClaimStage = z.infer<typeof ClaimStage>;

/** Public display tiers (codebook 10). */
export const Tier = z.enum(['alleged', 'found', 'sanctioned', 'convicted', 'cleared', 'measure']);
export type Tier = z.infer<typeof Tier>;
