/** Display names: who is shown by name and who by initials (codebook 10), as linking judged it person by person. */
import type { IncidentSubject } from '../model/incident.js';
import { initialsOf } from '../model/naming.js';

export { initialsOf } from '../model/naming.js';

/** Whether somebody may be shown by name: an office of weight, or a conviction of this very person. */
export const mayBeNamed = ({ role, named }: IncidentSubject): boolean => named && role !== 'victim';

/** The name to show of a subject; null when the subject has no name. */
export function displayName(subject: IncidentSubject): string | null {
  if (subject.name === null) return null;
  return mayBeNamed(subject) ? subject.name : initialsOf(subject.name);
}

/** All spellings of the name of a subject, the fullest first. */
export function formsOf({ name, variants, names }: IncidentSubject): string[] {
  const all = [name, ...variants, names.display, ...names.values.map(({ value }) => value)];
  return [...new Set(all.filter((one) => one !== null))];
}
