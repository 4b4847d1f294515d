/** Coordinated: who is told of in one breath with somebody, so that what falls on him falls on them. */
import type { Grammar } from '../model/grammar.js';
import { HARD } from '../text/text.js';
import { canBeAccused } from './accusable.js';
import type { Entity, Telling } from './entity.js';
import type { Mark, Passage } from './passage.js';
import { saysSo, type Present } from './present.js';

/** "Kepala Dinas X dan Kepala Bagian Y terbukti ...": what falls on one falls on those told of in one breath with him. */
export function coordinated(
  passage: Passage,
  target: Entity,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity[] {
  const chain = new Set<Entity>([target]);
  const own = present.find(({ entity }) => entity === target)?.telling.first;
  // "menetapkan mereka": one word tells of several.
  for (const { entity, telling } of present)
    if (telling.how !== 'name' && telling.first === own && canBeAccused(entity)) chain.add(entity);
  // "A (camat), B, lurah X, dan C": those named one after the other.
  for (const one of present)
    if (inRollOf(target, one) && canBeAccused(one.entity) && !saysSo(passage, one)) chain.add(one.entity);
  const at = present.findIndex(({ entity, telling }) => entity === target && telling.first <= mark.first);
  if (at < 0) {
    listOn(
      passage,
      chain,
      present,
      present.findIndex(({ entity }) => entity === target),
      grammar,
    );
    return [...chain];
  }
  let right = present[at];
  for (let index = at - 1; index >= 0 && right !== undefined; index -= 1) {
    const left = present[index];
    if (
      left === undefined ||
      !canBeAccused(left.entity) ||
      deciding(left.entity) !== deciding(target) ||
      saysSo(passage, left)
    )
      break;
    if (
      right.telling.first - left.telling.last > 14 ||
      !isParted(passage, left.telling, right.telling, grammar) ||
      hasVerb(passage, left.telling.last, right.telling.first, left.telling.sentence)
    )
      break;
    chain.add(left.entity);
    right = left;
  }
  listOn(passage, chain, present, at, grammar);
  return [...chain];
}

/** Adds those whom words of listing tie to one of those told of in a sentence. */
function listOn(
  passage: Passage,
  chain: Set<Entity>,
  present: readonly Present[],
  at: number,
  grammar: Grammar,
): void {
  let right = present[at];
  for (const next of present.slice(at + 1)) {
    if (right === undefined || !canBeAccused(next.entity) || saysSo(passage, next)) break;
    if (next.telling.first < right.telling.last) continue;
    if (
      !isListedOn(passage, right.telling, next.telling, grammar) ||
      hasVerb(passage, right.telling.last, next.telling.first, next.telling.sentence)
    )
      break;
    chain.add(next.entity);
    right = next;
  }
}

/** Told of by name in the roll that somebody stands in. */
const inRollOf = ({ roll, authority }: Entity, { entity, telling }: Present): boolean =>
  roll !== null &&
  entity.roll === roll &&
  entity.authority === authority &&
  telling.how === 'name' &&
  telling.sentence === entity.tellings.find(({ how }) => how === 'name')?.sentence;

/** The deciding body of somebody's office; null where the office decides nothing. */
const deciding = ({ authority }: Entity): Entity['authority'] => (authority === 'none' ? null : authority);

/** "kepada Camat X, bersama dua lurah dan seorang staf": a word of listing ties the next to the one before. */
function isListedOn(passage: Passage, left: Telling, right: Telling, grammar: Grammar): boolean {
  const to = right.from ?? right.first;
  if (to - left.last > 8) return false;
  const { folded } = passage.analysed.tokens;
  for (let token = left.last; token < to; token += 1)
    if (grammar.listWords.includes(folded[token] ?? '')) return true;
  return false;
}

/** A comma, a bracket, or a word of listing or company between two people. */
function isParted(passage: Passage, left: Telling, right: Telling, grammar: Grammar): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  // "satu prajurit di jajarannya"
  const between = (right.from ?? right.first) - left.last;
  if (between <= 0 || (between === 1 && grammar.locatives.includes(folded[left.last] ?? ''))) return true;
  for (let token = left.last; token <= (right.from ?? right.first); token += 1) {
    const word = folded[token] ?? '';
    if (
      (breakBefore[token] ?? 0) >= HARD ||
      grammar.listWords.includes(word) ||
      grammar.companions.includes(word)
    )
      return true;
  }
  return false;
}

function hasVerb(passage: Passage, from: number, to: number, sentence: number): boolean {
  const verbs = new Set(['step', 'violation', 'speech', 'modality']);
  return (passage.bySentence[sentence] ?? []).some(
    (mark) => verbs.has(mark.kind) && mark.first >= from && mark.last <= to,
  );
}
