/** Antecedents: of whom a relative clause tells an act, and when that makes somebody without a name one in particular. */
import type { Grammar } from '../model/grammar.js';
import { hasHappened } from '../model/realities.js';
import { POINTS_AT } from './accusable.js';
import type { Entity, Telling } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import type { Present } from './present.js';

const TO_WORD = 4; // words of a place or body between somebody and the relative word
const TO_STEP = 3; // words between "already" and what is done
const TO_ACT = 4; // adverbs between the relative word and the act

/** "Kepala dinas memeriksa guru yang berkampanye": the telling that a relative clause with an act hangs on. */
export function antecedentOf(
  passage: Passage,
  act: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Present | null {
  const { folded, breakBefore } = passage.analysed.tokens;
  let word = act.first - 1;
  while (word >= act.first - TO_ACT && !grammar.relatives.includes(folded[word] ?? '')) {
    if ((breakBefore[word] ?? 0) >= 2) return null;
    word -= 1;
  }
  if (word < Math.max(0, act.first - TO_ACT)) return null;
  const before = present.filter(({ telling }) => telling.last <= word).at(-1);
  if (before === undefined || word - before.telling.last > TO_WORD) return null;
  for (let token = before.telling.last; token <= word; token += 1)
    if ((breakBefore[token] ?? 0) >= 3) return null;
  return before;
}

/**
 * "Guru yang mengampanyekan calon bupati sudah diperiksa": staff of whom an act is told so, and with whom somebody has
 * dealt, are somebody in particular. Without a word that says it is done, a day or a name of the place, it may be a rule.
 */
export function pointOut(passage: Passage, told: readonly Present[][], grammar: Grammar): void {
  passage.bySentence.forEach((row, index) => {
    for (const act of row) {
      if (act.kind !== 'violation' || !isActual(act.reality) || act.reality === 'denied') continue;
      const one = antecedentOf(passage, act, told[index] ?? [], grammar);
      if (one === null || !isPlain(one.entity, one.telling)) continue;
      if (row.some((step) => isDealt(step) && isCertain(passage, step, one.telling)))
        one.entity.pointed = true;
    }
  });
}

const isPlain = (entity: Entity, { how }: Telling): boolean =>
  how === 'status' && entity.name === null && !entity.universal && entity.statuses.length > 0;

const isDealt = (mark: Mark): boolean =>
  mark.kind === 'step' && POINTS_AT.has(mark.code) && hasHappened(mark.reality);

function isCertain({ analysed, bySentence }: Passage, step: Mark, { sentence, last }: Telling): boolean {
  if (step.cue !== null || step.reality === 'ongoing') return true;
  const done = (bySentence[sentence] ?? []).some(
    (cue) =>
      cue.kind === 'modality' &&
      cue.code === 'realised' &&
      cue.last <= step.first &&
      step.first - cue.last <= TO_STEP,
  );
  if (done) return true;
  if (step.voice === 'active' && step.last <= last) return true;
  const span = analysed.sentences[sentence];
  return (
    span !== undefined &&
    analysed.dates.some(
      ({ first, precision }) => precision === 'day' && first >= span.first && first < span.last,
    )
  );
}
