/** Date costs: how far a printed date is from what is to be dated, in words and in what stands between (codebook 7.1). */
import { daysBetween } from './calendars.js';
import type { Mark, Passage } from './passage.js';
import { isDay, type ToldDate, toldDates } from './told-dates.js';

/** What is to be dated: a mark of a step or an act, in a sentence, seen from the day of publication. */
export interface Wanted {
  mark: Mark | null;
  sentence: number;
  basis: 'stage' | 'act';
  planned: boolean;
  historical: boolean;
  now: string | null;
}

/** Costs of taking a date, in words of distance. */
const COST = {
  heading: 20,
  back: 30,
  otherSentence: 24,
  perSentence: 10,
  before: 5,
  paragraph: 4,
  statement: 26,
  dateline: 40,
  /** Decisions are dated by their letters. */
  lettered: -14,
  act: 38,
  otherStep: 16,
  between: 10,
  month: 8,
  monthElsewhere: 34,
  year: 70,
  noWeekday: 5,
  bareWeekday: 8,
} as const;
/** A date beyond this is told of something else; statements reach as far as MOST_APART. */
const MOST = 75;

/** The cheapest date for what is wanted; null when none is near enough. */
export function cheapest(
  passage: Passage,
  wanted: Wanted,
  allow: (told: ToldDate) => boolean,
): { told: ToldDate; cost: number } | null {
  let best: { told: ToldDate; cost: number } | null = null;
  const around = datesAround(toldDates(passage), wanted.sentence);
  const entry = around.findLast(({ heading, sentence }) => heading && sentence < wanted.sentence);
  for (const told of around) {
    if (!allow(told) || !fitsTime(told, wanted)) continue;
    if (told.heading && entry !== told) continue;
    const cost = costOf(passage, told, wanted);
    if ((told.statement || cost <= MOST) && (best === null || cost < best.cost)) best = { told, cost };
  }
  return best;
}

/** What became of a printed date that was weighed. */
export interface WeighedDate {
  told: ToldDate;
  cost: number;
  /** Why it could not be taken; null where it was only dearer, or is the one. */
  refused: 'voting_day' | 'wrong_time' | 'too_far' | null;
}

/** All dates around what is wanted, the cheapest first, with what refused them; for explanations. */
export function weighDates(
  passage: Passage,
  wanted: Wanted,
  allow: (told: ToldDate) => boolean,
): WeighedDate[] {
  return datesAround(toldDates(passage), wanted.sentence)
    .map((told): WeighedDate => {
      const cost = costOf(passage, told, wanted);
      const far = !told.statement && cost > MOST;
      const refused = !allow(told)
        ? 'voting_day'
        : !fitsTime(told, wanted)
          ? 'wrong_time'
          : far
            ? 'too_far'
            : null;
      return { told, cost, refused };
    })
    .toSorted((a, b) => Number(a.refused !== null) - Number(b.refused !== null) || a.cost - b.cost);
}

/** Sentences away from a step in which a statement may still date it. */
const MOST_APART = 36;

/** The dates of the sentences around one; dates stand in the order of the text. */
function datesAround(told: readonly ToldDate[], sentence: number): readonly ToldDate[] {
  let low = 0;
  let high = told.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((told[middle]?.sentence ?? 0) < sentence - MOST_APART) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < told.length && (told[end]?.sentence ?? 0) <= sentence + MOST_APART) end += 1;
  return told.slice(low, end);
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
  if (told.heading) return COST.heading + (wanted.sentence - told.sentence);
  const apart = Math.abs(told.sentence - wanted.sentence);
  let cost = apart === 0 ? distanceTo(passage, told, wanted) : COST.otherSentence + COST.perSentence * apart;
  if (apart > 0) {
    if (told.sentence < wanted.sentence) cost += COST.before;
    else if (told.date.back !== null) cost += COST.back;
    if (paragraphOf(passage, told.sentence) !== paragraphOf(passage, wanted.sentence)) cost += COST.paragraph;
  }
  if (told.statement) cost += COST.statement;
  if (told.dateline) cost += COST.dateline;
  if (told.date.lettered) cost += COST.lettered;
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
  [90, 30],
  [30, 26],
  [15, 18],
  [8, 14],
  [5, 8],
  [3, 4],
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
  // What supervisors find somebody doing, they find on the day that he does it.
  const found = wanted.mark?.code === 'found_by_supervisor' && told.sentence === wanted.sentence;
  if (act) return wanted.basis === 'act' || found ? 0 : COST.act;
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
