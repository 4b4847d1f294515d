/** Dating: which printed date is the date of a step, of the act, of a statement; and the date of a report (ruling 11.3). */
import type { DateValue } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import type { DateMention } from '../text/text.js';
import type { Mark, Passage } from './passage.js';
import { evidence, evidenceOf } from './passage.js';
import type { StepTelling } from './steps.js';
import { inferred, stated } from './why.js';

type Basis = DateValue['basis'];

/** What is said of a date that could not be taken as printed. */
const DOUBT_MESSAGES: Record<string, string> = {
  weekday_mismatch: 'The printed weekday is not that of the printed date.',
};

/** Doubts of all printed dates of a passage, with their places. */
export function dateDoubts(passage: Passage): Doubt[] {
  return passage.analysed.dates.flatMap((date) => {
    if (isMuted(passage, date)) return [];
    return date.doubts.map((code): Doubt => ({
      code,
      message: `${DOUBT_MESSAGES[code] ?? 'The date could not be taken as printed.'} Printed: ${date.raw}`,
      span: [date.start, date.end],
    }));
  });
}

const isMuted = (passage: Passage, date: DateMention): boolean =>
  passage.muted[sentenceOf(passage, date)] === true;

const sentenceOf = (passage: Passage, date: DateMention): number =>
  passage.analysed.sentences.findIndex(
    (sentence) => date.first >= sentence.first && date.first < sentence.last,
  );

/** A printed date as a value. */
export function dateValue(passage: Passage, date: DateMention, basis: Basis): DateValue | null {
  if (date.value === null) return null;
  const stretch = evidenceOf(passage, date.first, date.last);
  const why =
    date.yearStated && date.deictic === null
      ? stated(`date/${date.form}`, stretch)
      : inferred(`date/${date.form}`, stretch);
  const precision =
    date.value.length === 10
      ? date.precision === 'week'
        ? 'week'
        : 'day'
      : date.value.length === 7
        ? 'month'
        : 'year';
  return { value: date.value, precision, basis, raw: date.raw, ...why };
}

/** Dates of a sentence that are no statement dates: those nearer to the given mark than to a verb of saying. */
export function dateOfMark(passage: Passage, mark: Mark, basis: Basis): DateValue | null {
  const row = passage.bySentence[mark.sentence] ?? [];
  let best: DateMention | null = null;
  let distance = Infinity;
  for (const date of datesIn(passage, mark.sentence)) {
    if (isStatementDate(date, row, mark)) continue;
    const gap = date.first >= mark.last ? date.first - mark.last : mark.first - date.last;
    const crosses = stepsBetween(row, mark, date);
    const cost = gap + crosses * 12;
    if (cost < distance && cost <= 45) {
      distance = cost;
      best = date;
    }
  }
  return best === null ? null : dateValue(passage, best, basis);
}

const datesIn = (passage: Passage, sentence: number): DateMention[] => {
  const span = passage.analysed.sentences[sentence];
  return span === undefined
    ? []
    : passage.analysed.dates.filter(
        (date) => date.value !== null && date.first >= span.first && date.first < span.last,
      );
};

const stepsBetween = (row: readonly Mark[], mark: Mark, date: DateMention): number =>
  row.filter(
    (other) =>
      other !== mark && (other.kind === 'step' || other.kind === 'violation') && inside(other, mark, date),
  ).length;

const inside = (other: Mark, mark: Mark, date: DateMention): boolean =>
  date.first >= mark.last
    ? other.first >= mark.last && other.last <= date.first
    : other.first >= date.last && other.last <= mark.first;

/** "..., ujarnya, Rabu (8/11)": a date that follows a verb of saying dates the words, not what they tell of. */
function isStatementDate(date: DateMention, row: readonly Mark[], mark: Mark): boolean {
  const speech = row.filter((other) => other.kind === 'speech');
  const near = speech.some(
    (other) =>
      Math.abs(date.first - other.last) <= 14 && other.first >= mark.last && date.first >= other.first,
  );
  if (near) return true;
  return speech.some(
    (other) => date.first >= other.last && date.first - other.last <= 3 && mark.first < other.first,
  );
}

/** All statement dates of a passage, in order. */
export function statementDates(
  passage: Passage,
  now: string | null,
): { value: DateValue; sentence: number }[] {
  const found: { value: DateValue; sentence: number }[] = [];
  for (const date of passage.analysed.dates) {
    const sentence = sentenceOf(passage, date);
    if (sentence < 0 || passage.muted[sentence] === true || date.value === null) continue;
    const row = passage.bySentence[sentence] ?? [];
    const speech = row.filter((mark) => mark.kind === 'speech');
    if (speech.length === 0) continue;
    const value = dateValue(passage, date, 'statement');
    if (value !== null && value.precision === 'day' && (now === null || value.value <= now))
      found.push({ value, sentence });
  }
  return found;
}

/** Roman month in a letter number: "4283/XI/BKPSDM Tahun 2023" gives 2023-11 (codebook 6). */
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
// "100.3.4.2/4283/XI/BKPSDM Tahun 2023": a roman month between slashes, and a year within twelve characters of the end
const YEAR_NEAR = /(?:19|20)\d{2}/;

/** Month that a letter number carries; null when it has none. */
export function letterDate(telling: StepTelling, document: string | null): DateValue | null {
  if (document === null) return null;
  const at = telling.passage.text.indexOf(document);
  if (at < 0) return null;
  const parts = document.split('/');
  const after = telling.passage.text.slice(at, at + document.length + 14);
  const year =
    YEAR_NEAR.exec(parts.slice(1).join('/'))?.[0] ?? YEAR_NEAR.exec(after.slice(document.length))?.[0];
  const roman = parts.slice(1).find((part) => ROMAN.includes(part.toUpperCase()));
  const arabic = parts.slice(1).find((part) => /^(?:0?[1-9]|1[0-2])$/.test(part));
  const month = roman === undefined ? Number(arabic ?? 0) : ROMAN.indexOf(roman.toUpperCase()) + 1;
  if (year === undefined || month < 1) return null;
  const stretch = { in: telling.passage.in, start: at, end: at + document.length };
  return {
    value: `${year}-${String(month).padStart(2, '0')}`,
    precision: 'month',
    basis: 'letter',
    raw: document,
    ...inferred('date/letter-number', stretch),
  };
}

/** The date of a report: of its stage, else of the act, else of the nearest statement as a bound (ruling 11.3). */
export function reportDate(
  stage: StepTelling | null,
  acts: readonly { passage: Passage; mark: Mark }[],
  near: number,
  passage: Passage,
  now: string | null,
): DateValue | null {
  if (stage !== null) {
    const own = dateOfMark(stage.passage, stage.mark, 'stage');
    if (own !== null) return own;
    const letter = letterDate(stage, null);
    if (letter !== null) return letter;
  }
  const statement = nearestStatement(passage, near, now);
  if (stage === null || stage.code === 'act_occurred') {
    for (const act of acts) {
      const own = dateOfMark(act.passage, act.mark, 'act');
      if (own !== null) return own;
    }
  }
  return statement;
}

/** The statement date nearest to a sentence, as "on or before". */
export function nearestStatement(passage: Passage, near: number, now: string | null): DateValue | null {
  const all = statementDates(passage, now).toSorted(
    (a, b) => Math.abs(a.sentence - near) - Math.abs(b.sentence - near),
  );
  const best = all[0];
  return best === undefined ? null : { ...best.value, precision: 'on_or_before' };
}

/** Evidence of a mark for callers that only have the mark. */
export const markEvidence = evidence;
