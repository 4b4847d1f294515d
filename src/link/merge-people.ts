/** Subjects and authorities of all reports of an incident -> one entry for each person, with every spelling kept. */
import type { SubjectRole, SubjectStatus, Tier } from '../model/codes.js';
import type { LinkingTerms } from '../model/linking-rules.js';
import type { Incident, IncidentSubject, Support } from '../model/incident.js';
import { initialsOf, mayBeShown } from '../model/naming.js';
import type { Subject } from '../model/report.js';
import { type PersonName, matchNames, namingOf, readName } from './compare-names.js';
import { areCompatible } from './compare-people.js';
import {
  type Field,
  type Telling,
  countSources,
  gatherField,
  mergeSupports,
  supportOf,
  tell,
} from './gather-field.js';
import type { Facts } from './report-facts.js';

interface Told {
  facts: Facts;
  subject: Subject;
  name: PersonName | null;
}

const ROLES: SubjectRole[] = ['accused', 'victim', 'addressee'];

/** What the merging of people has to know beside what is told of them. */
interface Manner {
  tier: Tier;
  terms: LinkingTerms;
}

/** Merges the subjects: named people by their names, the unnamed of one role into one entry. */
export function mergeSubjects(group: Facts[], tier: Tier, terms: LinkingTerms): IncidentSubject[] {
  const naming = namingOf(terms);
  const all: Told[] = group.flatMap((facts) =>
    facts.input.report.subjects.map((subject) => ({
      facts,
      subject,
      name: subject.name === null ? null : readName(subject.name, naming),
    })),
  );
  return ROLES.flatMap((role) =>
    mergeRole(
      all.filter(({ subject }) => subject.role === role),
      role,
      { tier, terms },
    ),
  );
}

function mergeRole(told: Told[], role: SubjectRole, manner: Manner): IncidentSubject[] {
  const people = groupByName(told, readTold, tellOfOne(told));
  const unnamed = told.filter(({ name }) => name === null);
  const explained = unnamed.filter((entry) => isExplained(entry, told, people.length));
  const rest = unnamed.filter((entry) => !explained.includes(entry));
  const named = people.map((person) => describe([...person, ...explained], person, role, manner));
  return rest.length === 0 ? named : [...named, describe(rest, [], role, manner)];
}

/** A printed name, and the article that prints it. */
interface Printed {
  name: PersonName | null;
  article: string;
}

const readTold = ({ name, facts }: Told): Printed => ({ name, article: facts.input.article.id });

/** Whether every report tells of one person: then names that nothing parts are one, "NF" and Nurfadilah. */
function tellOfOne(told: readonly Told[]): boolean {
  const reports = new Set(told.map(({ facts }) => facts));
  return reports.size === told.length && told.every(({ subject }) => (subject.count ?? 1) === 1);
}

// "Two contract staff" are the two whom another outlet names.
function isExplained({ facts, subject }: Told, told: Told[], people: number): boolean {
  const alone = told.filter((other) => other.facts === facts).length === 1;
  return alone && people > 0 && subject.count === people;
}

/**
 * Groups entries whose names are one person; each entry joins the first person it fits. Names that merely sound alike are
 * one where no article prints both.
 * @param lenient whether names are one that may be: nothing speaks against it
 */
function groupByName<T>(entries: T[], read: (entry: T) => Printed, lenient = false): T[][] {
  const named = entries.flatMap((entry) => {
    const { name, article } = read(entry);
    return name === null ? [] : [{ entry, name, article }];
  });
  // Fullest names first, so that initials find their person.
  named.sort((a, b) => b.name.words.length - a.name.words.length);
  const groups: { entry: T; name: PersonName; article: string }[][] = [];
  const soundsLike = (group: (typeof groups)[number], { name, article }: (typeof named)[number]): boolean =>
    group.some((other) => matchNames(other.name, name) === 'respelled') &&
    group.every((other) => other.article !== article);
  for (const one of named) {
    const home =
      groups.find((group) => group.some(({ name }) => isSame(name, one.name))) ??
      groups.find((group) => soundsLike(group, one)) ??
      (lenient ? groups.find((group) => group.every(({ name }) => mayBe(name, one.name))) : undefined);
    if (home === undefined) groups.push([one]);
    else home.push(one);
  }
  return groups.map((group) => group.map(({ entry }) => entry));
}

const isSame = (a: PersonName, b: PersonName): boolean => {
  const match = matchNames(a, b);
  return match === 'same' || match === 'initials';
};

const mayBe = (a: PersonName, b: PersonName): boolean => isSame(a, b) || matchNames(a, b) === 'unsure';

function describe(
  entries: Told[],
  named: Told[],
  role: SubjectRole,
  { tier, terms }: Manner,
): IncidentSubject {
  const names = rankNames(
    named.flatMap(({ facts, name }) => (name === null ? [] : [{ name, source: facts.source }])),
  );
  const tellings = entries.map(({ facts, subject }) => tell(facts, subject.status, subject.evidence));
  const status = gatherField(tellings, statusesContradict(tellings, terms));
  const position = [...(named.length > 0 ? named : entries)].find(({ subject }) => subject.position !== null);
  const name = names[0] ?? null;
  const reports = (named.length > 0 ? named : entries).map(({ facts }) => facts.input.report);
  const shown = name !== null && mayBeShown({ role, status, tier, reports });
  return {
    name,
    variants: names.slice(1),
    status,
    position: position?.subject.position ?? null,
    role,
    names: gatherNames(named, name),
    positions: gatherPositions(named.length > 0 ? named : entries),
    named: shown,
    displayName: name === null || shown ? name : initialsOf(name),
    given: null,
  };
}

const NAME_RULE = 'the fullest form, then most independent sources';

function gatherNames(named: Told[], shown: string | null): Field<string> {
  const tellings = named.flatMap(({ facts, subject }) =>
    subject.name === null ? [] : [tell(facts, subject.name, subject.evidence)],
  );
  return gatherField(tellings, false, shown === null ? null : { value: shown, rule: NAME_RULE });
}

function gatherPositions(entries: Told[]): Field<string> {
  const tellings = entries.flatMap(({ facts, subject }) =>
    subject.position === null ? [] : [tell(facts, subject.position, subject.evidence)],
  );
  return gatherField(tellings, false);
}

/** Printed names, the fullest first; among equally full ones the one of most sources. */
function rankNames(told: { name: PersonName; source: string }[]): string[] {
  const byName = new Map<string, { name: PersonName; sources: { source: string }[] }>();
  for (const { name, source } of told) {
    const known = byName.get(name.printed);
    if (known === undefined) byName.set(name.printed, { name, sources: [{ source }] });
    else known.sources.push({ source });
  }
  return [...byName.values()]
    .sort(
      (a, b) =>
        b.name.words.length - a.name.words.length ||
        countSources(b.sources) - countSources(a.sources) ||
        b.name.printed.length - a.name.printed.length ||
        (a.name.printed < b.name.printed ? -1 : 1),
    )
    .map(({ name }) => name.printed);
}

const EMPLOYED: SubjectStatus[] = ['asn_unspecified', 'pns', 'cpns', 'pppk'];

// Contract staff printed as ASN is a contradiction (HC22); a role beside an employment is none.
function statusesContradict(tellings: Telling<SubjectStatus>[], terms: LinkingTerms): boolean {
  const statuses = [...new Set(tellings.map(({ value }) => value))];
  if (statuses.includes('non_asn') && statuses.some((status) => EMPLOYED.includes(status))) return true;
  return statuses.some((a) => statuses.some((b) => !areCompatible(a, b, terms.compatible)));
}

/** Merges the authorities: people by their names, nameless bodies by their institution; most sources first. */
export function mergeAuthorities(group: Facts[], terms: LinkingTerms): Incident['authorities'] {
  const naming = namingOf(terms);
  const all = group.flatMap((facts) =>
    facts.input.report.authorities.map((authority) => ({
      authority,
      name: authority.name === null ? null : readName(authority.name, naming),
      source: facts.source,
      support: supportOf(facts, authority.evidence),
    })),
  );
  const people = groupByName(all, ({ name, support: { article } }) => ({ name, article })).map((entries) => ({
    name:
      rankNames(entries.flatMap(({ name, source }) => (name === null ? [] : [{ name, source }])))[0] ?? null,
    institution: gatherInstitution(entries.map(({ authority }) => authority.institution)),
    support: countSources(entries),
    from: mergeSupports(entries.map(({ support }) => support)),
    given: null,
  }));
  const bodies = new Map<string, { source: string; support: Support }[]>();
  for (const { authority, name, source, support } of all) {
    if (name !== null || authority.institution === null) continue;
    bodies.set(authority.institution, [...(bodies.get(authority.institution) ?? []), { source, support }]);
  }
  const nameless = [...bodies].map(([institution, entries]) => ({
    name: null,
    institution,
    support: countSources(entries),
    from: mergeSupports(entries.map(({ support }) => support)),
    given: null,
  }));
  return [...people, ...nameless].sort(
    (a, b) => b.support - a.support || sortText(a.name, b.name) || sortText(a.institution, b.institution),
  );
}

/** The institution named most often; on a tie the first in the alphabet. */
function gatherInstitution(institutions: (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const institution of institutions) {
    if (institution !== null) counts.set(institution, (counts.get(institution) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || sortText(a, b))[0]?.[0] ?? null;
}

function sortText(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? '\uffff') < (b ?? '\uffff') ? -1 : 1;
}
