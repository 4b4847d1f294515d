/** Conditions of a form: whether the words around a hit allow it; the rule as the example tests hold forms to it. */
import type { CompiledPattern } from '../model/dictionary.js';

/** What stands in the same clause as a hit. */
export interface Neighbour {
  kind: string;
  code: string;
}

/**
 * True when the `needs` and `unless` of a form hold: one of its needs stands among the neighbours, and none of its
 * unless does. `neighbours` are the other mentions of the clause (where clauses are not known: of the sentence);
 * the hit itself must not be among them. The matcher does not check this, because it knows no clauses.
 */
export function conditionsHold(
  { needs, unless }: Pick<CompiledPattern, 'needs' | 'unless'>,
  neighbours: readonly Neighbour[],
): boolean {
  if (needs.length === 0 && unless.length === 0) return true;
  const stands = (name: string): boolean => neighbours.some((neighbour) => isOne(neighbour, name));
  return (needs.length === 0 || needs.some(stands)) && !unless.some(stands);
}

/** 'kind' names any mention of that kind, 'kind:code' one of that code. */
function isOne({ kind, code }: Neighbour, name: string): boolean {
  return name === kind || name === `${kind}:${code}`;
}
