/** Code lists: the controlled codes that extraction compares with, as plain lists, so that it starts without the schemas made of them. */

/** Lifecycle steps of a case, in the order of table 3.2 (a later one is further). */
export const STAGE_CODES = [
  'act_occurred',
  'exposed_public',
  'reported',
  'found_by_supervisor',
  'tracing',
  'registered',
  'not_registered',
  'summoned',
  'examined',
  'assessed_violation',
  'assessed_no_violation',
  'forwarded',
  'sanction_recommended',
  'sanction_pending',
  'sanction_imposed',
  'sanction_annulled',
  'data_blocked',
  'apology_admission',
  'denial',
  'gakkumdu_discussion',
  'investigation_opened',
  'suspect_named',
  'prosecuted',
  'convicted',
  'acquitted',
  'sentence_executed',
  'appeal_filed',
  'criminal_dropped',
  'candidacy_cancelled',
  'transfer_annulled',
  'acting_head_replaced',
  'resign_to_run',
  'leave_taken',
] as const;

/** Preventive and other measures; codebook 3.3. */
export const MEASURE_CODES = [
  'appeal',
  'directive',
  'circular_issued',
  'pledge',
  'peace_declaration',
  'outreach',
  'task_force_formed',
  'hotline_opened',
  'monitoring',
  'flag_assembly',
  'partnership',
  'public_call_to_report',
  'oversight_concern',
  'norm_explainer',
  'statistic',
  'legal_change',
] as const;

/** The act that says nothing but that sides were taken; told only where nothing concrete is (ruling 11.24). */
export const UNSPECIFIED_ACT = 'unspecified_neutrality';

/** Bodies that run and watch elections. */
export const ELECTION_BODY_CODES = [
  'bawaslu_ri',
  'bawaslu_local',
  'panwascam',
  'pkd_ptps',
  'kpu',
  'dkpp',
  'gakkumdu',
] as const;

/** Institutions; codebook 4, with the offices of ruling 11.5. */
export const INSTITUTION_CODES = [
  'bawaslu_ri',
  'bawaslu_local',
  'panwascam',
  'pkd_ptps',
  'kpu',
  'dkpp',
  'kasn',
  'bkn',
  'menpanrb',
  'kemendagri',
  'bkpsdm',
  'inspektorat',
  'kesbangpol',
  'dpmd',
  'ppk_personnel',
  'gakkumdu',
  'propam',
  'mk',
  'ptun_bpasn',
  'ombudsman',
  'ngo',
  'satgas_netralitas',
  'head_of_region',
  'acting_head',
] as const;

/** Reality of a step (ruling 11.30). */
export const REALITIES = [
  'realised',
  'ongoing',
  'planned',
  'conditional',
  'alleged',
  'denied',
  'absent',
  'historical',
] as const;

/** Roles of people who are neither subjects nor authorities. */
export const OTHER_ROLES = [
  'complainant',
  'beneficiary',
  'speaker',
  'lawyer',
  'observer',
  'partner',
  'successor',
] as const;

/** Flags of a report: conflicts, attributes of codebook 1.3, and triage marks of codebook 0.4. */
export const FLAGS = [
  'status_conflict',
  'count_conflict',
  'place_conflict',
  'date_conflict',
  'reason_conflict',
  'voice_conflict',
  'headline_overclaim',
  'negation_suspect',
  'logic_error',
  'date_repaired',
  'republication',
  'degraded_text',
  'advertorial',
  'satire',
  'opinion',
  'norm_contested',
  'anachronism',
  'applies_to_non_asn',
  'not_sanctionable',
  'official_uniform',
  'party_attribute',
  'during_office_hours',
  'in_gov_building',
  'viral_video',
  'wa_group_leak',
  'public_money',
  'probation',
] as const;

/** Units of a published count. */
export const CLAIM_UNITS = [
  'orang',
  'kasus',
  'laporan',
  'temuan',
  'pelanggaran',
  'rekomendasi',
  'ktp',
  'daerah',
] as const;

/** Stages a claim may count (ruling 11.36). */
export const CLAIM_STAGES = [
  'reported',
  'tracing',
  'examined',
  'assessed_violation',
  'assessed_no_violation',
  'forwarded',
  'sanction_recommended',
  'sanction_imposed',
] as const;

/** Stages that are told but never are the stage of a case (ruling 11.2). */
export const NEVER_STAGE: readonly (typeof STAGE_CODES)[number][] = [
  'apology_admission',
  'denial',
  'resign_to_run',
  'leave_taken',
];

/** Stages by which somebody stands cleared: the public tier of whoever they are the furthest stage of. */
export const CLEARING_STAGE: readonly (typeof STAGE_CODES)[number][] = [
  'assessed_no_violation',
  'acquitted',
  'sanction_annulled',
  'criminal_dropped',
];

/**
 * Outcomes in favour of the accused. A report that was never registered is one, though it clears nobody: it failed by its
 * form as well as by its matter, so that the allegation stands.
 */
export const FAVOURABLE_STAGE: readonly (typeof STAGE_CODES)[number][] = [
  ...CLEARING_STAGE,
  'not_registered',
];

/** Steps that are processes: ongoing counts as reached (ruling 11.2). */
export const PROCESS_STAGE: readonly (typeof STAGE_CODES)[number][] = [
  'tracing',
  'examined',
  'gakkumdu_discussion',
  'investigation_opened',
  'sanction_pending',
];

/** What is learned of whole articles beside their acts and steps: whether they tell of several cases. */
export const SEVERAL_CASES = 'several_cases';

/** How a key of the gazetteer came to stand for a place. */
export const PLACE_VIAS = [
  'official',
  'alias',
  'abbreviation',
  'spelling',
  'nickname',
  'seat',
  'old',
] as const;

/** Levels of places, from the widest down. */
export const PLACE_LEVELS = ['province', 'regency', 'district', 'village'] as const;

/** Types of election (ruling 11.34). */
export const ELECTION_TYPES = [
  'pemilu',
  'pilpres',
  'pileg',
  'pilkada',
  'pilgub',
  'pilbup',
  'pilwalkot',
  'pilkades',
  'psu',
] as const;
