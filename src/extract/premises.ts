/** Premises: what must have happened before something else is done ("jika terbukti ..., ia dicopot") is no step of the case (ruling 11.22). */
import { HARD } from '../text/text.js';
import { quoteAt } from './modality.js';
import type { Mark } from './passage.js';
import type { StepTelling } from './steps.js';

/** Whether a step is told only as the condition of another. */
export function isPremise(step: StepTelling): boolean {
  if (step.reality !== 'conditional') return false;
  if (step.code === 'assessed_violation') return true;
  const { mark } = step;
  const { cue } = mark;
  if (cue === null || cue.props['topic'] === undefined || cue.first > mark.first) return false;
  return hasConsequence(step, cue);
}

/** "Bila X, Y" and "Y bila X": another step or sanction stands behind the break that ends the condition, or before its word. */
function hasConsequence({ passage, mark }: StepTelling, cue: Mark): boolean {
  const { breakBefore } = passage.analysed.tokens;
  const quote = quoteAt(passage, mark.start);
  const others = (passage.bySentence[mark.sentence] ?? []).filter(
    (other) =>
      other.kind === 'step' &&
      other.code !== mark.code &&
      quoteAt(passage, other.start) === quote &&
      AHEAD.has(other.reality ?? ''),
  );
  if (others.some((other) => other.last <= cue.first)) return true;
  let end = cue.last;
  while (end < mark.last && (breakBefore[end] ?? 0) < HARD) end += 1;
  const behindBreak = end < mark.first;
  return !behindBreak && others.some((other) => other.first >= mark.last);
}

const AHEAD = new Set<string>(['conditional', 'planned']);
