/** Fill acts: a case gets the acts that no pattern finds, but the words of its sentences together speak for. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import type { CaseDraft } from './cases.js';
import { mayBe, oddsOf } from './mark-odds.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';

/** Log odds from which an act is told in an article of one case, whosever it is by its sentence. */
const TOLD = 0.8;
const CLOSE = 0.6; // log odds under the best within which another act of the same telling counts

/**
 * Adds weighed acts with log odds of at least `least` to a draft: those that are surely told in its sentences, or in the
 * whole article where it is `alone` there; where nothing concrete is told of its people, the best of its sentences.
 */
export function fillActs(
  draft: CaseDraft,
  title: Passage,
  body: Passage,
  { least, alone }: { least: number; alone: boolean },
): void {
  const own = around(draft.sentences);
  const weighed = (passage: Passage): Mark[] =>
    passage.marks.filter((mark) => mayBe(mark, 'violation') && isActual(mark.reality) && odds(mark) >= least);
  const ofBody = weighed(body);
  const near = ofBody.filter((mark) => own.has(mark.sentence));
  const sure = (alone ? [...weighed(title), ...ofBody] : near).filter((mark) => odds(mark) >= TOLD);
  const bare = draft.violations.every(({ mark }) => mark.code === UNSPECIFIED_ACT);
  const best =
    bare && sure.length === 0 ? near.reduce((most, mark) => Math.max(most, odds(mark)), -Infinity) : Infinity;
  const told = new Set(draft.violations.map(({ mark }) => mark.code));
  for (const mark of [...sure, ...near.filter((one) => odds(one) >= best - CLOSE)]) {
    if (told.has(mark.code)) continue;
    told.add(mark.code);
    const passage = body.marks.includes(mark) ? body : title;
    draft.violations.push({ passage, mark: toFilled(mark) });
  }
}

/** An act that no rule gave to a case, as one of its acts. */
export const toFilled = (mark: Mark): Mark => ({
  ...mark,
  kind: 'violation',
  props: { ...mark.props, filled: 'true' },
});

const odds = (mark: Mark): number => oddsOf(mark, -Infinity);

/** Sentences, and those right behind them. */
const around = (sentences: ReadonlySet<number>): Set<number> =>
  new Set([...sentences].flatMap((sentence) => [sentence, sentence + 1]));
