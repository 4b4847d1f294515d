/** Naming: who is shown by name and who by initials; the privacy rule of codebook 10, judged person by person. */
import type { SubjectStatus, Tier } from './codes.js';
import type { Incident, IncidentSubject } from './incident.js';
import type { Report } from './report.js';

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

/** Whether an office is one whose holders are shown by name. */
export const isSeniorOffice = (status: SubjectStatus): boolean => BY_NAME.has(status);

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
  return isInOffice(status) || (tier === 'convicted' && reports.some(tellsOfConviction));
}

/** Whether the status of somebody is an office whose holders are shown by name. */
export function isInOffice(status: IncidentSubject['status']): boolean {
  const offices = status.values.map(({ value }) => value);
  return status.conflict
    ? offices.every((one) => BY_NAME.has(one))
    : status.display !== null && BY_NAME.has(status.display);
}

/** The people of an incident whose tier a review took below conviction: the name of no convict is left to show. */
export function coverUnconvicted(subjects: Incident['subjects']): Incident['subjects'] {
  return subjects.map((subject) =>
    !subject.named || isInOffice(subject.status) || subject.name === null
      ? subject
      : { ...subject, named: false, displayName: initialsOf(subject.name) },
  );
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
