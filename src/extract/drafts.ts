/** Drafts: all cases and measures that an article tells of, each through its gates, before places and times around it are looked at. */
import type { Dictionary } from '../model/dictionary.js';
import type { Report } from '../model/report.js';
import { isLikely, isRatherContext, type Chances } from './weigh-article.js';
import { countsMany } from './no-steps.js';
import { handOverSteps, settleVerdict } from './cleared.js';
import { fillSteps } from './fill-steps.js';
import { dropExits } from './exits.js';
import { fillActs } from './fill-acts.js';
import type { Story } from './weigh-story.js';
import { settleActs } from './weigh-acts.js';
import { partByPairs } from './weigh-pairs.js';
import { NOTHING_LEFT, marksOf, settleTaken } from './weigh-taken.js';
import { weighTellings } from './weigh-tellings.js';
import { leftLawfully } from './accusable.js';
import { failedCaseGate, isFurtherCase } from './accusation.js';
import { isNoneOfOurs, isUnlikely, isWaived } from './likely-case.js';
import { caseReport, draftCases, isLive, recall, type CaseDraft } from './cases.js';
import type { Attempt, CaseGate } from './derivation.js';
import type { Entity } from './entity.js';
import type { ArticleToExtract } from './article.js';
import { draftMeasures, isMeasure, measureReport, type MeasureDraft } from './measures.js';
import type { Passage } from './passage.js';
import type { Gazetted } from './places.js';
import { tellsOfNeutrality } from './framing.js';
import { deniesLink } from './about-marks.js';
import { findPrecedents, withoutPrecedents } from './precedents.js';
import { isAboutNeutrality, isOpinion } from './relevance.js';
import { MEASURES } from './step-kinds.js';
import { pastSentences, type StepTelling } from './steps.js';
import type { Regions } from './regions.js';
import type { TogetherStage } from './together-signs.js';
import { tellVictims } from './victims.js';
import { joinAccused } from './weigh-together.js';

/** What is known of an article when its reports are drafted. */
export interface Context {
  article: ArticleToExtract;
  dictionary: Dictionary;
  title: Passage;
  body: Passage;
  people: Entity[];
  places: Gazetted;
  regions: Regions;
  now: string | null;
  /** What the article is likely to be; null where nothing was learned of that. */
  chances: Chances | null;
  /** Which acts and steps it tells of as a whole. */
  story: Story;
  /** What is tried is noted here for explanations; null when nobody asks. */
  attempts: Attempt[] | null;
}

export interface Drafts {
  /** What was told of each accused before some were joined. */
  together: TogetherStage;
  cases: { draft: CaseDraft; report: Report }[];
  measures: { draft: MeasureDraft; report: Report }[];
}

/** Log odds from which a weighed act helps a draft through the gates, and one of which nothing else is told. */
const PROBABLE = 0;
const POSSIBLE = -1.5;

/** All that is told of in an article, before the people, places and times around it are looked at. */
export function draftAll(
  context: Context,
  accused: readonly Entity[],
  steps: readonly StepTelling[],
  further: readonly StepTelling[],
): Drafts {
  const { body, people, attempts, dictionary } = context;
  const past = pastSentences(body, context.now, dictionary);
  const likely = isLikely(context.chances, 'case');
  const all = [...steps, ...further];
  const together: TogetherStage = { ...context, singles: [] };
  const drafted = draftCases(body, accused, steps, people, past, likely, (singles) => {
    together.singles = singles.map((one) => ({ ...one, violations: [...one.violations] }));
    return joinAccused({ ...together, singles }, dictionary);
  });
  const tries = passFurther(drafted.map((draft) => tryDraft(context, draft, all, drafted.length === 1)));
  const kept = tries.filter(({ failed }) => failed === null);
  settleKept(context, kept, accused, all);
  for (const one of tries) attempts?.push({ type: 'case', ...one });
  const drafts = kept.flatMap(({ draft, report }) => (report === null ? [] : [draft]));
  const measures = draftAllMeasures(context, steps, further, drafts);
  const cases = besidePrecedents(context, drafts, measures.length > 0, all, past).flatMap((draft) => {
    const report = caseReport(context.article.id, body, draft);
    return report === null ? [] : [{ draft, report }];
  });
  return { together, cases, measures };
}

/** Drafts with the cases of the past that are recalled beside them, or beside measures: beside what an article is about. */
function besidePrecedents(
  context: Context,
  drafts: readonly CaseDraft[],
  isOfMeasures: boolean,
  all: readonly StepTelling[],
  past: ReadonlySet<number>,
): readonly CaseDraft[] {
  const precedents = draftPrecedents(context, drafts, all, past);
  const left = drafts.flatMap((draft) =>
    draft.historical ? [draft] : (withoutPrecedents(draft, precedents) ?? []),
  );
  return isOfMeasures || left.some(({ historical }) => !historical) ? [...left, ...precedents] : drafts;
}

function draftPrecedents(
  context: Context,
  drafts: readonly CaseDraft[],
  all: readonly StepTelling[],
  past: ReadonlySet<number>,
): CaseDraft[] {
  if (isOpinion(context.title, context.body) || isNoneOfOurs(context.chances)) return [];
  return findPrecedents({ ...context, steps: all, past }, drafts);
}

/** A draft of a case on its way to a report. */
type Try = Omit<Extract<Attempt, { type: 'case' }>, 'type'>;

/** Leads a draft, which may be `alone` in its article, to the first gate that it does not pass. */
function tryDraft(context: Context, told: CaseDraft, all: readonly StepTelling[], alone: boolean): Try {
  const { article, title, body, people, chances } = context;
  const reportOf = (draft: CaseDraft): Report | null =>
    isLive(draft) ? caseReport(article.id, body, draft) : null;
  tellVictims(told);
  fillActs(told, title, body, { least: PROBABLE, alone: false });
  // In what is likely a case something has happened: what the words of its sentences together tell.
  const isBare = isLikely(chances, 'case') && reportOf(told) === null;
  const draft = isBare ? fillSteps(told, all, (at) => alone || told.sentences.has(at)) : told;
  if (isBare) fillActs(draft, title, body, { least: POSSIBLE, alone });
  const report = reportOf(draft);
  const waives = (gate: CaseGate): boolean => isWaived(gate, chances, draft.accused);
  const gate = failedCaseGate(draft, report, title, body, people, context.dictionary.grammar, waives);
  const unlinked = title.marks.some(deniesLink) || body.marks.some(deniesLink);
  const failed = gate ?? (isUnlikely(chances, report, draft, unlinked) ? 'unlikely' : null);
  return { draft, report, failed, left: NOTHING_LEFT };
}

/** Beside a case of today another may be told by less. */
function passFurther(tries: readonly Try[]): Try[] {
  const found = tries.some(({ draft, failed }) => failed === null && !draft.historical);
  const passes = ({ draft, failed }: Try): boolean =>
    found && failed === 'steps_without_act' && isFurtherCase(draft);
  return tries.map((one) => (passes(one) ? { ...one, failed: null } : one));
}

/** Gives the drafts that passed what else is told of them, takes from them what is not, and makes their reports. */
function settleKept(
  context: Context,
  kept: readonly Try[],
  accused: readonly Entity[],
  all: readonly StepTelling[],
): void {
  const { article, body, dictionary } = context;
  const counting = body.bySentence.map(countsMany);
  const isPlain = (sentence: number): boolean => counting[sentence] !== true;
  fillKept(context, kept, all, isPlain);
  const handed = handOverSteps(kept.map(({ draft }) => draft));
  const isOwn = ({ sentences }: CaseDraft, sentence: number): boolean =>
    isPlain(sentence) && (handed.length === 1 || sentences.has(sentence));
  const settled = settleTaken(handed, { ...context, accused, steps: all }, isOwn, dictionary);
  kept.forEach((one, index) => Object.assign(one, settled[index]));
  const drafts = kept.map(({ draft }) => draft);
  if (context.chances !== null) settleActs(drafts, context, dictionary);
  for (const one of kept) {
    const draft = settleVerdict(dropExits(one.draft), kept.length > 1);
    one.draft = draft.historical ? recall(draft) : draft;
    one.report = caseReport(article.id, body, one.draft);
  }
}

/** What is less than probable accuses nobody, but says best what somebody accused has done. */
function fillKept(
  { title, body }: Context,
  kept: readonly Try[],
  all: readonly StepTelling[],
  isPlain: (sentence: number) => boolean,
): void {
  for (const one of kept) {
    const others = kept.filter((other) => other !== one);
    const isNear = (sentence: number): boolean =>
      isPlain(sentence) &&
      (others.length === 0 ||
        (one.draft.sentences.has(sentence) && !others.some(({ draft }) => draft.sentences.has(sentence))));
    one.draft = fillSteps(one.draft, all, isNear);
    fillActs(one.draft, title, body, { least: -Infinity, alone: others.length === 0 });
  }
}

/** Where no case of today was kept, nobody is accused, and the measures are drafted anew without one. */
export function draftAgain(
  context: Context,
  drafts: Drafts,
  kept: readonly Report[],
  steps: readonly StepTelling[],
  further: readonly StepTelling[],
): void {
  const stays = drafts.cases.filter(({ report }) => kept.includes(report));
  const live = drafts.cases.some(({ draft }) => !draft.historical);
  drafts.cases = stays;
  if (!live || stays.some(({ draft }) => !draft.historical)) return;
  drafts.measures = draftAllMeasures(context, steps, further, []);
}

/** Log odds from which a measure that no pattern finds is told. */
const TOLD = -0.5;

/** Measures by the words of a sentence together, where nothing else tells of them there. */
function weighedMeasures(further: readonly StepTelling[], steps: readonly StepTelling[]): StepTelling[] {
  return further.filter(
    ({ code, mark }) =>
      MEASURES.has(code) &&
      Number(mark.props['odds']) >= TOLD &&
      !steps.some((step) => step.code === code && step.mark.sentence === mark.sentence),
  );
}

function draftAllMeasures(
  context: Context,
  steps: readonly StepTelling[],
  further: readonly StepTelling[],
  cases: readonly CaseDraft[],
): Drafts['measures'] {
  const accused = cases.flatMap((draft) => (draft.historical ? [] : draft.accused));
  const { article, body, people, attempts } = context;
  const measures: Drafts['measures'] = [];
  const opinion = isOpinion(context.title, body);
  if (opinion && attempts === null) return measures;
  const likely = isLikely(context.chances, 'measure');
  const unlikely = accused.length === 0 && isRatherContext(context.chances);
  if (!likely && accused.length === 0 && !tellsOfNeutrality(context.title, body)) return measures;
  const all = [...steps, ...further];
  const odds = weighTellings(
    'telling',
    { ...context, accused, steps: all, had: marksOf(cases) },
    all.filter(({ code }) => MEASURES.has(code)),
    context.dictionary,
  );
  for (const draft of draftMeasures({
    passage: body,
    people,
    odds,
    steps: odds === null ? [...steps, ...weighedMeasures(further, steps)] : all,
    partLikely: (told) => partByPairs({ ...context, measures: told }, context.dictionary),
    lawful: people.filter(leftLawfully),
    now: context.now,
    accused,
    // The headline stands before the first sentence.
    isAboutNeutrality: (sentence, reach) =>
      likely ||
      isAboutNeutrality(body, sentence, reach) ||
      (sentence < reach && isAboutNeutrality(context.title, 0, 0)),
  })) {
    const report = isMeasure(draft) ? measureReport(article.id, body, draft, people) : null;
    const made = report !== null && report.steps.length > 0;
    const failed = opinion ? 'opinion' : made ? (unlikely ? 'unlikely' : null) : 'no_measure';
    attempts?.push({ type: 'measure', draft, report, failed });
    if (made && failed === null) measures.push({ draft, report });
  }
  return measures;
}

const ROUND_UP = 4; // claims that make an article a round-up of counts

/** In a round-up of counts the unnamed are counted, and only the named are cases (ruling 11.15). */
export function dropCounted(drafts: Drafts, claims: number, attempts: Attempt[] | null): void {
  if (claims < ROUND_UP) return;
  drafts.cases = drafts.cases.filter(({ draft }) => {
    const named = draft.accused.some((entity) => entity.name !== null);
    const attempt = named ? undefined : attempts?.find((one) => one.draft === draft);
    if (attempt?.type === 'case') attempt.failed = 'counted_only';
    return named;
  });
}
