/** Cleared: of several, who is told to be cleared is not charged with what those beside him are dealt with for. */
import { STAGE_CODES } from '../model/code-lists.js';
import { CLEARED, withoutSteps, type CaseDraft } from './cases.js';

/** Whether a matter is told to have ended well for the accused of a draft: the sentence that tells it, or none. */
function clearedAt({ steps }: CaseDraft): number | null {
  const told = steps.filter(({ code, reality }) => CLEARED.has(code) && reality === 'realised');
  return told.length === 0 ? null : Math.min(...told.map(({ mark }) => mark.sentence));
}

const ORDER: readonly string[] = STAGE_CODES;
const FOUND = ORDER.indexOf('assessed_violation');

/**
 * "AS dan DN melanggar. ZK tidak cukup bukti. Surat penerusan dikirim hari itu": what follows a finding, told behind the word
 * that clears one of several, is that of the others.
 */
export function dropOthersSteps(draft: CaseDraft, others: readonly CaseDraft[]): CaseDraft {
  const cleared = clearedAt(draft);
  if (cleared === null || others.every((other) => clearedAt(other) !== null)) return draft;
  const kept = draft.steps.filter(
    ({ code, mark }) => CLEARED.has(code) || ORDER.indexOf(code) < FOUND || mark.sentence < cleared,
  );
  return kept.length === draft.steps.length ? draft : withoutSteps(draft, kept);
}
