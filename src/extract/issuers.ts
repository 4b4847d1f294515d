/** Issuers: whose measure each step is, so that what two bodies do is told in two reports (ruling 11.20). */
import { hasHappened } from '../model/realities.js';
import { presentIn } from './present.js';
import { bestStatus, type Entity } from './entity.js';
import type { Mark, Passage } from './passage.js';
import { clauseAt } from './sentence-at.js';
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
  if (all.length <= 1)
    return [...loose, ...all.flat()].length === 0 ? [] : partByTime([...loose, ...all.flat()]);
  for (const step of loose) nearest(all, step).push(step);
  return all.flatMap(partByTime);
}

/** What is still to come is another occasion than what has been done (ruling 11.20). */
function partByTime(part: readonly StepTelling[]): StepTelling[][] {
  const sorted = part.toSorted(byPlace);
  const done = new Set(sorted.filter(({ reality }) => reality !== 'planned').map(({ code }) => code));
  const isComing = ({ code, reality }: StepTelling): boolean =>
    reality === 'planned' && (!done.has(code) || TOGETHER.has(code));
  const coming = sorted.filter(isComing);
  const rest = sorted.filter((step) => !isComing(step));
  return rest.some(({ reality }) => hasHappened(reality))
    ? [rest, coming].filter((one) => one.length > 0)
    : [sorted];
}

/** In the order of the text. */
export const byPlace = (a: StepTelling, b: StepTelling): number => a.mark.first - b.mark.first;

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

const familyOf = (step: StepTelling, passage: Passage, people: readonly Entity[]): string | null =>
  familyOfIssuer(issuerOf(step, passage, people), passage);

/** Which body issues a measure; null where nobody is told to. */
export function familyOfIssuer(issuer: Entity | Mark | null, passage: Passage): string | null {
  if (issuer === null) return null;
  return 'kind' in issuer ? familyOfBody(issuer) : familyOfPerson(issuer, passage);
}

/**
 * Who issues a measure: the one told of last before it in its clause, a body or a person who may issue any; where the
 * clause names none, the person before it in the sentence, else the one who speaks.
 */
export function issuerOf(
  step: StepTelling,
  passage: Passage,
  people: readonly Entity[],
): Entity | Mark | null {
  const { mark, speaker } = step;
  const person = presentIn(people, mark.sentence)
    .filter(
      ({ entity, telling }) => telling.first < mark.first && entity.authority !== null && !entity.plural,
    )
    .at(-1);
  const body = step.mark.voice === 'passive' ? undefined : bodyBefore(passage, mark);
  if (body !== undefined && (person === undefined || body.first > person.telling.last)) return body;
  if (person !== undefined && mark.voice !== 'passive') return person.entity;
  return speaker ?? person?.entity ?? null;
}

/** The body that acts in the clause of a step. */
function bodyBefore(passage: Passage, step: Mark): Mark | undefined {
  const clause = passage.analysed.clauses[clauseAt(passage, step.first)];
  const own = (passage.bySentence[step.sentence] ?? []).filter(
    (mark) => mark.first >= (clause?.first ?? 0) && mark.last <= step.first,
  );
  return own.findLast(
    (mark) =>
      mark.kind === 'institution' &&
      familyOfBody(mark) !== null &&
      // "Ketua Bawaslu": the office of a person, who is told of himself.
      !own.some((other) => other.kind === 'position' && other.first <= mark.first && other.last >= mark.last),
  );
}

/** Bodies without a code that issue measures of their own. */
const ISSUING = new Set<string>([
  'government',
  'police',
  'military',
  'prosecutor',
  'education',
  'health',
  'legislature',
]);

function familyOfBody(mark: Mark): string | null {
  const body = mark.props['body'];
  if (mark.code === 'none') return body !== undefined && ISSUING.has(body) ? body : null;
  return FAMILY[mark.code] ?? mark.code;
}

function familyOfPerson(entity: Entity, passage: Passage): string | null {
  const code = entity.authority ?? 'none';
  if (code !== 'none') return FAMILY[code] ?? code;
  const status = bestStatus(entity)?.code;
  if (status === undefined) return bodyOfOffice(entity, passage);
  return OFFICES[status] ?? (status === 'tni' || status === 'polri' ? status : null);
}

/** "Komandan Kodim X, Letkol Y": the body that somebody's office before his name is of. */
function bodyOfOffice(entity: Entity, passage: Passage): string | null {
  for (const { how, sentence, first } of entity.tellings) {
    if (how !== 'name') continue;
    const office = (passage.bySentence[sentence] ?? []).findLast(
      (mark) => mark.kind === 'position' && mark.last <= first && first - mark.last <= OFFICE,
    );
    const body = office?.props['body'];
    if (body !== undefined && ISSUING.has(body)) return body;
  }
  return null;
}
const OFFICE = 6; // words between an office and the name of its holder

/** Officials without a deciding office act for their government. */
const OFFICES: Record<string, string> = {
  senior_official: 'government',
  territorial_official: 'government',
  satpol_pp: 'government',
  health_worker: 'health',
  lecturer: 'education',
  teacher_school: 'education',
};
