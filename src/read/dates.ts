/** Printed dates to ISO dates and times: machine forms, and visible ones with month names of the dictionaries. */
import type { TimeZone } from '../model/outlet.js';
import type { z } from 'zod';
import { fold } from '../text/text.js';
import type { ReadingWords } from './words.js';

export interface ReadDate {
  /** ISO day, or time with offset. */
  value: string;
  precision: 'time' | 'day';
}

const OFFSETS: Record<z.infer<typeof TimeZone>, string> = { WIB: '+07:00', WITA: '+08:00', WIT: '+09:00' };

export const offsetOf = (zone: z.infer<typeof TimeZone> | undefined): string => OFFSETS[zone ?? 'WIB'];

const two = (value: number): string => String(value).padStart(2, '0');

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

interface Clock {
  hour: number;
  minute: number;
  second: number;
  offset: string;
}

function dateOf(year: number, month: number, day: number, clock: Clock | null): ReadDate | null {
  if (!isDay(year, month, day)) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (clock === null || clock.hour > 23 || clock.minute > 59 || clock.second > 59)
    return { value: date, precision: 'day' };
  const time = `${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}`;
  return { value: `${date}T${time}${clock.offset}`, precision: 'time' };
}

/** Examples: `2023-11-08`, `2023-11-08T10:05:00+07:00`, `2023-11-08 10:05`, `2023/11/08 10:05:00.123Z`. */
const ISO =
  /(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?/;
/** Example: `Wed, 08 Nov 2023 10:05:00 +0700`. */
const MAIL =
  /(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} (\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?/i;
const MAIL_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function offsetFrom(text: string | undefined, fallback: string): string {
  if (text === undefined) return fallback;
  if (/^[zug]/i.test(text)) return '+00:00';
  return `${text.slice(0, 3)}:${text.slice(-2)}`;
}

const clockFrom = (
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  offset: string,
): Clock | null =>
  hour === undefined || minute === undefined
    ? null
    : { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), offset };

/**
 * Reads a date as machines print it: ISO, or the form of mail and RSS.
 * @param zone offset for times that name none
 */
export function readMachineDate(text: string, zone: string): ReadDate | null {
  const iso = ISO.exec(text.slice(0, 100));
  if (iso) {
    const clock = clockFrom(iso[4], iso[5], iso[6], offsetFrom(iso[7], zone));
    return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), clock);
  }
  const mail = MAIL.exec(text.slice(0, 100));
  if (!mail) return null;
  const month = MAIL_MONTHS.indexOf((mail[2] ?? '').toLowerCase()) + 1;
  const clock = clockFrom(mail[4], mail[5], mail[6], offsetFrom(mail[7], zone));
  return dateOf(Number(mail[3]), month, Number(mail[1]), clock);
}

/** Example: `08/11/2023`, day first; also with dashes, dots and blanks. */
const NUMERIC = /(?<!\d)(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})(?!\d)/;
/** Example: `14:05`, `14.05.30`, followed by a zone word. */
const TIME = /(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?!\d)(?:\s{0,3}\(?([a-z]{2,5})\)?)?/i;
/** Examples: `8 November 2023`, `8-Nov-2023`; the month is looked up. */
const DAY_FIRST = /(?<!\d)(\d{1,2})[ -]{1,3}(\p{L}{3,12})\.?[ ,-]{1,3}(\d{4})(?!\d)/gu;
/** Example: `November 8, 2023`. */
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,12})\.? (\d{1,2}),? (\d{4})(?!\d)/gu;

/** Example: `2023`. */
const YEAR = /\d{4}/;

interface Found {
  year: number;
  month: number;
  day: number;
  end: number;
}

function findDay(text: string, months: ReadonlyMap<string, number>): Found | null {
  for (const match of text.matchAll(DAY_FIRST)) {
    const month = months.get(fold(match[2] ?? ''));
    if (month !== undefined)
      return { year: Number(match[3]), month, day: Number(match[1]), end: match.index + match[0].length };
  }
  for (const match of text.matchAll(MONTH_FIRST)) {
    const month = months.get(fold(match[1] ?? ''));
    if (month !== undefined)
      return { year: Number(match[3]), month, day: Number(match[2]), end: match.index + match[0].length };
  }
  const numeric = NUMERIC.exec(text);
  if (!numeric) return null;
  const end = numeric.index + numeric[0].length;
  const [first, second] = [Number(numeric[1]), Number(numeric[2])];
  // Systems that were left in English print the month first; where both may be meant, people of here print the day first.
  const [day, month] = second > 12 && first <= 12 ? [second, first] : [first, second];
  return { year: Number(numeric[3]), month, day, end };
}

/** Reads a date as people print it, with the time that follows it. */
export function readVisibleDate(text: string, words: ReadingWords, zone: string): ReadDate | null {
  const short = text.slice(0, 300);
  if (!YEAR.test(short)) return null;
  const found = findDay(short, words.months);
  if (found === null) return readMachineDate(short, zone);
  const time = TIME.exec(short.slice(found.end, found.end + 30));
  const named = words.zones.get(fold(time?.[4] ?? ''));
  const clock = clockFrom(time?.[1], time?.[2], time?.[3], named ?? zone);
  return dateOf(found.year, found.month, found.day, clock);
}
