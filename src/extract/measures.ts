/** Measures: puts what is done to keep neutrality together into measure reports, one per occasion and actor (rulings 11.20, 11.31). */
import { MEASURE_CODES } from '../model/code-lists.js';
import type { SubjectStatus } from '../model/codes.js';
import type { Report, Subject } from '../model/report.js';
import { presentIn } from './present.js';
import { reportId } from './cases.js';
import { subjectOf } from './report-subjects.js';
import type { Entity } from './entity.js';
import { bestStatus } from './entity.js';
import { CONTEXT_ONLY, isIssued, isOutsiders } from './issued.js';
import { byPlace, partByIssuer } from './issuers.js';
import { oneOf } from './one-of.js';
import type { Mark, Passage } from './passage.js';
import { framesIn } from './framing.js';
import { mergeSteps, reportStep, type StepTelling } from './steps.js';
import { stated } from './why.js';
import type { TellingOdds } from './weigh-tellings.js';

const asMeasure = oneOf(MEASURE_CODES);

export interface MeasureDraft {
  steps: StepTelling[];
  sentences: Set<number>;
  /** Who resigned or took leave to run, where that is the measure (ruling 11.32). */
  bearer: Entity | null;
}

/** What measures are drafted from. */
export interface MeasureTellings {
  passage: Passage;
  people: readonly Entity[];
  steps: readonly StepTelling[];
  /** How likely each of them is one of a measure; null where that was not learned, then rules decide. */
  odds: TellingOdds | null;
  /** Parts measures into those that one report tells; null where that was not learned, then issuers and times part them. */
  partLikely: (measures: readonly StepTelling[]) => StepTelling[][] | null;
  /** Those who resigned or took leave to run (ruling 11.32). */
  lawful: readonly Entity[];
  now: string | null;
  /** Whom the cases of the article accuse; nobody in an article without a case. */
  accused: readonly Entity[];
  isAboutNeutrality: (sentence: number, reach: number) => boolean;
}

/**
 * Gathers the measure steps of an article. Where it was learned how likely each is one, that decides. Else a step counts
 * when its sentence, or the one beside it, speaks of neutrality: task forces, posts and circulars are set up for many things;
 * and a draft in which nobody is told to act is none. Steps that are planned for a day of their own are another occasion
 * (ruling 11.20).
 */
export function draftMeasures(tellings: MeasureTellings): MeasureDraft[] {
  const { odds, steps, lawful } = tellings;
  const parts = odds === null ? partByRules(tellings) : partByOdds(tellings, odds);
  return [...parts.map((part) => draftOf(part, null)), ...lawful.flatMap((entity) => exitOf(entity, steps))];
}

/**
 * Log odds from which a measure has a step, and from which it is one at all; lower where rules hold the step to be one of a
 * measure, most so beside a case: what is told of prevention there makes the article no other than it is.
 */
const LEAST = {
  has: { ruled: -1.5, beside: -1.75, other: -1 },
  one: { ruled: -1.3, beside: -1.75, other: -0.9 },
};

/** The likely steps, parted into those that one report likely tells, wherever one of them surely is one of a measure. */
function partByOdds(tellings: MeasureTellings, odds: TellingOdds): StepTelling[][] {
  const { steps, passage, people, accused } = tellings;
  const ruled = new Set(partByRules(tellings).flat());
  const byRules = accused.length > 0 ? 'beside' : 'ruled';
  const reaches = (step: StepTelling, least: (typeof LEAST)['has']): boolean =>
    (odds.get(step) ?? -Infinity) >= least[ruled.has(step) ? byRules : 'other'];
  const told = steps.filter((step) => asMeasure(step.code) !== null && reaches(step, LEAST.has));
  const parts = tellings.partLikely(told.toSorted(byPlace)) ?? partByIssuer(told, passage, people);
  return parts.filter((part) =>
    part.some((step) => reaches(step, LEAST.one) && !CONTEXT_ONLY.has(step.code)),
  );
}

/** The steps that rules allow, by issuers, where somebody acts who may. */
function partByRules(tellings: MeasureTellings): StepTelling[][] {
  const { steps, passage, people, accused, isAboutNeutrality } = tellings;
  const framed = framesIn(passage) >= FRAMED;
  const measures = steps.filter(
    (step) =>
      asMeasure(step.code) !== null &&
      !isOfAccused(step, tellings) &&
      !isOfAct(step, tellings) &&
      isMeant(step, passage) &&
      !isOutsiders(step, passage, people) &&
      (isClosing(step, tellings) ||
        isAboutNeutrality(step.mark.sentence, framed || DEEDS.has(step.code) ? FAR : NEAR)),
  );
  return partByIssuer(measures, passage, people)
    .filter((part) => part.some((step) => isIssued(step, passage, people)))
    .filter((part) => accused.length === 0 || part.some((step) => isForeground(step, passage)));
}

/** "Meminta para lurah ...": what the apparatus is asked for concerns us where its taking sides is told there or right behind. */
function isMeant({ mark }: StepTelling, passage: Passage): boolean {
  if (mark.props['weak'] === undefined) return true;
  const before = passage.bySentence[mark.sentence - 1] ?? [];
  if (before.some((other) => other.props['strong'] === 'true')) return true;
  return [mark.sentence, mark.sentence + 1].some((sentence) =>
    (passage.bySentence[sentence] ?? []).some(
      (other) => isOfSides(other) && (sentence > mark.sentence || other.last > mark.first),
    ),
  );
}

/** Words of taking sides: of neutrality, politics, candidates and parties, and acts that are told as forbidden. */
const isOfSides = ({ kind, code, reality }: Mark): boolean =>
  (kind === 'topic' && SIDES.has(code)) ||
  kind === 'candidate' ||
  (kind === 'violation' && reality !== 'realised' && reality !== 'alleged');
const SIDES = new Set<string>(['neutrality', 'taking_sides', 'party']);

function draftOf(told: StepTelling[], bearer: Entity | null): MeasureDraft {
  const steps = told.filter((step) => !isOnlyNamed(step, told));
  return { steps, sentences: new Set(steps.map((step) => step.mark.sentence)), bearer };
}

/** "Edaran akan diterbitkan pekan depan. Edaran itu berlaku bagi guru": what is still to come is named besides, not done. */
const isOnlyNamed = (step: StepTelling, told: readonly StepTelling[]): boolean =>
  DEEDS.has(step.code) &&
  step.reality === 'realised' &&
  step.mark.voice === 'nominal' &&
  told.some((other) => other.code === step.code && other.reality === 'planned') &&
  !told.some(
    ({ code, reality, mark }) => code === step.code && reality === 'realised' && mark.voice !== 'nominal',
  );

/** The exit of one person; who has resigned needs no leave. */
function exitOf(entity: Entity, steps: readonly StepTelling[]): MeasureDraft[] {
  const own = steps.filter((step) => entity.accusedBy.includes(step.mark));
  const resigned = own.filter((step) => step.code === 'resign_to_run');
  const exits = resigned.length > 0 ? resigned : own;
  return exits.length === 0 ? [] : [draftOf(exits, entity)];
}

/** "Memerintahkan ketua RT menyetor suara": the words of an act against neutrality are no measure. */
const isOfAct = ({ code, mark }: StepTelling, { passage, accused }: MeasureTellings): boolean =>
  (code === 'appeal' || code === 'directive') &&
  (passage.bySentence[mark.sentence] ?? []).some(
    (act) =>
      act.kind === 'violation' &&
      (act.first < mark.last || (code === 'directive' && accused.length > 0)) &&
      mark.first < act.last &&
      (act.reality === 'realised' || act.reality === 'alleged'),
  ) &&
  // "Mewajibkan pegawai berjanji netral": what is ordered is neutrality itself.
  !(passage.bySentence[mark.sentence] ?? []).some(
    (topic) => topic.kind === 'topic' && topic.code === 'neutrality' && topic.first >= mark.last,
  );

/** In a case these tell how it was found or where it happened, unless the word of neutrality stands beside them. */
const BACKGROUND = new Set<string>(['monitoring', 'flag_assembly', 'outreach']);

const isForeground = ({ code, mark }: StepTelling, passage: Passage): boolean =>
  !BACKGROUND.has(code) ||
  (code === 'outreach' &&
    (passage.bySentence[mark.sentence] ?? []).some(
      (topic) => topic.kind === 'topic' && topic.code === 'neutrality' && topic.last > mark.first,
    ));

/** "Ramli memerintahkan ketua RT ...": what the accused of a case tells others is his act, no measure. */
function isOfAccused(step: StepTelling, { accused, people }: MeasureTellings): boolean {
  const before = presentIn(people, step.mark.sentence).filter(
    ({ telling }) => telling.first < step.mark.first,
  );
  const actor = before.findLast(({ entity }) => entity.name !== null || entity.authority !== null);
  if (actor !== undefined && accused.includes(actor.entity)) return true;
  if (step.speaker !== null && accused.includes(step.speaker)) return true;
  const near = before.at(-1);
  return near !== undefined && accused.includes(near.entity) && step.speaker === null;
}

/** An appeal or a ban to the staff in an article of a case closes it, however far from a word of neutrality (ruling 11.14). */
const isClosing = (step: StepTelling, { accused, passage }: MeasureTellings): boolean =>
  accused.length > 0 &&
  (step.code === 'appeal' || step.code === 'directive') &&
  (passage.bySentence[step.mark.sentence] ?? []).some(
    (mark) => mark.kind === 'subject' && mark.first >= step.mark.first,
  );

/** Sentences about neutrality from which on an article is about it as a whole. */
const FRAMED = 2;
/** How far from a word of neutrality a measure may stand. */
const FAR = 6;
const NEAR = 2;

/** Measures that are deeds, not words, and calls to report: they belong to the matter of the article further off. */
const DEEDS = new Set<string>([
  'circular_issued',
  'pledge',
  'outreach',
  'task_force_formed',
  'hotline_opened',
  'monitoring',
  'flag_assembly',
  'partnership',
  'public_call_to_report',
]);

/** Whether a draft holds a measure proper. */
export const isMeasure = (draft: MeasureDraft): boolean =>
  mergeSteps(draft.steps).some(
    (step) =>
      !CONTEXT_ONLY.has(step.code) &&
      step.reality !== 'conditional' &&
      step.reality !== 'absent' &&
      step.reality !== 'denied' &&
      step.reality !== 'historical',
  );

/** A draft as a report, without places, election, date and laws, which the caller adds. */
export function measureReport(
  articleId: string,
  passage: Passage,
  draft: MeasureDraft,
  people: readonly Entity[],
): Report | null {
  const merged = mergeSteps(draft.steps).filter(
    (step) => !CONTEXT_ONLY.has(step.code) && step.reality !== 'conditional',
  );
  const steps = merged.map(reportStep);
  const anchor = steps[0]?.evidence[0];
  if (anchor === undefined) return null;
  return {
    id: reportId(articleId, 'measure', anchor.start),
    type: 'measure',
    stage: null,
    violations: [],
    steps,
    subjects:
      draft.bearer !== null
        ? [subjectOf(passage, draft.bearer)]
        : addressees(
            passage,
            draft,
            people,
            steps.every((step) => step.value === 'public_call_to_report'),
          ),
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

/** Who is addressed: the groups told of in the measure's sentences (ruling 11.6); the public has no status (ruling 11.28). */
function addressees(
  passage: Passage,
  draft: MeasureDraft,
  people: readonly Entity[],
  publicOnly: boolean,
): Subject[] {
  if (publicOnly) return [];
  const byStatus = new Map<SubjectStatus, Subject>();
  for (const sentence of draft.sentences) {
    for (const { entity, telling } of presentIn(people, sentence)) {
      const status = bestStatus(entity);
      if (status === null || entity.name !== null || entity.authority !== null || entity.other !== null)
        continue;
      if (entity.accusedBy.length > 0 || status.code === 'head_of_region' || status.code === 'acting_head')
        continue;
      if (byStatus.has(status.code)) continue;
      const stretch = { in: passage.in, start: telling.start, end: telling.end };
      byStatus.set(status.code, {
        name: null,
        role: 'addressee',
        status: status.code,
        employment: entity.employment,
        position: null,
        institution: null,
        count: entity.count,
        min: null,
        max: null,
        ...stated(status.mark.rule, stretch),
      });
    }
  }
  return [...byStatus.values()];
}
