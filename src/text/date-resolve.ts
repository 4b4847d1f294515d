/** Resolving dates: which day, month or year is meant, from the publication date, the weekday and the other dates of the text. */
import { dayNumber, dayOf, exists, iso, isoDay, monthFrom, weekdayOf, type Day } from './calendar.js';
import type { RawDate } from './date-forms.js';
import { plausibleYear, type DateDoubt } from './date-years.js';

/** What a date means. `value` is null when nothing can be said. */
export interface Meaning {
  value: string | null;
  precision: 'day' | 'week' | 'month' | 'year' | null;
  weekdayOk: boolean | null;
  doubts: DateDoubt[];
}
/** What the other dates of the text tell. */
export interface DateContext {
  now: Day | null;
  /** Days that the text states in full and whose weekday fits, as ISO. */
  confirmed: ReadonlySet<string>;
  /** Years that the text states for a month and day, by 'month-day'. */
  years: ReadonlyMap<string, number>;
  /** Days by which all yearless dates of the text are off, when several agree; 0 otherwise. */
  shift: number;
}

const AHEAD = 150; // days that a date without a year may lie ahead of publication
const PLANNED = 400; // the same, when the text says that it is to come
const FRESH = 7; // days within which a report tells of what has just happened
const RECENT = 30;
const OLDEST_GUESS = 3; // years

const NOTHING: Meaning = { value: null, precision: null, weekdayOk: null, doubts: [] };
const known = (value: string, precision: Meaning['precision'], more: Partial<Meaning> = {}): Meaning => ({
  ...NOTHING,
  value,
  precision,
  ...more,
});

/** The meaning of a date as written. Pure; see codebook 7.1 and 9-F for the rules of repair. */
export function resolveDate(raw: RawDate, context: DateContext): Meaning {
  const { now } = context;
  if (raw.day !== null && raw.month !== null) return resolveFull(raw, raw.day, raw.month, context);
  if (raw.month !== null) return resolveMonth(raw, raw.month, now);
  if (raw.year !== null) {
    const { year, doubts } = plausibleYear(raw.year, now, () => true);
    return year === null ? { ...NOTHING, doubts } : known(iso(year), 'year', { doubts });
  }
  if (now === null) return NOTHING;
  if (raw.day !== null) return resolveLoneDay(raw, raw.day, now);
  return raw.weekday === null ? resolveDeictic(raw, now) : resolveWeekday(raw, raw.weekday, now);
}

/** Days from the date told before: "on that day", "two days later". */
export function resolveTold(raw: RawDate, told: Day | null): Meaning {
  if (told === null) return NOTHING;
  return known(isoDay(dayOf(dayNumber(told) + (raw.deictic?.offset ?? 0))), 'day');
}

function resolveDeictic(raw: RawDate, now: Day): Meaning {
  const { offset, unit } = raw.deictic ?? { offset: null, unit: 'd' };
  if (offset === null) return NOTHING;
  if (unit === 'y') return known(iso(now.year + offset), 'year');
  if (unit === 'm') {
    const { year, month } = monthFrom(now, offset);
    return known(iso(year, month), 'month');
  }
  const days = unit === 'w' ? 7 * offset : offset;
  return known(isoDay(dayOf(dayNumber(now) + days)), unit === 'w' ? 'week' : 'day');
}

/** The last such weekday up to publication, unless words beside it say otherwise. */
function resolveWeekday(raw: RawDate, weekday: number, now: Day): Meaning {
  const today = dayNumber(now);
  const back = (weekdayOf(now) - weekday + 7) % 7;
  const { offset = null, unit = 'd', direction = null } = raw.deictic ?? {};
  let day = today - back;
  if (unit === 'w' && offset !== null) {
    const monday = today - ((weekdayOf(now) + 6) % 7) + 7 * offset;
    day = monday + ((weekday + 6) % 7);
  } else if (direction === '=' && offset === null) {
    // "Jumat ini": that of this week, past or to come.
    day = today - ((weekdayOf(now) + 6) % 7) + ((weekday + 6) % 7);
  } else if (direction === '+') {
    day = today + (7 - back);
  } else if (direction === '-' && back === 0) {
    day = today - 7;
  }
  return known(isoDay(dayOf(day)), 'day');
}

function resolveMonth(raw: RawDate, month: number, now: Day | null): Meaning {
  if (raw.year !== null) {
    const { year, doubts } = plausibleYear(raw.year, now, () => true);
    return year === null ? { ...NOTHING, doubts } : known(iso(year, month), 'month', { doubts });
  }
  if (now === null) return NOTHING;
  const { direction = null, offset = null, unit = 'd' } = raw.deictic ?? {};
  if (unit === 'y' && offset !== null) return known(iso(now.year + offset, month), 'month');
  let { year } = now;
  if (direction === '+') year += month < now.month ? 1 : 0;
  else if (direction === '-') year -= month > now.month ? 1 : 0;
  else if (direction === null && month > now.month + 3) year -= 1;
  return known(iso(year, month), 'month');
}

/** A day without a month: the last or next such day. */
function resolveLoneDay(raw: RawDate, day: number, now: Day): Meaning {
  const { direction = null, offset = null, unit = 'd' } = raw.deictic ?? {};
  if (unit === 'm' && offset !== null) {
    const named = { ...monthFrom(now, offset), day };
    return exists(named) ? known(isoDay(named), 'day') : NOTHING;
  }
  const step = direction === '+' ? 1 : -1;
  for (let months = 0; months < 3; months++) {
    const candidate = { ...monthFrom(now, step * months), day };
    const away = dayNumber(candidate) - dayNumber(now);
    if (exists(candidate) && away * step >= 0) return known(isoDay(candidate), 'day');
  }
  return NOTHING;
}

function resolveFull(raw: RawDate, day: number, month: number, context: DateContext): Meaning {
  if (raw.year === null) return resolveYearless(raw, day, month, context);
  const fits = (year: number): boolean =>
    raw.weekday === null || (exists({ year, month, day }) && weekdayOf({ year, month, day }) === raw.weekday);
  const { year, doubts } = plausibleYear(raw.year, context.now, fits);
  if (year === null) {
    const guess = resolveYearless(raw, day, month, context);
    return { ...guess, doubts: [...doubts, ...guess.doubts] };
  }
  const stated = { year, month, day };
  if (!exists(stated)) return noSuchDay(year, month, [...doubts, 'no_such_day']);
  if (raw.weekday === null) return known(isoDay(stated), 'day', { doubts });
  if (fits(year)) return known(isoDay(stated), 'day', { weekdayOk: true, doubts });
  return repair(stated, raw.weekday, context, doubts);
}

function noSuchDay(year: number, month: number, doubts: DateDoubt[]): Meaning {
  return month >= 1 && month <= 12
    ? known(iso(year, month), 'month', { doubts })
    : known(iso(year), 'year', { doubts });
}

/** A stated date whose weekday is wrong: another year or another month, never both; else only its month. */
function repair(stated: Day, weekday: number, context: DateContext, before: DateDoubt[]): Meaning {
  const { now, confirmed } = context;
  const doubts: DateDoubt[] = [...before, 'weekday_mismatch'];
  if (confirmed.has(isoDay(stated))) return known(isoDay(stated), 'day', { weekdayOk: false, doubts });
  const shifted = shiftedDay(stated, weekday, context);
  if (shifted) return known(isoDay(shifted), 'day', { weekdayOk: false, doubts: [...doubts, 'day_shifted'] });
  const fallback = known(iso(stated.year, stated.month), 'month', { weekdayOk: false, doubts });
  if (isFresh(stated, now)) return fallback;
  const fits = (day: Day): boolean => exists(day) && weekdayOf(day) === weekday && isNotAhead(day, now);
  const years = [-1, 1].map((step) => ({ ...stated, year: stated.year + step })).filter(fits);
  const months = [-1, 1]
    .map((step) => ({ ...monthFrom(stated, step), day: stated.day }))
    .filter((day) => day.year === stated.year && fits(day));
  const best = nearest([...years, ...months], now);
  if (best === undefined || before.length > 0) return fallback;
  const how: DateDoubt = best.year === stated.year ? 'month_repaired' : 'year_repaired';
  return known(isoDay(best), 'day', { weekdayOk: false, doubts: [...doubts, how] });
}

const isFresh = (day: Day, now: Day | null): boolean => {
  const age = now === null ? -1 : dayNumber(now) - dayNumber(day);
  return age >= 0 && age <= FRESH;
};
const isNotAhead = (day: Day, now: Day | null): boolean =>
  now === null || dayNumber(day) <= dayNumber(now) + AHEAD;

/** The first of the days when nothing is known of now. */
function nearest(days: Day[], now: Day | null): Day | undefined {
  if (now === null) return days[0];
  const away = (day: Day): number => Math.abs(dayNumber(day) - dayNumber(now));
  return days.slice().sort((a, b) => away(a) - away(b))[0];
}

/** The day that is meant when the dates of the text are all off by the same day. */
function shiftedDay(stated: Day, weekday: number, { now, shift }: DateContext): Day | null {
  if (shift === 0 || now === null) return null;
  const day = dayOf(dayNumber(stated) + shift);
  const age = dayNumber(now) - dayNumber(day);
  return weekdayOf(day) === weekday && age >= -FRESH && age <= RECENT ? day : null;
}

function resolveYearless(raw: RawDate, day: number, month: number, context: DateContext): Meaning {
  const { now, years } = context;
  const told = years.get(`${month}-${day}`);
  if (told !== undefined && raw.deictic === null) {
    const stated = { year: told, month, day };
    const fits = exists(stated) && (raw.weekday === null || weekdayOf(stated) === raw.weekday);
    if (fits) return known(isoDay(stated), 'day', { weekdayOk: raw.weekday === null ? null : true });
  }
  if (now === null) return NOTHING;
  const natural = naturalDay(raw, day, month, now);
  if (natural === null) {
    const year = month > now.month + 2 ? now.year - 1 : now.year;
    return noSuchDay(year, month, ['no_such_day']);
  }
  if (raw.weekday === null) return known(isoDay(natural), 'day');
  if (weekdayOf(natural) === raw.weekday) return known(isoDay(natural), 'day', { weekdayOk: true });
  return repairYearless(natural, raw, raw.weekday, context, now);
}

/** Day and month in the latest year that does not lie too far ahead; in the next one for things to come. */
export function naturalDay(raw: RawDate, day: number, month: number, now: Day): Day | null {
  const today = dayNumber(now);
  const { direction = null, offset = null, unit = 'd' } = raw.deictic ?? {};
  const at = (year: number): Day => ({ year, month, day });
  const away = (year: number): number => dayNumber(at(year)) - today;
  const existing = [now.year + 1, now.year, now.year - 1, now.year - 2].filter((year) => exists(at(year)));
  if (unit === 'y' && offset !== null) return exists(at(now.year + offset)) ? at(now.year + offset) : null;
  if (direction === '+') {
    const coming = existing.filter((year) => away(year) >= 0 && away(year) <= PLANNED).at(-1);
    if (coming !== undefined) return at(coming);
  }
  const limit = direction === '-' ? 0 : AHEAD;
  const latest = existing.find((year) => away(year) <= limit);
  return latest === undefined ? null : at(latest);
}

function repairYearless(
  natural: Day,
  raw: RawDate,
  weekday: number,
  context: DateContext,
  now: Day,
): Meaning {
  const doubts: DateDoubt[] = ['weekday_mismatch'];
  if (context.confirmed.has(isoDay(natural)))
    return known(isoDay(natural), 'day', { weekdayOk: false, doubts });
  const shifted = shiftedDay(natural, weekday, context);
  if (shifted) return known(isoDay(shifted), 'day', { weekdayOk: false, doubts: [...doubts, 'day_shifted'] });
  const month = known(iso(natural.year, natural.month), 'month', { weekdayOk: false, doubts });
  if (isFresh(natural, now)) return month;
  const ahead = raw.deictic?.direction === '+' ? PLANNED : AHEAD;
  const candidates: Day[] = [];
  for (let year = now.year + 1; year >= now.year - OLDEST_GUESS; year--) {
    const day = { ...natural, year };
    const tooFar = dayNumber(day) > dayNumber(now) + ahead;
    if (exists(day) && !tooFar && weekdayOf(day) === weekday) candidates.push(day);
  }
  const best = nearest(candidates, now);
  if (best === undefined) return month;
  return known(isoDay(best), 'day', { weekdayOk: true, doubts: ['year_inferred'] });
}
