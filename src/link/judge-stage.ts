/** Reports of an incident -> its furthest stage (ruling 11.2) and its public tier (codebook 10). */
import { Attribution, type StageCode, type Tier } from '../model/codes.js';
import type { ReportStep } from '../model/report.js';
import { furthestOf, orderOf, stageReached, stagesOfTier, stageThatHappened } from '../model/stages.js';
import type { Facts } from './report-facts.js';

/** The furthest stage of the reports; null for measures. A stage that a stronger voice denies does not count. */
export function furthestStage(group: Facts[]): StageCode | null {
  if (group[0]?.input.report.type !== 'case') return null;
  const reached = withoutDroppedLimb(stagesReached(group).filter((stage) => !isRefuted(group, stage)));
  // Nothing but an accusation and its denial: the matter is public, no more (ruling 11.2).
  return furthestOf(reached) ?? 'exposed_public';
}

function stagesReached(group: Facts[]): StageCode[] {
  const steps = group.flatMap(({ input: { report } }) =>
    report.steps.flatMap((step) => stageReached(step) ?? []),
  );
  return [...new Set([...group.flatMap(({ input }) => input.report.stage ?? []), ...steps])];
}

// A dropped criminal limb is the stage only where nothing but that limb is told (ruling 11.2).
function withoutDroppedLimb(stages: StageCode[]): StageCode[] {
  const others = stages.filter((stage) => stage !== 'criminal_dropped');
  const discipline = others.some(
    (stage) => orderOf(stage) >= orderOf('assessed_violation') && !isCriminal(stage),
  );
  return discipline ? others : stages;
}

const isCriminal = (stage: StageCode): boolean => orderOf(stage) >= orderOf('gakkumdu_discussion');

/**
 * True when a step is denied by a stronger voice than those who tell that it happened (codebook 9-I), and not
 * earlier than they do: a denial of last week says nothing of a sanction of today.
 */
function isRefuted(group: Facts[], stage: StageCode): boolean {
  const done = tellings(group, stage, ['realised', 'ongoing', 'historical']);
  const denied = tellings(group, stage, ['denied']);
  const strongest = Math.min(Attribution.options.length, ...done.map(({ rank }) => rank));
  const since = done.map(({ published }) => published).sort()[0] ?? '';
  return denied.some(({ rank, published }) => rank < strongest && published >= since);
}

/** True when one report tells a step as done and another as denied. */
export function isDisputed(group: Facts[], stage: StageCode): boolean {
  const done = tellings(group, stage, ['realised', 'ongoing', 'historical']);
  return done.length > 0 && tellings(group, stage, ['denied']).length > 0;
}

function tellings(
  group: Facts[],
  stage: StageCode,
  realities: string[],
): { rank: number; published: string }[] {
  return group.flatMap(({ input: { report, article } }) =>
    report.steps.filter(isTold(stage, realities)).map(({ attribution }) => ({
      rank: Attribution.options.indexOf(attribution),
      published: article.published ?? '',
    })),
  );
}

const isTold =
  (stage: StageCode, realities: string[]) =>
  ({ value, reality }: ReportStep): boolean =>
    value === stage && realities.includes(reality);

const CLEARED = stagesOfTier('cleared');
const CONVICTED = stagesOfTier('convicted');
const SANCTIONED = stagesOfTier('sanctioned');
const FOUND = stagesOfTier('found');
const SUPERVISORS = ['bawaslu_ri', 'bawaslu_local', 'panwascam', 'pkd_ptps'];

/**
 * The public tier. Cleared by the furthest stage; else by the strongest thing that happened: a verdict, a
 * sanction, a finding (of Bawaslu, KASN or BKN; a case that Bawaslu passed on counts as found by it). Anything
 * else, an open investigation too, stays an allegation.
 */
export function judgeTier(group: Facts[], stage: StageCode | null): Tier {
  if (stage === null) return group[0]?.input.report.type === 'measure' ? 'measure' : 'alleged';
  if (CLEARED.includes(stage)) return 'cleared';
  const happened = new Set(
    group
      .flatMap(({ input: { report } }) => report.steps.flatMap((step) => stageThatHappened(step) ?? []))
      .concat(stage),
  );
  const any = (stages: readonly StageCode[]): boolean =>
    stages.some((code) => happened.has(code) && !isRefuted(group, code));
  if (stage === 'appeal_filed' && happened.has('acquitted')) return 'cleared';
  if (any(CONVICTED)) return 'convicted';
  if (any(SANCTIONED)) return 'sanctioned';
  if (any(FOUND) || (any(['forwarded']) && forwardedBySupervisor(group))) return 'found';
  return 'alleged';
}

function forwardedBySupervisor(group: Facts[]): boolean {
  return group.some(({ input: { report } }) =>
    report.steps.some(({ value, reality, by }) => {
      if (value !== 'forwarded' || (reality !== 'realised' && reality !== 'historical')) return false;
      const actors = by === null ? report.authorities : report.authorities.slice(by, by + 1);
      return actors.some(({ institution }) => institution !== null && SUPERVISORS.includes(institution));
    }),
  );
}
