/** Spoken of: whom acts and steps mean when their own sentence names nobody. */
import type { Grammar } from '../model/grammar.js';
import { canBeSpokenOf, isOpen, isSomeone } from './accusable.js';
import type { Entity } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { numbersBefore } from './people-counts.js';
import { saysSo, type Present } from './present.js';

const FOCUS = 3; // sentences that somebody stays the one spoken of

/**
 * Acts and steps of a sentence in which nobody is told of: they are those of whoever was spoken of last, when that is
 * one person or group and nobody else who could be meant.
 */
export function inFocus(passage: Passage, mark: Mark, told: readonly Present[][]): Entity[] | null {
  if (!isOpen(mark) || isNumbered(passage, mark) || hasOwnObject(passage, mark)) return null;
  if ((told[mark.sentence] ?? []).some(({ entity }) => isSomeone(entity))) return null;
  return lastSpokenOf(passage, told, mark.sentence - 1);
}

/** The one person or group that was spoken of last, at most so many sentences before; whoever is accused comes first. */
function lastSpokenOf(passage: Passage, told: readonly Present[][], from: number): Entity[] | null {
  for (let back = from; back > Math.max(-1, from - FOCUS); back -= 1) {
    const able = (told[back] ?? []).filter(({ entity }) => canBeSpokenOf(entity));
    const accused = able.filter(({ entity }) => entity.accusedBy.length > 0);
    const quiet = able.filter((one) => accused.includes(one) || !saysSo(passage, one));
    if (quiet.length > 0) return asOne(quiet) ?? asOne(accused);
  }
  return null;
}

/** One person, or several that one word or one list tells of; null when they are rivals. */
function asOne(present: readonly Present[]): Entity[] | null {
  const entities = [...new Set(present.map(({ entity }) => entity))];
  const [first] = entities;
  if (first === undefined) return null;
  if (entities.length === 1) return entities;
  if (first.list !== null && entities.every(({ list }) => list === first.list)) return entities;
  const tokens = new Set(present.map(({ telling }) => telling.first));
  return tokens.size === 1 ? entities : null;
}

/** "menonaktifkannya", "membatalkan pencalonannya": the ending means whoever was spoken of last, not who acts. */
export function objectOf(
  passage: Passage,
  mark: Mark,
  told: readonly Present[][],
  grammar: Grammar,
): Entity[] | null {
  if (mark.kind !== 'step' || mark.voice !== 'active' || !isOpen(mark)) return null;
  if (!endsInObject(passage, mark, grammar)) return null;
  const here = (told[mark.sentence] ?? []).filter(
    (one) => one.telling.last <= mark.first && canBeSpokenOf(one.entity) && !saysSo(passage, one),
  );
  const last = here.at(-1);
  return last === undefined ? lastSpokenOf(passage, told, mark.sentence - 1) : [last.entity];
}

const LONG = 6; // letters that a word has beside its ending

function endsInObject({ analysed }: Passage, mark: Mark, grammar: Grammar): boolean {
  const { folded, capital } = analysed.tokens;
  for (let token = mark.first; token < mark.last; token += 1) {
    const word = folded[token] ?? '';
    if (
      capital[token] === 0 &&
      word.length > LONG &&
      grammar.possessives.some((ending) => word.endsWith(ending))
    )
      return true;
  }
  return false;
}

const AHEAD = 2; // sentences in which somebody is introduced after his act

/** "Seorang pria mengangkat empat jari ... Belakangan diketahui ia Iptu RFL": an act told before its doer is named. */
export function introduced(mark: Mark, told: readonly Present[][]): Entity[] | null {
  if (mark.kind !== 'violation' || !isActual(mark.reality)) return null;
  for (let near = mark.sentence - FOCUS; near <= mark.sentence; near += 1)
    if ((told[near] ?? []).some(({ entity }) => isSomeone(entity))) return null;
  for (let next = mark.sentence + 1; next <= mark.sentence + AHEAD; next += 1) {
    const here = (told[next] ?? []).filter(({ entity }) => isSomeone(entity));
    const [first] = here;
    if (first === undefined) continue;
    const fresh = first.entity.tellings[0]?.sentence === next && first.telling.how === 'name';
    const alone = here.every(({ entity }) => entity === first.entity);
    return fresh && alone && canBeSpokenOf(first.entity) ? [first.entity] : null;
  }
  return null;
}

/** "402 diregistrasi", "22 telah dilimpahkan": what falls on a bare number is a count of cases. */
const isNumbered = (passage: Passage, mark: Mark): boolean =>
  mark.kind === 'step' &&
  numbersBefore(passage, mark.first).some((one) => one.max > 1 && one.sort === 'count');

/** "mendiskualifikasi seorang calon": the candidate behind an active step is whom it falls on. */
const hasOwnObject = (passage: Passage, mark: Mark): boolean =>
  mark.voice === 'active' &&
  (passage.bySentence[mark.sentence] ?? []).some(
    (one) => one.kind === 'candidate' && one.last > mark.last && one.first - mark.last <= 3,
  );
