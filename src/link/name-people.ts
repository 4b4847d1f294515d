/** Who is shown by name and who by initials: the privacy rule of codebook 10, judged person by person. */
import type { SubjectStatus, Tier } from '../model/codes.js';
import type { IncidentSubject } from '../model/incident.js';
import type { Report } from '../model/report.js';

/**
 * Senior or elected offices whose holders are shown by name. Village heads are elected too, but by neighbours and in
 * places where initials protect little enough already: they stay initials, the cautious reading of the rule.
 */
const BY_NAME: ReadonlySet<SubjectStatus> = new Set([
  'head_of_region',
  'acting_head',
  'national_official',
  'senior_official',
]);

const CONVICTED: ReadonlySet<string> = new Set(['convicted', 'sentence_executed']);

/** What the rule judges by. */
export interface Known {
  role: IncidentSubject['role'];
  status: IncidentSubject['status'];
  tier: Tier;
  /** The reports that tell of this person. */
  reports: readonly Report[];
}

/**
 * Whether somebody may be shown by name. An office counts only where no outlet gives the person another that does not;
 * a conviction counts only for those of whom the report of the conviction tells, never for others of the same incident.
 */
export function mayBeShown({ role, status, tier, reports }: Known): boolean {
  if (role === 'victim') return false;
  const offices = status.values.map(({ value }) => value);
  const inOffice = status.conflict
    ? offices.every((one) => BY_NAME.has(one))
    : status.display !== null && BY_NAME.has(status.display);
  return inOffice || (tier === 'convicted' && reports.some(tellsOfConviction));
}

function tellsOfConviction({ stage, steps }: Report): boolean {
  if (stage !== null && CONVICTED.has(stage)) return true;
  return steps.some(
    ({ value, reality }) => CONVICTED.has(value) && (reality === 'realised' || reality === 'historical'),
  );
}

// "Yohanes Darung Salim": the first letter of each word; also of a word that is an initial already
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;

/** Initials of a name as the press writes them: "Yohanes Darung Salim" gives "YDS"; initials stay as they are. */
export function initialsOf(name: string): string {
  if (/^[\p{Lu}.\s]{1,5}$/u.test(name)) return name;
  return [...name.matchAll(WORD)].map((match) => Array.from(match[0])[0]?.toUpperCase() ?? '').join('');
}
