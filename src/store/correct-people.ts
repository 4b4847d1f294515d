/** People and bodies that analysts put right -> the subjects and authorities of an incident, names by the privacy rule. */
import { AuthorityCorrection, SubjectCorrection } from '../model/correction.js';
import type { Incident, IncidentSubject } from '../model/incident.js';
import { initialsOf, isInOffice, isSeniorOffice } from '../model/naming.js';
import { ruleOf, type Review } from '../model/review.js';

type Authority = Incident['authorities'][number];

/** Small letters, one space: how names that are typed are compared with names that are printed. */
export const foldName = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ').trim();

/** All spellings of the name of a subject. */
export function spellingsOf({ name, variants, names }: IncidentSubject): string[] {
  const all = [name, names.display, ...variants, ...names.values.map(({ value }) => value)];
  return [...new Set(all.filter((one) => one !== null))];
}

/** The entry of a person whom a correction is about; undefined where nobody tells of them any more. */
export function findSubject(
  subjects: readonly IncidentSubject[],
  { role, names }: NonNullable<SubjectCorrection['of']>,
): IncidentSubject | undefined {
  if (names === null) return subjects.find((subject) => subject.name === null && subject.role === role);
  const wanted = new Set(names.map(foldName));
  const alike = subjects.filter((subject) => spellingsOf(subject).some((name) => wanted.has(foldName(name))));
  return alike.find((subject) => subject.role === role) ?? alike[0];
}

export const findAuthority = (
  authorities: readonly Authority[],
  of: NonNullable<AuthorityCorrection['of']>,
): Authority | undefined =>
  authorities.find(({ name, institution }) =>
    of.name === null
      ? name === null && institution === of.institution
      : name !== null && foldName(name) === foldName(of.name),
  );

/** Puts people and bodies right, in the order of the decisions. */
export function correctPeople(incident: Incident, reviews: readonly Review[]): Incident {
  return reviews.reduce((shown, { id, field, value }) => {
    if (field === 'subject')
      return { ...shown, subjects: correctSubject(shown.subjects, SubjectCorrection.parse(value), id) };
    if (field === 'authority')
      return {
        ...shown,
        authorities: correctAuthority(shown.authorities, AuthorityCorrection.parse(value), id),
      };
    return shown;
  }, incident);
}

const UNTOLD = { display: null, rule: 'nobody says', conflict: false, values: [] };
const NOBODY: IncidentSubject = {
  name: null,
  variants: [],
  status: UNTOLD,
  position: null,
  role: 'accused',
  names: UNTOLD,
  positions: UNTOLD,
  named: false,
  displayName: null,
  given: null,
};

function correctSubject(
  subjects: readonly IncidentSubject[],
  { of, set }: SubjectCorrection,
  id: string,
): IncidentSubject[] {
  const known = of === null ? undefined : findSubject(subjects, of);
  if (of !== null && known === undefined) return [...subjects];
  if (set === null) return subjects.filter((one) => one !== known);
  const right = putRight(known ?? NOBODY, set, id);
  return known === undefined ? [...subjects, right] : subjects.map((one) => (one === known ? right : one));
}

function putRight(
  subject: IncidentSubject,
  set: NonNullable<SubjectCorrection['set']>,
  id: string,
): IncidentSubject {
  const rule = ruleOf(id);
  const name = set.name === undefined ? subject.name : set.name;
  const position = set.position === undefined ? subject.position : set.position;
  const role = set.role ?? subject.role;
  const named = mayBeShown(subject, { ...set, role });
  return {
    ...subject,
    name,
    // What the name was is covered as the name is.
    variants: spellingsOf(subject).filter((one) => one !== name),
    names: set.name === undefined ? subject.names : { ...subject.names, display: name, rule },
    status: set.status === undefined ? subject.status : { ...subject.status, display: set.status, rule },
    position,
    positions:
      set.position === undefined ? subject.positions : { ...subject.positions, display: position, rule },
    role,
    named,
    displayName: name === null || named ? name : initialsOf(name),
    given: id,
  };
}

/** A victim never is; else as an analyst says, by the office that was given, or as it was: a conviction stays one. */
function mayBeShown(
  { named, status }: IncidentSubject,
  set: NonNullable<SubjectCorrection['set']> & Pick<IncidentSubject, 'role'>,
): boolean {
  if (set.role === 'victim') return false;
  if (set.named !== undefined) return set.named;
  const convicted = named && !isInOffice(status);
  return convicted || (set.status === undefined ? isInOffice(status) : isSeniorOffice(set.status));
}

function correctAuthority(
  authorities: readonly Authority[],
  { of, set }: AuthorityCorrection,
  id: string,
): Authority[] {
  const known = of === null ? undefined : findAuthority(authorities, of);
  if (of !== null && known === undefined) return [...authorities];
  if (set === null) return authorities.filter((one) => one !== known);
  const before = known ?? { name: null, institution: null, support: 0, from: [] };
  const right = {
    ...before,
    name: set.name === undefined ? before.name : set.name,
    institution: set.institution === undefined ? before.institution : set.institution,
    given: id,
  };
  return known === undefined
    ? [...authorities, right]
    : authorities.map((one) => (one === known ? right : one));
}
