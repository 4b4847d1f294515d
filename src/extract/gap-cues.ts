/** Gap cues: which cues count that stand inside a hit, between the words of its form (codebook 3.4, 3.5). */
import type { Mark } from './passage.js';

/** Cues that count inside the gap of any form; a plan there mostly belongs to what was said, not to the saying. */
const FORBIDS = new Set<string>(['absent', 'norm', 'denied']);

/** "Merekomendasikan agar ia dijatuhi sanksi": what is asked for is the content of a recommendation, and the asking is done. */
const ASKS_ITSELF = new Set<string>(['sanction_recommended']);

/** Steps that somebody takes, not says: "jaksa berencana menuntut" is a plan whatever stands first. */
const DEEDS = new Set<string>([
  'sanction_imposed',
  'sanction_recommended',
  'sanction_annulled',
  'data_blocked',
  'suspect_named',
  'prosecuted',
  'convicted',
  'acquitted',
  'sentence_executed',
  'criminal_dropped',
  'candidacy_cancelled',
  'transfer_annulled',
  'acting_head_replaced',
]);

/**
 * "Kontraknya dapat diputus", "sanksi akan dijatuhkan": a step that may be taken, or is to be, is none taken; threats are
 * made by such words. "Membagikan uang agar warga memilih": what an act aims at takes nothing from it.
 */
export function governsGap(cue: Mark, mark: Mark): boolean {
  const { code, props } = cue;
  if (code === 'norm' && ASKS_ITSELF.has(mark.code)) return false;
  if (FORBIDS.has(code)) return !(props['aim'] !== undefined && mark.kind === 'violation');
  if (mark.kind !== 'step') return false;
  if (code === 'conditional') return true;
  const ahead = code === 'planned' || (code === 'alleged' && props['touches'] === undefined);
  return ahead && (mark.voice === 'passive' || DEEDS.has(mark.code));
}
