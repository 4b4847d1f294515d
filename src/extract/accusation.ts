/** Accusation: the gates that a draft of a case must pass to become a report; a false accusation is the worst that can come out. */
import { NEVER_STAGE, UNSPECIFIED_ACT } from '../model/code-lists.js';
import type { Grammar } from '../model/grammar.js';
import type { Report } from '../model/report.js';
import { hasHappened } from '../model/realities.js';
import { RUNS } from './accusable.js';
import { isOnlyAddressed } from './addressed.js';
import { isLive, type CaseDraft } from './cases.js';
import type { CaseGate } from './derivation.js';
import { bestStatus, type Entity } from './entity.js';
import { isInHeadline } from './headline-subjects.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { EXITS, MEASURES, WEIGHTY } from './step-kinds.js';
import { isExample, isListed, isPassing, tellsOfCase } from './passing.js';
import { isOvershadowed } from './protagonists.js';
import { isElectionBody, isOtherCrime } from './about-marks.js';
import { isPartisanMisuse } from './victims.js';
import { electionWords, isAboutElection, isOpinion } from './relevance.js';

/**
 * The first gate that a draft does not pass; null when it is a case. Gates that `waives` lets through do not count, whatever
 * comes behind them does.
 */
export function failedCaseGate(
  draft: CaseDraft,
  report: Report | null,
  title: Passage,
  body: Passage,
  people: readonly Entity[],
  grammar: Grammar,
  waives: (gate: CaseGate) => boolean,
): CaseGate | null {
  if (report === null) return isLive(draft) ? 'no_stage' : 'nothing_real';
  const { accused, historical } = draft;
  const named = accused.some((entity) => entity.name !== null);
  const isConcrete = report.violations.some(({ value }) => !VAGUE.has(value));
  const isTold = report.violations.length > 0 && (named || historical || isHeld(draft, report, title));
  const gates: [CaseGate, () => boolean][] = [
    ['nothing_real', () => isLawfulExit(report)],
    ['opinion_unnamed', () => !named && isOpinion(title, body)],
    ['explainer_unnamed', () => !named && (isExplainer(title) || isWorry(title))],
    ['status_unknown', () => accused.every((one) => bestStatus(one) === null && one.authority === null)],
    ['another_protagonist', () => isOvershadowed(body, accused, people)],
    ['class_listed', () => !named && accused.every((entity) => isListed(entity, body))],
    ['only_addressed', () => isOnlyAddressed(draft, body)],
    [
      'told_in_passing',
      () => accused.every((one) => isPassing(one, report, title) || isExample(one, title, body, grammar)),
    ],
    ['buried', () => !historical && isBuried(draft, report, title, body)],
    ['another_offence', () => !isConcrete && tellsOtherCrime(title, body, draft)],
    ['another_offence', () => !isPartisanMisuse(draft)],
    ['nothing_real', () => isLawfulRun(report, body)],
    ['told_in_passing', () => !named && !historical && isIdleTalk(report, title, body)],
    ['another_offence', () => isOfOtherCrime(title) && !isOfNeutrality(title, body, false)],
    ['steps_without_act', () => !isTold && !hasStepsEnough(draft, report, named, title, body)],
  ];
  return gates.find(([gate, fails]) => !waives(gate) && fails())?.[0] ?? null;
}

const LEAD = 5; // sentences in which a story comes to what it is about

/**
 * A case that neither the headline nor the opening tells of is mostly an example, a worry or a memory in a story of
 * something else: then a concrete act of somebody and a dealing with him must both be told.
 */
function isBuried(draft: CaseDraft, report: Report, title: Passage, body: Passage): boolean {
  if (title.marks.some((mark) => tellsOfCase(mark) && mark.reality !== 'historical')) return false;
  const opens = draft.accused.some((entity) =>
    entity.tellings.some(
      ({ sentence }) => sentence < LEAD && (body.bySentence[sentence] ?? []).some(tellsOfCase),
    ),
  );
  const goesOn = draft.accused.some(({ tellings }) =>
    tellings.some(
      ({ sentence, how }) =>
        how === 'name' &&
        sentence < LEAD &&
        draft.steps.some(({ mark }) => mark.sentence === sentence + 1 && tellsOfCase(mark)),
    ),
  );
  if (opens || goesOn) return false;
  const concrete = report.violations.some(({ value }) => !VAGUE.has(value));
  const named = draft.accused.some((entity) => entity.name !== null);
  const direct = draft.accused.some((entity) => entity.accusedBy.some((mark) => mark.kind === 'violation'));
  return !(stepsTaken(report) > 0 && concrete && (named || direct));
}

/** Acts that words of other offences look like. */
export const VAGUE = new Set<string>([UNSPECIFIED_ACT, 'partisan_decision', 'incumbent_program_abuse']);

/** Who resigned, or took leave, and was let go for it has done what the law asks (ruling 11.32). */
const isLawfulExit = (report: Report): boolean =>
  report.violations.length === 0 &&
  report.steps.some((step) => EXITS.has(step.value) && step.reality === 'realised') &&
  report.steps.every((step) => EXITS.has(step.value) || step.value === 'sanction_imposed');

/** What becomes known or is said proves no dealing with anybody. */
const TALK = new Set<string>([...NEVER_STAGE, 'exposed_public', 'act_occurred']);

export const stepsTaken = (report: Report): number =>
  report.steps.filter((step) => hasHappened(step.reality) && !TALK.has(step.value)).length;

/**
 * Acts are those of people without a name when a verb makes them theirs, when the headline tells of them too, or when
 * a single one of them is dealt with.
 */
function isHeld(draft: CaseDraft, report: Report, title: Passage): boolean {
  if (draft.accused.some((entity) => entity.accusedBy.some((mark) => mark.kind === 'violation'))) return true;
  if (isFurtherCase(draft) && stepsTaken(report) > 0) return true;
  if (stepsTaken(report) > 0 && draft.accused.some((one) => isSingle(one) && isInHeadline(title, one)))
    return true;
  const judged = draft.accused.some(
    (entity) =>
      isOne(entity) &&
      entity.accusedBy.some(({ code, reality }) => WEIGHTY.has(code) && reality === 'realised'),
  );
  if (judged && report.violations.some(({ value }) => !VAGUE.has(value))) return true;
  // What one person is seen doing, and is said to have been dealt with for, is his.
  const seen = draft.steps.some((step) => step.code === 'exposed_public' && step.reality === 'realised');
  const one = draft.accused.some(
    (entity) => isOne(entity) && entity.accusedBy.some((mark) => mark.kind === 'step'),
  );
  if (seen && one) return true;
  return stepsTaken(report) >= 2 && draft.accused.some(isSingle);
}

/**
 * Beside a case, another may be told by a single step: an institution deals with somebody of a name or a number, and a
 * verb points at him.
 */
export const isFurtherCase = (draft: CaseDraft): boolean =>
  draft.accused.some(
    (entity) =>
      (entity.name !== null || entity.count !== null) &&
      entity.accusedBy.some(
        (mark) =>
          mark.kind === 'step' &&
          !TALK.has(mark.code) &&
          (mark.reality === 'realised' ||
            mark.reality === 'ongoing' ||
            (draft.historical && mark.reality === 'historical' && PUNISHED.has(mark.code))),
      ),
  );

/** Outcomes of the past that are worth telling again (ruling 11.13). */
const PUNISHED = new Set<string>(['sanction_imposed', 'convicted', 'sentence_executed']);

const isOne = (entity: Entity): boolean =>
  !entity.plural && (entity.office || entity.pointed || entity.count === 1);

const isSingle = (entity: Entity): boolean => isOne(entity) || entity.count !== null;

const tellsOfParty = (body: Passage, sentence: number): boolean =>
  (body.bySentence[sentence] ?? []).some((mark) => mark.kind === 'topic' && mark.code === 'party');

/** "5 hal yang perlu diketahui": pages that explain rules tell of whoever breaks them; no headline that tells an outcome. */
const isExplainer = (title: Passage): boolean =>
  title.marks.some((mark) => mark.kind === 'genre' && mark.code === 'explainer') &&
  !title.marks.some((mark) => mark.kind === 'step' && WEIGHTY.has(mark.code) && mark.reality === 'realised');

/** "Pengamat soroti ...": what observers have to say of people without a name. */
const isWorry = (title: Passage): boolean =>
  title.marks.some((mark) => mark.kind === 'role' && mark.code === 'observer');

/** Somebody resigned to run, and nobody has dealt with it. */
const isLawfulRun = (report: Report, body: Passage): boolean =>
  report.violations.length > 0 &&
  report.violations.every(({ value }) => RUNS.has(value)) &&
  body.marks.some((mark) => mark.code === 'resign_to_run' && mark.reality === 'realised') &&
  report.steps.every((step) => TALK.has(step.value) || step.value === 'assessed_no_violation');

/**
 * Of people without a name, with whom nobody deals, something is said that neither the headline tells of nor anything
 * else in the story: a vague reproach shouted at them, or an act in a story that neither watchers nor neutrality are in.
 */
function isIdleTalk(report: Report, title: Passage, body: Passage): boolean {
  if (stepsTaken(report) > 0 || title.marks.some(tellsOfCase)) return false;
  return report.violations.every(({ value }) => VAGUE.has(value)) || !isOfNeutrality(title, body, false);
}

/** A headline about another offence. */
const isOfOtherCrime = (title: Passage): boolean => title.marks.some(isOtherCrime);

/** Steps of another offence (a grant embezzled, days missed), with no word of taking sides beside them. */
function tellsOtherCrime(title: Passage, body: Passage, draft: CaseDraft): boolean {
  if (!title.marks.some(isOtherCrime) && !body.marks.some(isOtherCrime)) return false;
  return ![...draft.sentences].some((sentence) =>
    (body.bySentence[sentence] ?? []).some(
      (mark) =>
        mark.kind === 'candidate' ||
        (mark.kind === 'topic' && (mark.code === 'neutrality' || mark.code === 'party')),
    ),
  );
}

/**
 * Steps without an act: what they are about must stand beside them when somebody is named; of nobody by name, or
 * beside nothing of the kind, several must be told.
 */
function hasStepsEnough(
  draft: CaseDraft,
  report: Report,
  named: boolean,
  title: Passage,
  body: Passage,
): boolean {
  const steps = stepsTaken(report);
  if (named && steps > 0 && electionWords(title, body) >= 2 && isWatched(draft, body)) return true;
  if (!isOfNeutrality(title, body)) return false;
  const near = [...draft.sentences].some(
    (sentence) => isAboutElection(body, sentence) || tellsOfParty(body, sentence),
  );
  // The headline names the act that the body only deals with.
  const told =
    steps > 0 &&
    title.marks.some((mark) => mark.kind === 'violation' && isActual(mark.reality)) &&
    draft.accused.some((one) => isSingle(one) && isInHeadline(title, one));
  if (electionWords(title, body) < 2) return told || (named && near);
  return named ? near || steps >= 2 : told || (steps >= 3 && draft.accused.some(isOne));
}

/** Those who supervise elections, a candidate or an election are told of where somebody named is dealt with. */
const isWatched = (draft: CaseDraft, { bySentence }: Passage): boolean =>
  [...draft.sentences].some((sentence) =>
    (bySentence[sentence] ?? []).some(
      (mark) =>
        (isElectionBody(mark) && !JUDGES.has(mark.code)) ||
        (mark.kind === 'institution' && mark.code === 'kasn') ||
        mark.kind === 'candidate' ||
        mark.kind === 'election',
    ),
  );

/**
 * Whether a story without an act of the accused is one of neutrality at all: by word, by acts of others, or because those
 * who supervise elections take a step in it. Courts of honour mostly judge other things.
 */
function isOfNeutrality(title: Passage, body: Passage, byAct = true): boolean {
  const says = (mark: Mark): boolean =>
    (mark.kind === 'topic' && mark.code === 'neutrality') ||
    (byAct && mark.kind === 'violation' && isActual(mark.reality));
  if (title.marks.some(says)) return true;
  // "Seluruh personel telah diingatkan menjaga netralitas" closes stories of anything.
  if (body.bySentence.some((row) => row.some(says) && !row.some(isMeasure))) return true;
  return [title, body].some((passage) =>
    passage.bySentence.some(
      (row) => row.some((mark) => isElectionBody(mark) && !JUDGES.has(mark.code)) && row.some(tellsOfCase),
    ),
  );
}
const isMeasure = (mark: Mark): boolean => mark.kind === 'step' && MEASURES.has(mark.code);
const JUDGES = new Set<string>(['dkpp', 'kpu']);
