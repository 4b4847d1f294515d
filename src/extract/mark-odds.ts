/** Mark odds: what a mark tells of, and how surely by the words of its sentence together, whoever found it. */
import type { Mark } from './passage.js';

/** Log odds of a weighed mark, or those that support the mark of a pattern; `untold` of what only a pattern tells. */
export const oddsOf = ({ props }: Mark, untold: number): number =>
  Number(props['odds'] ?? props['support'] ?? untold);

/** Whether a mark is of a step or an act, or may be of one by weight. */
export const mayBe = ({ kind, props }: Mark, of: 'step' | 'violation'): boolean =>
  kind === of || (kind === 'weighed' && props['of'] === of);

/** Log odds from which what is weighed counts as told. */
const TOLD = 0;

/** What a mark tells of: its kind, or the kind that it is likely of by weight; null of what is not likely told. */
export function kindTold({ kind, props }: Mark): string | null {
  if (kind !== 'weighed') return kind;
  return Number(props['odds']) >= TOLD ? (props['of'] ?? null) : null;
}
