/** Employers: whose people the accused are, since those of two employers are two reports (ruling 11.18). */
import type { SubjectStatus } from '../model/codes.js';
import { bestStatus, type Entity } from './entity.js';

/** Statuses that tell an employer of their own; all others are people of the regional governments. */
const EMPLOYERS: Partial<Record<SubjectStatus, string>> = {
  tni: 'military',
  polri: 'police',
  judge_other: 'courts',
  organiser_kpu: 'commission',
  organiser_bawaslu: 'supervisors',
  soe_staff: 'enterprises',
  lecturer: 'universities',
  national_official: 'state',
  head_of_region: 'region',
  acting_head: 'region',
  village_head: 'village',
  village_staff: 'village',
  bpd: 'village',
  rt_rw_linmas: 'village',
  programme_facilitator: 'programmes',
};

const LOCAL = new Set(['government', 'village']);

/** The employer of somebody; null where nothing is told of it, or no more than that he serves the state. */
function employerOf(entity: Entity): string | null {
  const status = bestStatus(entity)?.code;
  if (status === undefined || status === 'asn_unspecified') return null;
  return EMPLOYERS[status] ?? 'government';
}

/** The employers of a group of accused. */
const employersOf = (accused: readonly Entity[]): Set<string> =>
  new Set(accused.map(employerOf).filter((employer) => employer !== null));

/**
 * Whether two groups of accused are known to serve different employers. Those of one regency and its villages may be
 * dealt with together: `together` tells that they are.
 */
export function serveDifferent(a: readonly Entity[], b: readonly Entity[], together: boolean): boolean {
  const [ofA, ofB] = [employersOf(a), employersOf(b)];
  if (ofA.size === 0 || ofB.size === 0) return false;
  if ([...ofA].some((employer) => ofB.has(employer))) return false;
  return !together || ![...ofA, ...ofB].every((employer) => LOCAL.has(employer));
}
