/** Elections: which election a report is about, its year from text or calendar (codebook 5; rulings 11.4, 11.29, 11.34). */
import type { ElectionType } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { ReportElection } from '../model/report.js';
import { daysBetween, familyOf, nearestCalendar, type Family } from './calendars.js';
import { chooseType, officeOfRegion, type ElectionQuestion, type TypeChoice } from './election-types.js';
import { electionVotes, type Vote } from './election-votes.js';
import { LATEST_TOLD } from './dating.js';
import type { Passage } from './passage.js';
import { inferred, stated } from './why.js';

/** A report dated this many days before publication is an aside on another time. */
const ASIDE_DAYS = 330;
/** A year this far back is not that of the election at hand, even where no other is named. */
const OLD_YEARS = 3;

/** The election of a report; null when neither words nor calendar support one. */
export function findElection(
  passages: readonly Passage[],
  dictionary: Dictionary,
  question: ElectionQuestion,
): ReportElection | null {
  const aside = isAside(question);
  const today = aside ? dayOf(question.date?.value ?? '') : question.now;
  const all = electionVotes(passages, dictionary, today);
  const own = all.filter((vote) => vote.passage.in === 'body' && question.sentences.has(vote.sentence));
  const isPast = pastVotes(all, dictionary, question);
  const current = aside ? votesOfAside(all, question.sentences) : all.filter((vote) => !isPast(vote));
  const votes = current.length > 0 ? current : all;
  const named = votes.filter((vote) => vote.type !== null);
  if (named.length === 0) return fromCalendar(votes, { passages, dictionary, today, question });
  const type = chooseType({ votes: named, own, passages, dictionary, today, question });
  const family = familyOf(type);
  const shown =
    named.find((vote) => vote.type === type) ??
    named.find((vote) => vote.type !== null && familyOf(vote.type) === family);
  if (shown === undefined) return null;
  const year = chooseYear(type, named, dictionary, today, question);
  const stretches = [shown.evidence, ...(year?.from === undefined ? [] : [year.from])];
  const why =
    year?.from === undefined
      ? inferred('election/year-from-calendar', ...stretches)
      : stated('election/as-printed', ...stretches);
  return { type, year: year?.value ?? null, phase: null, ...why };
}

/** The elections that an aside names, or the sentences beside it; then any by its name, as candidates are those of today. */
function votesOfAside(all: readonly Vote[], sentences: ReadonlySet<number>): Vote[] {
  const named = all.filter((vote) => vote.type !== null);
  const within = (apart: number): Vote[] =>
    named.filter(
      ({ passage, sentence }) =>
        passage.in === 'body' && (sentences.has(sentence) || sentences.has(sentence + apart)),
    );
  const [own, beside] = [within(0), within(1)];
  if (own.length > 0) return own;
  return beside.length > 0 ? beside : named.filter(({ sought }) => !sought);
}

/** A day that stands for a date of any precision: the middle of its month or year. */
function dayOf(value: string): string {
  if (value.length >= 10) return value.slice(0, 10);
  return value.length === 7 ? `${value}-15` : `${value}-07-01`;
}

function isAside({ date, now }: ElectionQuestion): boolean {
  if (date === null || now === null || date.basis === 'letter') return false;
  if (date.basis === 'statement' && date.rule === LATEST_TOLD) return false;
  return daysBetween(dayOf(date.value), now) > ASIDE_DAYS;
}

/**
 * Tells the votes whose printed year is before that of the election at hand: they tell of an earlier one, unless no
 * other is named at all, as in a case of the last election that ends a year later.
 */
function pastVotes(
  all: readonly Vote[],
  dictionary: Dictionary,
  { now, places }: ElectionQuestion,
): (vote: Vote) => boolean {
  if (now === null) return () => false;
  const current = Number(now.slice(0, 4));
  const expected = new Map<Family, number>();
  const named = all.filter((vote) => vote.type !== null);
  const years = new Set(named.map(({ year }) => year));
  return ({ year, type }) => {
    if (year === null || type === null) return false;
    const family = familyOf(type);
    const at = expected.get(family) ?? nearestCalendar([family], dictionary, now, places)?.year ?? current;
    expected.set(family, at);
    return year < at && (years.size > 1 || current - year >= OLD_YEARS);
  };
}

/** Words too vague to tell the family: the election nearest in time, where the text speaks of candidates or of voting at all. */
function fromCalendar(
  votes: readonly Vote[],
  choice: Omit<TypeChoice, 'votes' | 'own'>,
): ReportElection | null {
  const { dictionary, today, question } = choice;
  if (today === null) return null;
  const strong = votes.some((vote) => vote.weight >= 1);
  const calendar = nearestCalendar(
    ['pemilu', 'pilkada'],
    dictionary,
    today,
    question.places,
    strong ? undefined : { before: 420, after: 60 },
  );
  if (calendar === null) return null;
  const stretches = votes.slice(0, 2).map((vote) => vote.evidence);
  if (stretches.length === 0) return null;
  const type = calendar.family === 'pemilu' ? 'pemilu' : officeOfRegion(choice);
  return {
    type,
    year: calendar.year,
    phase: null,
    ...inferred('election/nearest-by-calendar', ...stretches),
  };
}

/** The printed year that is nearest to the calendar's; the calendar's where none is printed. */
function chooseYear(
  type: ElectionType,
  votes: readonly Vote[],
  dictionary: Dictionary,
  today: string | null,
  { places, now }: ElectionQuestion,
): { value: number; from?: Vote['evidence'] } | null {
  const family = familyOf(type);
  const expected =
    today === null
      ? null
      : family === 'pilkades'
        ? Number(today.slice(0, 4))
        : (nearestCalendar([family], dictionary, today, places)?.year ?? null);
  const aside = today !== now;
  const printed = votes.filter(
    ({ type: named, year }) =>
      named !== null &&
      year !== null &&
      familyOf(named) === family &&
      !(aside && Math.abs(year - (expected ?? year)) > 1),
  );
  const best = printed.toSorted(
    (a, b) => Math.abs((a.year ?? 0) - (expected ?? 9999)) - Math.abs((b.year ?? 0) - (expected ?? 9999)),
  )[0];
  if (best?.year !== null && best?.year !== undefined)
    return { value: best.year, from: best.yearEvidence ?? best.evidence };
  if (expected !== null) return { value: expected };
  return today !== null && (family === 'psu' || family === 'pilkades')
    ? { value: Number(today.slice(0, 4)) }
    : null;
}
