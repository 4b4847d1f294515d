/** Dating: which printed date is the date of a step, of the act, of a statement; and the date of a report (ruling 11.3). */
import type { Dictionary } from '../model/dictionary.js';
import type { ElectionCalendar } from '../model/election-calendar.js';
import type { StepCode } from '../model/codes.js';
import type { DateValue, ReportStep } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import type { DateMention } from '../text/text.js';
import { asideDate, asideValue } from './aside-dates.js';
import { daysBetween } from './calendars.js';
import { cheapest, weighDates, type Wanted, type WeighedDate } from './date-costs.js';
import { letterDate } from './letter-dates.js';
import type { Mark, Passage } from './passage.js';
import { evidence } from './passage.js';
import { sentenceAt } from './sentence-at.js';
import type { StepTelling } from './steps.js';
import { isDay, toldDates, type ToldDate } from './told-dates.js';
import { inferred, stated } from './why.js';

type Basis = DateValue['basis'];

/** What is said of a date that could not be taken as printed. */
const DOUBT_MESSAGES: Record<string, string> = {
  weekday_mismatch: 'The printed weekday is not that of the printed date.',
};

/** Doubts of all printed dates of a passage, with their places. */
export function dateDoubts(passage: Passage): Doubt[] {
  return passage.analysed.dates.flatMap((date) => {
    if (passage.muted[sentenceAt(passage, date.first)] === true) return [];
    return date.doubts.map((code): Doubt => ({
      code,
      message: `${DOUBT_MESSAGES[code] ?? 'The date could not be taken as printed.'} Printed: ${date.raw}`,
      span: [date.start, date.end],
    }));
  });
}

/** A printed date as a value. */
function dateValue(passage: Passage, date: DateMention, basis: Basis): DateValue | null {
  if (date.value === null) return null;
  const stretch = evidence(passage, date);
  const certain = date.yearStated && date.deictic === null;
  const rule = `date/${date.form}`;
  const why = certain ? stated(rule, stretch) : inferred(rule, stretch);
  return { value: date.value, precision: precisionOf(date), basis, raw: date.raw, ...why };
}

/** "Last week" tells no day: the month, where the whole week lies in one; else a day of it, with precision week. */
function weekAsMonth(value: DateValue): DateValue {
  if (value.precision !== 'week') return value;
  const month = (days: number): string =>
    new Date(Date.parse(value.value) + days * 86_400_000).toISOString().slice(0, 7);
  return month(-3) === month(3) ? { ...value, value: month(0), precision: 'month' } : value;
}

function precisionOf(date: DateMention): DateValue['precision'] {
  if (date.precision === 'week') return 'week';
  const length = date.value?.length ?? 0;
  return length === 10 ? 'day' : length === 7 ? 'month' : 'year';
}

function asValue(passage: Passage, told: ToldDate, basis: Basis): DateValue | null {
  const printed = dateValue(passage, told.date, told.statement || told.dateline ? 'statement' : basis);
  if (printed === null) return null;
  const value = weekAsMonth({ ...printed, value: told.value });
  return value.basis === 'statement' ? { ...value, precision: 'on_or_before' } : value;
}

/** Whether a date without a year is the day on which some election of these years votes: nobody is sanctioned on it. */
function isVotingDay(told: ToldDate, elections: readonly ElectionCalendar[], now: string | null): boolean {
  const { value } = told;
  if (value.length !== 10 || isBare(told)) return false;
  const years = votingYears(elections).get(value.slice(5));
  if (years === undefined) return false;
  if (years.has(Number(value.slice(0, 4)))) return true;
  const year = Number((now ?? value).slice(0, 4));
  return !told.date.yearStated && [year - 1, year, year + 1].some((near) => years.has(near));
}

const votings = new WeakMap<readonly ElectionCalendar[], Map<string, Set<number>>>();

/** Years in which somebody votes, by month and day. */
function votingYears(elections: readonly ElectionCalendar[]): Map<string, Set<number>> {
  const known = votings.get(elections);
  if (known !== undefined) return known;
  const years = new Map<string, Set<number>>();
  for (const day of elections.flatMap(({ voting }) => voting))
    years.set(day.slice(5), (years.get(day.slice(5)) ?? new Set()).add(Number(day.slice(0, 4))));
  votings.set(elections, years);
  return years;
}

/** What comes first is what is new: cost of dating a step by a later telling of it. */
const LATER_TELLING = 3;

/** What a report has for its dating. */
export interface ReportTime {
  /** Tellings of the step that is the stage, or leads a measure; surest first. */
  steps: readonly StepTelling[];
  acts: readonly { passage: Passage; mark: Mark }[];
  /** Sentence about which to look for the date of a statement. */
  near: number;
}

/**
 * The date of a report: of its stage if the text gives it, else of the act, else of the nearest statement, as a bound
 * (ruling 11.3). `now` is the ISO day of publication. Days of voting are no dates of steps, whatever stands beside them.
 */
export function reportDate(
  { steps, acts, near }: ReportTime,
  passage: Passage,
  now: string | null,
  dictionary: Dictionary,
): DateValue | null {
  if (steps.length > 0 && steps.every((step) => step.reality === 'historical' && step.passage === passage)) {
    const aside = asideDate(
      steps.map(({ mark }) => mark),
      passage,
      dictionary,
      now,
    );
    return aside === null ? null : asideValue(passage, aside);
  }
  const allow = (told: ToldDate): boolean => !isVotingDay(told, dictionary.elections, now);
  let best: { told: ToldDate; cost: number; basis: Basis } | null = null;
  const weigh = (found: { told: ToldDate; cost: number } | null, basis: Basis): void => {
    if (found !== null && (best === null || found.cost < best.cost)) best = { ...found, basis };
  };
  steps.forEach((step, index) => {
    if (step.passage !== passage) return;
    const found = cheapest(
      passage,
      wantedOf(step, now),
      (told) => allow(told) && !isStale(told, step.code, now),
    );
    if (found !== null) weigh({ ...found, cost: found.cost + LATER_TELLING * Math.min(index, 5) }, 'stage');
  });
  if (steps.length === 0) {
    for (const { mark } of acts)
      weigh(cheapest(passage, { ...BARE, mark, sentence: mark.sentence, basis: 'act', now }, allow), 'act');
    weigh(
      cheapest(passage, { ...BARE, sentence: near, now }, (told) => told.statement && allow(told)),
      'statement',
    );
  }
  const found = best as { told: ToldDate; cost: number; basis: Basis } | null;
  if (found !== null) return asValue(passage, found.told, found.basis);
  return latestTold(passage, now, allow);
}

/**
 * Days after which the press no longer tells that something hangs, or has come to nothing, as its news: what lies further back is
 * the day of the letter that waits, of the hearing, or of the decision that was withdrawn. Of 98 such dates in open briefs 84 were of those.
 */
const NEWS: Readonly<Partial<Record<StepCode, number>>> = {
  sanction_pending: 3,
  tracing: 3,
  summoned: 3,
  not_registered: 3,
  assessed_no_violation: 7,
  transfer_annulled: 7,
};

/** Whether a date is too old to be that of such a step. */
function isStale({ value }: ToldDate, code: StepCode, now: string | null): boolean {
  const most = NEWS[code];
  return most !== undefined && now !== null && (value.length < DAY || daysBetween(value, now) > most);
}
const DAY = '2024-11-27'.length;

const BARE: Wanted = {
  mark: null,
  sentence: 0,
  basis: 'stage',
  planned: false,
  historical: false,
  now: null,
};

const wantedOf = (step: StepTelling, now: string | null): Wanted => ({
  mark: step.mark,
  sentence: step.mark.sentence,
  basis: step.code === 'act_occurred' || step.code === 'exposed_public' ? 'act' : 'stage',
  planned: step.reality === 'planned',
  historical: step.reality === 'historical',
  now,
});

/** How the printed dates weigh for a report, the cheapest first; for explanations. */
export function weighReportDates(
  { steps, acts, near }: ReportTime,
  passage: Passage,
  now: string | null,
  elections: readonly ElectionCalendar[],
): WeighedDate[] {
  const step = steps.find((one) => one.passage === passage);
  const act = acts[0];
  const wanted: Wanted =
    step !== undefined
      ? wantedOf(step, now)
      : act === undefined
        ? { ...BARE, sentence: near, now }
        : { ...BARE, mark: act.mark, sentence: act.mark.sentence, basis: 'act', now };
  const isOld = (told: ToldDate): boolean => step !== undefined && isStale(told, step.code, now);
  return weighDates(passage, wanted, (told) => !isVotingDay(told, elections, now) && !isOld(told));
}

/** Rule of a date that is only the latest of the article. */
export const LATEST_TOLD = 'date/latest-told';

const isOfAct = ({ nearest }: ToldDate): boolean => nearest?.kind === 'violation';

/** A weekday or "today" alone dates what goes on around the news; the news has its day in numbers. */
const isBare = ({ date }: ToldDate): boolean => date.form === 'weekday' || date.form === 'deictic';

/** The latest past day that the article tells of: what it tells happened on that day or before. */
function latestTold(
  passage: Passage,
  now: string | null,
  allow: (told: ToldDate) => boolean,
): DateValue | null {
  const days = toldDates(passage)
    .filter((told) => isDay(told.date) && (now === null || told.value <= now) && allow(told))
    .toSorted(
      (a, b) =>
        Number(isOfAct(a)) - Number(isOfAct(b)) ||
        Number(isBare(a)) - Number(isBare(b)) ||
        Number(a.value < b.value) - Number(b.value < a.value) ||
        a.sentence - b.sentence,
    );
  const latest = days[0];
  if (latest === undefined) return null;
  const value = dateValue(passage, latest.date, 'statement');
  if (value === null) return null;
  const { evidence } = value;
  return { ...value, precision: 'on_or_before', ...inferred(LATEST_TOLD, ...evidence) };
}

/** Most words between a step and its own date. */
const MOST_OWN = 40;

/** The date of a single step, where its sentence or the one beside it gives one; of a letter number otherwise. */
export function stepDate(
  step: Pick<ReportStep, 'value' | 'reality' | 'document' | 'evidence'>,
  passage: Passage,
  now: string | null,
  elections: readonly ElectionCalendar[],
): DateValue | null {
  const at = step.evidence[0];
  if (at === undefined || at.in !== passage.in) return null;
  const mark = markAt(passage, at.start, step.value);
  if (mark === null) return null;
  const wanted = {
    ...BARE,
    mark,
    sentence: mark.sentence,
    planned: step.reality === 'planned',
    historical: step.reality === 'historical',
    now,
  };
  const found = cheapest(
    passage,
    wanted,
    (told) => !told.statement && !told.dateline && !isVotingDay(told, elections, now),
  );
  if (found !== null && found.cost <= MOST_OWN) return asValue(passage, found.told, 'stage');
  return letterDate(passage, step.document);
}

function markAt(passage: Passage, start: number, code: string): Mark | null {
  const token = tokenAt(passage, start);
  const row = passage.bySentence[sentenceAt(passage, token)] ?? [];
  return row.find((mark) => mark.kind === 'step' && mark.code === code && mark.start === start) ?? null;
}

function tokenAt(passage: Passage, offset: number): number {
  const { start, count } = passage.analysed.tokens;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((start[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
