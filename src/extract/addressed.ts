/** Addressed: tells cases from what is only asked of people: of whom nothing is told but where they are urged, ordered or warned. */
import type { CaseDraft } from './cases.js';
import type { Entity } from './entity.js';
import type { Mark, Passage } from './passage.js';
import { isReached } from './steps.js';

/** Measures that are words to people, and cues of what they must or might do. */
const WORDS = new Set<string>(['appeal', 'directive', 'circular_issued', 'outreach', 'norm_explainer']);
const RULES = new Set<string>(['norm', 'conditional']);

/**
 * "Kami berpesan agar ASN tidak ikut kampanye karena itu termasuk pelanggaran": whether every act and step of a draft
 * stands behind words of asking, ordering or threatening in its own sentence, and its people are nobody in particular.
 */
export function isOnlyAddressed(draft: CaseDraft, body: Passage): boolean {
  if (!draft.accused.every(isAnybody)) return false;
  const told = [
    ...draft.violations.map(({ mark }) => mark),
    ...draft.steps.filter((step) => isReached(step)).map(({ mark }) => mark),
  ];
  return told.length > 0 && told.every((mark) => isAsked(mark, body));
}

/** Without name and number, and not pointed at. */
const isAnybody = (entity: Entity): boolean =>
  entity.name === null && entity.count === null && entity.min === null && !entity.pointed;

const isAsked = (mark: Mark, body: Passage): boolean =>
  (body.bySentence[mark.sentence] ?? []).some(
    (other) =>
      other !== mark &&
      other.first < mark.first &&
      ((other.kind === 'step' && WORDS.has(other.code)) ||
        (other.kind === 'modality' && RULES.has(other.code))),
  );
