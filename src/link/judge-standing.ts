/** A case and a day -> how long it has been at its stage, and whether a legal term has run out (codebook 3.1). */
import type { Deadline, DeadlineRules } from '../model/deadlines.js';
import type { Incident, Standing } from '../model/incident.js';
import { dayNumber, daysOf } from './measure-time.js';

const DAY_MS = 86_400_000;
const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * Judges a case on a day. The time in stage is counted from the latest day on which the stage can have been reached,
 * so that a vague date never makes a case look older than it is.
 * @param on ISO day of the judgement, which stands for "now"
 * @returns null for measures
 */
export function judgeStanding(incident: Incident, on: string, rules: DeadlineRules): Standing | null {
  if (incident.stage === null) return null;
  const today = dayNumber(on) ?? 0;
  const { since, basis } = sinceWhen(incident);
  const told = { on, stage: incident.stage, since: since === null ? null : isoOf(since), basis };
  if (since === null || since > today) return { ...told, days: null, deadline: null, stalled: false };
  const deadline = rules.deadlines.find((one) => isFor(one, incident, isoOf(since)));
  if (deadline === undefined) return { ...told, days: today - since, deadline: null, stalled: false };
  const first = addDays(since, deadline);
  const due = deadline.further === undefined ? first : addDays(first, deadline.further);
  return {
    ...told,
    days: today - since,
    deadline: { id: deadline.id, due: isoOf(due), who: deadline.who },
    stalled: today > due + rules.grace,
  };
}

/** The latest day on which the stage can have been reached: that of its date, or of the first who told of it. */
function sinceWhen({ stage, reached }: Incident): { since: number | null; basis: Standing['basis'] } {
  // A stage that a review corrected is not the one whose date is known.
  if (reached === null || reached.value !== stage) return { since: null, basis: null };
  const known = dayNumber(reached.known);
  const dated =
    reached.date === null
      ? null
      : (daysOf({ value: reached.date, precision: reached.precision ?? 'day' })?.to ?? null);
  if (dated === null) return { since: known, basis: known === null ? null : 'publication' };
  // "Some time in October", told on the third: it was reached by the third.
  return known !== null && known < dated && reached.precision !== 'day'
    ? { since: known, basis: 'publication' }
    : { since: dated, basis: 'step' };
}

function isFor({ stages, elections, from, until }: Deadline, incident: Incident, since: string): boolean {
  if (incident.stage === null || !stages.includes(incident.stage)) return false;
  const type = incident.election.display?.type;
  if (elections.length > 0 && (type === undefined || !elections.includes(type))) return false;
  return (from === null || since >= from) && (until === null || since <= until);
}

/** The last day of a term that begins on the day after. */
function addDays(from: number, { days, unit }: Pick<Deadline, 'days' | 'unit'>): number {
  if (unit === 'calendar') return from + days;
  let day = from;
  for (let left = days; left > 0;) {
    day += 1;
    // Day 0 was a Thursday.
    const weekday = (((day + 4) % 7) + 7) % 7;
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return day;
}
