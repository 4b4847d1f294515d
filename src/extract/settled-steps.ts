/** Settled steps: what several tellings of one case say of one another, so that one happening is not told as two steps. */
import type { StepCode } from '../model/codes.js';
import { HARD } from '../text/text.js';
import { CRIME } from './step-kinds.js';
import { isReached, type StepTelling } from './steps.js';

/** Codes that a court case tells by other words: "terbukti" before a judge is the verdict. */
const COURT: readonly StepCode[] = ['prosecuted', 'convicted', 'acquitted', 'sentence_executed'];
const TRIED: readonly StepCode[] = ['prosecuted', 'convicted', 'appeal_filed'];
const BEFORE: readonly StepCode[] = ['act_occurred', 'exposed_public', 'tracing'];
const OVERSEERS = new Set<string>([
  'bawaslu_local',
  'bawaslu_ri',
  'panwascam',
  'kasn',
  'bkn',
  'bkpsdm',
  'inspektorat',
  'propam',
]);

/** The steps of one case, each in the light of the others; in the same order. Applied again it changes nothing. */
export function settleSteps(steps: readonly StepTelling[]): StepTelling[] {
  const reached = new Set(steps.filter((step) => isReached(step)).map((step) => step.code));
  const denials = steps.filter((step) => step.code === 'denial').map((step) => step.mark.sentence);
  const context: Context = { reached, denials, steps };
  return steps.filter((step) => isOwnStep(step, context)).map((step) => withReality(step, context));
}

interface Context {
  reached: ReadonlySet<StepCode>;
  denials: readonly number[];
  steps: readonly StepTelling[];
}

/** What has come out or been said: that it could be, or is to be, is no step of anybody. */
const NEVER_AHEAD: readonly StepCode[] = [
  'act_occurred',
  'exposed_public',
  'found_by_supervisor',
  'denial',
  'apology_admission',
  'sanction_pending',
];

/** Steps that are taken in one moment: what is told of them as under way has been taken. */
const MOMENTS: readonly StepCode[] = [
  'reported',
  'registered',
  'summoned',
  'forwarded',
  'investigation_opened',
];

const any = (reached: ReadonlySet<StepCode>, codes: readonly StepCode[]): boolean =>
  codes.some((code) => reached.has(code));

function isOwnStep(step: StepTelling, { reached, steps }: Context): boolean {
  const told = step.reality === 'realised' || step.reality === 'historical';
  const ahead = step.reality === 'conditional' || step.reality === 'planned';
  if (ahead && NEVER_AHEAD.includes(step.code)) return false;
  switch (step.code) {
    case 'denial':
      return told && !isOverseer(step) && !isDeniedByOverseer(step);
    case 'exposed_public':
      return told && !(isWeak(step) && isDealtWith(reached));
    case 'reported':
      return step.reality !== 'conditional';
    case 'sentence_executed':
      return step.mark.props['court'] === undefined || any(reached, TRIED);
    case 'tracing':
      return step.reality !== 'realised' || ![...reached].some((code) => isBehindTracing(code));
    case 'assessed_violation':
      return !any(reached, COURT) || overseen(step);
    case 'assessed_no_violation':
      return !reached.has('acquitted') && !(reached.has('criminal_dropped') && any(reached, CRIME));
    case 'criminal_dropped':
      return any(reached, CRIME) || !besideBreach(step, steps);
    default:
      return true;
  }
}

/** Hints and rumours expose somebody only where nothing firmer is told. */
const isWeak = (step: StepTelling): boolean => step.mark.props['weak'] === 'true';

const isDealtWith = (reached: ReadonlySet<StepCode>): boolean =>
  [...reached].some((code) => !BEFORE.includes(code) && code !== 'denial' && code !== 'apology_admission');

/** A look into a matter is told of for its own sake until something has come of it. */
const isBehindTracing = (code: StepCode): boolean =>
  !BEFORE.includes(code) && code !== 'denial' && code !== 'apology_admission' && !LODGED.includes(code);
const LODGED: readonly StepCode[] = ['reported', 'found_by_supervisor'];

/** Who watches or decides answers for others: his "no" is about what was done, not about the act. */
const isOverseer = ({ speaker }: StepTelling): boolean =>
  speaker !== null && speaker.authority !== null && OVERSEERS.has(speaker.authority);

/** "Bawaslu membantah lamban": a supervisor right before the verb denies something of himself. */
const isDeniedByOverseer = ({ mark, passage }: StepTelling): boolean =>
  mark.voice === 'active' &&
  (passage.bySentence[mark.sentence] ?? []).some(
    (other) =>
      other.kind === 'institution' &&
      OVERSEERS.has(other.code) &&
      other.last <= mark.first &&
      mark.first - other.last <= 1 &&
      Math.max(...[other.last, mark.first].map((token) => passage.analysed.tokens.breakBefore[token] ?? 0)) <
        HARD,
  );

function overseen(step: StepTelling): boolean {
  return (step.passage.bySentence[step.mark.sentence] ?? []).some(
    (mark) => mark.kind === 'institution' && OVERSEERS.has(mark.code),
  );
}

/** "Bukan pelanggaran pemilihan, melainkan pelanggaran hukum lainnya" is one finding, of a breach (ruling 11.8). */
const besideBreach = (step: StepTelling, steps: readonly StepTelling[]): boolean =>
  steps.some(
    (other) =>
      other.code === 'assessed_violation' &&
      other.reality === 'realised' &&
      Math.abs(other.mark.sentence - step.mark.sentence) <= 1,
  );

function withReality(step: StepTelling, { reached, denials }: Context): StepTelling {
  const { code, reality } = step;
  // What is being looked into is a process; what lies on a desk lies there.
  if (code === 'tracing' && reality === 'realised') return { ...step, reality: 'ongoing' };
  if (code === 'sanction_pending' && reality === 'ongoing') return { ...step, reality: 'realised' };
  if (reality === 'ongoing' && MOMENTS.includes(code)) return { ...step, reality: 'realised' };
  if (reality === 'ongoing' && code === 'sanction_imposed') return { ...step, reality: 'planned' };
  // Who waits for the recommendation has been sent the case (ruling 11.2).
  if (reality === 'ongoing' && code === 'sanction_recommended')
    return { ...step, code: 'forwarded', reality: 'realised' };
  if (code !== 'sanction_imposed') return step;
  if (reality === 'realised' && reached.has('sanction_annulled')) return { ...step, reality: 'historical' };
  // "Beredar kabar ia dicopot. Kapolres menepisnya"; "Kapolres membantah. Tidak ada pencopotan"
  const before = denials.some(
    (sentence) => sentence <= step.mark.sentence && step.mark.sentence - sentence <= 1,
  );
  const after = denials.some(
    (sentence) => sentence >= step.mark.sentence && sentence - step.mark.sentence <= 2,
  );
  const denied = (reality === 'absent' && before) || (reality === 'alleged' && after);
  return denied ? { ...step, reality: 'denied' } : step;
}
