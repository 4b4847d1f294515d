/** Together signs: what of two accused of one article is weighed to know whether one report tells of both (rulings 11.1, 11.2, 11.18). */
import { SEVERAL_CASES } from '../model/code-lists.js';
import type { CaseDraft } from './cases.js';
import { serveDifferent } from './employers.js';
import { bestStatus } from './entity.js';
import { FACT, factSign, factsBy, factsByTwo, howShared, type TakeFact } from './fact-signs.js';
import { kindTold } from './mark-odds.js';
import { isOneOutcome } from './outcomes.js';
import type { Passage } from './passage.js';
import { liveApart, type Regions } from './regions.js';
import { CLEARED, OF_CASES } from './step-kinds.js';
import { isReached } from './steps.js';
import { openingRoot, takeRoots, type TakeSign } from './root-signs.js';
import type { Chances } from './weigh-article.js';
import { likelihoodIn, type Story } from './weigh-story.js';

/** What pairs of accused are weighed in. */
export interface TogetherStage {
  body: Passage;
  /** What is told of each accused, in the order of the accused. */
  singles: readonly CaseDraft[];
  regions: Regions;
  chances: Chances | null;
  story: Story;
}

/** One accused, with what is told of him and not of the others. */
interface Single {
  draft: CaseDraft;
  name: 'named' | 'unnamed';
  status: string;
  size: 'one' | 'many' | 'uncounted';
  cleared: boolean;
  steps: ReadonlySet<string>;
  acts: ReadonlySet<string>;
  /** Sentences that tell of none of the other accused, and the steps and acts that are told there. */
  own: readonly number[];
  told: ReadonlySet<string>;
}

/** Gives what hands over the signs of two accused of a stage by their numbers, the one told first first; some more than once. */
export function togetherSigner(stage: TogetherStage): (one: number, other: number, take: TakeSign) => void {
  const { body, singles, story, chances } = stage;
  const read = singles.map((draft) => readSingle(draft, singles, body));
  const several = likelihoodIn(story, SEVERAL_CASES);
  return (one, other, take) => {
    const [a, b] = [read[one], read[other]];
    if (a === undefined || b === undefined) return;
    const fact: TakeFact = ({ hash, name }) => take(hash, FACT, name);
    const ruled = isOneOutcome(a.draft, b.draft, stage.regions) ? 'same' : 'apart';
    fact(RULED(ruled));
    fact(ACCUSED(Math.min(6, singles.length)));
    fact(ORDER(Math.min(4, other - one)));
    if (several !== null) {
      fact(SEVERAL(several));
      fact(SEVERAL_RULED(several, ruled));
    }
    if (chances !== null) fact(CASE(Math.round(FIFTHS * chances.case)));
    takeWho(a, b, stage.regions, fact);
    takeOutcomes(a, b, fact);
    takeWhere(a, b, fact);
    takeWords(a, b, body, take);
  };
}

const FIFTHS = 5;
const RULED = factsBy((how: string) => `ruled:${how}`);
const ACCUSED = factsBy((count: number) => `accused:${count}`);
const ORDER = factsBy((count: number) => `order:${count}`);
const SEVERAL = factsBy((halves: number) => `several:${halves}`);
const SEVERAL_RULED = factsByTwo((halves: number, ruled: string) => `several:${halves}:${ruled}`);
const CASE = factsBy((share: number) => `case:${share}`);

function readSingle(draft: CaseDraft, singles: readonly CaseDraft[], { bySentence }: Passage): Single {
  const [entity] = draft.accused;
  const own = [...draft.sentences].filter(
    (sentence) => !singles.some((other) => other !== draft && other.sentences.has(sentence)),
  );
  const told = new Set<string>();
  for (const sentence of own)
    for (const mark of bySentence[sentence] ?? []) {
      const kind = kindTold(mark);
      if (kind === 'violation' || (kind === 'step' && OF_CASES.has(mark.code))) told.add(mark.code);
    }
  const count = entity?.count ?? null;
  return {
    draft,
    name: entity?.name === null ? 'unnamed' : 'named',
    status: (entity === undefined ? undefined : bestStatus(entity)?.code) ?? 'none',
    size: count === null ? (entity?.plural === true ? 'many' : 'uncounted') : count > 1 ? 'many' : 'one',
    cleared: draft.stage !== null && CLEARED.has(draft.stage),
    steps: new Set(draft.steps.filter(isReached).map(({ code }) => code)),
    acts: new Set(draft.violations.map(({ mark }) => mark.code)),
    own,
    told,
  };
}

const NAMES = factsByTwo((one: string, other: string) => `names:${one}:${other}`);
const STATUSES = factsByTwo((one: string, other: string) => `statuses:${one}:${other}`);
const ALIKE = factsByTwo((how: string, names: string) => `alike:${how}:${names}`);
const SIZES = factsByTwo((one: string, other: string) => `sizes:${one}:${other}`);
const LIVE_APART = factSign('live-apart');
const SERVE_DIFFERENT = factSign('serve-different');

/** Who both are. */
function takeWho(a: Single, b: Single, regions: Regions, fact: TakeFact): void {
  fact(NAMES(a.name, b.name));
  fact(STATUSES(a.status, b.status));
  fact(ALIKE(a.status === b.status ? 'same' : 'other', `${a.name}:${b.name}`));
  fact(SIZES(a.size, b.size));
  if (liveApart(a.draft.sentences, b.draft.sentences, regions)) fact(LIVE_APART);
  if (serveDifferent(a.draft.accused, b.draft.accused, false)) fact(SERVE_DIFFERENT);
}

const STAGES = factsByTwo((one: string, other: string) => `stages:${one}:${other}`);
const SAME_STAGE = factSign('same-stage');
const SAME_STEP = factSign('same-step');
const CLEARING = factsByTwo((one: string, other: string) => `cleared:${one}:${other}`);
const BOTH = factsBy((code: string) => `both:${code}`);
const FIRST_ONLY = factsBy((code: string) => `first-only:${code}`);
const SECOND_ONLY = factsBy((code: string) => `second-only:${code}`);
const ONE_ONLY = factsBy((code: string) => `one-only:${code}`);
const PARTED = factsByTwo((one: string, other: string) => `parted:${one}:${other}`);
const SHARED = factsByTwo((what: string, how: string) => `shared:${what}:${how}`);
const OWN_TOLD = factsBy((code: string) => `own-told:${code}`);
const OWN_BOTH = factsBy((code: string) => `own-both:${code}`);

/** What became of both, and what they did. */
function takeOutcomes(a: Single, b: Single, fact: TakeFact): void {
  const { draft: one } = a;
  const { draft: other } = b;
  fact(STAGES(one.stage ?? 'none', other.stage ?? 'none'));
  if (one.stage === other.stage) fact(SAME_STAGE);
  if (one.stageStep !== null && one.stageStep === other.stageStep) fact(SAME_STEP);
  fact(CLEARING(String(a.cleared), String(b.cleared)));
  fact(SHARED('steps', howShared(a.steps, b.steps)));
  fact(SHARED('acts', howShared(a.acts, b.acts)));
  fact(SHARED('tellings', howShared(new Set(one.steps), new Set(other.steps))));
  for (const code of a.steps) {
    fact((b.steps.has(code) ? BOTH : FIRST_ONLY)(code));
    if (!b.steps.has(code)) fact(ONE_ONLY(code));
  }
  for (const code of b.steps)
    if (!a.steps.has(code)) {
      fact(SECOND_ONLY(code));
      fact(ONE_ONLY(code));
    }
  for (const code of b.told) {
    fact(OWN_TOLD(code));
    if (a.told.has(code)) fact(OWN_BOTH(code));
    else for (const first of a.told) if (!b.told.has(first)) fact(PARTED(first, code));
  }
}

const APART = factsBy((sentences: number) => `apart:${sentences}`);
const WORDS_APART = factsBy((words: number) => `words:${words}`);
const SENTENCES = factsBy((count: number) => `sentences:${count}`);
const OWN = factsByTwo((one: number, other: number) => `own:${one}:${other}`);
const FEW = 3;

/** Where both are told of. */
function takeWhere(a: Single, b: Single, fact: TakeFact): void {
  const ofA = [...a.draft.sentences];
  const shared = ofA.filter((sentence) => b.draft.sentences.has(sentence));
  const apart = ofA.reduce(
    (least, one) =>
      [...b.draft.sentences].reduce((near, other) => Math.min(near, Math.abs(one - other)), least),
    Infinity,
  );
  fact(APART(Math.min(6, apart)));
  fact(SENTENCES(Math.min(FEW, shared.length)));
  fact(OWN(Math.min(FEW, a.own.length), Math.min(FEW, b.own.length)));
  if (shared.length > 0) fact(WORDS_APART(wordsApart(a, b)));
}

/** The fewest words between both in one sentence, in fours. */
function wordsApart(a: Single, b: Single): number {
  let least = Infinity;
  for (const one of a.draft.accused.flatMap(({ tellings }) => tellings).slice(0, MOST_TELLINGS))
    for (const other of b.draft.accused.flatMap(({ tellings }) => tellings).slice(0, MOST_TELLINGS))
      if (one.sentence === other.sentence)
        least = Math.min(least, Math.max(one.first - other.last, other.first - one.last));
  return Math.min(6, Math.floor(Math.max(0, least) / 4));
}
const MOST_TELLINGS = 20;

/** The words beside the second where the first is not told of, and with which these sentences begin. */
function takeWords(a: Single, b: Single, body: Passage, take: TakeSign): void {
  const [entity] = b.draft.accused;
  const tellings = (entity?.tellings ?? []).filter(({ sentence }) => !a.draft.sentences.has(sentence));
  for (const telling of tellings.slice(0, FEW)) {
    takeRoots(body, telling, take);
    const root = openingRoot(body, telling.sentence);
    if (root === null) continue;
    // Of words there is no end: these signs are not kept.
    const { hash, name } = factSign(`opens:${root}`);
    take(hash, FACT, name);
  }
}
