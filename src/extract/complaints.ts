/** Complaints: where one who complained is told of, a complaint was lodged, though no verb says so (codebook 3.2). */
import type { Entity } from './entity.js';
import type { Passage } from './passage.js';
import { attributionOf, type StepTelling } from './steps.js';

/** What keeps a complainant from having complained: "pelapor bisa ...", "belum ada pelapor", "jika pelapor ...". */
const UNREAL = new Set<string>([
  'conditional',
  'norm',
  'absent',
  'planned',
  'habitual',
  'historical',
  'statistical',
]);

/** "Pelapor menyerahkan dua bukti": one telling for an article in which no complaint is told otherwise. */
export function tellComplaints(
  passage: Passage,
  speakers: readonly (Entity | null)[],
  steps: readonly StepTelling[],
): StepTelling[] {
  if (steps.some(({ code }) => code === 'reported' || code === 'not_registered')) return [];
  for (const [sentence, row] of passage.bySentence.entries()) {
    if (row.some((mark) => mark.kind === 'modality' && UNREAL.has(mark.code))) continue;
    const mark = row.find((one) => one.kind === 'role' && one.props['lodged'] !== undefined);
    if (mark === undefined) continue;
    const speaker = speakers[sentence] ?? null;
    const attribution = attributionOf(passage, mark, speaker);
    return [{ code: 'reported', reality: 'realised', mark, passage, attribution, speaker }];
  }
  return [];
}
