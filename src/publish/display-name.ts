/** Display names: who is shown by name and who by initials, in every text that is published (codebook 10). */
import type { SubjectStatus } from '../model/codes.js';
import type { Incident } from '../model/incident.js';
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

/** Somebody whose name may not be shown, in all printed forms of it. */
interface Covered {
  name: string;
  forms: readonly string[];
}

/** A function that replaces, in any text, the names that may not be shown, in all their printed forms, by initials. */
export function maskerOf(incident: Incident): (text: string) => string {
  return maskNames(
    incident.subjects.flatMap((subject) =>
      subject.name === null || mayBeNamed(incident, subject)
        ? []
        : { name: subject.name, forms: [subject.name, ...subject.variants] },
    ),
  );
}

/**
 * The same for people whom the articles of an incident accuse in other reports: a sentence about one may name another.
 * @param reports all reports of the articles
 */
export function maskerOfOthers(incident: Incident, reports: readonly Report[]): (text: string) => string {
  const own = new Set(incident.links.map(({ report }) => report));
  const named = new Set(
    incident.subjects.flatMap((subject) =>
      subject.name !== null && mayBeNamed(incident, subject) ? [subject.name, ...subject.variants] : [],
    ),
  );
  const others = reports.filter(({ id }) => !own.has(id)).flatMap(({ subjects }) => subjects);
  return maskNames(
    others.flatMap(({ name, status, role }) =>
      name === null || named.has(name) || (role !== 'victim' && BY_NAME.has(status))
        ? []
        : { name, forms: [name] },
    ),
  );
}

function maskNames(covered: readonly Covered[]): (text: string) => string {
  const rules = covered.flatMap(({ name, forms: printed }) => {
    const initials = initialsOf(name);
    const forms = new Set(printed.filter((form) => form.length > 3));
    const words = new Set(
      [...forms]
        .flatMap((form) => form.split(/\s+/))
        .filter((word) => word.length > 3 && /^\p{Lu}/u.test(word)),
    );
    // The full forms first, then each word of a name alone: people are quoted on by one of their names.
    return [...forms]
      .toSorted((a, b) => b.length - a.length)
      .map((form) => ({ form, initials }))
      .concat([...words].map((form) => ({ form, initials: initialsOf(form) })));
  });
  return (text) => rules.reduce((masked, { form, initials }) => replaceWord(masked, form, initials), text);
}

/** Replaces whole words, whatever their case; slugs in addresses are written with hyphens. */
function replaceWord(text: string, form: string, by: string): string {
  const words = form.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[\\s_+-]{1,3}')}(?![\\p{L}\\p{N}])`, 'giu');
  return text.replace(pattern, by);
}
