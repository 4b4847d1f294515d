/** Told dates: every printed date of a passage with what it dates: words that were said, an act, a step, or a line of origin. */
import type { DateMention } from '../text/text.js';
import type { Mark, Passage } from './passage.js';
import { sentenceAt } from './sentence-at.js';

/** A printed date and what stands around it. */
export interface ToldDate {
  date: DateMention;
  value: string;
  sentence: number;
  /** It dates the words of a speaker: "..., said A, Wednesday (8/11)". */
  statement: boolean;
  /** It stands in the line of origin that opens an article. */
  dateline: boolean;
  /** An act is told in its sentence. */
  acts: boolean;
  /** The step or act that stands nearest in its sentence. */
  nearest: Mark | null;
  /** It stands alone as a sentence of a chronicle, and dates what follows up to the next of its kind. */
  heading: boolean;
}

const known = new WeakMap<Passage, ToldDate[]>();

/** The dates of the unmuted sentences of a passage, in order; stamps of publication and unknown days are left out. */
export function toldDates(passage: Passage): ToldDate[] {
  const before = known.get(passage);
  if (before !== undefined) return before;
  const told: ToldDate[] = [];
  for (const date of passage.analysed.dates) {
    const sentence = sentenceAt(passage, date.first);
    if (sentence < 0 || passage.muted[sentence] === true) continue;
    if (date.value === null || date.form === 'stamp' || isOfLife(passage, date)) continue;
    const row = passage.bySentence[sentence] ?? [];
    const dateline = isDateline(passage, date);
    told.push({
      date,
      value: plannedValue(passage, date, row) ?? date.value,
      sentence,
      statement: isDay(date) && isStatement(passage, date, row, sentence),
      acts: row.some((mark) => mark.kind === 'violation'),
      dateline,
      nearest: nearestMark(passage, date, row),
      heading: !dateline && isAlone(passage, date, sentence),
    });
  }
  anchorInChronicle(told);
  pointBack(told);
  anchorInQuotes(passage, told);
  known.set(passage, told);
  return told;
}

const LIFE = 3; // words between "born" or "sworn in" and the day

/** "kelahiran Klaten, 4 Mei 1970", "yang dilantik 5 Juni": a day in somebody's life or office, not in the case. */
function isOfLife({ analysed: { tokens }, grammar }: Passage, date: DateMention): boolean {
  for (let token = date.first - 1; token >= Math.max(0, date.first - LIFE); token -= 1)
    if (grammar.lifeEvents.includes(tokens.folded[token] ?? '')) return true;
  return false;
}

const DAY = 86_400_000;

/** "On the same day" is the day of what was done, not that of the act told in between. */
function pointBack(told: ToldDate[]): void {
  told.forEach((one, index) => {
    if (one.date.back === null) return;
    const base = told
      .slice(0, index)
      .findLast(
        (other) => isDay(other.date) && other.value.length === 10 && other.nearest?.kind !== 'violation',
      );
    if (base !== undefined && one.sentence - base.sentence <= POINTS)
      one.value = new Date(Date.parse(base.value) + one.date.back * DAY).toISOString().slice(0, 10);
  });
}

/**
 * "Today" within a quotation is the day on which it was said: that of the statement behind it in its paragraph, else the
 * day told last before it, where that is no more than two days earlier.
 */
function anchorInQuotes({ analysed }: Passage, told: readonly ToldDate[]): void {
  told.forEach((one, index) => {
    const { fromNow, start, end } = one.date;
    if (fromNow === null || one.date.value !== one.value) return;
    if (!analysed.quotes.some((quote) => start >= quote.start && end <= quote.end)) return;
    const paragraph = analysed.sentences[one.sentence]?.paragraph;
    const numbered = (other: ToldDate): boolean =>
      isDay(other.date) && other.value.length === 10 && other.date.fromNow === null;
    const said = told.find(
      (other, at) =>
        at > index &&
        other.statement &&
        numbered(other) &&
        analysed.sentences[other.sentence]?.paragraph === paragraph,
    );
    const day = said ?? (fromNow > 0 ? undefined : told.slice(0, index).findLast(numbered));
    if (day === undefined) return;
    const value = new Date(Date.parse(day.value) + fromNow * DAY).toISOString().slice(0, 10);
    const earlier = (Date.parse(one.value) - Date.parse(value)) / DAY;
    if (earlier >= 0 && earlier <= (said === undefined ? 2 : POINTS)) one.value = value;
  });
}

const POINTS = 5; // sentences back to the date that is pointed at

/** "4 February." on a line of its own. */
function isAlone(passage: Passage, date: DateMention, sentence: number): boolean {
  const span = passage.analysed.sentences[sentence];
  return isDay(date) && span !== undefined && span.first === date.first && span.last === date.last;
}

/** In a chronicle, "today" is the day that the entry stands under. A single date that stands alone makes none. */
function anchorInChronicle(told: ToldDate[]): void {
  const headings = told.filter(({ heading }) => heading);
  if (headings.length < 2) {
    for (const one of headings) one.heading = false;
    return;
  }
  let day: string | null = null;
  for (const one of told) {
    if (one.heading) day = one.value;
    else if (
      day !== null &&
      one.date.form === 'deictic' &&
      one.date.precision === 'day' &&
      one.date.direction === '='
    )
      one.value = day;
  }
}

/** A day, be it one that dropped to its month because its weekday is wrong. */
export const isDay = (date: DateMention): boolean =>
  date.precision === 'day' || (date.weekday !== null && date.precision === 'month');

const WEEK = 7 * DAY;

/** A bare weekday beside something planned is the coming one: "the verdict is due Thursday". */
function plannedValue(passage: Passage, date: DateMention, row: readonly Mark[]): string | null {
  if (date.form !== 'weekday' || date.deictic !== null || date.value === null) return null;
  const nearest = nearestMark(passage, date, row);
  const cue = row.some(
    (mark) => mark.kind === 'modality' && mark.code === 'planned' && Math.abs(mark.last - date.first) <= 4,
  );
  if (!cue && nearest?.reality !== 'planned') return null;
  return new Date(Date.parse(date.value) + WEEK).toISOString().slice(0, 10);
}

const FAR = 40; // tokens from a verb of saying to the date of the words, past titles and positions
const NEAR = 4;
const OPENS = 10; // words of a phrase that opens a sentence
const SPEAKER = 14; // words of who speaks, titles and all

/**
 * A date behind a verb of saying dates the words when a comma parts it from what is told ("said the head of the
 * bureau, A. B., Wednesday") or when it follows at once; a date without a comma inside the reported clause does not.
 * A date that opens the sentence before a verb of saying dates the words too, and so does one between commas right
 * before the verb ("A. B. in Nabire, Wednesday, said"), after which no other date does. Verbs of saying inside a step
 * ("declared him guilty") say nothing, and what is told "according to" a paper has the day of the deed.
 */
function isStatement(passage: Passage, date: DateMention, row: readonly Mark[], sentence: number): boolean {
  const { breakBefore } = passage.analysed.tokens;
  const opening = passage.analysed.sentences[sentence]?.first ?? 0;
  const parted = (breakBefore[date.first] ?? 0) >= 2;
  const quote = passage.analysed.quotes.find(({ start, end }) => date.start >= start && date.end <= end);
  return row.some((speech) => {
    if (speech.kind !== 'speech' || isWithinTelling(speech, row)) return false;
    // What a speaker dates within a quotation is not when it was said.
    if (quote !== undefined && (speech.start < quote.start || speech.end > quote.end)) return false;
    const after = date.first - speech.last;
    if (after >= 0) {
      if (speech.props['date'] === 'deed') return false;
      if (hasDateBefore(passage, speech)) return false;
      if (!parted) return after <= NEAR && isTag(passage, speech, row, date.first);
      return after <= NEAR || (after <= FAR && !tellsBetween(row, speech.last, date.first, 3));
    }
    const before = speech.first - date.last;
    if (parted && before === 0) return true;
    // "Saat jumpa pers di kantornya, Selasa (8/10), Ketua X menyebut": a phrase of its own that opens the sentence.
    const apart = (breakBefore[date.last] ?? 0) >= 2;
    return (
      date.first - opening <= (apart ? OPENS : NEAR) &&
      before >= 0 &&
      before <= (apart ? SPEAKER : 6) &&
      !tellsBetween(row, opening, speech.first, 1)
    );
  });
}

/** "..., said Budi Wednesday": a verb behind a comma or quotation, or with nothing but a name between it and the date. */
function isTag({ analysed: { tokens } }: Passage, speech: Mark, row: readonly Mark[], date: number): boolean {
  const ends = (one: Mark): boolean => (tokens.breakBefore[one.first] ?? 0) >= 2;
  // "..., said Budi when telephoned by us on Monday"
  const goesOn = (one: Mark): boolean =>
    one.kind === 'speech' && one.first <= speech.first && !tellsBetween(row, one.last, date, 1);
  if (row.some((one) => goesOn(one) && ends(one))) return true;
  for (let token = speech.last; token < date; token += 1) if (tokens.capital[token] === 0) return false;
  return true;
}

/** "declared him guilty" is a verdict, not words. */
const isWithinTelling = (speech: Mark, row: readonly Mark[]): boolean =>
  row.some((mark) => isTelling(mark) && mark.first <= speech.first && mark.last >= speech.last);

/** Whether a date between commas stands right before a verb of saying. */
const hasDateBefore = ({ analysed }: Passage, speech: Mark): boolean =>
  analysed.dates.some(
    (date) =>
      date.last === speech.first &&
      (analysed.tokens.breakBefore[date.first] ?? 0) >= 2 &&
      (analysed.tokens.breakBefore[speech.first] ?? 0) >= 2,
  );

/** Whether at least `n` steps or acts are told between two tokens. */
const tellsBetween = (row: readonly Mark[], from: number, to: number, n: number): boolean =>
  row.filter((mark) => isTelling(mark) && mark.first >= from && mark.last <= to).length >= n;

const isTelling = (mark: Mark): boolean => mark.kind === 'step' || mark.kind === 'violation';

/** "Mataram, 19/1 (Agency) - ...": a date within the first words of the text, before a dash. */
function isDateline(passage: Passage, date: DateMention): boolean {
  const { tokens } = passage.analysed;
  if (date.first > 6) return false;
  const end = tokens.start[Math.min(tokens.count - 1, date.last + 5)] ?? date.end;
  // ") - ", " -- ", " – "
  return /\s[-\u2013\u2014]{1,2}\s/u.test(tokens.text.slice(date.end, end));
}

const REASON = 25; // words that a reason puts between a date and what it gives

/** "diperiksa pada Senin karena ...": what a reason gives is not dated by the day before it. */
function isReason({ analysed: { tokens }, grammar }: Passage, from: number, to: number): boolean {
  for (let token = from; token < to; token += 1)
    if (grammar.reasons.includes(tokens.folded[token] ?? '')) return true;
  return false;
}

/** "diperiksa karena berkampanye di lapangan, Rabu (9/10)": behind a comma a day is that of the main verb. */
const isSubordinate = (passage: Passage, date: DateMention, act: Mark, row: readonly Mark[]): boolean =>
  act.kind === 'violation' &&
  (passage.analysed.tokens.breakBefore[date.first] ?? 0) >= 2 &&
  row.some(
    (step) => step.kind === 'step' && step.last <= act.first && isReason(passage, step.last, act.first),
  );

const HELD_WITHIN = 5; // words between "took place" and the day

/** "Pemeriksaan terhadap lurah yang berkampanye berlangsung Jumat": the noun that opens the sentence took place that day. */
function heldBefore({ analysed, grammar }: Passage, date: DateMention, row: readonly Mark[]): Mark | null {
  const { folded } = analysed.tokens;
  for (let token = date.first - 1; token >= Math.max(0, date.first - HELD_WITHIN); token -= 1) {
    if (!grammar.heldVerbs.includes(folded[token] ?? '')) continue;
    const noun = row.find((mark) => mark.kind === 'step' && mark.voice === 'nominal' && mark.last <= token);
    const other = row.some((mark) => isTelling(mark) && mark.first >= token && mark.last <= date.first);
    return other ? null : (noun ?? null);
  }
  return null;
}

function nearestMark(passage: Passage, date: DateMention, row: readonly Mark[]): Mark | null {
  const held = heldBefore(passage, date, row);
  if (held !== null) return held;
  let best: Mark | null = null;
  let distance = Infinity;
  for (const mark of row) {
    if (!isTelling(mark)) continue;
    // What stands before a date is dated by it rather than what follows.
    const gap =
      mark.last <= date.first
        ? date.first - mark.last + (isSubordinate(passage, date, mark, row) ? REASON : 0)
        : (mark.first - date.last) * 1.3 + 1 + (isReason(passage, date.last, mark.first) ? REASON : 0);
    if (gap < distance) {
      distance = gap;
      best = mark;
    }
  }
  return best;
}
