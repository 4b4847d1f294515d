/** Patients: on whom a step falls, of those told of in its sentence. */
import type { Grammar } from '../model/grammar.js';
import { ACCUSES, BY_SUBJECT, POINTS_AT, canBeAccused, isHead } from './accusable.js';
import type { Entity } from './entity.js';
import { SAID_BY_SUBJECT } from './pointed-at.js';
import type { Mark, Passage } from './passage.js';
import { isAgentMarked, isBareAgent, isDoer, isPassiveAgent } from './parts-in-acts.js';
import { firstAfter, lastBefore, saysSo, type Present } from './present.js';

/** Steps that undo what a head of region did to others. */
const BY_HEAD = new Set<string>(['transfer_annulled']);

/** On whom a step falls. */
export function patientOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity | null {
  if (BY_HEAD.has(mark.code)) return present.find(({ entity }) => isHead(entity))?.entity ?? null;
  if (!POINTS_AT.has(mark.code) || !ACCUSES.has(mark.reality ?? 'realised')) return null;
  // A plan makes nobody an accused who is not one by name or number.
  const able = present.filter(
    ({ entity, telling }) =>
      canBeAccused(entity) &&
      (mark.reality !== 'planned' || entity.name !== null || entity.count !== null) &&
      !(isHead(entity) && isPassiveAgent(passage, telling, grammar)),
  );
  if (able.length === 0) return null;
  // Who decides on others also denies and regrets: only words of people without such an office point at themselves.
  const plain = able.filter(({ entity }) => entity.authority === null || entity.authority === 'none');
  if (SAID_BY_SUBJECT.has(mark.code))
    return (
      speakerIsOther(passage, mark, plain) ??
      lastBefore(
        plain.filter(({ telling }) => mark.first - telling.last <= 8),
        mark,
      )?.entity ??
      null
    );
  if (BY_SUBJECT.has(mark.code))
    return (
      lastBefore(
        able.filter((one) => !saysSo(passage, one)),
        mark,
      )?.entity ?? null
    );
  if (mark.voice === 'passive' || mark.voice === 'state') {
    const before = lastBefore(
      able.filter((one) => !isAgentMarked(passage, one.telling, grammar) && !saysSo(passage, one, mark)),
      mark,
    );
    if (before !== null) return isRelativeOfOther(mark, before, present) ? null : before.entity;
    return mark.voice === 'passive'
      ? (firstAfter(
          able.filter(
            (one) =>
              !isAgentMarked(passage, one.telling, grammar) &&
              !saysSo(passage, one) &&
              !isBareAgent(passage, mark, one),
          ),
          mark,
          6,
        )?.entity ?? null)
      : null;
  }
  const inside = able.find(({ telling }) => telling.first >= mark.first && telling.last <= mark.last);
  // "menyurati lima bupati": to whom something is sent is not whom it is about.
  if (inside !== undefined) return mark.code === 'forwarded' && isHead(inside.entity) ? null : inside.entity;
  const after = firstAfter(able, mark, 14);
  if (after !== null && !saysSo(passage, after)) return after.entity;
  if (mark.voice === 'active') return null;
  return (
    lastBefore(
      able.filter((one) => !isDoer(passage, one)),
      mark,
    )?.entity ?? null
  );
}

/** "ada perangkat desa yang dipanggil": right behind people of a kind, what is done is done to them and to nobody before. */
function isRelativeOfOther(mark: Mark, found: Present, present: readonly Present[]): boolean {
  return present.some(
    ({ entity, telling }) =>
      entity !== found.entity &&
      entity.statuses.length > 0 &&
      !canBeAccused(entity) &&
      telling.how === 'status' &&
      telling.first >= found.telling.last &&
      telling.last <= mark.first &&
      mark.first - telling.last <= 1,
  );
}

function speakerIsOther(passage: Passage, mark: Mark, able: readonly Present[]): Entity | null {
  const near = able.filter(({ telling }) => Math.abs(telling.first - mark.first) <= 8);
  return near.find((one) => saysSo(passage, one))?.entity ?? null;
}
