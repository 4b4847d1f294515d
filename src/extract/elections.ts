/** Elections: which election a report is about, its year from text or calendar (codebook 5; rulings 11.4, 11.29, 11.34). */
import type { ElectionType } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { DateValue, ReportElection } from '../model/report.js';
import { calendarsAt, daysBetween, familyOf, nearestCalendar, type Family } from './calendars.js';
import { electionVotes, GENERIC, type Vote } from './election-votes.js';
import type { Passage } from './passage.js';
import { inferred, stated } from './why.js';

export { phaseAt } from './calendars.js';

/** What is known of a report before its election. */
export interface ElectionQuestion {
  now: string | null; // day of publication
  type: 'case' | 'measure';
  sentences: ReadonlySet<number>; // of the body
  date: DateValue | null;
  places: readonly string[]; // codes of its jurisdictions
}

/** A report dated this many days before publication is an aside on another time. */
const ASIDE_DAYS = 330;
/** A year this far back is not that of the election at hand, even where no other is named. */
const OLD_YEARS = 3;

/** The election of a report; null when neither words nor calendar support one. */
export function findElection(
  passages: readonly Passage[],
  dictionary: Dictionary,
  question: ElectionQuestion,
): ReportElection | null {
  const aside = isAside(question);
  const today = aside ? dayOf(question.date?.value ?? '') : question.now;
  const all = electionVotes(passages, dictionary, today);
  const own = all.filter((vote) => vote.passage.in === 'body' && question.sentences.has(vote.sentence));
  const isPast = pastVotes(all, dictionary, question);
  const current = aside ? own.filter((vote) => vote.type !== null) : all.filter((vote) => !isPast(vote));
  const votes = current.length > 0 ? current : all;
  const named = votes.filter((vote) => vote.type !== null);
  if (named.length === 0) return fromCalendar(votes, dictionary, today, question);
  const type = chooseType(named, own, dictionary, today, question);
  const family = familyOf(type);
  const shown =
    named.find((vote) => vote.type === type) ??
    named.find((vote) => vote.type !== null && familyOf(vote.type) === family);
  if (shown === undefined) return null;
  const year = chooseYear(type, named, dictionary, today, question);
  const stretches = [shown.evidence, ...(year?.from === undefined ? [] : [year.from])];
  const why =
    year?.from === undefined
      ? inferred('election/year-from-calendar', ...stretches)
      : stated('election/as-printed', ...stretches);
  return { type, year: year?.value ?? null, phase: null, ...why };
}

/** A day that stands for a date of any precision: the middle of its month or year. */
function dayOf(value: string): string {
  if (value.length >= 10) return value.slice(0, 10);
  return value.length === 7 ? `${value}-15` : `${value}-07-01`;
}

function isAside({ date, now }: ElectionQuestion): boolean {
  if (date === null || now === null || date.basis === 'statement' || date.basis === 'letter') return false;
  return daysBetween(dayOf(date.value), now) > ASIDE_DAYS;
}

/**
 * Tells the votes whose printed year is before that of the election at hand: they tell of an earlier one, unless no
 * other is named at all, as in a case of the last election that ends a year later.
 */
function pastVotes(
  all: readonly Vote[],
  dictionary: Dictionary,
  { now, places }: ElectionQuestion,
): (vote: Vote) => boolean {
  if (now === null) return () => false;
  const current = Number(now.slice(0, 4));
  const expected = new Map<Family, number>();
  const named = all.filter((vote) => vote.type !== null);
  const years = new Set(named.map(({ year }) => year));
  return ({ year, type }) => {
    if (year === null || type === null) return false;
    const family = familyOf(type);
    const at = expected.get(family) ?? nearestCalendar([family], dictionary, now, places)?.year ?? current;
    expected.set(family, at);
    return year < at && (years.size > 1 || current - year >= OLD_YEARS);
  };
}

/** Words too vague to tell the family: the election nearest in time, where the text speaks of candidates or of voting at all. */
function fromCalendar(
  votes: readonly Vote[],
  dictionary: Dictionary,
  today: string | null,
  { places }: ElectionQuestion,
): ReportElection | null {
  if (today === null) return null;
  const strong = votes.some((vote) => vote.weight >= 1);
  const calendar = nearestCalendar(
    ['pemilu', 'pilkada'],
    dictionary,
    today,
    places,
    strong ? undefined : { before: 420, after: 60 },
  );
  if (calendar === null) return null;
  const stretches = votes.slice(0, 2).map((vote) => vote.evidence);
  if (stretches.length === 0) return null;
  const type: ElectionType = calendar.family === 'pemilu' ? 'pemilu' : 'pilkada';
  return {
    type,
    year: calendar.year,
    phase: null,
    ...inferred('election/nearest-by-calendar', ...stretches),
  };
}

/** The heaviest family; within it, for a case the office sought, for a measure what the election is called. */
function chooseType(
  votes: readonly Vote[],
  own: readonly Vote[],
  dictionary: Dictionary,
  today: string | null,
  question: ElectionQuestion,
): ElectionType {
  const heard = withoutWrongRepeat(votes, dictionary, today, question.places);
  const near = new Set(own);
  const weights = new Map<ElectionType, number>();
  const families = new Map<Family, number>();
  for (const vote of heard) {
    if (vote.type === null) continue;
    const weight = vote.weight * (near.has(vote) ? 1.5 : 1);
    families.set(familyOf(vote.type), (families.get(familyOf(vote.type)) ?? 0) + weight);
    weights.set(vote.type, (weights.get(vote.type) ?? 0) + weight);
  }
  if ((weights.get('psu') ?? 0) >= 1) return 'psu';
  const family = heaviestFamily(families, dictionary, today, question.places);
  // Whom an admonition names as an example does not make the election, once that is called by its name.
  const called = heard.filter(
    (vote) => !vote.sought && vote.weight > 1 && vote.type !== null && familyOf(vote.type) === family,
  );
  if (question.type === 'measure' && called.length > 0) {
    const names = new Map<ElectionType, number>();
    for (const { type, weight } of called)
      if (type !== null) names.set(type, (names.get(type) ?? 0) + weight);
    return withinFamily(family, names, 'measure');
  }
  return withinFamily(family, weights, 'case');
}

/** Where a whole election is held again (the empty box had won), what the press calls a repeat vote is that election. */
function withoutWrongRepeat(
  votes: readonly Vote[],
  dictionary: Dictionary,
  today: string | null,
  places: readonly string[],
): readonly Vote[] {
  if (today === null || !votes.some((vote) => vote.type === 'psu')) return votes;
  const local = calendarsAt(dictionary, places).filter(
    (calendar) =>
      calendar.regions.length > 0 && calendar.voting.some((day) => Math.abs(daysBetween(today, day)) < 200),
  );
  const wrong = local.length > 0 && local.every((calendar) => calendar.family !== 'psu');
  const kept = wrong ? votes.filter((vote) => vote.type !== 'psu') : votes;
  return kept.length > 0 ? kept : votes;
}

function heaviestFamily(
  families: ReadonlyMap<Family, number>,
  dictionary: Dictionary,
  today: string | null,
  places: readonly string[],
): Family {
  const near = today === null ? null : nearestCalendar([...families.keys()], dictionary, today, places);
  const score = ([family, weight]: [Family, number]): number => weight + (family === near?.family ? 1 : 0);
  return [...families].toSorted((a, b) => score(b) - score(a))[0]?.[0] ?? 'pemilu';
}

function withinFamily(
  family: Family,
  weights: ReadonlyMap<ElectionType, number>,
  report: 'case' | 'measure',
): ElectionType {
  const members = [...weights].filter(([type]) => familyOf(type) === family).toSorted((a, b) => b[1] - a[1]);
  const specific = members.filter(([type]) => !GENERIC.has(type));
  const common = members.find(([type]) => GENERIC.has(type));
  const [best, next] = specific;
  // Two kinds of office in one story leave the common word standing.
  const single = best !== undefined && (next === undefined || best[1] > next[1]);
  if (single && (report === 'case' || common === undefined || best[1] > common[1])) return best[0];
  return (
    common?.[0] ?? (single || family === 'psu' || family === 'pilkades' ? (best?.[0] ?? family) : family)
  );
}

/** The printed year that is nearest to the calendar's; the calendar's where none is printed. */
function chooseYear(
  type: ElectionType,
  votes: readonly Vote[],
  dictionary: Dictionary,
  today: string | null,
  { places, now }: ElectionQuestion,
): { value: number; from?: Vote['evidence'] } | null {
  const family = familyOf(type);
  const expected =
    today === null
      ? null
      : family === 'pilkades'
        ? Number(today.slice(0, 4))
        : (nearestCalendar([family], dictionary, today, places)?.year ?? null);
  const aside = today !== now;
  const printed = votes.filter(
    ({ type: named, year }) =>
      named !== null &&
      year !== null &&
      familyOf(named) === family &&
      !(aside && Math.abs(year - (expected ?? year)) > 1),
  );
  const best = printed.toSorted(
    (a, b) => Math.abs((a.year ?? 0) - (expected ?? 9999)) - Math.abs((b.year ?? 0) - (expected ?? 9999)),
  )[0];
  if (best?.year !== null && best?.year !== undefined)
    return { value: best.year, from: best.yearEvidence ?? best.evidence };
  if (expected !== null) return { value: expected };
  return today !== null && (family === 'psu' || family === 'pilkades')
    ? { value: Number(today.slice(0, 4)) }
    : null;
}
