/** Dates: finds the dates of a text and says which days they mean, seen from the day of publication. */
import { dayNumber, exists, iso, isoDay, parseIsoDay, weekdayOf, type Day } from './calendar.js';
import { readDate, type DateForm, type RawDate } from './date-forms.js';
import type { DateGrammar } from './date-grammar.js';
import { naturalDay, resolveDate, resolveTold, type DateContext } from './date-resolve.js';
import type { DateDoubt } from './date-years.js';
import { NUMBER, SENTENCE, type Tokens } from './tokens.js';

export interface DateMention {
  start: number;
  end: number;
  /** First token, and the one after the last. */
  first: number;
  last: number;
  /** ISO date shortened to its precision; null when it cannot be known. */
  value: string | null;
  /** Last day of a range ("27-29 August"); null otherwise. */
  until: string | null;
  precision: 'day' | 'week' | 'month' | 'year' | null;
  form: DateForm;
  /** Printed weekday: 0 (Sunday) to 6. */
  weekday: number | null;
  /** Whether the printed weekday fits the printed date; null when there is nothing to check. */
  weekdayOk: boolean | null;
  yearStated: boolean;
  /** Whether deictic words say past, current or coming; null without any. */
  direction: '-' | '=' | '+' | null;
  /** Days from the date told before, where it points back to that ("two days later"); null otherwise. */
  back: number | null;
  /** Days from now, where the words say no more than that ("yesterday"); null otherwise. */
  fromNow: number | null;
  /** The date that a letter bears. */
  lettered: boolean;
  /** Deictic words beside or instead of the date, as printed. */
  deictic: string | null;
  raw: string;
  doubts: DateDoubt[];
}

/** All dates of a text in its order. `now` is the day of publication. Codebook 7.1 and 9-F. */
export function findDates(tokens: Tokens, grammar: DateGrammar, now: Day | null): DateMention[] {
  const raws = borrowYears(tokens, findRaw(tokens, grammar));
  const context = contextOf(raws, now);
  let told: { day: Day; at: number } | null = null;
  return raws.map((raw) => {
    const mention = mentionOf(
      tokens,
      raw,
      context,
      grammar,
      told !== null && raw.first - told.at <= FAR ? told.day : null,
    );
    const day = mention.precision === 'day' ? parseIsoDay(mention.value) : null;
    if (day !== null && mention.form !== 'stamp') told = { day, at: raw.last };
    return mention;
  });
}

const FAR = 80; // tokens within which a phrase such as "on that day" points back

function findRaw(tokens: Tokens, grammar: DateGrammar): RawDate[] {
  const raws: RawDate[] = [];
  let to = 0;
  for (let i = 0; i < tokens.count;) {
    if (i >= to) {
      to = i + 1;
      while (to < tokens.count && (tokens.breakBefore[to] ?? SENTENCE) < SENTENCE) to++;
    }
    if (tokens.kind[i] !== NUMBER && ((tokens.words[i]?.opens ?? 0) & grammar.openers) === 0) {
      i++;
      continue;
    }
    const not = grammar.not.at(tokens, i, to);
    const raw = not === null ? readDate(tokens, i, to, grammar) : null;
    if (raw !== null) raws.push(raw);
    i = Math.max(i + 1, not?.last ?? 0, raw?.last ?? 0);
  }
  return raws;
}

/** '28 November - 10 December 2024': the first takes the year of the second. */
function borrowYears(tokens: Tokens, raws: RawDate[]): RawDate[] {
  return raws.map((raw, i) => {
    const next = raws[i + 1];
    const lacks = raw.form === 'written' && raw.year === null && raw.deictic === null;
    if (!lacks || next?.form !== 'written' || next.year === null || next.first - raw.last > 2) return raw;
    const gap = tokens.text.slice(tokens.end[raw.last - 1], tokens.start[next.first]);
    return gap.includes('.') || (raw.month ?? 0) > (next.month ?? 0) ? raw : { ...raw, year: next.year };
  });
}

/** What the dates of the text tell about each other. */
function contextOf(raws: RawDate[], now: Day | null): DateContext {
  const confirmed = new Set<string>();
  const years = new Map<string, number>();
  for (const raw of raws) {
    const { day, month, year, weekday } = raw;
    if (day === null || month === null) continue;
    if (year === null) {
      const natural = weekday === null || now === null ? null : naturalDay(raw, day, month, now);
      if (natural !== null && weekdayOf(natural) === weekday) confirmed.add(isoDay(natural));
      continue;
    }
    if (year.length !== 4) continue;
    const stated = { year: Number(year), month, day };
    if (!exists(stated)) continue;
    const fits = weekday !== null && weekdayOf(stated) === weekday;
    if (fits) confirmed.add(iso(stated.year, month, day));
    if (fits || (weekday === null && !years.has(`${month}-${day}`)))
      years.set(`${month}-${day}`, stated.year);
  }
  return { now, confirmed, years, shift: commonShift(raws, now) };
}

/** The day by which two or more different dates with a weekday are off, when all that have one agree. */
function commonShift(raws: RawDate[], now: Day | null): number {
  if (now === null) return 0;
  const shifts = new Map<string, number>();
  for (const raw of raws) {
    if (raw.day === null || raw.month === null || raw.weekday === null) continue;
    const year = raw.year === null ? null : Number(raw.year);
    const day =
      year === null ? naturalDay(raw, raw.day, raw.month, now) : { year, month: raw.month, day: raw.day };
    if (day === null || !exists(day)) continue;
    const off = (raw.weekday - weekdayOf(day) + 7) % 7;
    shifts.set(String(dayNumber(day)), off === 6 ? -1 : off);
  }
  const [first = 0, ...others] = shifts.values();
  const agree = others.length > 0 && others.every((shift) => shift === first);
  return agree && Math.abs(first) === 1 ? first : 0;
}

function mentionOf(
  tokens: Tokens,
  raw: RawDate,
  context: DateContext,
  grammar: DateGrammar,
  told: Day | null,
): DateMention {
  const back = raw.form === 'deictic' && raw.deictic?.told === true;
  const { value, precision, weekdayOk, doubts } = back ? resolveTold(raw, told) : resolveDate(raw, context);
  const start = tokens.start[raw.first] ?? 0;
  const end = closed(tokens.text, start, tokens.end[raw.last - 1] ?? start);
  const until = precision === 'day' ? untilOf(raw, value) : null;
  return {
    start,
    end,
    first: raw.first,
    last: raw.last,
    value,
    until,
    precision,
    form: raw.form,
    weekday: raw.weekday,
    weekdayOk,
    yearStated: raw.year !== null,
    direction: back ? null : (raw.deictic?.direction ?? null),
    fromNow: raw.form === 'deictic' && !back && raw.deictic?.unit === 'd' ? raw.deictic.offset : null,
    lettered: isLettered(tokens, raw, grammar),
    back: back ? (raw.deictic?.offset ?? null) : null,
    deictic: raw.deicticWords,
    raw: tokens.text.slice(start, end),
    doubts,
  };
}

/** Whether the words at or right before a date say that a letter bears it. */
const isLettered = (tokens: Tokens, { first }: RawDate, { letterLeads }: DateGrammar): boolean =>
  letterLeads.at(tokens, first, first + 2) !== null || letterLeads.before(tokens, first, first - 3) !== null;

/** The end, with the bracket that was opened inside. */
function closed(text: string, start: number, end: number): number {
  const inside = text.slice(start, end);
  if (!inside.includes('(') || inside.includes(')')) return end;
  let at = end;
  while (at < end + 2 && /\s/u.test(text[at] ?? '')) at++;
  return text[at] === ')' ? at + 1 : end;
}

function untilOf(raw: RawDate, value: string | null): string | null {
  if (raw.untilDay === null || raw.untilMonth === null || value === null) return null;
  const last = { year: Number(value.slice(0, 4)), month: raw.untilMonth, day: raw.untilDay };
  return exists(last) ? iso(last.year, last.month, last.day) : null;
}
