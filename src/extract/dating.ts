/** Dating: which printed date is the date of a step, of the act, of a statement; and the date of a report (ruling 11.3). */
import type { ElectionCalendar } from '../model/dictionary.js';
import type { DateValue, ReportStep } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import type { DateMention } from '../text/text.js';
import { daysBetween } from './calendars.js';
import { letterDate } from './letter-dates.js';
import type { Mark, Passage } from './passage.js';
import { evidenceOf } from './passage.js';
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
export function dateValue(passage: Passage, date: DateMention, basis: Basis): DateValue | null {
  if (date.value === null) return null;
  const stretch = evidenceOf(passage, date.first, date.last);
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

/** What is to be dated: a mark of a step or an act, in a sentence, seen from the day of publication. */
interface Wanted {
  mark: Mark | null;
  sentence: number;
  basis: 'stage' | 'act';
  planned: boolean;
  historical: boolean;
  now: string | null;
}

/** Costs of taking a date, in words of distance. */
const COST = {
  otherSentence: 24,
  perSentence: 10,
  before: 5,
  paragraph: 4,
  statement: 26,
  dateline: 40,
  act: 30,
  otherStep: 16,
  between: 10,
  month: 8,
  monthElsewhere: 24,
  year: 70,
  laterTelling: 3,
  noWeekday: 5,
  bareWeekday: 8,
} as const;
/** A date beyond this is told of something else. */
const MOST = 75;
const MOST_STATEMENT = 400;

/** The cheapest date for what is wanted; null when none is near enough. */
function cheapest(
  passage: Passage,
  wanted: Wanted,
  allow: (told: ToldDate) => boolean,
): { told: ToldDate; cost: number } | null {
  let best: { told: ToldDate; cost: number } | null = null;
  for (const told of toldDates(passage)) {
    if (!allow(told) || !fitsTime(told, wanted)) continue;
    const cost = costOf(passage, told, wanted);
    if (cost <= (told.statement ? MOST_STATEMENT : MOST) && (best === null || cost < best.cost))
      best = { told, cost };
  }
  return best;
}

/** What happened did so before the news of it; what is planned comes after. Bare years date only what is long past. */
function fitsTime(told: ToldDate, wanted: Wanted): boolean {
  const { value } = told;
  if (value.length === 4 && !wanted.historical) return false;
  if (wanted.now === null) return true;
  const today = wanted.now.slice(0, value.length);
  return wanted.planned ? value >= today : value <= today;
}

function costOf(passage: Passage, told: ToldDate, wanted: Wanted): number {
  const apart = Math.abs(told.sentence - wanted.sentence);
  let cost = apart === 0 ? distanceTo(passage, told, wanted) : COST.otherSentence + COST.perSentence * apart;
  if (apart > 0) {
    if (told.sentence < wanted.sentence) cost += COST.before;
    if (paragraphOf(passage, told.sentence) !== paragraphOf(passage, wanted.sentence)) cost += COST.paragraph;
  }
  if (told.statement) cost += COST.statement;
  if (told.dateline) cost += COST.dateline;
  // News dates what is new by weekday and day: "Rabu (8/11)".
  if (told.date.form === 'weekday') cost += COST.bareWeekday;
  else if (told.date.weekday === null) cost += COST.noWeekday;
  return cost + ofSomethingElse(told, wanted) + forPrecision(told, wanted, apart) + forAge(told, wanted);
}

function forPrecision({ value, date }: ToldDate, { historical }: Wanted, apart: number): number {
  if (value.length === 4) return historical ? COST.month : COST.year;
  if (isDay(date)) return 0;
  return apart === 0 || historical ? COST.month : COST.monthElsewhere;
}

/** What is news is young: the older a date, the likelier it is background. Days before publication to words. */
const AGE: readonly (readonly [days: number, cost: number])[] = [
  [90, 14],
  [30, 10],
  [8, 6],
];

function forAge({ value }: ToldDate, { historical, now }: Wanted): number {
  if (historical || now === null || value.length !== 10) return 0;
  const days = daysBetween(value, now);
  return AGE.find(([least]) => days > least)?.[1] ?? 0;
}

const paragraphOf = (passage: Passage, sentence: number): number =>
  passage.analysed.sentences[sentence]?.paragraph ?? -1;

/** A date beside an act, or beside another step, is that one's. */
function ofSomethingElse(told: ToldDate, wanted: Wanted): number {
  const { nearest } = told;
  if (nearest === null || nearest === wanted.mark || told.statement) return 0;
  if (nearest.kind !== 'violation' && nearest.code === wanted.mark?.code) return 0;
  const act = nearest.kind === 'violation' || (told.acts && told.sentence !== wanted.sentence);
  if (act) return wanted.basis === 'act' ? 0 : COST.act;
  return COST.otherStep;
}

function distanceTo(passage: Passage, told: ToldDate, { mark, sentence }: Wanted): number {
  if (mark === null) return 10;
  const { date } = told;
  const [from, to] = date.first >= mark.last ? [mark.last, date.first] : [date.last, mark.first];
  const between = (passage.bySentence[sentence] ?? []).filter(
    (other) =>
      other !== mark &&
      (other.kind === 'step' || other.kind === 'violation') &&
      other.first >= from &&
      other.last <= to,
  );
  return Math.min(40, Math.max(0, to - from)) + COST.between * between.length;
}

function asValue(passage: Passage, told: ToldDate, basis: Basis): DateValue | null {
  const printed = dateValue(passage, told.date, told.statement || told.dateline ? 'statement' : basis);
  if (printed === null) return null;
  const value = weekAsMonth({ ...printed, value: told.value });
  return value.basis === 'statement' ? { ...value, precision: 'on_or_before' } : value;
}

/** Whether a date without a year is the day on which some election of these years votes: nobody is sanctioned on it. */
function isVotingDay(told: ToldDate, elections: readonly ElectionCalendar[], now: string | null): boolean {
  if (told.value.length !== 10) return false;
  const year = Number((now ?? told.value).slice(0, 4));
  return elections.some((calendar) =>
    calendar.voting.some(
      (day) =>
        day === told.value ||
        (!told.date.yearStated &&
          day.slice(5) === told.value.slice(5) &&
          Math.abs(Number(day.slice(0, 4)) - year) <= 1),
    ),
  );
}

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
  elections: readonly ElectionCalendar[],
): DateValue | null {
  const allow = (told: ToldDate): boolean => !isVotingDay(told, elections, now);
  let best: { told: ToldDate; cost: number; basis: Basis } | null = null;
  const weigh = (found: { told: ToldDate; cost: number } | null, basis: Basis): void => {
    if (found !== null && (best === null || found.cost < best.cost)) best = { ...found, basis };
  };
  steps.forEach((step, index) => {
    if (step.passage !== passage) return;
    const found = cheapest(passage, wantedOf(step, now), allow);
    if (found !== null)
      weigh({ ...found, cost: found.cost + COST.laterTelling * Math.min(index, 5) }, 'stage');
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

/** The latest past day that the article tells of: what it tells happened on that day or before. */
function latestTold(
  passage: Passage,
  now: string | null,
  allow: (told: ToldDate) => boolean,
): DateValue | null {
  const days = toldDates(passage)
    .filter((told) => isDay(told.date) && (now === null || told.value <= now) && allow(told))
    .toSorted((a, b) => b.value.localeCompare(a.value) || a.sentence - b.sentence);
  const latest = days[0];
  if (latest === undefined) return null;
  const value = dateValue(passage, latest.date, 'statement');
  if (value === null) return null;
  const { evidence } = value;
  return { ...value, precision: 'on_or_before', ...inferred('date/latest-told', ...evidence) };
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
