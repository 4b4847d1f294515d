/** Date openings: the words before the numbers of a date: leads, deictics, weekday, market day and part of the day. */
import type { DateGrammar, Deictic } from './date-grammar.js';
import { isDayRange } from './date-parts.js';
import { HARD, LOWER, NUMBER, SENTENCE, SOFT, type Tokens } from './tokens.js';

/** Where reading has come to, and what was read. */
export interface Draft {
  at: number;
  weekday: number | null;
  deictic: Deictic | null;
  deicticWords: string | null;
  led: boolean;
  /** The night before the weekday is meant. */
  eve: boolean;
}

/** Leads, deictics, weekday, market day and part of the day, in the orders in which they come. */
export function takeOpening(tokens: Tokens, draft: Draft, to: number, grammar: DateGrammar): void {
  for (let round = 0; round < 6 && draft.at < to; round++) {
    if (round > 0 && (tokens.breakBefore[draft.at] ?? SENTENCE) >= SENTENCE) return;
    if (!takeOne(tokens, draft, to, grammar)) return;
  }
}

function takeOne(tokens: Tokens, draft: Draft, to: number, grammar: DateGrammar): boolean {
  const { at, weekday } = draft;
  if (weekday === null && takeEve(tokens, draft, to, grammar)) return true;
  const named =
    weekday === null && !isMonthPart(tokens, at, to, grammar) ? grammar.weekdays.at(tokens, at, to) : null;
  // "tanggal 5 bulan ini" is a day of this month, not five months ago.
  const counts = draft.led && tokens.kind[at] === NUMBER;
  const deictic = draft.deictic === null && !counts ? grammar.deictics.at(tokens, at, to) : null;
  // Small letters may mean a week: then only an offset ("last week") or a date behind it counts.
  const capital = (tokens.capital[at] ?? LOWER) !== LOWER || startsDate(tokens, named?.last ?? to, to);
  const weekBefore = deictic !== null && named !== null && deictic.last > named.last;
  if (named !== null && capital && !(weekBefore && isSentenceStart(tokens, at))) {
    draft.weekday = named.value;
    draft.at = skipDayWords(tokens, named.last, to, grammar);
    return true;
  }
  if (deictic !== null && (deictic.value.offset !== null || weekday !== null)) {
    draft.deictic = deictic.value;
    draft.deicticWords = tokens.text.slice(tokens.start[at], tokens.end[deictic.last - 1]);
    draft.at = deictic.last;
    return true;
  }
  const lead = grammar.leads.at(tokens, at, to);
  if (lead === null || lead.last >= to) return false;
  draft.at = lead.last;
  draft.led = true;
  return true;
}

/** "malam Minggu": the weekday, of small letters too, with the mark of its eve. */
function takeEve(tokens: Tokens, draft: Draft, to: number, grammar: DateGrammar): boolean {
  const eve = grammar.eves.at(tokens, draft.at, to);
  if (eve === null || eve.last >= to || (tokens.breakBefore[eve.last] ?? HARD) > SOFT) return false;
  const named = grammar.weekdays.at(tokens, eve.last, to);
  if (named === null) return false;
  draft.weekday = named.value;
  draft.eve = true;
  draft.at = skipDayWords(tokens, named.last, to, grammar);
  return true;
}

/** "Minggu kedua Oktober": the second week, no Sunday. */
function isMonthPart(tokens: Tokens, at: number, to: number, grammar: DateGrammar): boolean {
  const part = grammar.monthParts.at(tokens, at, to);
  return part !== null && part.last > at + 1;
}

const isSentenceStart = (tokens: Tokens, at: number): boolean =>
  at === 0 || (tokens.breakBefore[at] ?? 0) >= SENTENCE;

const startsDate = (tokens: Tokens, at: number, to: number): boolean =>
  at < to && tokens.kind[at] === NUMBER && (tokens.breakBefore[at] ?? SENTENCE) < SENTENCE;

/** Market days and parts of the day behind a weekday. */
function skipParts(tokens: Tokens, from: number, to: number, grammar: DateGrammar): number {
  let at = from;
  for (let round = 0; round < 2; round++) {
    if (at >= to || (tokens.breakBefore[at] ?? HARD) > SOFT) return at;
    const word = grammar.marketDays.at(tokens, at, to) ?? grammar.dayParts.at(tokens, at, to);
    if (word === null) return at;
    at = word.last;
    // "Sabtu malam Minggu": the night is named twice.
    const twice = grammar.eves.before(tokens, at, from) === null ? null : grammar.weekdays.at(tokens, at, to);
    if (twice !== null && (tokens.breakBefore[at] ?? HARD) <= SOFT) at = twice.last;
  }
  return at;
}

/** Market days, parts of the day and the end of a range of weekdays, behind a weekday. */
const skipDayWords = (tokens: Tokens, from: number, to: number, grammar: DateGrammar): number =>
  skipUntil(tokens, skipParts(tokens, from, to, grammar), to, grammar);

/** "Senin-Rabu (7-9/10)": the last weekday of a range, where a range of days stands behind it. */
function skipUntil(tokens: Tokens, at: number, to: number, grammar: DateGrammar): number {
  const link = grammar.links.at(tokens, at, to)?.last ?? at;
  if (link >= to || (tokens.breakBefore[link] ?? SENTENCE) > HARD) return at;
  const until = grammar.weekdays.at(tokens, link, to);
  return until !== null && until.last < to && isDayRange(tokens, until.last, to, grammar) ? until.last : at;
}
