/** Gap cues: which cues count that stand among the words of a form, between its atoms (codebook 3.4, 3.5). */
import { DEEDS, OF_CASES } from './step-kinds.js';
import type { Mark, Passage } from './passage.js';

/** Cues that count inside the gap of a form; a plan there belongs to what was said, not to the saying. */
const FORBIDS = new Set<string>(['absent', 'norm', 'denied']);

/**
 * "Kontraknya dapat diputus", "sanksi akan dijatuhkan": a step that may be taken, or is to be, is none taken; threats are
 * made by such words.
 */
export const governsGap = (cue: Mark, mark: Mark, passage: Passage): boolean =>
  (FORBIDS.has(cue.code) &&
    // "Membagikan uang agar warga memilih": what an act aims at takes nothing from it.
    !(cue.props['aim'] !== undefined && mark.kind === 'violation') &&
    // "Ancaman terhadap pegawai yang tidak mendukung"
    !(cue.code === 'norm' && mark.code === 'coercion_threat') &&
    !(cue.code === 'norm' && isRecommended(mark, passage))) ||
  (cue.code === 'conditional' && mark.kind === 'step') ||
  (cue.code === 'planned' && mark.kind === 'step' && (mark.voice !== 'active' || OF_CASES.has(mark.code))) ||
  (cue.code === 'alleged' &&
    cue.props['touches'] === undefined &&
    mark.kind === 'step' &&
    (mark.voice === 'passive' || DEEDS.has(mark.code)));

/** "Inspektorat mengusulkan agar ia dihukum": what a body that is asked for advice asks for is its recommendation. */
const isRecommended = (mark: Mark, passage: Passage): boolean =>
  mark.code === 'sanction_recommended' &&
  (passage.bySentence[mark.sentence] ?? []).some(
    (other) => other.kind === 'institution' && ADVISERS.has(other.code) && other.first <= mark.first,
  );
const ADVISERS = new Set<string>([
  'kasn',
  'bkn',
  'inspektorat',
  'bkpsdm',
  'bawaslu_local',
  'bawaslu_ri',
  'dkpp',
  'propam',
]);
