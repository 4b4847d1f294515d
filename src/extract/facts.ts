/** Facts: gives a report what every report has, whoever it is about: places, date, dates of its steps, election with phase, laws. */
import type { Dictionary } from '../model/dictionary.js';
import type { DateValue, Report } from '../model/report.js';
import { reportDate, stepDate, type ReportTime } from './dating.js';
import { phaseAt } from './calendars.js';
import { findElection } from './elections.js';
import { findLaws } from './laws.js';
import type { Passage } from './passage.js';
import type { Gazetted } from './places.js';
import { placesOfReport } from './report-places.js';

/** The article that a report is told in. */
export interface ArticleFacts {
  dictionary: Dictionary;
  title: Passage;
  body: Passage;
  places: Gazetted;
  now: string | null;
}

/** Fills in places, date, election, laws and the dates of the steps of a report, from its own sentences first. */
export function addFacts(
  report: Report,
  { dictionary, title, body, places, now }: ArticleFacts,
  sentences: ReadonlySet<number>,
  time: ReportTime,
  rivals: readonly ReadonlySet<number>[] = [],
): void {
  report.places = placesOfReport(
    places,
    body,
    { sentences, type: report.type, alone: rivals.length === 0 },
    dictionary,
  );
  report.date = reportDate(time, body, now, dictionary);
  for (const step of report.steps) step.date ??= stepDate(step, body, now, dictionary.elections);
  report.date ??= letterOf(report);
  report.election = findElection([title, body], dictionary, {
    now,
    type: report.type,
    sentences,
    date: report.date,
    foreign: new Set(rivals.flatMap((rival) => [...rival]).filter((sentence) => !sentences.has(sentence))),
    incumbent: isByIncumbent(report),
    places: report.places.flatMap(({ role, value }) => (role === 'jurisdiction' ? [value] : [])),
  });
  if (report.election !== null)
    report.election.phase = phaseAt(
      report.election,
      report.date?.value ?? now,
      dictionary,
      report.places[0]?.value ?? null,
    );
  report.laws = findLaws(body, dictionary, sentences);
}

/** A measure of which no day is told is as old as its letter. */
const letterOf = ({ type, steps }: Report): DateValue | null =>
  type === 'measure' ? (steps.find(({ date }) => date?.basis === 'letter')?.date ?? null) : null;

/** Whether the head of a region, no acting one, is accused of using the office for staying in it. */
const isByIncumbent = ({ violations, subjects }: Report): boolean =>
  violations.some(({ value }) => value === 'incumbent_transfer' || value === 'incumbent_program_abuse') &&
  subjects.some(({ status }) => status === 'head_of_region') &&
  !subjects.some(({ status }) => status === 'acting_head');
