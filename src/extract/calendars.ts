/** Calendars: the official calendar asked for the election nearest to a day, and for the phase at a day (codebook 5.2). */
import type { ElectionType, Phase } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { ElectionCalendar } from '../model/election-calendar.js';
import type { ReportElection } from '../model/report.js';

export type Family = ElectionCalendar['family'];

const FAMILY: Record<ElectionType, Family> = {
  pemilu: 'pemilu',
  pilpres: 'pemilu',
  pileg: 'pemilu',
  pilkada: 'pilkada',
  pilgub: 'pilkada',
  pilbup: 'pilkada',
  pilwalkot: 'pilkada',
  pilkades: 'pilkades',
  psu: 'psu',
};

/** The kind of calendar that a type of election is held by. */
export const familyOf = (type: ElectionType): Family => FAMILY[type];

const DAY = 86_400_000;

/** Days from one ISO day to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((timeOf(to.slice(0, 10)) - timeOf(from.slice(0, 10))) / DAY);

const MOST_DAYS = 5_000;
const times = new Map<string, number>();

/** The time of an ISO day; days come again and again. */
function timeOf(day: string): number {
  const known = times.get(day);
  if (known !== undefined) return known;
  if (times.size >= MOST_DAYS) times.clear();
  const time = Date.parse(day);
  times.set(day, time);
  return time;
}

/** Calendars that hold at places: those for all regions, and those that name the place or what it lies in. */
export function calendarsAt(dictionary: Dictionary, places: readonly string[]): ElectionCalendar[] {
  const before = held.get(places);
  if (before?.dictionary === dictionary) return before.calendars;
  const calendars = dictionary.elections.filter(
    ({ regions }) =>
      regions.length === 0 || regions.some((region) => places.some((place) => liesIn(place, region))),
  );
  held.set(places, { dictionary, calendars });
  return calendars;
}

const liesIn = (place: string, region: string): boolean =>
  place.startsWith(region) && (place.length === region.length || place[region.length] === '.');

/** What was found for a list of places: the same list is asked about again and again. */
const held = new WeakMap<readonly string[], { dictionary: Dictionary; calendars: ElectionCalendar[] }>();

/** News of an election begins two years before it, and its cases end a year and a quarter after. */
const WINDOW = { before: 800, after: 450 };
/** A day after the vote is as far as this many days before it. */
const AFTER = 1.6;

/** The calendar of the given families whose voting day is nearest to a day; null when none is near. */
export function nearestCalendar(
  families: readonly Family[],
  dictionary: Dictionary,
  today: string,
  places: readonly string[],
  window = WINDOW,
): ElectionCalendar | null {
  let best: { calendar: ElectionCalendar; cost: number } | null = null;
  for (const calendar of calendarsAt(dictionary, places)) {
    if (!families.includes(calendar.family)) continue;
    for (const voting of calendar.voting) {
      const days = daysBetween(today, voting);
      if (days > window.before || days < -window.after) continue;
      const cost = days >= 0 ? days : -days * AFTER;
      if (best === null || cost < best.cost) best = { calendar, cost };
    }
  }
  return best?.calendar ?? null;
}

/** The calendar that a printed date is the voting day of: day and month, and year where printed, within a year of today. */
export function calendarVotingOn(
  date: { value: string; yearStated: boolean },
  dictionary: Dictionary,
  today: string | null,
): ElectionCalendar | null {
  if (date.value.length !== 10) return null;
  for (const calendar of dictionary.elections) {
    for (const day of calendar.voting) {
      const same = date.yearStated ? day === date.value : day.slice(5) === date.value.slice(5);
      if (same && (today === null || Math.abs(daysBetween(today, day)) <= 400)) return calendar;
    }
  }
  return null;
}

/** Phase of an election at a day, by the official calendar; null when the calendar does not say. */
export function phaseAt(
  election: Pick<ReportElection, 'type' | 'year'>,
  date: string | null,
  dictionary: Dictionary,
  place: string | null,
): Phase | null {
  if (date === null || date.length < 10 || election.year === null) return null;
  const mine = calendarsAt(dictionary, place === null ? [] : [place]).filter(
    (one) =>
      one.year === election.year &&
      (one.types.includes(election.type) || one.family === familyOf(election.type)),
  );
  const calendar =
    mine.find((one) => one.types.includes(election.type) && one.regions.length > 0) ??
    mine.find((one) => one.types.includes(election.type)) ??
    mine[0];
  return calendar === undefined ? null : phaseIn(calendar, date);
}

function phaseIn(calendar: ElectionCalendar, date: string): Phase | null {
  const { voting, quiet, campaign, penetapan, registration } = calendar;
  const within = (window: readonly [string, string] | null): boolean =>
    window !== null && date >= window[0] && date <= window[1];
  if (voting.includes(date)) return 'voting';
  if (date > (voting.at(-1) ?? '')) return 'after';
  if (within(quiet)) return 'quiet';
  if (within(campaign)) return 'campaign';
  if (penetapan !== null && date >= penetapan && date < (voting[0] ?? '')) return 'penetapan';
  if (within(registration)) return 'registration';
  if (penetapan !== null && date < penetapan) return 'pre';
  return null;
}
