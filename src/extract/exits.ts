/** Exits: that somebody left his office or took leave is a step of his case only where he is accused of what it would have made lawful. */
import { withoutSteps, type CaseDraft } from './cases.js';

/** Lawful ways out (ruling 11.32). */
const EXITS: ReadonlySet<string> = new Set<string>(['resign_to_run', 'leave_taken']);

/** Acts of one who seeks office, or whose spouse does (codebook 1.3). */
const OF_SEEKERS: ReadonlySet<string> = new Set<string>([
  'run_without_resigning',
  'approach_party_or_voters',
  'party_event_speaker',
  'party_membership',
  'spouse_campaign_no_leave',
  'incumbent_program_abuse',
]);

/** "Mundur dari tim kampanye", "Bupati yang sedang cuti": a draft without the exits that are none of an office to be left. */
export function dropExits(draft: CaseDraft): CaseDraft {
  if (draft.violations.some(({ mark }) => OF_SEEKERS.has(mark.code))) return draft;
  const kept = draft.steps.filter(({ code }) => !EXITS.has(code));
  return kept.length === draft.steps.length ? draft : withoutSteps(draft, kept);
}
