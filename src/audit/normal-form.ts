/** Normal form: what is compared of a report, the same for gold and for extraction; names and families of elections as the coders agreed. */
import type { ElectionType } from '../model/codes.js';
import type { Report } from '../model/report.js';
import type { GoldReport } from './gold-article.js';

export interface NormalForm {
  type: 'case' | 'measure' | null;
  stage: string | null;
  violations: ReadonlySet<string>;
  /** "code:reality" */
  steps: ReadonlySet<string>;
  places: ReadonlySet<string>;
  /** "type:year" as told, and with the type widened to its family. */
  election: string | null;
  family: string | null;
  date: string | null;
  statuses: ReadonlySet<string>;
  count: number | null;
  subjectNames: ReadonlySet<string>;
  authorityNames: ReadonlySet<string>;
}

const FAMILY: Partial<Record<ElectionType, string>> = {
  pilgub: 'pilkada',
  pilbup: 'pilkada',
  pilwalkot: 'pilkada',
  pilpres: 'pemilu',
  pileg: 'pemilu',
};

/** Elections of one family are one where only the office differs. */
export const familyOfElection = (type: ElectionType): string => FAMILY[type] ?? type;

type Told<T> = T | null | undefined;
const known = <T>(values: readonly Told<T>[]): Set<T> =>
  new Set(values.filter((value): value is T => value !== null && value !== undefined));

/** '33.74.01' gives '33.74'. */
const regencyOf = (code: string): string => code.split('.').slice(0, 2).join('.');

/** Names are compared in small letters, without anything but letters. */
export const foldName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .trim();

const namesOf = (people: readonly { name?: Told<string> }[]): Set<string> =>
  known(
    people.map(({ name }) => (name === null || name === undefined || name === '' ? null : foldName(name))),
  );

const countOf = (subjects: readonly { count?: Told<number> }[]): number | null =>
  subjects.reduce((sum, { count }) => sum + (count ?? 0), 0) || null;

function electionOf(
  election: Told<{ type: ElectionType; year?: Told<number> }>,
): Pick<NormalForm, 'election' | 'family'> {
  if (election === null || election === undefined) return { election: null, family: null };
  const year = election.year ?? '';
  return { election: `${election.type}:${year}`, family: `${familyOfElection(election.type)}:${year}` };
}

export const EMPTY_FORM: NormalForm = {
  type: null,
  stage: null,
  violations: new Set(),
  steps: new Set(),
  places: new Set(),
  election: null,
  family: null,
  date: null,
  statuses: new Set(),
  count: null,
  subjectNames: new Set(),
  authorityNames: new Set(),
};

export function formOfGold(report: GoldReport): NormalForm {
  return {
    type: report.type,
    stage: report.stage ?? null,
    violations: new Set(report.violations),
    steps: new Set(report.steps.map(([step, reality]) => `${step}:${reality}`)),
    places: new Set(report.places.map(regencyOf)),
    ...electionOf(report.election),
    date: report.date ?? null,
    statuses: known(report.subjects.map(({ status }) => status)),
    count: countOf(report.subjects),
    subjectNames: namesOf(report.subjects),
    authorityNames: namesOf(report.authorities),
  };
}

/** Of the places only the jurisdiction counts. */
export function formOfReport(report: Report): NormalForm {
  return {
    type: report.type,
    stage: report.stage,
    violations: new Set(report.violations.map(({ value }) => value)),
    steps: new Set(report.steps.map(({ value, reality }) => `${value}:${reality}`)),
    places: new Set(
      report.places.filter(({ role }) => role === 'jurisdiction').map(({ value }) => regencyOf(value)),
    ),
    ...electionOf(report.election),
    date: report.date?.value ?? null,
    statuses: new Set(report.subjects.map(({ status }) => status)),
    count: countOf(report.subjects),
    subjectNames: namesOf(report.subjects),
    authorityNames: namesOf(report.authorities),
  };
}

/** Whether one name holds all words of the other: "Hendar" and "Hendar Herawan" are one person. */
export function isSameName(a: string, b: string): boolean {
  const [x, y] = [a, b].map((name) => name.split(' ').filter((word) => word !== ''));
  if (x === undefined || y === undefined || x.length === 0 || y.length === 0) return false;
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  return short.every((word) => long.includes(word));
}
