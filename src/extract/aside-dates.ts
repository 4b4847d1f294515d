/** Aside dates: when something long past happened that is told in passing; often only the year of an election (ruling 11.13). */
import type { Dictionary } from '../model/dictionary.js';
import type { DateValue } from '../model/report.js';
import { citationsIn } from './citations.js';
import type { Mark, Passage } from './passage.js';
import { evidenceOf } from './passage.js';
import { toldDates } from './told-dates.js';
import { stated } from './why.js';

/** A date or a bare year that may date an aside. */
export interface AsideDate {
  value: string;
  first: number; // token
  last: number;
  sentence: number;
}

const ELSEWHERE = 24; // words that a date in the sentence before is farther off than one in the same
const AFTERWARDS = 40;

/** The printed date or bare year nearest to something told in passing, in its sentence or beside it; null when there is none. */
export function asideDate(
  marks: readonly Mark[],
  passage: Passage,
  dictionary: Dictionary,
  now: string | null,
): AsideDate | null {
  let best: { date: AsideDate; cost: number } | null = null;
  for (const mark of marks) {
    for (const date of datesNear(passage, mark.sentence, dictionary)) {
      if (now !== null && date.value > now.slice(0, date.value.length)) continue;
      const cost = costOf(date, mark);
      if (best === null || cost < best.cost) best = { date, cost };
    }
  }
  return best?.date ?? null;
}

function costOf(date: AsideDate, mark: Mark): number {
  const apart = date.sentence - mark.sentence;
  if (apart !== 0) return apart < 0 ? ELSEWHERE : AFTERWARDS;
  return Math.min(ELSEWHERE - 1, Math.max(date.first - mark.last, mark.first - date.last, 0));
}

function datesNear(passage: Passage, sentence: number, dictionary: Dictionary): AsideDate[] {
  const near = (at: number): boolean => Math.abs(at - sentence) <= 1;
  const laws = citationsIn(passage, dictionary).filter((citation) => near(citation.sentence));
  const inLaw = (first: number): boolean => laws.some((law) => first >= law.first && first < law.last);
  const told = toldDates(passage)
    .filter((date) => near(date.sentence) && !date.statement && !date.dateline && !inLaw(date.date.first))
    .map(({ value, sentence: at, date: { first, last } }) => ({ value, first, last, sentence: at }));
  const taken = (token: number): boolean =>
    inLaw(token) || passage.analysed.dates.some(({ first, last }) => token >= first && token < last);
  return [...told, ...[sentence - 1, sentence, sentence + 1].flatMap((at) => bareYears(passage, at, taken))];
}

// "2017" in "the election of 2017"
const YEAR = /^(?:199|20[0-4])\d$/;

function bareYears(passage: Passage, sentence: number, taken: (token: number) => boolean): AsideDate[] {
  const span = passage.analysed.sentences[sentence];
  if (span === undefined || passage.muted[sentence] === true) return [];
  const { folded } = passage.analysed.tokens;
  const years: AsideDate[] = [];
  for (let token = span.first; token < span.last; token += 1) {
    const value = folded[token] ?? '';
    if (YEAR.test(value) && !taken(token)) years.push({ value, first: token, last: token + 1, sentence });
  }
  return years;
}

/** An aside's date as that of its stage. */
export function asideValue(passage: Passage, { value, first, last }: AsideDate): DateValue {
  const stretch = evidenceOf(passage, first, last);
  const precision = value.length === 10 ? 'day' : value.length === 7 ? 'month' : 'year';
  const raw = passage.text.slice(stretch.start, stretch.end);
  return { value, precision, basis: 'stage', raw, ...stated('date/aside', stretch) };
}
