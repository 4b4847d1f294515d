/** An incident with its standing and history as text for an analyst, code by code; names as they are handed over. */
import type { HistoryEntry, Redirect } from '../src/model/change.js';
import type { Incident, Standing, Support } from '../src/model/incident.js';
import { isGiven, ruleOf } from '../src/model/review.js';
import type { Evidence } from '../src/model/why.js';
import type { Seen } from '../src/store/store.js';
import type { Languages } from '../src/publish/publish.js';
import { oneLine } from './print.js';
import { codesOfRecord, tellCodes } from './tell-codes.js';

/** An incident with what is known about it beside its document. */
export interface IncidentRecord {
  incident: Incident;
  /** Null for measures. */
  standing: Standing | null;
  /** When it was first seen, last changed and last checked; null for what is shown no more. */
  seen: Seen | null;
  history: HistoryEntry[];
  redirects: Redirect[];
}

type Field = Incident['count'] | Incident['places'] | Incident['election'] | Incident['stages'];

/** The words of a stretch of an article; null where the article is not as it was when they were found. */
export type Words = (article: string, evidence: Evidence) => string | null;

/** Lines end in a line break; records are parted by an empty line. */
export function tellRecord(record: IncidentRecord, words: Words, languages: Languages): string {
  const { incident } = record;
  const tellFrom = (from: readonly Support[]): string => tellSupport(from, words);
  const tellField = (name: string, field: AnyField): string[] => tellValues(name, field, tellFrom);
  const lines = [
    `${incident.id}  ${incident.type}, ${incident.tier}${incident.stage === null ? '' : `, ${incident.stage}`}`,
    ...tellStanding(record),
    `  sources: ${incident.articles} articles, ${incident.outlets} outlets, ${incident.independent} independent`,
    ...tellPeople(incident, tellField),
    ...tellAuthorities(incident, tellFrom),
    ...tellField('stage', incident.stages),
    ...tellField('violation', incident.violations),
    ...tellField('count', incident.count),
    ...tellField('place', incident.places),
    ...tellField('election', incident.election),
    ...tellField('date', incident.date),
    ...incident.timeline.map(
      ({ value, reality, date, precision, support, from, given }) =>
        `  step ${value}: ${reality}${date === null ? '' : ` ${date} (${precision})`}, ${support} independent [${tellFrom(from)}]${tellGiven(given)}`,
    ),
    ...(incident.flags.length === 0 ? [] : [`  flags: ${incident.flags.join(', ')}`]),
    ...tellLinks(incident),
    ...tellReview(incident),
    ...incident.replies.map(
      ({ kind, by, text, date, url }) =>
        `  ${kind}${by === null ? '' : ` by ${by}`}${date === null ? '' : ` (${date})`}: ${text}${url === null ? '' : ` <${url}>`}`,
    ),
    ...tellHistory(record),
    ...tellCodes(codesOfRecord(incident, institutionsOf(record)), languages).map(
      (line) => `  ${line.trimEnd()}`,
    ),
  ];
  return `${lines.map(oneLine).join('\n')}\n\n`;
}

/** Why nobody knows since when: an analyst gave the stage, and no day. */
const tellWhyUndated = ({ id, stage, stages }: Incident): string =>
  isGiven(stages.rule)
    ? ` (${stages.rule} without one; "pantau review correct ${id} --field stage --value ${stage ?? ''} --date DAY" adds it)`
    : '';

const institutionsOf = ({ standing }: IncidentRecord): string[] =>
  standing?.deadline == null ? [] : [standing.deadline.who];

function tellStanding({ incident, standing, seen }: IncidentRecord): string[] {
  const times =
    seen === null
      ? []
      : [`  first seen ${seen.first}, last changed ${seen.changed}, last checked ${seen.checked ?? 'never'}`];
  if (standing === null) return times;
  const { on, stage, since, basis, days, deadline, stalled } = standing;
  const term =
    deadline === null ? 'no term runs' : `${deadline.who} has until ${deadline.due} (${deadline.id})`;
  const when =
    since === null
      ? `since an unknown day${tellWhyUndated(incident)}`
      : `since ${since} by its ${basis}, ${days ?? '?'} days on ${on}`;
  return [`  at ${stage} ${when}; ${term}${stalled ? '; STALLED' : ''}`, ...times];
}

function tellPeople({ subjects }: Incident, tellField: TellField): string[] {
  return subjects.flatMap(({ name, role, status, position, given }) => [
    `  ${role}: ${[name ?? 'nobody named', position].filter((part) => part !== null).join(', ')}${tellGiven(given)}`,
    ...tellField('status', status).map((line) => `  ${line}`),
  ]);
}

const tellAuthorities = ({ authorities }: Incident, tellFrom: TellFrom): string[] =>
  authorities.map(({ name, institution, support, from, given }) => {
    const who = [name, institution].filter((part) => part !== null).join(', ');
    return `  authority: ${who}, ${support} independent [${tellFrom(from)}]${tellGiven(given)}`;
  });

const tellGiven = (given: string | null): string => (given === null ? '' : `  (${ruleOf(given)})`);

type AnyField = Field | Incident['violations'] | Incident['date'];
type TellFrom = (from: readonly Support[]) => string;
type TellField = (name: string, field: AnyField) => string[];

function tellValues(name: string, field: AnyField, tellFrom: TellFrom): string[] {
  const { display, rule, conflict, values } = field;
  if (display === null && values.length === 0) return [];
  return [
    `  ${name}: ${write(display)}  (${rule})${conflict ? '  CONFLICT' : ''}`,
    ...values.map(
      ({ value, support, from }) => `    ${write(value)}: ${support} independent [${tellFrom(from)}]`,
    ),
  ];
}

/** An election as "pilbup 2024". */
function write(value: AnyField['display']): string {
  if (value === null) return '-';
  if (typeof value !== 'object') return String(value);
  return value.year === null ? value.type : `${value.type} ${value.year}`;
}

const tellSupport = (from: readonly Support[], words: Words): string =>
  from
    .map(({ outlet, article, evidence }) => {
      const spans = evidence.map((one) => tellSpan(one, words(article, one))).join(', ');
      return `${outlet ?? 'unknown outlet'} ${article} ${spans}`.trim();
    })
    .join('; ');

const MOST_WORDS = 60;

function tellSpan({ in: where, start, end }: Evidence, words: string | null): string {
  const span = `${where} ${start}-${end}`;
  if (words === null) return span;
  return `${span} "${words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}...` : words}"`;
}

/** Which reports it rests on, and why they are one; then what it may be one with. */
function tellLinks({ links, possibly }: Incident): string[] {
  return [
    ...links.map(({ report, article, to, relation, score, reasons }) =>
      to === null
        ? `  report ${report} of ${article}: ${relation}`
        : `  report ${report} of ${article}: ${relation} beside ${to}, likeness ${score} (${reasons.join('; ')})`,
    ),
    ...possibly.map(
      ({ incident, relation, score, reasons }) =>
        `  ${relation}: ${incident}, likeness ${score} (${reasons.join('; ')})`,
    ),
  ];
}

function tellReview({ review }: Incident): string[] {
  const { status, corrected, stale } = review;
  const given = corrected.length === 0 ? '' : `; corrected: ${corrected.join(', ')}`;
  return [`  review: ${status}${given}${stale ? '; STALE: the evidence is another now' : ''}`];
}

function tellHistory({ history, redirects }: IncidentRecord): string[] {
  const why = (causes: IncidentRecord['history'][number]['causes']): string =>
    causes.map(({ kind, ref }) => (ref === null ? kind : `${kind} ${ref}`)).join(', ');
  return [
    ...history.map(({ at, kind, causes }) => `  ${at} ${kind}: ${why(causes)}`),
    ...redirects.map(
      ({ at, id, to, reason, causes }) => `  ${at} ${reason}: ${id} -> ${to} (${why(causes)})`,
    ),
  ];
}
