/** Exits: that somebody left his office or took leave is a step of his case only where he is accused of what it would have made lawful. */
import { withoutSteps, type CaseDraft } from './cases.js';

/** Lawful ways out (ruling 11.32), with the acts that each of them would have made lawful (codebook 1.3). */
const EXITS: Readonly<Record<string, ReadonlySet<string>>> = {
  leave_taken: new Set(['spouse_campaign_no_leave']),
  resign_to_run: new Set([
    'run_without_resigning',
    'approach_party_or_voters',
    'party_event_speaker',
    'party_membership',
  ]),
};

/** "Mundur dari tim kampanye", "Bupati yang sedang cuti": a draft without the exits that are none of an office to be left. */
export function dropExits(draft: CaseDraft): CaseDraft {
  const isOwn = (code: string): boolean => {
    const acts = EXITS[code];
    return acts === undefined || draft.violations.some(({ mark }) => acts.has(mark.code));
  };
  return draft.steps.every(({ code }) => isOwn(code))
    ? draft
    : withoutSteps(
        draft,
        draft.steps.filter(({ code }) => isOwn(code)),
      );
}
