/** Cases: puts accused, acts and steps together into case reports, one per outcome group (rulings 11.1, 11.2, 11.18). */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import { createHash } from 'node:crypto';
import type { Reality, StageCode, ViolationCode } from '../model/codes.js';
import type { Report, ReportViolation } from '../model/report.js';
import { bestStatus, type Entity } from './entity.js';
import { followMatters } from './matters.js';
import { isActual } from './modality.js';
import { ORGANISER_STATUSES } from './organisers.js';
import { evidence, type Mark, type Passage } from './passage.js';
import { subjectOf } from './report-subjects.js';
import { isCaseStep } from './others-steps.js';
import { furthestStage } from './furthest-stage.js';
import { isReached, mergeSteps, reportStep, type StepTelling } from './steps.js';
import { settleSteps } from './settled-steps.js';
import { inferred, stated, whyOf } from './why.js';

/** What belongs to one case before it becomes a report. */
export interface CaseDraft {
  accused: Entity[];
  steps: StepTelling[];
  violations: { passage: Passage; mark: Mark }[];
  sentences: Set<number>;
  stage: StageCode | null;
  stageStep: StepTelling | null;
  historical: boolean;
}

/**
 * Gathers the steps and acts of each accused, and has those joined that share an outcome. Of whom nothing is told by rules
 * makes a draft only in what is `likely` a case.
 */
export function draftCases(
  passage: Passage,
  accused: readonly Entity[],
  steps: readonly StepTelling[],
  people: readonly Entity[],
  past: ReadonlySet<number>,
  likely: boolean,
  join: (singles: CaseDraft[]) => CaseDraft[],
): CaseDraft[] {
  if (accused.length === 0) return [];
  const matters = followMatters(passage, accused, people);
  const drafts = new Map(
    accused.map((entity): [Entity, Parts] => [
      entity,
      { steps: [], violations: [], sentences: new Set(entity.tellings.map(({ sentence }) => sentence)) },
    ]),
  );
  const loose: Parts = { steps: [], violations: [], sentences: new Set() };
  const give = (mark: Mark, put: (parts: Parts) => void): void => {
    const owners = matters.ownersOf(mark);
    for (const entity of owners) {
      const parts = drafts.get(entity);
      if (parts !== undefined) put(parts);
    }
    if (owners.length === 0 && matters.isLoose(mark)) put(loose);
  };
  for (const step of steps) {
    if (isCaseStep(step, accused)) give(step.mark, (parts) => parts.steps.push(step));
  }
  for (const mark of passage.marks) {
    if (mark.kind === 'violation' && isActual(mark.reality))
      give(mark, (parts) => parts.violations.push({ passage, mark }));
  }
  const single = accused.map((entity) => {
    const parts = drafts.get(entity) ?? loose;
    return isOfThePast(entity, past) ? recall(finish([entity], parts)) : finish([entity], parts);
  });
  const joined = join(single).filter(
    (draft) =>
      likely || draft.steps.some((step) => step.reality !== 'conditional') || draft.violations.length > 0,
  );
  return takeIn(joined, loose);
}

/** Somebody of whom all is told in sentences of a time long gone, or right behind such. */
function isOfThePast(entity: Entity, past: ReadonlySet<number>): boolean {
  if (past.size === 0 || entity.accusedBy.length === 0) return false;
  const gone = (sentence: number): boolean =>
    past.has(sentence) || past.has(sentence - 1) || past.has(sentence - 2);
  const told = entity.accusedBy.map((mark) => mark.sentence);
  return told.some((sentence) => past.has(sentence)) && told.every(gone);
}

/** A case of the past: whatever happened in it is history. */
export function recall(draft: CaseDraft): CaseDraft {
  const steps = draft.steps
    .filter((step) => isReached(step) || step.reality === 'historical')
    .map((step) => ({ ...step, reality: 'historical' as const }));
  return {
    ...finish(draft.accused, { steps, violations: draft.violations, sentences: draft.sentences }),
    historical: true,
  };
}

interface Parts {
  steps: StepTelling[];
  violations: { passage: Passage; mark: Mark }[];
  sentences: Set<number>;
}

/**
 * What is told of nobody in particular belongs to the one matter of an article that has just one, and to each of which
 * nothing else is told: "KPU mencoret keduanya".
 */
function takeIn(drafts: CaseDraft[], loose: Parts): CaseDraft[] {
  const current = drafts.filter((draft) => !draft.historical && isLive(draft));
  const only = current[0];
  if (only === undefined) return drafts;
  if (current.length > 1)
    return drafts.map((draft) =>
      draft.historical || draft.stage !== null ? draft : withSteps(draft, loose.steps),
    );
  const whole = finish(only.accused, {
    steps: [...only.steps, ...loose.steps],
    violations: [...only.violations, ...loose.violations],
    sentences: only.sentences,
  });
  return drafts.map((draft) => (draft === only ? whole : draft));
}

/** A draft of what is told of some accused: what becomes of it, and whether it is all history. */
export function finish(accused: Entity[], parts: Parts): CaseDraft {
  const steps = settleSteps(parts.steps);
  const merged = mergeSteps(steps);
  const stage = furthestStage(merged);
  const stageStep = merged.find((step) => step.code === stage) ?? null;
  const live = merged.filter((step) => step.reality !== 'conditional');
  const told = live.length > 0 ? live : parts.violations.map(({ mark }) => mark);
  const historical = told.length > 0 && told.every(({ reality }) => reality === 'historical');
  return {
    accused,
    // What would happen to others "kalau ada lagi" is no step of a matter of the past.
    steps: historical ? steps.filter((step) => step.reality !== 'conditional') : steps,
    violations: parts.violations,
    sentences: parts.sentences,
    stage,
    stageStep,
    historical,
  };
}

/** A draft with further steps. */
export const withSteps = (draft: CaseDraft, further: readonly StepTelling[]): CaseDraft => ({
  ...finish(draft.accused, { ...draft, steps: [...draft.steps, ...further] }),
  historical: draft.historical,
});

/** A draft with but these of its steps. */
export const withoutSteps = (draft: CaseDraft, steps: StepTelling[]): CaseDraft => ({
  ...finish(draft.accused, { ...draft, steps }),
  historical: draft.historical,
});

/** A draft as a report, without places, election, date and laws, which the caller adds. */
export function caseReport(articleId: string, passage: Passage, draft: CaseDraft): Report | null {
  const merged = mergeSteps(draft.steps);
  const violations = reportViolations(draft);
  const others = merged.filter((step) => step.code !== 'act_occurred');
  const kept = others.length > 0 ? others : merged;
  const steps = kept.map(reportStep);
  let stage = furthestStage(kept);
  if (stage === null && violations.length > 0) {
    const real = draft.violations.some(({ mark }) => mark.reality === 'realised');
    stage = real && others.length === 0 ? 'act_occurred' : 'exposed_public';
    if (!steps.some((step) => step.value === stage)) steps.unshift(actStep(passage, draft, stage));
  }
  if (stage === null) return null;
  const anchor = steps.find((step) => step.value === stage)?.evidence[0] ?? violations[0]?.evidence[0];
  if (anchor === undefined) return null;
  return {
    id: reportId(articleId, 'case', anchor.start),
    type: 'case',
    stage,
    violations,
    steps,
    subjects: draft.accused.map((entity) => subjectOf(passage, entity)),
    authorities: [],
    others: [],
    places: [],
    election: null,
    date: null,
    laws: [],
    flags: [],
    confidence: 0,
  };
}

function actStep(passage: Passage, draft: CaseDraft, stage: StageCode): Report['steps'][number] {
  const act = draft.violations[0];
  const reality: Reality = draft.historical ? 'historical' : 'realised';
  const why = act === undefined ? inferred('case/act') : stated('case/act', evidence(passage, act.mark));
  return {
    value: stage,
    reality,
    date: null,
    by: null,
    count: null,
    document: null,
    sanction: null,
    attribution: 'narration',
    ...why,
  };
}

/** Id of a report: article, type and where its anchor stands. */
export function reportId(articleId: string, type: 'case' | 'measure', anchor: number): string {
  return `r_${createHash('sha256').update(`${articleId}\n${type}\n${anchor}`).digest('hex').slice(0, 20)}`;
}

/** Each kind of act once, with all its stretches; the vague code only where nothing concrete is told (ruling 11.24). */
function reportViolations(draft: CaseDraft): ReportViolation[] {
  const byCode = new Map<ViolationCode, ReportViolation>();
  const organisers = draft.accused.every(isOrganiser);
  for (const { passage, mark } of draft.violations) {
    const told = mark.code as ViolationCode;
    const code = organisers && !OF_ANYBODY.has(told) ? 'organiser_partisanship' : told;
    const known = byCode.get(code);
    if (known === undefined) byCode.set(code, { value: code, count: null, ...whyOf(passage, mark) });
    else known.evidence.push(evidence(passage, mark));
  }
  const concrete = [...byCode.keys()].filter(
    (code) => code !== UNSPECIFIED_ACT && code !== 'partisan_decision',
  );
  if (concrete.length > 0) {
    byCode.delete(UNSPECIFIED_ACT);
    if (byCode.size > concrete.length) byCode.delete('partisan_decision');
  }
  return [...byCode.values()];
}

/** Whatever side organisers show, by a picture, a visit or a tally, is theirs (ruling 11.11); these acts stay what they are. */
const OF_ANYBODY = new Set<ViolationCode>([
  'vote_buying_by_apparatus',
  'obstruct_or_violence',
  'identity_misuse',
]);

const isOrganiser = (entity: Entity): boolean => ORGANISER_STATUSES.has(bestStatus(entity)?.code ?? '');

/** Whether a draft tells of anything that happened, is said to have happened, or is under way. */
export const isLive = (draft: CaseDraft): boolean =>
  draft.steps.some((step) => isReached(step) || step.reality === 'historical') || draft.violations.length > 0;
