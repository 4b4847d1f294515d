/** Date forms: recognises every way in which the press writes a date, without saying yet which day is meant. */
import type { DateGrammar, Deictic } from './date-grammar.js';
import { takeOpening, type Draft } from './date-opening.js';
import {
  dayBehind,
  isBareMonth,
  numericDate,
  timeAfter,
  writtenDate,
  yearAt,
  type DayParts,
} from './date-parts.js';
import { CAPITALISED, HARD, LOWER, SENTENCE, SOFT, type Tokens } from './tokens.js';

/** How a date is written (codebook 7.1). */
export type DateForm = 'numeric' | 'written' | 'month' | 'year' | 'weekday' | 'deictic' | 'day' | 'stamp';

/** A date as written. */
export interface RawDate {
  first: number;
  last: number;
  form: DateForm;
  day: number | null;
  month: number | null;
  /** Digits of the year as printed. */
  year: string | null;
  /** Last day and month of a range. */
  untilDay: number | null;
  untilMonth: number | null;
  weekday: number | null;
  deictic: Deictic | null;
  deicticWords: string | null;
}

/** The date that begins at token `first`, before token `to`; null when there is none. */
export function readDate(tokens: Tokens, first: number, to: number, grammar: DateGrammar): RawDate | null {
  const draft: Draft = {
    at: first,
    weekday: null,
    deictic: null,
    deicticWords: null,
    led: false,
    eve: false,
  };
  takeOpening(tokens, draft, to, grammar);
  const weekday = nightOf(draft);
  const made = (last: number, form: DateForm, parts: Partial<DayParts>): RawDate => ({
    day: parts.day ?? null,
    month: parts.month ?? null,
    year: parts.year ?? null,
    untilDay: parts.untilDay ?? null,
    untilMonth: parts.untilMonth ?? null,
    first,
    last,
    form,
    weekday,
    deictic: draft.deictic,
    deicticWords: draft.deicticWords,
  });
  const parts = dayParts(tokens, draft, first, to, grammar);
  if (parts !== null) {
    const full = (last: number): RawDate => ({
      ...made(last, parts.form, parts),
      weekday: draft.eve ? null : weekday,
    });
    return withEnding(tokens, draft, to, grammar, full, parts);
  }
  if (weekday !== null || draft.deictic !== null) return bareDay(tokens, first, to, grammar, draft, made);
  return monthOrYear(tokens, first, to, grammar, draft, made);
}

/** The weekday that is meant: "malam Minggu" is the night of Saturday. */
const nightOf = ({ weekday, eve }: Draft): number | null =>
  weekday !== null && eve ? (weekday + 6) % 7 : weekday;

type Make = (last: number, form: DateForm, parts: Partial<DayParts>) => RawDate;

function dayParts(
  tokens: Tokens,
  draft: Draft,
  first: number,
  to: number,
  grammar: DateGrammar,
): DayParts | null {
  const { at } = draft;
  if (at >= to || (at > first && (tokens.breakBefore[at] ?? SENTENCE) >= SENTENCE)) return null;
  const known = draft.weekday !== null || draft.deictic !== null || draft.led;
  return writtenDate(tokens, at, to, grammar) ?? numericDate(tokens, at, to, known, grammar);
}

/** A direction or offset behind a date, and a time of day, which makes it a stamp. */
function withEnding(
  tokens: Tokens,
  draft: Draft,
  to: number,
  grammar: DateGrammar,
  make: (last: number) => RawDate,
  parts: DayParts,
): RawDate {
  let { last } = parts;
  const direction =
    tailDeictic(tokens, last, to, grammar) ??
    (draft.weekday === null ? null : pastTail(tokens, last, to, grammar));
  if (direction !== null && draft.deictic === null) {
    draft.deictic = direction.value;
    draft.deicticWords = tokens.text.slice(tokens.start[last], tokens.end[direction.last - 1]);
    last = direction.last;
  }
  const time = timeAfter(tokens, last, to, grammar);
  const raw = make(time < 0 ? last : time);
  return time < 0 ? raw : { ...raw, form: 'stamp' };
}

/** "Senin (7/10) kemarin", "Jumat (4/10) pekan lalu": a day told in numbers, and once more in words. */
function pastTail(
  tokens: Tokens,
  at: number,
  to: number,
  grammar: DateGrammar,
): { last: number; value: Deictic } | null {
  // ') ' or ' '
  if (at >= to || !/^\)?\s$/.test(tokens.text.slice(tokens.end[at - 1], tokens.start[at]))) return null;
  const found = grammar.deictics.at(tokens, at, to);
  return found !== null && !found.value.told && found.value.direction !== '+' ? found : null;
}

function tailDeictic(
  tokens: Tokens,
  at: number,
  to: number,
  grammar: DateGrammar,
): { last: number; value: Deictic } | null {
  if (at >= to || (tokens.breakBefore[at] ?? HARD) > SOFT) return null;
  const found = grammar.deictics.at(tokens, at, to);
  const fits =
    found !== null && !found.value.told && (found.value.offset === null || found.value.unit === 'y');
  return fits ? found : null;
}

/** A weekday or deictic phrase without a date. */
function bareDay(
  tokens: Tokens,
  first: number,
  to: number,
  grammar: DateGrammar,
  draft: Draft,
  make: Make,
): RawDate | null {
  if (draft.weekday === null) {
    if (draft.deictic?.offset == null) return null;
    return make(draft.at, 'deictic', {});
  }
  let last = draft.at;
  if (draft.deictic === null && last < to && (tokens.breakBefore[last] ?? HARD) <= SOFT) {
    const tail = grammar.deictics.at(tokens, last, to);
    if (tail !== null) {
      draft.deictic = tail.value;
      draft.deicticWords = tokens.text.slice(tokens.start[last], tokens.end[tail.last - 1]);
      last = tail.last;
    }
  }
  const named = draft.eve ? null : grammar.weekdays.at(tokens, first, to);
  // "Sabtu lalu Camat X ...": words of time behind a weekday show that it is none of a name.
  const timed = named !== null && last > named.last && grammar.oddWeekdays.at(tokens, first, last) === null;
  if (
    named !== null &&
    (tokens.capital[first] === LOWER || (!timed && isInName(tokens, first, last, grammar)))
  )
    return null;
  return make(last, 'weekday', {});
}

/** "Senen Wijayanti", "Munawar Salasa": a weekday, above all one spelt otherwise, beside another name without a break. */
function isInName(tokens: Tokens, first: number, last: number, grammar: DateGrammar): boolean {
  const { capital, breakBefore, count } = tokens;
  if (last < count && (breakBefore[last] ?? HARD) <= SOFT && capital[last] === CAPITALISED) return true;
  if (first === 0 || (breakBefore[first] ?? HARD) > SOFT || capital[first - 1] === LOWER) return false;
  return grammar.oddWeekdays.at(tokens, first, last) !== null;
}

/** A month or year without a day. */
function monthOrYear(
  tokens: Tokens,
  first: number,
  to: number,
  grammar: DateGrammar,
  draft: Draft,
  make: Make,
): RawDate | null {
  let { at } = draft;
  const part = grammar.monthParts.at(tokens, at, to);
  if (part !== null && part.last < to && (tokens.breakBefore[part.last] ?? HARD) <= SOFT) {
    const lead = grammar.leads.at(tokens, part.last, to);
    at = lead !== null && lead.last < to ? lead.last : part.last;
  }
  const led = draft.led || at > draft.at;
  if (at > first && (tokens.breakBefore[at] ?? HARD) > SOFT) return null;
  const month = grammar.months.at(tokens, at, to);
  if (month === null) {
    const year = led ? yearAt(tokens, at, to, grammar) : null;
    if (year !== null) return make(year.last, 'year', { year: year.digits });
    return led
      ? dayOnly(tokens, first, at, to, grammar, make, draft)
      : partOf(tokens, at, to, part, grammar, draft, make);
  }
  const english = dayBehind(tokens, month.last, to);
  if (english !== null) return make(english.last, 'written', { ...english, month: month.value });
  const year = yearAt(tokens, month.last, to, grammar);
  if (year !== null) return make(year.last, 'month', { month: month.value, year: year.digits });
  const tail = tailDeictic(tokens, month.last, to, grammar);
  if (tail !== null) {
    draft.deictic = tail.value;
    draft.deicticWords = tokens.text.slice(tokens.start[month.last], tokens.end[tail.last - 1]);
    return make(tail.last, 'month', { month: month.value });
  }
  return led || isBareMonth(tokens, at, month.last, grammar)
    ? make(month.last, 'month', { month: month.value })
    : null;
}

/** The beginning or end of last month and the like. */
function partOf(
  tokens: Tokens,
  at: number,
  to: number,
  part: { last: number } | null,
  grammar: DateGrammar,
  draft: Draft,
  make: Make,
): RawDate | null {
  const deictic = part === null ? null : grammar.deictics.at(tokens, at, to);
  if (deictic === null || deictic.value.offset === null) return null;
  draft.deictic = deictic.value;
  draft.deicticWords = tokens.text.slice(tokens.start[at], tokens.end[deictic.last - 1]);
  return make(deictic.last, 'deictic', {});
}

/** A day of a month that is not named: only when a lead and a direction say so. */
function dayOnly(
  tokens: Tokens,
  first: number,
  at: number,
  to: number,
  grammar: DateGrammar,
  make: Make,
  draft: Draft,
): RawDate | null {
  const digits = tokens.folded[at] ?? '';
  if (at === first || !/^[0-3]?\d$/.test(digits))
    return partOf(tokens, at, to, { last: at }, grammar, draft, make);
  const tail =
    at + 1 < to && (tokens.breakBefore[at + 1] ?? HARD) <= SOFT
      ? grammar.deictics.at(tokens, at + 1, to)
      : null;
  if (tail === null) return null;
  draft.deictic = tail.value;
  draft.deicticWords = tokens.text.slice(tokens.start[at + 1], tokens.end[tail.last - 1]);
  return make(tail.last, 'day', { day: Number(digits) });
}
