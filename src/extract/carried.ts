/** Carried: acts told as the purpose or the manner of what is not done, which are not done either. */
import type { MentionReality } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Mark, Passage } from './passage.js';

const PURPOSE = 3; // words between what is not done and what it would be done for
const NOT_DONE = new Set<string | null>(['absent', 'norm', 'conditional', 'planned']);

/** "tidak mengerahkan guru untuk memenangkan calon": what would be done by what is not done is not done either. */
export function realityCarried(
  act: Mark,
  row: readonly Mark[],
  { analysed }: Passage,
  { grammar }: Pick<Dictionary, 'grammar'>,
): MentionReality | null {
  const before = row.find(
    (mark) =>
      mark.kind === 'violation' &&
      NOT_DONE.has(mark.reality) &&
      mark.last <= act.first &&
      act.first - mark.last <= PURPOSE,
  );
  if (before === undefined) return null;
  const { folded, breakBefore } = analysed.tokens;
  for (let token = before.last; token <= act.first; token += 1) {
    if ((breakBefore[token] ?? 0) >= 2) return null;
    const parts = token < act.first && grammar.conjunctions.includes(folded[token] ?? '');
    if (parts && before.code !== act.code) return null;
  }
  return before.reality;
}
