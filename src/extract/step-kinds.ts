/** Step kinds: the groups of steps that several rules ask for (codebook 3.2). */
import { FAVOURABLE_STAGE, MEASURE_CODES, NEVER_STAGE, STAGE_CODES } from '../model/code-lists.js';

/** Steps that only a case has; what is said in defence, and what anybody may do, tells of none. */
export const OF_CASES: ReadonlySet<string> = new Set<string>(
  STAGE_CODES.filter((code) => !(NEVER_STAGE as readonly string[]).includes(code)),
);

/** Steps of measures (codebook 3.3). */
export const MEASURES: ReadonlySet<string> = new Set<string>(MEASURE_CODES);

/** Steps that fall on one person; what else their words mean falls on things. */
export const PERSONAL: ReadonlySet<string> = new Set<string>([
  'sanction_imposed',
  'sanction_annulled',
  'data_blocked',
  'suspect_named',
  'prosecuted',
  'convicted',
  'acquitted',
  'sentence_executed',
]);

/** Lawful ways out of an office before a candidature (ruling 11.32). */
export const EXITS: ReadonlySet<string> = new Set<string>(['resign_to_run', 'leave_taken']);

/** Steps that somebody takes, not says: "kabarnya dicopot" is hearsay, "melaporkan dugaan" is a report. */
export const DEEDS: ReadonlySet<string> = new Set<string>([
  ...PERSONAL,
  'sanction_recommended',
  'criminal_dropped',
  'candidacy_cancelled',
  'transfer_annulled',
  'acting_head_replaced',
]);

/** Steps of the criminal limb before anybody is charged. */
export const CRIME: readonly (typeof STAGE_CODES)[number][] = [
  'gakkumdu_discussion',
  'investigation_opened',
  'suspect_named',
];

/** Outcomes in favour of the accused. */
export const CLEARED: ReadonlySet<string> = new Set<string>(FAVOURABLE_STAGE);

/** Steps by which a breach is held against somebody: he is found guilty, punished or charged. */
export const HELD_AGAINST: ReadonlySet<string> = new Set<string>([
  'assessed_violation',
  'sanction_recommended',
  'sanction_imposed',
  'suspect_named',
  'prosecuted',
  'convicted',
]);

/** Steps that are taken only where an act is held to be somebody's. */
export const WEIGHTY: ReadonlySet<string> = new Set<string>([...HELD_AGAINST, 'investigation_opened']);
