/** Flags: conflicts inside one article, attributes of the act, and marks for a reviewer (codebook 0.4, 1.3). */
import type { Flag } from '../model/codes.js';
import { FLAGS } from '../model/code-lists.js';
import type { Report } from '../model/report.js';
import type { CaseDraft } from './cases.js';
import { oneOf } from './one-of.js';
import type { Passage } from './passage.js';

const HARD = new Set<string>(['sanction_imposed', 'convicted', 'suspect_named']);

/** The flags of a report; `draft` is null for measures. */
export function flagsOf(report: Report, draft: CaseDraft | null, title: Passage, body: Passage): Flag[] {
  const flags = new Set<Flag>();
  for (const mark of body.marks) {
    if (
      mark.kind === 'attribute' &&
      (draft === null ? mark.code === 'not_sanctionable' : near(draft, mark.sentence))
    )
      addFlag(flags, mark.code);
    if (mark.kind === 'genre') addFlag(flags, mark.code);
    if (mark.kind === 'origin' && (mark.code === 'advertorial' || mark.code === 'network_copy'))
      flags.add(mark.code === 'advertorial' ? 'advertorial' : 'republication');
    if (mark.kind === 'sanction' && mark.props['probation'] === 'true') flags.add('probation');
  }
  if (draft === null && report.subjects.some((subject) => subject.status === 'non_asn'))
    flags.add('applies_to_non_asn');
  if (draft !== null) {
    if (statusConflict(draft)) flags.add('status_conflict');
    if (overclaims(report, title)) flags.add('headline_overclaim');
  }
  return [...flags].toSorted();
}

const near = (draft: CaseDraft, sentence: number): boolean =>
  [-1, 0, 1].some((step) => draft.sentences.has(sentence + step));

const asFlag = oneOf(FLAGS);

function addFlag(flags: Set<Flag>, code: string): void {
  const flag = asFlag(code);
  if (flag !== null) flags.add(flag);
}

/** The same people called civil servants and contract staff in one article (HC22, HC24). */
function statusConflict(draft: CaseDraft): boolean {
  return draft.accused.some((entity) => {
    const codes = new Set(entity.statuses.map((status) => status.code));
    return codes.has('non_asn') && (codes.has('pns') || codes.has('pppk') || codes.has('asn_unspecified'));
  });
}

/** A headline tells a hard outcome that the body does not (codebook 9-A). */
function overclaims(report: Report, title: Passage): boolean {
  const real = new Set<string>(
    report.steps.filter((step) => step.reality === 'realised').map((step) => step.value),
  );
  return title.marks.some(
    (mark) =>
      mark.kind === 'step' && HARD.has(mark.code) && mark.reality === 'realised' && !real.has(mark.code),
  );
}
