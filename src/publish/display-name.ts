/** Display names: who is shown by name and who by initials (codebook 10). */
import type { SubjectStatus } from '../model/codes.js';
import type { Incident } from '../model/incident.js';

/**
 * Senior or elected offices whose holders are shown by name. Village heads are elected too, but by neighbours and in
 * places where initials protect little enough already: they stay initials, the cautious reading of the rule.
 */
export const BY_NAME: ReadonlySet<SubjectStatus> = new Set([
  'head_of_region',
  'acting_head',
  'national_official',
  'senior_official',
]);

/** Whether an accused or a victim may be shown by name: an office of weight, or a conviction. */
export function mayBeNamed(incident: Incident, subject: Incident['subjects'][number]): boolean {
  if (subject.role === 'victim') return false;
  if (incident.tier === 'convicted') return true;
  return subject.status.display !== null && BY_NAME.has(subject.status.display);
}

// "Yohanes Darung Salim": the first letter of each word; also of a word that is an initial already
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;

/** Initials of a name as the press writes them: "Yohanes Darung Salim" gives "YDS"; initials stay as they are. */
export function initialsOf(name: string): string {
  if (/^[\p{Lu}.\s]{1,5}$/u.test(name)) return name;
  return [...name.matchAll(WORD)].map((match) => Array.from(match[0])[0]?.toUpperCase() ?? '').join('');
}

/** The name to show of a subject; null when the subject has no name. */
export function displayName(incident: Incident, subject: Incident['subjects'][number]): string | null {
  if (subject.name === null) return null;
  return mayBeNamed(incident, subject) ? subject.name : initialsOf(subject.name);
}
