/** Named sanctions: sanctions that could come, are to come or have not come, told by their name alone, without a verb that imposes them (ruling 11.22). */
import type { Entity } from './entity.js';
import { stepReality } from './modality.js';
import type { Passage } from './passage.js';
import { attributionOf, type StepTelling } from './steps.js';

/** What a sanction may be told to be without a verb; that it was imposed takes one. */
const AHEAD = new Set<string>(['conditional', 'planned', 'absent']);

/** Steps in whose sentence the name of a sanction says nothing more. */
const TOLD = new Set<string>([
  'sanction_imposed',
  'sanction_recommended',
  'sanction_pending',
  'sanction_annulled',
  'convicted',
  'prosecuted',
  'sentence_executed',
]);

/** "Bisa penundaan gaji, bisa pula turun pangkat": one telling for each sentence that names a sanction and tells of none. */
export function tellNamedSanctions(passage: Passage, speakers: readonly (Entity | null)[]): StepTelling[] {
  const tellings: StepTelling[] = [];
  passage.bySentence.forEach((row, sentence) => {
    if (row.some((mark) => mark.kind === 'step' && TOLD.has(mark.code))) return;
    const mark = row.find(
      (one) => one.kind === 'sanction' && one.code !== 'criminal' && AHEAD.has(one.reality ?? ''),
    );
    const reality = mark === undefined ? null : stepReality(mark.reality);
    if (mark === undefined || reality === null) return;
    const speaker = speakers[sentence] ?? null;
    const attribution = attributionOf(passage, mark, speaker);
    tellings.push({ code: 'sanction_imposed', reality, mark, passage, attribution, speaker });
  });
  return tellings;
}
