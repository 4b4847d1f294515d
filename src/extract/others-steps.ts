/** Steps of others: what the accused lodges himself, and calls and hearings of witnesses; no steps of his own case. */
import { STAGE_CODES } from '../model/code-lists.js';
import type { StepCode } from '../model/codes.js';
import { HARD } from '../text/text.js';
import type { Entity, Telling } from './entity.js';
import { isPartOfAct } from './no-steps.js';
import type { Mark } from './passage.js';
import { isPremise } from './premises.js';
import type { StepTelling } from './steps.js';
import { clauseAt } from './sentence-at.js';

/** Steps that others take against an accused: where he takes them, they are another matter. */
const AGAINST = new Set<StepCode>(['reported', 'found_by_supervisor']);
/** Steps that are taken with witnesses and complainants as well. */
const HEARING = new Set<StepCode>(['summoned', 'examined']);
const HEARD = new Set<string>(['witness', 'complainant']);

const BESIDE = 3; // words between a verb and who does or suffers it

/** Whether a step can be one of a case: no measure, no mere premise of another step, and none that others take or suffer. */
export const isCaseStep = (step: StepTelling, accused: readonly Entity[]): boolean =>
  STAGES.includes(step.code) && !isPremise(step) && !isOfOthers(step, accused);

const STAGES: readonly string[] = STAGE_CODES;

/** Whether a step told in an article is none of the case of any of its accused. */
export const isOfOthers = (step: StepTelling, accused: readonly Entity[]): boolean =>
  isOwnDoing(step, accused) ||
  isPartOfAct(step.passage.bySentence[step.mark.sentence] ?? [], step.mark) ||
  isHearingOfOthers(step, accused) ||
  isOpinion(step) ||
  isSorryFor(step, accused);

/** "Lurah itu justru melaporkan akun penyebar foto": an accused right before an active verb, and none behind it. */
function isOwnDoing({ code, mark, passage }: StepTelling, accused: readonly Entity[]): boolean {
  if (mark.voice !== 'active' || !AGAINST.has(code)) return false;
  const told = toldIn(mark.sentence, accused);
  if (told.some((telling) => telling.last > mark.first)) return false;
  const doer = told.at(-1);
  if (doer === undefined || doer.how === 'anaphor' || mark.first - doer.last > BESIDE) return false;
  const { breakBefore } = passage.analysed.tokens;
  // "Camat X, Hendri, melaporkan": the comma that closes a name parts it from nothing.
  const from = (breakBefore[doer.first] ?? 0) >= HARD ? doer.last + 1 : doer.last;
  for (let token = from; token <= mark.first; token += 1) if ((breakBefore[token] ?? 0) >= HARD) return false;
  return !(passage.bySentence[mark.sentence] ?? []).some(
    (other) =>
      other.first >= doer.last && other.last <= mark.first && other.kind !== 'modality' && other !== mark,
  );
}

/** Who has an opinion of the act, but no say in it. */
const ONLOOKERS = new Set<string>([
  'complainant',
  'observer',
  'lawyer',
  'party',
  'beneficiary',
  'public',
  'witness',
  'journalist',
]);
const FINDINGS = new Set<StepCode>(['assessed_violation', 'assessed_no_violation']);
const VERDICT = 2; // words between somebody and the verb by which he judges

/** "Pengamat menilai lurah itu melanggar netralitas": a judgement of those who do not decide is no finding. */
function isOpinion({ code, mark, passage }: StepTelling): boolean {
  if (!FINDINGS.has(code) || mark.voice !== 'active') return false;
  return (passage.bySentence[mark.sentence] ?? []).some(
    (other) =>
      other.kind === 'role' &&
      ONLOOKERS.has(other.code) &&
      other.last <= mark.first &&
      mark.first - other.last <= VERDICT,
  );
}

/** "Bupati meminta maaf atas ulah anak buahnya": who is sorry for others admits nothing of his own. */
function isSorryFor({ code, mark, passage }: StepTelling, accused: readonly Entity[]): boolean {
  if (code !== 'apology_admission' || mark.voice !== 'active') return false;
  const told = toldIn(mark.sentence, accused);
  return (passage.bySentence[mark.sentence] ?? []).some(
    (other) =>
      ((other.kind === 'subject' && HEADS.has(other.code)) ||
        (other.kind === 'position' && other.code !== 'none')) &&
      other.last <= mark.first &&
      mark.first - other.last <= VERDICT &&
      !told.some((telling) => telling.last > other.first && telling.first < mark.first),
  );
}

const HEADS = new Set<string>(['head_of_region', 'acting_head']);

/** "Bawaslu baru memeriksa pelapor dan dua saksi": a hearing of whom only others are told as heard. */
function isHearingOfOthers({ code, mark, passage }: StepTelling, accused: readonly Entity[]): boolean {
  if (!HEARING.has(code)) return false;
  const row = passage.bySentence[mark.sentence] ?? [];
  const heard = row.filter((other) => other.kind === 'role' && HEARD.has(other.code));
  if (heard.length === 0) return false;
  const clause = passage.analysed.clauses[clauseAt(passage, mark.first)] ?? mark;
  const near = (other: Pick<Mark, 'first' | 'last'>): boolean =>
    mark.voice === 'passive'
      ? other.first >= clause.first && other.last <= mark.first && mark.first - other.last <= BESIDE
      : other.first < clause.last && other.first >= mark.last && other.first - mark.last <= BESIDE;
  if (!heard.some(near)) return false;
  const inClause = (one: Pick<Mark, 'first' | 'last'>): boolean =>
    one.first >= clause.first && one.last <= clause.last;
  return !(
    toldIn(mark.sentence, accused).some(inClause) ||
    row.some((other) => other.kind === 'role' && other.code === 'accused' && inClause(other))
  );
}

const toldIn = (sentence: number, accused: readonly Entity[]): Telling[] =>
  accused
    .flatMap(({ tellings }) => tellings.filter((telling) => telling.sentence === sentence))
    .toSorted((a, b) => a.first - b.first);
