/** Accused and authorities of two reports -> what their names, statuses and numbers say for and against one happening. */
import type { SubjectStatus } from '../model/codes.js';
import { type NameMatch, type PersonName, matchNames } from './compare-names.js';
import type { Facts } from './report-facts.js';
import type { Tally, Weight } from './tally.js';

type Compatible = Partial<Record<SubjectStatus, SubjectStatus[]>>;

/** Names of the accused; they are other people when more are named than either report counts. */
export function comparePeople(a: Facts, b: Facts, tally: Tally): void {
  const pairs = pairUp(a.people, b.people);
  const agreed = pairs.filter(({ match }) => match !== 'unsure');
  agreed.forEach(({ left, right, match }, at) => {
    const words = (): string => `${left.printed} and ${right.printed} ${AGREEMENT[match] ?? ''}`;
    if (at === 0) tally.add(weightOf(left, right, match), words);
    else if (at <= 2) tally.add('further_person', words);
  });
  if (agreed.length > 0) tally.judgePeople('agree');
  if (pairs.length > 0 || a.people.length === 0 || b.people.length === 0) return;
  const named = a.people.length + b.people.length;
  const room = Math.max(a.count ?? a.people.length, b.count ?? b.people.length);
  if (named <= room) return;
  tally.judgePeople('differ');
  tally.add('other_people', () => `other people: ${printed(a.people)} against ${printed(b.people)}`);
}

const AGREEMENT: Partial<Record<NameMatch, string>> = {
  same: 'are one name',
  respelled: 'sound alike',
  part: 'agree in part',
  initials: 'fit as initials',
};

const printed = (people: PersonName[]): string => people.map((person) => person.printed).join(', ');

function weightOf(a: PersonName, b: PersonName, match: NameMatch): Weight {
  if (match === 'same') return 'same_person';
  if (match === 'respelled') return 'respelled_person';
  if (match === 'part') return 'half_person';
  const letters = Math.min(a.initials?.length ?? 9, b.initials?.length ?? 9);
  if (letters >= 3) return 'initials_long';
  return letters === 2 ? 'initials_short' : 'initial_single';
}

interface Pair {
  left: PersonName;
  right: PersonName;
  match: NameMatch;
}

const RANK: NameMatch[] = ['same', 'initials', 'respelled', 'part', 'unsure'];

/** Pairs the people of two reports, best agreement first, each person once. */
export function pairUp(left: PersonName[], right: PersonName[]): Pair[] {
  const all = left.flatMap((a) => right.map((b) => ({ left: a, right: b, match: matchNames(a, b) })));
  const sorted = all
    .filter(({ match }) => match !== 'different')
    .sort((x, y) => RANK.indexOf(x.match) - RANK.indexOf(y.match));
  const pairs: Pair[] = [];
  const taken = new Set<PersonName>();
  for (const pair of sorted) {
    if (taken.has(pair.left) || taken.has(pair.right)) continue;
    taken.add(pair.left).add(pair.right);
    pairs.push(pair);
  }
  return pairs;
}

/** How many people each report accuses. */
export function compareCounts(a: Facts, b: Facts, closeShare: number, tally: Tally): void {
  const { count } = a;
  if (count === null || b.count === null) return;
  if (count === b.count) {
    tally.add(
      count > 1 ? 'same_count' : 'same_count_one',
      () => `both ${count} subject${count > 1 ? 's' : ''}`,
    );
    if (count > 2) tally.add('many_alike', () => 'which are many');
    return;
  }
  const [few, many] = [Math.min(count, b.count), Math.max(count, b.count)];
  const close = few > 1 && many - few <= Math.max(1, few * closeShare);
  const far = many > 2 * few && !tally.agreesOnPeople;
  tally.add(
    close ? 'close_count' : far ? 'far_count' : 'other_count',
    () => `${a.count} against ${b.count} subjects`,
  );
}

/** What kind of apparatus each report names. */
export function compareStatuses(a: Facts, b: Facts, compatible: Compatible, tally: Tally): void {
  if (a.statuses.size === 0 || b.statuses.size === 0) return;
  const shared = [...a.statuses].filter((status) => b.statuses.has(status)).sort();
  const words = (): string =>
    `${[...a.statuses].sort().join(', ')} against ${[...b.statuses].sort().join(', ')}`;
  if (shared.length > 0) tally.add('same_status', () => `both ${shared.join(', ')}`);
  else if (anyCompatible(a.statuses, b.statuses, compatible)) tally.add('compatible_status', words);
  else tally.add('other_status', words);
}

/** True when two outlets may print one status of each for one person. */
export function anyCompatible(a: Set<SubjectStatus>, b: Set<SubjectStatus>, compatible: Compatible): boolean {
  return [...a].some((left) => [...b].some((right) => areCompatible(left, right, compatible)));
}

/** True when two outlets may print the two statuses for one person. */
export function areCompatible(a: SubjectStatus, b: SubjectStatus, compatible: Compatible): boolean {
  return a === b || Boolean(compatible[a]?.includes(b)) || Boolean(compatible[b]?.includes(a));
}

/** Positions and employers as printed, "kepala dinas pertanian" beside "kepala bagian umum". */
export function comparePositions(a: Facts, b: Facts, tally: Tally): void {
  const position = sharedWords(a.positions, b.positions);
  if (position !== null) tally.add('same_position', () => `both ${position}`);
  else if (a.positions.size > 0 && b.positions.size > 0 && (a.count === 1 || b.count === 1))
    tally.add(
      'other_position',
      () => `${[...a.positions].join(', ')} against ${[...b.positions].join(', ')}`,
    );
  const employer = sharedWords(a.employers, b.employers);
  if (employer !== null) tally.add('same_employer', () => `both of ${employer}`);
}

/** The shorter of two texts of which one holds all words of the other; null when there are none. */
function sharedWords(left: ReadonlySet<string>, right: ReadonlySet<string>): string | null {
  for (const a of left) {
    for (const b of right) {
      const [short, long] = a.length <= b.length ? [a, b] : [b, a];
      const words = new Set(long.split(' '));
      if (short.split(' ').every((word) => words.has(word))) return short;
    }
  }
  return null;
}

/** Who acts or speaks: one name, or at least one institution. */
export function compareAuthorities(a: Facts, b: Facts, tally: Tally): void {
  const [left, right] = [namesOf(a), namesOf(b)];
  const pair = pairUp(left, right).find(({ match }) => match === 'same');
  if (pair !== undefined) {
    tally.add('same_authority', () => `${pair.left.printed} speaks in both`);
    return;
  }
  const institutions = new Set(b.authorities.map(({ institution }) => institution));
  const shared = a.authorities.find(({ institution: i }) => i !== null && institutions.has(i));
  if (shared !== undefined) tally.add('same_institution', () => `${shared.institution ?? ''} in both`);
  compareHolders(a, b, tally);
}

/** Two names for an office that one person holds at a time. */
export function compareHolders(a: Facts, b: Facts, tally: Tally): void {
  for (const office of ['head_of_region', 'acting_head']) {
    const [left, right] = [holderOf(a, office), holderOf(b, office)];
    if (left === null || right === null || matchNames(left, right) !== 'different') continue;
    tally.add('other_office_holder', () => `${left.printed} against ${right.printed} as head of region`);
    return;
  }
}

export const namesOf = (facts: Facts): PersonName[] =>
  facts.authorities.flatMap(({ name }) => (name === null ? [] : [name]));

const holderOf = (facts: Facts, office: string): PersonName | null =>
  facts.authorities.find(({ institution }) => institution === office)?.name ?? null;

/** Complainants and beneficiaries; a candidate's name alone never joins anything (codebook 9-E). */
export function compareOthers(a: Facts, b: Facts, tally: Tally): void {
  for (const [role, weight] of [
    ['complainant', 'same_complainant'],
    ['beneficiary', 'same_beneficiary'],
  ] as const) {
    if (a.others.length === 0 || b.others.length === 0) return;
    const of = (facts: Facts): PersonName[] =>
      facts.others.filter((other) => other.role === role).map(({ name }) => name);
    const pair = pairUp(of(a), of(b)).find(({ match }) => match === 'same');
    if (pair !== undefined) tally.add(weight, () => `same ${role} ${pair.left.printed}`);
  }
}
