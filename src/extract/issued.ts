/** Issued: whether somebody who may issue a measure does so, and whether those who only raise concern ask for it (codebook 3.3). */
import { presentIn } from './present.js';
import type { Entity } from './entity.js';
import { issuerOf } from './issuers.js';
import { isOfficeHolder, isOfficial, isOutsider } from './officials.js';
import type { Mark, Passage } from './passage.js';
import { SPEECH_ACTS } from './asked.js';
import type { StepTelling } from './steps.js';

/** Steps that make an article context rather than a measure when nothing else is told (ruling 11.21). */
export const CONTEXT_ONLY: ReadonlySet<string> = new Set<string>([
  'legal_change',
  'norm_explainer',
  'oversight_concern',
  'statistic',
]);

/** Somebody who speaks for a body says it or does it, a body does it, or its letter bears a number. */
export function isIssued(step: StepTelling, passage: Passage, people: readonly Entity[]): boolean {
  if (CONTEXT_ONLY.has(step.code)) return false;
  const issuer = issuerOf(step, passage, people);
  if (issuer !== null && mayIssue(passage, issuer)) return true;
  const row = passage.bySentence[step.mark.sentence] ?? [];
  if (step.mark.props['issued'] === 'true') return true;
  if (row.some((mark) => mark.kind === 'law' && mark.props['letter'] === 'true')) return true;
  if (JOINT.has(step.code)) return row.some((mark) => mark.kind === 'subject' || mark.kind === 'institution');
  const called = SPEECH_ACTS.has(step.code);
  // "Seruan itu digaungkan Penjabat Gubernur": behind a passive or a noun stands who issued it.
  const acts = (mark: { first: number }): boolean =>
    !called || mark.first < step.mark.first || step.mark.voice !== 'active';
  const body = (mark: Mark): boolean =>
    mark.kind === 'institution' &&
    (mark.code !== 'none' || !called) &&
    mark.props['body'] !== 'legislature' &&
    acts(mark);
  if (row.some(body)) return true;
  const here = presentIn(people, step.mark.sentence);
  if (here.some(({ entity, telling }) => isOfficial(passage, entity) && !entity.plural && acts(telling)))
    return true;
  if (called) return step.mark.voice === 'passive' && isIssuedBeside(step.mark.sentence, passage, people);
  return [-1, 1].some((beside) =>
    presentIn(people, step.mark.sentence + beside).some(
      ({ entity }) => isOfficial(passage, entity) && entity.name !== null,
    ),
  );
}

/**
 * "Lurah diminta netral. Hal itu disampaikan bupati", "Bawaslu meneruskan kasus itu. Warga diminta melapor": who issues
 * what is told in the passive may stand in the sentence before, or say it in the next.
 */
function isIssuedBeside(sentence: number, passage: Passage, people: readonly Entity[]): boolean {
  const official = (index: number): boolean =>
    presentIn(people, index).some(({ entity }) => isOfficial(passage, entity) && !entity.plural);
  const next = passage.bySentence[sentence + 1] ?? [];
  if (next.some((mark) => mark.kind === 'speech') && official(sentence + 1)) return true;
  const before = passage.bySentence[sentence - 1] ?? [];
  return (
    before.some((mark) => mark.kind === 'institution' && mark.code !== 'none' && mark.code !== 'ngo') ||
    presentIn(people, sentence - 1).some(
      ({ entity }) =>
        isOfficial(passage, entity) && entity.authority !== 'none' && entity.accusedBy.length === 0,
    )
  );
}

const mayIssue = (passage: Passage, issuer: Entity | Mark): boolean =>
  'kind' in issuer
    ? issuer.props['body'] !== 'legislature' && issuer.code !== 'ngo'
    : isOfficial(passage, issuer) || isOfficeHolder(passage, issuer);

/** Legislators, observers, lawyers and party men raise concern; what they ask for is no measure (codebook 3.3). */
export function isOutsiders(step: StepTelling, passage: Passage, people: readonly Entity[]): boolean {
  if (!SPEECH_ACTS.has(step.code)) return false;
  const issuer = issuerOf(step, passage, people);
  return issuer !== null && !mayIssue(passage, issuer) && ('kind' in issuer || isOutsider(passage, issuer));
}

/** Measures that the addressees carry out themselves. */
const JOINT = new Set<string>(['pledge', 'peace_declaration', 'flag_assembly', 'outreach']);
