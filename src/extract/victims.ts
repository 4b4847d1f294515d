/** Victims: whose name, card or account others used has taken no side; decides whose case is that of one wronged (ruling 11.33). */
import { hasHappened } from '../model/realities.js';
import type { CaseDraft } from './cases.js';
import { WEIGHTY } from './step-kinds.js';
import type { StepTelling } from './steps.js';

/** What is done to those who took a side, and to nobody whose name was used. */
const TO_CULPRITS = new Set<string>([
  ...WEIGHTY,
  'registered',
  'forwarded',
  'sanction_pending',
  'data_blocked',
  'sentence_executed',
  'transfer_annulled',
  'sanction_annulled',
]);

/** What speaks against somebody who alone says that his name was used. */
const SUSPECTED = new Set<string>(['reported', 'summoned', 'exposed_public']);

const happened = ({ reality }: StepTelling): boolean =>
  hasHappened(reality) || reality === 'historical' || reality === 'alleged';

/** "ia melaporkan pencatut": his own complaint, where "ia dilaporkan" is one against him. */
const isAgainst = (step: StepTelling): boolean => step.code !== 'reported' || step.mark.voice !== 'active';

const SIDES = new Set<string>(['neutrality', 'party', 'election_context']);

/**
 * Whether the misuse of a name has to do with elections: another partisan act is told with it, or a candidate, party or
 * election beside it. Names are used to beg and to cheat as well.
 */
export function isPartisanMisuse({ violations, accused }: CaseDraft): boolean {
  if (!accused.every(({ victim }) => victim)) return true;
  return violations.some(({ passage, mark }) => {
    if (mark.code !== 'identity_misuse') return true;
    const row = passage.bySentence[mark.sentence] ?? [];
    return row.some(({ kind, code }) => kind === 'candidate' || kind === 'election' || SIDES.has(code));
  });
}

/**
 * Makes the accused of a draft its victims where it tells as a fact that their names were used, and of no dealing with
 * them as with culprits.
 */
export function tellVictims(draft: CaseDraft): void {
  const misused = draft.violations.some(
    ({ mark }) => mark.code === 'identity_misuse' && mark.reality === 'realised',
  );
  const taken = draft.steps.filter(happened);
  // Who has complained himself is not whom the police then look for.
  const complains = taken.some((step) => step.code === 'reported' && !isAgainst(step));
  const suspected = taken.some(
    (step) => TO_CULPRITS.has(step.code) || (!complains && SUSPECTED.has(step.code) && isAgainst(step)),
  );
  if (misused && !suspected) for (const entity of draft.accused) entity.victim = true;
}
