/** What an analyst calls a person, a body or a step -> the entry of the incident that is meant. */
import {
  ENTRY_CORRECTIONS,
  type AuthorityCorrection,
  type EntryField,
  type StepCorrection,
  type SubjectCorrection,
} from '../model/correction.js';
import { Misuse } from '../model/errors.js';
import { describeFault } from '../model/fault.js';
import type { Incident, IncidentSubject } from '../model/incident.js';
import { foldName, spellingsOf } from './correct-people.js';

/**
 * A correction of an entry as it is asked for: `of` is a name, initials, an institution, a step ("examined", or
 * "examined:alleged"), or the role of those whom nobody names; null where something is added.
 * @returns the correction as it is stored, which finds its entry again under every spelling
 * @throws Misuse when it fits nothing, or several entries
 */
export function resolveCorrection(incident: Incident, field: EntryField, asked: unknown): object {
  const { of, set } = (asked ?? {}) as { of?: unknown; set?: unknown };
  const which = typeof of === 'string' ? resolve[field](incident, of) : (of ?? null);
  const parsed = ENTRY_CORRECTIONS[field].safeParse({ of: which, set: set ?? null });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Misuse(
      `review: correct: ${field}: ${issue?.path.at(-1)?.toString() ?? 'value'}: ${issue === undefined ? 'does not fit' : describeFault(issue)}`,
    );
  }
  const { data } = parsed;
  if (data.of === null && (data.set === null || Object.keys(data.set).length === 0))
    throw new Misuse(
      `review: correct: ${field}: name what is wrong with --of, or say what is missing with --set`,
    );
  if (data.set !== null && Object.keys(data.set).length === 0)
    throw new Misuse(`review: correct: ${field}: say what is right with --set, or --drop it`);
  if (field === 'step' && data.of === null && !('step' in (data.set ?? {})))
    throw new Misuse('review: correct: step: a step that is added needs its code');
  return data;
}

const resolve = {
  subject: resolveSubject,
  authority: resolveAuthority,
  step: resolveStep,
} satisfies Record<EntryField, (incident: Incident, called: string) => unknown>;

function resolveSubject({ subjects }: Incident, called: string): SubjectCorrection['of'] {
  const wanted = foldName(called);
  const one = only(
    'subject',
    called,
    [
      subjects.filter((subject) => spellingsOf(subject).some((name) => foldName(name) === wanted)),
      subjects.filter(({ displayName }) => displayName !== null && foldName(displayName) === wanted),
      subjects.filter(({ name, role }) => name === null && role === wanted),
    ],
    subjects.map(tellSubject),
  );
  const names = spellingsOf(one);
  return { role: one.role, names: names.length === 0 ? null : names };
}

const tellSubject = ({ name, role }: IncidentSubject): string => name ?? role;

function resolveAuthority({ authorities }: Incident, called: string): AuthorityCorrection['of'] {
  const wanted = foldName(called);
  const { name, institution } = only(
    'authority',
    called,
    [
      authorities.filter((one) => one.name !== null && foldName(one.name) === wanted),
      authorities.filter((one) => one.name === null && one.institution === wanted),
      authorities.filter((one) => one.institution === wanted),
    ],
    authorities.map((one) => one.name ?? one.institution ?? '-'),
  );
  return { name, institution };
}

function resolveStep({ timeline }: Incident, called: string): StepCorrection['of'] {
  const [code, reality] = called.split(':');
  const alike = timeline.filter((step) => step.value === code);
  const { value, reality: told } = only(
    'step',
    called,
    reality === undefined
      ? [alike.filter((step) => step.reality === 'realised'), alike]
      : [alike.filter((step) => step.reality === reality)],
    timeline.map((step) => `${step.value}:${step.reality}`),
  );
  return { value, reality: told };
}

/** The one entry of the first way of calling it that finds any. */
function only<T>(field: EntryField, called: string, ways: readonly T[][], known: readonly string[]): T {
  const found = ways.find((entries) => entries.length > 0) ?? [];
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  const why = one === undefined ? `none is called "${called}"` : `several are called "${called}"`;
  throw new Misuse(
    `review: correct: ${field}: ${why}; there are ${known.length === 0 ? 'none' : known.join(', ')}`,
  );
}
