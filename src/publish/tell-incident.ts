/** Telling an incident: what it is, where, who, which steps, and where outlets disagree, as phrases of one language. */
import type { Flag } from '../model/codes.js';
import type { Incident, TimelineStep } from '../model/incident.js';
import { hasHappened } from '../model/realities.js';
import { toldValues } from '../model/shown.js';
import { displayName } from './display-name.js';
import type { Words } from './words.js';

/** What became of it: the stage of a case, the first step of a measure. */
export function tellStage({ stage, timeline }: Incident, words: Words): string {
  return words.label('step', stage ?? timeline[0]?.value ?? 'appeal');
}

export function tellPlace({ places }: Incident, words: Words): string {
  return places.display === null ? words.say('digest.noplace') : words.place(places.display);
}

/** Statuses, each with the display names of those who have it, and how many they are; whom harm was done to is told as that. */
export function tellPeople(incident: Incident, words: Words): string {
  const groups = new Map<string, Set<string | null>>();
  for (const subject of incident.subjects) {
    const { display } = subject.status;
    const status = display === null ? words.say('fact.unknown') : words.label('subject', display);
    const told = subject.role === 'victim' ? `${status}, ${words.say('fact.victim')}` : status;
    groups.set(told, (groups.get(told) ?? new Set()).add(displayName(subject)));
  }
  const people = [...groups].map(([status, names]) => tellGroup(status, [...names], words));
  const count = incident.count.display;
  if (people.length === 0) people.push(words.say('fact.unknown'));
  if (count === null || count < 2) return people.join('; ');
  return people.length === 1
    ? `${people.join()}, ${words.say('fact.people', { n: count })}`
    : [...people, words.say('fact.total', { n: count })].join('; ');
}

/** "AS, DN dan lainnya – Kepala desa": initials behind a status may read as a part of it. */
function tellGroup(status: string, names: readonly (string | null)[], words: Words): string {
  const named = names.filter((name) => name !== null);
  if (named.length === 0) return status;
  const others = names.includes(null) ? ` ${words.say('fact.others')}` : '';
  return `${named.join(', ')}${others} – ${status}`;
}

/** Each act alleged, with the number of outlets that tell of it; the one that an analyst gave stands in their place. */
export function tellViolations(incident: Incident, words: Words): string[] {
  return toldValues(incident, 'violations').map(({ value, support }) => {
    const act = words.label('violation', value);
    return support === null ? `${act} (${words.say('change.reviewed')})` : supported(act, support, words);
  });
}

/** What analysts decided: that it is right, which values are theirs, and whether the evidence changed since. */
export function tellReview({ review }: Incident, words: Words): string[] {
  const fields = review.corrected.map((field) => words.say(`field.${field}`)).join(', ');
  return [
    ...(review.status === 'confirmed' ? [words.say('review.confirmed')] : []),
    ...(fields === '' ? [] : [words.say('review.given', { fields })]),
    ...(review.stale ? [words.say('review.stale')] : []),
  ];
}

/** Corrections and replies, in short: what kind, by whom, and when. */
export function tellReplies({ replies }: Incident, words: Words): string[] {
  return replies.map(({ kind, by, date, text }) => {
    const who = [words.say(`reply.${kind}`), by, date === null ? null : words.date(date)];
    return `${who.filter((part) => part !== null).join(', ')}: ${text}`;
  });
}

/** Each step with its reality and date, but for what was foreseen or said of a step that came about since. */
export function tellTimeline({ timeline }: Incident, words: Words): string[] {
  const happened = timeline.filter(({ reality }) => hasHappened(reality));
  const isOvertaken = (step: TimelineStep): boolean =>
    FORESHADOWED.has(step.reality) &&
    happened.some(({ value, date }) => value === step.value && !isAfter(step.date, date));
  return timeline.filter((step) => !isOvertaken(step)).map((step) => tellStep(step, words));
}

/** "Akan dipanggil lagi Senin depan": after a step that was taken, the same is foreseen anew. */
const isAfter = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one > other;

/** What gives way once the step is told to have come about; a denial and a step long past are news of their own. */
const FORESHADOWED: ReadonlySet<TimelineStep['reality']> = new Set(['planned', 'conditional', 'alleged']);

export function tellStep(step: TimelineStep, words: Words): string {
  const date = step.date === null ? '' : ` (${tellDate(step.date, step.precision, words)})`;
  return `${words.label('step', step.value)}: ${words.say(`reality.${step.reality}`)}${date}`;
}

/** A date as exactly as it is known. */
export function tellDate(iso: string, precision: TimelineStep['precision'], words: Words): string {
  const date = words.date(iso);
  return precision === 'on_or_before' ? words.say('date.on_or_before', { date }) : date;
}

export function tellElection({ election }: Incident, words: Words): string[] {
  return election.display === null ? [] : [nameElection(election.display, words)];
}

function nameElection({ type, year }: NonNullable<Incident['election']['display']>, words: Words): string {
  return `${words.label('election', type)}${year === null ? '' : ` ${year}`}`;
}

/**
 * What outlets tell differently, each field with all its values and who says so.
 * @param nameOutlets who stands behind a value; how many they are unless given
 */
export function tellConflicts(incident: Incident, words: Words, nameOutlets?: NameOutlets): string[] {
  const flags = incident.flags.filter((flag) => flag.endsWith('_conflict'));
  return flags.map((flag) => {
    const values = valuesOf(flag, incident, words).map(({ told, support, from }) =>
      nameOutlets === undefined ? supported(told, support, words) : `${told} (${nameOutlets(from)})`,
    );
    const name = words.say(`flag.${flag}`);
    return values.length < 2 ? name : `${name}: ${values.join(', ')}`;
  });
}

type Values = Incident['count']['values'];
export type NameOutlets = (from: Values[number]['from']) => string;

/** The values behind a conflict. */
function valuesOf(
  flag: Flag,
  incident: Incident,
  words: Words,
): { told: string; support: number; from: Values[number]['from'] }[] {
  const tell = <T>(
    values: readonly { value: T; support: number; from: Values[number]['from'] }[],
    name: (value: T) => string,
  ) => values.map(({ value, support, from }) => ({ told: name(value), support, from }));
  switch (flag) {
    case 'reason_conflict':
      return tell(incident.violations.values, (code) => words.label('violation', code));
    case 'count_conflict':
      return tell(incident.count.values, words.number);
    case 'place_conflict':
      return tell(incident.places.values, words.place);
    case 'date_conflict':
      return tell(incident.date.values, words.date);
    case 'status_conflict':
      return incident.subjects
        .filter(({ status }) => status.conflict)
        .flatMap(({ status }) => tell(status.values, (code) => words.label('subject', code)));
    default:
      return [];
  }
}

const supported = (told: string, support: number, words: Words): string =>
  `${told} (${words.say('fact.support', { n: support })})`;
