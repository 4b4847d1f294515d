/** Entity: a person or an unnamed group told of in an article, with everything the text says of who it is. */
import type { Employment, InstitutionCode, OtherRole, SubjectStatus } from '../model/codes.js';
import type { Evidence } from '../model/why.js';
import { implyMark, type Mark, type Passage, type Stretch } from './passage.js';

/** One place where an entity is told of. */
export interface Telling {
  sentence: number;
  first: number; // token
  last: number;
  from?: number; // token where the offices before a name begin
  start: number;
  end: number;
  how: 'name' | 'status' | 'anaphor';
}

export interface Status {
  code: SubjectStatus;
  specificity: number;
  mark: Mark;
}

export interface Entity {
  id: number;
  name: string | null; // fullest form as printed, without titles
  variants: string[];
  initials: boolean;
  statuses: Status[];
  employment: Employment | null;
  position: string | null; // as printed
  institution: string | null; // employer as printed
  authority: InstitutionCode | 'none' | null; // deciding body by position
  other: OtherRole | null;
  accusedBy: Mark[]; // what makes the entity a subject
  odds: { accused: number; authority: number } | null; // log odds of either; null where nothing was learned of that
  tiedBy: string | null; // rule that joined name and status where no word ties them; null where the text does
  victim: boolean;
  speaks: boolean;
  quoted: boolean; // says anything at all, denials included
  count: number | null;
  min: number | null;
  max: number | null;
  plural: boolean;
  office: boolean; // a post that one person holds
  heard: boolean; // as a witness
  heads: boolean; // a bare number of heads, of whom no status is told
  universal: boolean; // everyone of a kind, so nobody in particular
  pointed: boolean; // told with a demonstrative, so somebody in particular
  placed: boolean; // told with the name of a place or body, so somebody of a certain one
  list: number | null; // number of the list of names that it stands in
  roll: number | null; // number of the roll of names and offices that it stands in
  tellings: Telling[];
  countEvidence: Evidence | null;
}

/** Log odds that somebody is accused; of whom that was not weighed it is out of the question. */
export const accusedOdds = ({ odds }: Entity): number => odds?.accused ?? -Infinity;

/** Whether somebody is likelier accused than not, whatever rules say. */
export const isLikelyAccused = (entity: Entity): boolean => accusedOdds(entity) >= 0;

/** The most specific status told of an entity; null when none was told. */
export function bestStatus(entity: Entity): Status | null {
  let best: Status | null = null;
  for (const status of entity.statuses)
    if (best === null || status.specificity > best.specificity) best = status;
  return best;
}

/** More people and groups than any article tells of; in longer lists the rest are left alone. */
export const MOST_PEOPLE = 1_000;

/** Where an entity is told of by what it is: these tokens of a sentence. */
export function tellingByStatus(
  { analysed }: Passage,
  { sentence, first, last }: Pick<Telling, 'sentence' | 'first' | 'last'>,
): Telling {
  const { start, end } = analysed.tokens;
  return { sentence, first, last, start: start[first] ?? 0, end: end[last - 1] ?? 0, how: 'status' };
}

/** A fresh entity. */
export function newEntity(id: number, telling: Telling): Entity {
  return {
    id,
    name: null,
    variants: [],
    initials: false,
    statuses: [],
    employment: null,
    position: null,
    institution: null,
    authority: null,
    other: null,
    accusedBy: [],
    odds: null,
    tiedBy: null,
    victim: false,
    speaks: false,
    quoted: false,
    count: null,
    min: null,
    max: null,
    plural: false,
    office: false,
    heard: false,
    heads: false,
    universal: false,
    pointed: false,
    placed: false,
    list: null,
    roll: null,
    tellings: [telling],
    countEvidence: null,
  };
}

/** Moves all that is known of `from` to `to`. */
export function absorb(to: Entity, from: Entity): void {
  if (from.name !== null) {
    if (!to.variants.includes(from.name)) to.variants.push(from.name);
    if (to.name === null || from.name.length > to.name.length) to.name = from.name;
  }
  for (const variant of from.variants) if (!to.variants.includes(variant)) to.variants.push(variant);
  to.initials = to.initials || from.initials;
  to.statuses.push(...from.statuses);
  to.employment ??= from.employment;
  to.position ??= from.position;
  to.institution ??= from.institution;
  if (to.authority === null || to.authority === 'none') to.authority = from.authority ?? to.authority;
  to.other ??= from.other;
  to.accusedBy.push(...from.accusedBy);
  if (from.odds !== null)
    to.odds = {
      accused: Math.max(to.odds?.accused ?? -Infinity, from.odds.accused),
      authority: Math.max(to.odds?.authority ?? -Infinity, from.odds.authority),
    };
  to.tiedBy ??= from.tiedBy;
  to.victim = to.victim || from.victim;
  to.speaks = to.speaks || from.speaks;
  to.quoted = to.quoted || from.quoted;
  to.heard = to.heard || from.heard;
  to.count ??= from.count;
  to.min ??= from.min;
  to.max ??= from.max;
  to.countEvidence ??= from.countEvidence;
  to.plural = to.plural || from.plural;
  to.office = to.office || from.office;
  to.universal = to.universal && from.universal;
  to.pointed = to.pointed || from.pointed;
  to.placed = to.placed || from.placed;
  to.list ??= from.list;
  to.roll ??= from.roll;
  to.tellings.push(...from.tellings);
}

/** Statuses that say how somebody is employed, not what he does. */
const EMPLOYED = new Set<SubjectStatus>(['asn_unspecified', 'pns', 'cpns', 'pppk', 'non_asn']);

/** Whether two entities may be of one kind: they share a status, or one tells the work and the other the employment. */
export function alike(a: Entity, b: Entity): boolean {
  if ([a, b].some((one) => one.statuses.length === 0)) return false;
  const shared = a.statuses.find((one) => b.statuses.some((two) => one.code === two.code));
  if (shared !== undefined)
    return !a.office || !b.office || !MANY_OFFICES.has(shared.code) || sameOffice(a, b);
  if (isEmployment(a) && isEmployment(b))
    return (
      [a, b].some((one) => isVague(one)) &&
      [...a.statuses, ...b.statuses].every((one) => one.code !== 'non_asn')
    );
  const [work, contract] = isEmployment(a) ? [b, a] : [a, b];
  if (!isEmployment(contract) || isEmployment(work)) return false;
  const ranks = work.statuses.every((one) => RANKED.has(one.code));
  return (
    work.statuses.every((one) => OPEN.has(one.code)) ||
    (ranks && contract.statuses.every((one) => CIVIL.has(one.code)))
  );
}

/** Statuses under which offices stand that are not one another. */
const MANY_OFFICES = new Set<SubjectStatus>([
  'senior_official',
  'territorial_official',
  'village_staff',
  'national_official',
  'tni',
  'polri',
]);

/** Work that people of any contract do, work that only civil servants do, and what a civil servant may be called. */
const OPEN = new Set<SubjectStatus>(['teacher_school', 'health_worker', 'satpol_pp', 'lecturer']);
const RANKED = new Set<SubjectStatus>(['senior_official', 'territorial_official']);
const CIVIL = new Set<SubjectStatus>(['asn_unspecified', 'pns']);
const isVague = (entity: Entity): boolean => entity.statuses.every((one) => one.code === 'asn_unspecified');
const isEmployment = (entity: Entity): boolean =>
  entity.statuses.length > 0 && entity.statuses.every((one) => EMPLOYED.has(one.code));

/** "Kadis" and "Kepala Dinas Pertanian" may be one office, "camat" and "lurah" are two. */
export function sameOffice(a: Entity, b: Entity): boolean {
  const one = (a.position ?? '').toLowerCase().replace(/[^a-z]/g, '');
  const two = (b.position ?? '').toLowerCase().replace(/[^a-z]/g, '');
  return one === '' || two === '' || isSpelledIn(one, two) || isSpelledIn(two, one);
}

/** Whether the letters of a short form stand in the long one in their order. */
function isSpelledIn(short: string, long: string): boolean {
  let at = 0;
  for (const letter of short) {
    at = long.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Somebody who decides on nobody and has no other part in the story. */
export const isUnofficial = (one: Entity): boolean =>
  (one.authority === null || one.authority === 'none') && one.other === null;

/** Nobody in particular: a bare class of people without name, number or office. */
export function isSpecific(entity: Entity): boolean {
  if (entity.name !== null || entity.count !== null || entity.min !== null || entity.accusedBy.length > 0)
    return true;
  if (entity.universal) return false;
  return entity.plural || entity.pointed || entity.office;
}

/** Whether nothing but a class of people is told: no name, number, deciding office or other part. */
export const isOnlyClass = (entity: Entity): boolean =>
  entity.name === null &&
  entity.count === null &&
  entity.min === null &&
  isUnofficial(entity) &&
  !entity.plural &&
  !entity.universal;

/** Gives somebody a status that follows from a rank, a body or a court that he is told with; `rule` says from which. */
export function addImplied(
  entity: Entity,
  status: { code: SubjectStatus; specificity: number },
  rule: string,
  stretch: Stretch,
): void {
  const mark = implyMark({ kind: 'subject', code: status.code, rule }, stretch);
  entity.statuses.push({ ...status, mark });
}
