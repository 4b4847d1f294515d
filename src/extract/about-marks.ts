/** What marks tell of: neutrality, elections, their bodies and acts, and those who owe neutrality; the gates of relevance count them. */
import { ELECTION_BODY_CODES } from '../model/code-lists.js';
import type { Mark, Passage } from './passage.js';

/** How many marks of a passage pass a test. */
export function count({ marks }: Passage, test: (mark: Mark) => boolean): number {
  let passed = 0;
  for (const mark of marks) if (test(mark)) passed += 1;
  return passed;
}

export const isNeutrality = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'neutrality';
export const isElection = (mark: Mark): boolean =>
  mark.kind === 'election' ||
  mark.kind === 'candidate' ||
  (mark.kind === 'topic' && mark.code === 'election_context');
const BODIES = new Set<string>(ELECTION_BODY_CODES);
/** Prosecutors sit in Gakkumdu, but most of what they do is none of elections. */
export const isElectionBody = (mark: Mark): boolean =>
  mark.kind === 'institution' && BODIES.has(mark.code) && mark.props['prosecutor'] === undefined;
/** The acts on elections name what they are of. */
export const isElectionLaw = (mark: Mark): boolean =>
  mark.kind === 'law' && mark.rule.startsWith('laws/elections/');
/** "Kampanye" may be one for vaccines: alone it makes no election. */
export const isHardElection = (mark: Mark): boolean => isElection(mark) && mark.props['weight'] !== 'weak';
/** "Netralitas ASN": neutrality told together with those who owe it. */
export const isNamedNeutrality = (mark: Mark): boolean =>
  isNeutrality(mark) && mark.props['strong'] === 'true';
/** Those who examine policemen tell of policemen. */
const isOwnPolice = (mark: Mark): boolean => mark.kind === 'institution' && mark.code === 'propam';
export const isApparatus = (mark: Mark): boolean =>
  mark.kind === 'subject' || isNamedNeutrality(mark) || isOwnPolice(mark);
/** "Mobil dinas": what belongs to the state stands for those who use it. */
export const isOfState = (mark: Mark): boolean => mark.kind === 'object' && mark.code === 'state_vehicle';
/** Those whom every election keeps busy, guarding it or otherwise: beside its words alone they tell of no neutrality. */
export const ON_DUTY: ReadonlySet<string> = new Set<string>([
  'polri',
  'tni',
  'satpol_pp',
  'rt_rw_linmas',
  'health_worker',
  'organiser_kpu',
  'organiser_bawaslu',
]);

/** A partisan act, in whatever reality. */
export const isAct = (mark: Mark): boolean => mark.kind === 'violation';

/** "Bukan soal pilkada", "tidak ada kaitannya dengan politik". */
export const deniesLink = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'no_link';

/** Theft, drugs, absence: what somebody of the apparatus is dealt with for, and is none of ours. */
export const isOtherCrime = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'other_crime';

/** What is told of as taking sides without an act. */
export const isSides = (mark: Mark): boolean => mark.kind === 'topic' && mark.code === 'taking_sides';
