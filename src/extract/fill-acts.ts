/** Fill acts: a case gets the acts that no pattern finds, but the words of its sentences together speak for. */
import type { CaseDraft } from './cases.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';

/** Log odds from which an act is told in an article of one case, whosever it is by its sentence. */
const TOLD = 0.8;
const CLOSE = 0.6; // log odds under the best within which another act of the same telling counts

/**
 * Adds weighed acts with log odds of at least `least` to a draft: those that are surely told in its sentences, or in the
 * whole article where it is `alone` there; where nothing concrete is told of its people, the best of its sentences.
 * Says whether any was added.
 */
export function fillActs(
  draft: CaseDraft,
  title: Passage,
  body: Passage,
  { least, alone }: { least: number; alone: boolean },
): boolean {
  const own = around(draft.sentences);
  const weighed = (passage: Passage): Mark[] =>
    passage.marks.filter((mark) => isAct(mark) && isActual(mark.reality) && oddsOf(mark) >= least);
  const ofBody = weighed(body);
  const near = ofBody.filter((mark) => own.has(mark.sentence));
  const sure = (alone ? [...weighed(title), ...ofBody] : near).filter((mark) => oddsOf(mark) >= TOLD);
  const bare = draft.violations.every(({ mark }) => VAGUE.has(mark.code));
  const best =
    bare && sure.length === 0
      ? near.reduce((most, mark) => Math.max(most, oddsOf(mark)), -Infinity)
      : Infinity;
  const told = new Set(draft.violations.map(({ mark }) => mark.code));
  const before = told.size;
  for (const mark of [...sure, ...near.filter((one) => oddsOf(one) >= best - CLOSE)]) {
    if (told.has(mark.code)) continue;
    told.add(mark.code);
    const passage = body.marks.includes(mark) ? body : title;
    draft.violations.push({ passage, mark: toFilled(mark) });
  }
  return told.size > before;
}

/** An act that no rule gave to a case, as one of its acts. */
export const toFilled = (mark: Mark): Mark => ({
  ...mark,
  kind: 'violation',
  props: { ...mark.props, filled: 'true' },
});

/** Acts that say nothing but that sides were taken. */
const VAGUE = new Set<string>(['unspecified_neutrality']);

const isAct = ({ kind, props }: Mark): boolean =>
  kind === 'violation' || (kind === 'weighed' && props['of'] === 'violation');

/** Log odds of a weighed act, or those that support the act of a pattern. */
const oddsOf = ({ props }: Mark): number => Number(props['odds'] ?? props['support'] ?? -Infinity);

/** Sentences, and those right behind them. */
const around = (sentences: ReadonlySet<number>): Set<number> =>
  new Set([...sentences].flatMap((sentence) => [sentence, sentence + 1]));
