/** Tell decision: a decision of an analyst -> the line of it that people read, in Indonesian with English beside it. */
import { isEntryField } from '../src/model/correction.js';
import { Reply, type Review } from '../src/model/review.js';
import { bothLabels, type Languages } from '../src/publish/publish.js';
import type { ReviewStanding } from '../src/store/store.js';
import { oneLine } from './print.js';

type Value = Review['value'];

/** The columns that name the codes of a field, and of what is set of a person, an authority or a step. */
const COLUMNS: Record<string, string> = {
  stage: 'stage',
  tier: 'tier',
  violations: 'violations',
  flags: 'flags',
  type: 'election_type',
  status: 'subject_statuses',
  institution: 'institutions',
  step: 'step',
  reality: 'reality',
};
const NOTHING = '-';

/** One line: id, time, author, decision, what it is about, what was given, the note, and marks of what became of it. */
export function tellDecision(
  { review, incidents, revoked, stale }: ReviewStanding,
  words: Languages,
): string {
  const { id, at, author, decision, target, note } = review;
  const now = incidents[0];
  const where = now === undefined || now === target.id ? target.id : `${target.id} (now ${now})`;
  const marks = [revoked ? '[revoked]' : null, stale ? '[stale]' : null];
  const told = [id, at, author, decision, where, tellGiven(review, words), note, ...marks];
  return oneLine(told.filter((part) => part !== null && part !== '').join('  '));
}

function tellGiven({ decision, field, value }: Review, words: Languages): string | null {
  if (decision === 'reply') return tellReply(value, words);
  if (field !== null) return `${both(`field.${field}`, words)}: ${tellCorrection(field, value, words)}`;
  if (decision === 'split' && Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : null;
}

function tellReply(value: Value, words: Languages): string {
  const { data } = Reply.omit({ id: true }).safeParse(value);
  if (data === undefined) return JSON.stringify(value);
  const { kind, by, text, url, date } = data;
  const from = [both(`reply.${kind}`, words), by, date === null ? null : words.id.date(date)];
  return `${from.filter((part) => part !== null).join(', ')}: ${text}${url === null ? '' : ` <${url}>`}`;
}

function tellCorrection(field: string, value: Value, words: Languages): string {
  if (isEntryField(field) && isObject(value)) return tellEntry(value, words);
  if (field === 'stage' && isObject(value))
    return [tellOne('stage', value.stage ?? null, words), words.id.date(write(value.date ?? null))].join(
      ', ',
    );
  if (isObject(value))
    return [tellOne('type', value.type ?? null, words), value.year].filter(isGiven).map(write).join(' ');
  if (field === 'places' && typeof value === 'string') return `${words.id.place(value)} (${value})`;
  if (field === 'date' && typeof value === 'string') return words.id.date(value);
  return field === 'type' ? write(value) : tellOne(field, value, words);
}

/** A person, an authority or a step: which one, and what is right instead. */
function tellEntry({ of, set }: { [key: string]: Value }, words: Languages): string {
  const which = isObject(of) ? tellWhich(of, words) : '+';
  if (!isObject(set)) return `${which} -> ${NOTHING}`;
  const right = Object.entries(set).map(([key, one]) => `${key}=${tellOne(key, one, words)}`);
  return `${which} -> ${right.join(', ')}`;
}

function tellWhich(
  { role, names, name, institution, value, reality }: { [key: string]: Value },
  words: Languages,
) {
  const spellings = Array.isArray(names) ? names.map(write).join(' = ') : null;
  const parts = [
    spellings === null || spellings === '' ? role : spellings,
    name,
    isGiven(institution) ? tellOne('institution', institution, words) : null,
    isGiven(value) ? tellOne('step', value, words) : null,
    isGiven(reality) ? tellOne('reality', reality, words) : null,
  ];
  return parts.filter(isGiven).map(write).join(', ');
}

/** A code by what people call it, with the code itself, as it is typed; all else as it stands. */
function tellOne(key: string, value: Value, words: Languages): string {
  if (value === null) return NOTHING;
  if (Array.isArray(value))
    return value.length === 0 ? NOTHING : value.map((one) => tellOne(key, one, words)).join(', ');
  const column = COLUMNS[key];
  const label =
    column === undefined || typeof value !== 'string' ? null : bothLabels(column, value, words.id, words.en);
  return label === null ? write(value) : `${label} (${write(value)})`;
}

const write = (value: Value): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const both = (key: string, { id, en }: Languages): string =>
  [...new Set([id.say(key), en.say(key)])].join(' / ');

const isObject = (value: Value | undefined): value is { [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isGiven = (value: Value | undefined): value is NonNullable<Value> =>
  value !== null && value !== undefined && value !== '';
