/** Summoners: who calls or orders others, and is the one who acts in what follows. */
import type { Entity, Telling } from './entity.js';
import type { Passage } from './passage.js';

interface Told {
  entity: Entity;
  telling: Telling;
}

/** What somebody does to those whom he then makes act; who punishes or reports others has not done what they did. */
const SUMMONS = new Set<string>(['summoned', 'directive', 'appeal', 'outreach']);

/** "Camat X memanggil sebelas kades, lalu meminta ...": who acts on others goes on acting. */
export function summonerOf(passage: Passage, able: readonly Told[], object: Told): Entity | null {
  const step = (passage.bySentence[object.telling.sentence] ?? []).find(
    (mark) =>
      mark.kind === 'step' &&
      SUMMONS.has(mark.code) &&
      mark.voice === 'active' &&
      object.telling.first >= mark.last &&
      object.telling.first - mark.last <= 1,
  );
  if (step === undefined) return null;
  return able.findLast(({ telling }) => telling.last <= step.first)?.entity ?? null;
}
