/** Outlet health: the covered days of an outlet to how it does; a dead feed and a quiet outlet are told apart. */
import type { CoverageDay, OutletHealth, OutletState } from '../model/coverage.js';
import type { Outlet } from '../model/outlet.js';

const DAY_MS = 86_400_000;
// A feed that did not answer for so long, in two visits or more, is dead; a site may be down for a night's work.
const DEAD_AFTER_MS = DAY_MS / 4;
// The last week is judged by the four weeks before it.
const RECENT_DAYS = 7;
const BASE_DAYS = 28;
const LEAST_BASE_DAYS = 5;
// Silence is unlike an outlet when so many articles should have come: by chance that happens once in a thousand times.
const MISSED_ARTICLES = 7;
// Nights, weekends and holidays are no silence.
const NATURAL_SILENCE_DAYS = 1.5;
const QUIET_AFTER_DAYS = 2;
const LEAST_PAGES = 5;
const LEAST_ARTICLES = 10;
const NOTABLE_FALL = 0.2;

/** Sums over some days of one outlet. */
interface Sums {
  days: number;
  published: number;
  found: number;
  unread: number;
  titled: number;
  dated: number;
  filled: number;
  fetched: number;
  refused: number;
  bodyLength: number | null;
  paragraphs: number | null;
  bases: Map<string, number>;
  errors: Record<string, number>;
}

/**
 * Judges an outlet.
 * @param days its settled days, in their order
 * @param today ISO day of the judgement; nothing later counts
 */
export function judgeOutlet(
  outlet: Pick<Outlet, 'id' | 'expectations'>,
  days: readonly CoverageDay[],
  today: string,
): OutletHealth {
  const known = days.filter(({ day }) => day <= today);
  const recent = sumOf(known.filter(({ day }) => daysBetween(day, today) < RECENT_DAYS));
  const base = sumOf(baseOf(known, today));
  const expected = outlet.expectations?.articlesPerDay ?? learned(base);
  const watched = known.filter(
    ({ day, visits }) => visits > 0 && day < today && daysBetween(day, today) <= RECENT_DAYS,
  );
  const pages = recent.found + recent.unread;
  const share = (count: number): number | null => (pages === 0 ? null : count / pages);
  return {
    outlet: outlet.id,
    ...stateOf(known, recent, expected, today),
    lastFound: latest(known, 'lastFound'),
    lastAnswered: latest(known, 'lastAnswered'),
    perDay:
      watched.length === 0 ? null : watched.reduce((sum, day) => sum + day.published, 0) / watched.length,
    expected,
    titles: share(recent.titled),
    dates: share(recent.dated),
    bodies: share(recent.filled),
    errors: recent.errors,
    drift: [...driftOf(base, recent), ...belowExpected(outlet, recent)],
  };
}

/**
 * Days to learn from: watched ones before the last week, where there are enough of them, else all but today. The first
 * day is left out: a first visit finds what the feed had kept. So is the silence since the last article, from which
 * nothing can be learned but silence.
 */
function baseOf(days: readonly CoverageDay[], today: string): CoverageDay[] {
  const lastFound = latest(days, 'lastFound');
  const spoke = lastFound === null ? today : dayOf(lastFound);
  const answered = days
    .filter(({ answered, day }) => answered > 0 && day < today)
    .filter(({ day }, first) => first > 0 && day <= spoke);
  const before = answered.filter(({ day }) => {
    const age = daysBetween(day, today);
    return age >= RECENT_DAYS && daysBetween(day, spoke) < RECENT_DAYS + BASE_DAYS;
  });
  return before.length >= LEAST_BASE_DAYS ? before : answered.slice(-BASE_DAYS);
}

const learned = (base: Sums): number | null =>
  base.days < LEAST_BASE_DAYS ? null : base.published / base.days;

function stateOf(
  days: readonly CoverageDay[],
  recent: Sums,
  expected: number | null,
  today: string,
): Pick<OutletHealth, 'state' | 'since'> {
  const lastVisit = latest(days, 'lastVisit');
  if (lastVisit === null || daysBetween(dayOf(lastVisit), today) >= RECENT_DAYS)
    return amiss('unwatched', null);
  const silence = unanswered(days, lastVisit);
  if (silence !== null) return silence;
  if (recent.refused >= LEAST_PAGES && recent.fetched === 0) return amiss('blocked', null);
  const pages = recent.found + recent.unread;
  if (pages >= LEAST_PAGES && recent.filled < pages / 2) return amiss('unreadable', null);
  const lastFound = latest(days, 'lastFound');
  const speechless = lastFound === null && days.filter(({ answered }) => answered > 0).length >= BASE_DAYS;
  if (speechless) return amiss('stalled', null);
  if (expected === null) return amiss('learning', null);
  const silent = (Date.parse(lastVisit) - Date.parse(lastFound ?? lastVisit)) / DAY_MS;
  if (silent >= NATURAL_SILENCE_DAYS && silent * expected > MISSED_ARTICLES)
    return amiss('stalled', lastFound);
  return silent >= QUIET_AFTER_DAYS ? amiss('quiet', lastFound) : { state: 'alive', since: null };
}

const amiss = (state: OutletState, since: string | null): Pick<OutletHealth, 'state' | 'since'> => ({
  state,
  since: since === null ? null : dayOf(since),
});

/** Dead or blocked when no feed answered in the last visits; null when one did. */
function unanswered(
  days: readonly CoverageDay[],
  lastVisit: string,
): Pick<OutletHealth, 'state' | 'since'> | null {
  const lastAnswered = latest(days, 'lastAnswered');
  const lost = days.filter(
    ({ lastVisit: at }) => at !== null && (lastAnswered === null || at > lastAnswered),
  );
  const visits = lost.reduce((sum, { visits, answered }) => sum + visits - answered, 0);
  const silentMs = lastAnswered === null ? Infinity : Date.parse(lastVisit) - Date.parse(lastAnswered);
  if (visits < 2 || silentMs < DEAD_AFTER_MS) return null;
  const errors = lost.at(-1)?.errors ?? {};
  const forbidden = 'feed: robots' in errors || 'feed: crawl_delay' in errors;
  return amiss(forbidden ? 'blocked' : 'dead', lastAnswered ?? lost[0]?.lastVisit ?? null);
}

/** What the last week's pages are like against those of the weeks before. */
function driftOf(base: Sums, recent: Sums): string[] {
  if (base.found < LEAST_ARTICLES || recent.found + recent.unread < LEAST_ARTICLES) return [];
  return [
    ...changed('body length', base.bodyLength, recent.bodyLength),
    ...changed('paragraphs', base.paragraphs, recent.paragraphs),
    ...basisShift(base.bases, recent.bases),
    ...fallen('headlines', base.titled, recent.titled, base, recent),
    ...fallen('dates', base.dated, recent.dated, base, recent),
    ...fallen('bodies', base.filled, recent.filled, base, recent),
  ];
}

/** Fewer whole bodies than the definition of the outlet tells to expect. */
function belowExpected({ expectations }: Pick<Outlet, 'expectations'>, recent: Sums): string[] {
  const pages = recent.found + recent.unread;
  if (expectations === null || pages < LEAST_ARTICLES) return [];
  const is = recent.filled / pages;
  if (expectations.bodyFilled - is < NOTABLE_FALL) return [];
  return [`bodies ${percent(is)} of ${percent(expectations.bodyFilled)} expected`];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function changed(what: string, before: number | null, now: number | null): string[] {
  if (before === null || now === null || (now >= before / 2 && now <= before * 2)) return [];
  return [`${what} ${Math.round(before)} -> ${Math.round(now)}`];
}

function fallen(what: string, before: number, now: number, base: Sums, recent: Sums): string[] {
  const was = before / (base.found + base.unread);
  const is = now / (recent.found + recent.unread);
  return was - is < NOTABLE_FALL ? [] : [`${what} ${percent(was)} -> ${percent(is)}`];
}

/** The date of publication is told by something else for half of the articles or more. */
function basisShift(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string[] {
  const share = (counts: ReadonlyMap<string, number>, name: string): number =>
    (counts.get(name) ?? 0) /
    Math.max(
      1,
      [...counts.values()].reduce((sum, n) => sum + n, 0),
    );
  const moved = [...new Set([...before.keys(), ...now.keys()])].reduce(
    (sum, name) => sum + Math.abs(share(before, name) - share(now, name)) / 2,
    0,
  );
  return moved < 0.5 ? [] : [`date basis ${mainOf(before)} -> ${mainOf(now)}`];
}

const mainOf = (counts: ReadonlyMap<string, number>): string =>
  [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'none';

function sumOf(days: readonly CoverageDay[]): Sums {
  const sum = (count: (day: CoverageDay) => number): number => days.reduce((all, day) => all + count(day), 0);
  const found = sum((day) => day.found);
  // Medians of days, weighed by their articles.
  const typical = (value: (day: CoverageDay) => number | null): number | null =>
    found === 0 ? null : sum((day) => (value(day) ?? 0) * day.found) / found;
  return {
    days: days.length,
    published: sum((day) => day.published),
    found,
    unread: sum((day) => day.unread),
    titled: sum((day) => day.titled),
    dated: sum((day) => day.dated),
    filled: sum((day) => day.filled),
    fetched: sum((day) => day.pages + day.unchanged),
    refused: sum((day) => day.refused),
    bodyLength: typical((day) => day.bodyLength),
    paragraphs: typical((day) => day.paragraphs),
    bases: new Map(Object.entries(addUp(days.map(({ bases }) => bases)))),
    errors: addUp(days.map(({ errors }) => errors)),
  };
}

function addUp(counts: readonly Record<string, number>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const one of counts) for (const [name, n] of Object.entries(one)) all[name] = (all[name] ?? 0) + n;
  return all;
}

function latest(
  days: readonly CoverageDay[],
  which: 'lastVisit' | 'lastAnswered' | 'lastFound',
): string | null {
  return days.reduce<string | null>((last, day) => {
    const at = day[which];
    return at !== null && (last === null || at > last) ? at : last;
  }, null);
}

/** Jakarta's day of an instant: seven hours ahead of UTC, all year round. */
const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
