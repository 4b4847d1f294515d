/** Date parts: days, months, years and times of day, read at a token. */
import type { DateGrammar } from './date-grammar.js';
import { gapBefore, CAPITALISED, HARD, LOWER, NUMBER, SENTENCE, SOFT, type Tokens } from './tokens.js';

/** Day, month and year as printed, and the token after them. */
export interface DayParts {
  last: number;
  form: 'numeric' | 'written';
  day: number | null;
  month: number | null;
  year: string | null;
  untilDay: number | null;
  untilMonth: number | null;
}

const isNumber = (tokens: Tokens, at: number, to: number): boolean => at < to && tokens.kind[at] === NUMBER;
const lastGap = (tokens: Tokens, at: number): string =>
  at < tokens.count
    ? gapBefore(tokens, at)
    : tokens.text.slice(tokens.end[at - 1], (tokens.end[at - 1] ?? 0) + 3);

/** A day number of one or two digits; 0 when the token is none. */
function dayAt(tokens: Tokens, at: number, to: number): number {
  const digits = isNumber(tokens, at, to) ? (tokens.folded[at] ?? '') : '';
  // '8', '08', '31'
  return /^[0-3]?\d$/.test(digits) ? Number(digits) : 0;
}

// Years as printed, broken ones too: '2024', '12024', '2924'
const YEAR = /^[12]\d{3,4}$/;

/** A year at a token, or behind a lead such as "year". */
export function yearAt(
  tokens: Tokens,
  at: number,
  to: number,
  grammar: DateGrammar,
): { last: number; digits: string } | null {
  let year = at;
  if (year >= to || (tokens.breakBefore[year] ?? HARD) > SOFT) return null;
  const lead = grammar.leads.at(tokens, year, to);
  if (lead !== null && lead.last < to && (tokens.breakBefore[lead.last] ?? HARD) <= SOFT) year = lead.last;
  const digits = isNumber(tokens, year, to) ? (tokens.folded[year] ?? '') : '';
  return YEAR.test(digits) ? { last: year + 1, digits } : null;
}

/** A day, a range or a list of days, a month in words, and perhaps a year: '9 April 2024', '27-29 April'. */
export function writtenDate(tokens: Tokens, at: number, to: number, grammar: DateGrammar): DayParts | null {
  const day = dayAt(tokens, at, to);
  if (day === 0) return null;
  let next = at + 1;
  let untilDay: number | null = null;
  for (let round = 0; round < 3; round++) {
    const link = grammar.links.at(tokens, next, to)?.last ?? next;
    if (link >= to || (tokens.breakBefore[link] ?? SENTENCE) > HARD) break;
    const other = dayAt(tokens, link, to);
    if (other <= (untilDay ?? day)) break;
    untilDay = other;
    next = link + 1;
  }
  if (next >= to || (tokens.breakBefore[next] ?? HARD) > SOFT) return null;
  // "tanggal 7 bulan Oktober"
  const lead = grammar.leads.at(tokens, next, to)?.last ?? next;
  const month = grammar.months.at(tokens, lead < to ? lead : next, to);
  if (month === null) return null;
  const year = yearAt(tokens, month.last, to, grammar);
  return {
    last: year?.last ?? month.last,
    form: 'written',
    day,
    month: month.value,
    year: year?.digits ?? null,
    untilDay,
    untilMonth: untilDay === null ? null : month.value,
  };
}

const SEPARATOR = /^\s?([/.\-\u2010-\u2013])\s?$/u;

/** '8/11', '8/11/2023', '17-5', '21-05-2023', '8.11.2023', '2024-01-23'; `known` when a weekday or lead precedes. */
export function numericDate(
  tokens: Tokens,
  at: number,
  to: number,
  known: boolean,
  grammar: DateGrammar,
): DayParts | null {
  if (!isNumber(tokens, at, to)) return null;
  const range = known ? numericRange(tokens, at, to) : null;
  if (range !== null) return range;
  const parts = numericParts(tokens, at, to);
  if (parts === null || (isChained(tokens, at) && !known)) return null;
  const [head = '', middle = '', year = null] = parts.digits;
  if (!known && grammar.labels.before(tokens, at, Math.max(0, at - 3)) !== null) return null;
  const backwards = head.length === 4 && year !== null;
  const day = Number(backwards ? year : head);
  const month = Number(middle);
  if (day < 1 || day > 31 || month < 1 || (month > 12 && year === null)) return null;
  if (year === null && !known && !(parts.sign === '/' && isBracketed(tokens, at, parts.last))) return null;
  return {
    last: parts.last,
    form: 'numeric',
    day,
    month,
    year: backwards ? head : year,
    untilDay: null,
    untilMonth: null,
  };
}

/** '7-9/10', '19-20/10/2024': a range of days with their month, behind a weekday or a lead. */
function numericRange(tokens: Tokens, at: number, to: number): DayParts | null {
  const day = dayAt(tokens, at, to);
  if (day === 0 || !/^\s?[-\u2010-\u2013]\s?$/u.test(gapBefore(tokens, at + 1))) return null;
  const until = at + 1 < to ? numericParts(tokens, at + 1, to) : null;
  if (until === null || until.sign !== '/') return null;
  const [last, month, year = null] = until.digits;
  if (Number(last) <= day || Number(last) > 31 || Number(month) < 1 || Number(month) > 12) return null;
  return {
    last: until.last,
    form: 'numeric',
    day,
    month: Number(month),
    year,
    untilDay: Number(last),
    untilMonth: Number(month),
  };
}

/** Whether a range of days stands at a token: '7-9/10', '19-20 October'. */
export const isDayRange = (tokens: Tokens, at: number, to: number, grammar: DateGrammar): boolean =>
  numericRange(tokens, at, to) !== null || (writtenDate(tokens, at, to, grammar)?.untilDay ?? null) !== null;

/** 'October 22, 2024': a day and a year behind the month. */
export function dayBehind(
  tokens: Tokens,
  at: number,
  to: number,
): { last: number; day: number; year: string } | null {
  const day = dayAt(tokens, at, to);
  if (day === 0 || (tokens.breakBefore[at] ?? HARD) > SOFT) return null;
  if (at + 1 >= to || gapBefore(tokens, at + 1) !== ', ') return null;
  const digits = isNumber(tokens, at + 1, to) ? (tokens.folded[at + 1] ?? '') : '';
  return YEAR.test(digits) ? { last: at + 2, day, year: digits } : null;
}

/** Two or three numbers with the same sign between. */
function numericParts(
  tokens: Tokens,
  at: number,
  to: number,
): { digits: string[]; sign: string; last: number } | null {
  const head = tokens.folded[at] ?? '';
  // '8.11.2023' is one token
  if (/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(head)) return { digits: head.split('.'), sign: '.', last: at + 1 };
  const digits = [head];
  let sign = '';
  let last = at + 1;
  while (last < to && digits.length < 3 && isNumber(tokens, last, to)) {
    const found = SEPARATOR.exec(gapBefore(tokens, last))?.[1];
    if (found === undefined || (sign !== '' && found !== sign)) break;
    sign = found;
    digits.push(tokens.folded[last] ?? '');
    last++;
  }
  const fits = numericShape(digits);
  return fits && !/^[/\-@]\w/.test(lastGap(tokens, last) + 'x') ? { digits, sign, last } : null;
}

function numericShape(digits: string[]): boolean {
  if (digits.length < 2) return false;
  const small = (part: string | undefined): boolean => /^\d{1,2}$/.test(part ?? '');
  const year = (part: string | undefined): boolean => /^(?:\d{2}|[12]\d{3,4})$/.test(part ?? '');
  if (digits.length === 2) return small(digits[0]) && small(digits[1]);
  if (/^\d{4}$/.test(digits[0] ?? '')) return small(digits[1]) && small(digits[2]);
  return small(digits[0]) && small(digits[1]) && year(digits[2]);
}

/** True when letters or numbers are chained to the left, as in the number of a letter. */
function isChained(tokens: Tokens, at: number): boolean {
  return at > 0 && /^[/\-.@]$/.test(gapBefore(tokens, at));
}

function isBracketed(tokens: Tokens, first: number, last: number): boolean {
  const open = tokens.text.slice(Math.max(0, (tokens.start[first] ?? 0) - 2), tokens.start[first]).trimEnd();
  const after = tokens.text.slice(tokens.end[last - 1], (tokens.end[last - 1] ?? 0) + 2).trimStart();
  return open.endsWith('(') && /^[),;]/.test(after);
}

/** The token after the time of day that follows a date ("16:36", "05.03 WIB"); -1 when none follows. */
export function timeAfter(tokens: Tokens, at: number, to: number, grammar: DateGrammar): number {
  if (!isNumber(tokens, at, to) || (tokens.breakBefore[at] ?? SENTENCE) >= SENTENCE) return -1;
  const head = tokens.folded[at] ?? '';
  let last = at + 1;
  const colon = /^[0-2]?\d$/.test(head) && isNumber(tokens, last, to) && gapBefore(tokens, last) === ':';
  if (colon) last++;
  else if (!/^[0-2]?\d\.[0-5]\d$/.test(head)) return -1;
  const zone = grammar.zones.at(tokens, last, to);
  if (zone !== null && (tokens.breakBefore[last] ?? HARD) <= SOFT) return zone.last;
  return colon ? last : -1;
}

const SHORTEST_BARE_MONTH = 4;

/** True when a month stands alone: in full, capitalised, and not beside another capitalised word but one that leads to it. */
export function isBareMonth(
  tokens: Tokens,
  first: number,
  last: number,
  { monthLeads }: DateGrammar,
): boolean {
  const { capital, breakBefore, start, end, folded } = tokens;
  if (capital[first] !== CAPITALISED || (end[first] ?? 0) - (start[first] ?? 0) < SHORTEST_BARE_MONTH)
    return false;
  const joinsBefore =
    first > 0 &&
    (breakBefore[first] ?? HARD) <= SOFT &&
    capital[first - 1] !== LOWER &&
    !monthLeads.has(folded[first - 1] ?? '');
  const joinsAfter = last < tokens.count && (breakBefore[last] ?? HARD) <= SOFT && capital[last] !== LOWER;
  return !joinsBefore && !joinsAfter;
}
