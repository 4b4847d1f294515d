/** Issuers: whose measure each step is, so that what two bodies do is told in two reports (ruling 11.20). */
import { presentIn } from './accused.js';
import { bestStatus, type Entity } from './entity.js';
import { isOfficial } from './officials.js';
import type { Mark, Passage } from './passage.js';
import type { StepTelling } from './steps.js';

/** Offices of one government, and supervisors of all levels, act as one. */
const FAMILY: Record<string, string> = {
  head_of_region: 'government',
  acting_head: 'government',
  ppk_personnel: 'government',
  bkpsdm: 'government',
  inspektorat: 'government',
  dpmd: 'government',
  kesbangpol: 'government',
  satgas_netralitas: 'government',
  bawaslu_local: 'supervisor',
  bawaslu_ri: 'supervisor',
  panwascam: 'supervisor',
  pkd_ptps: 'supervisor',
};
/** Steps that several bodies take together: they make one occasion of what each of them does there. */
const TOGETHER = new Set<string>(['pledge', 'peace_declaration', 'partnership', 'outreach', 'flag_assembly']);

/** Parts the measure steps of an article by who issues them; steps of nobody known go with the first. */
export function partByIssuer(
  steps: readonly StepTelling[],
  passage: Passage,
  people: readonly Entity[],
): StepTelling[][] {
  const parts = new Map<string, StepTelling[]>();
  const loose: StepTelling[] = [];
  for (const step of steps) {
    const family = TOGETHER.has(step.code) ? null : familyOf(step, passage, people);
    if (family === null) loose.push(step);
    else parts.set(family, [...(parts.get(family) ?? []), step]);
  }
  const all = [...parts.values()];
  if (all.length <= 1) return [[...loose, ...all.flat()].toSorted(byPlace)].filter((one) => one.length > 0);
  for (const step of loose) nearest(all, step).push(step);
  return all.map((part) => part.toSorted(byPlace));
}

const byPlace = (a: StepTelling, b: StepTelling): number => a.mark.first - b.mark.first;

/** The part that a step of nobody known stands nearest to. */
function nearest(parts: StepTelling[][], step: StepTelling): StepTelling[] {
  let best = parts[0] ?? [];
  let distance = Infinity;
  for (const part of parts) {
    for (const other of part) {
      const gap = Math.abs(other.mark.first - step.mark.first);
      if (gap < distance) [best, distance] = [part, gap];
    }
  }
  return best;
}

function familyOf(step: StepTelling, passage: Passage, people: readonly Entity[]): string | null {
  if (step.speaker !== null && isOfficial(passage, step.speaker)) return familyOfPerson(step.speaker);
  const actor = presentIn(people, step.mark.sentence)
    .filter(({ entity, telling }) => telling.first < step.mark.first && isOfficial(passage, entity))
    .at(-1);
  if (actor !== undefined) return familyOfPerson(actor.entity);
  const body = (passage.bySentence[step.mark.sentence] ?? []).find(
    (mark: Mark) =>
      mark.kind === 'institution' && mark.first < step.mark.first && FAMILY[mark.code] !== undefined,
  );
  return body === undefined ? null : (FAMILY[body.code] ?? null);
}

function familyOfPerson(entity: Entity): string | null {
  const code = entity.authority ?? 'none';
  if (code !== 'none') return FAMILY[code] ?? code;
  const status = bestStatus(entity)?.code;
  return status === 'tni' || status === 'polri' ? status : null;
}
