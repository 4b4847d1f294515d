/** Subject signs: what of somebody told of in an article is weighed to know whether the article accuses him: who he is, what is told beside him, and where. */
import { MEASURE_CODES, SEVERAL_CASES, STAGE_CODES } from '../model/code-lists.js';
import { bestStatus, type Entity, type Telling } from './entity.js';
import { FACT, factSign, factsBy, factsByTwo, type TakeFact } from './fact-signs.js';
import { mayBe, oddsOf } from './mark-odds.js';
import { marksNear } from './near-marks.js';
import { hasMixedOutcomes, takeOwnStory, tellOwnStories } from './own-story.js';
import type { Mark, Passage } from './passage.js';
import { takeRoots, type TakeSign } from './root-signs.js';
import type { Chances } from './weigh-article.js';
import type { Story } from './weigh-story.js';

/** What subjects are weighed in. */
export interface Stage {
  title: Passage;
  body: Passage;
  people: readonly Entity[];
  /** Whom rules accuse. */
  ruled: readonly Entity[];
  chances: Chances | null;
  story: Story;
}

/** What a story tells of beside acts. */
const NO_ACTS = new Set<string>([...STAGE_CODES, ...MEASURE_CODES, SEVERAL_CASES]);
const LIKELY = 0; // log odds from which a story tells of an act
const MOST_TELLINGS = 40; // of one person that are looked at

const FLAGS = (
  [
    'speaks',
    'quoted',
    'plural',
    'office',
    'heard',
    'heads',
    'universal',
    'pointed',
    'placed',
    'initials',
  ] as const
).map((name) => ({ ...factSign(name), name }));

/** What of a stage is the same for all that are weighed in it. */
interface Surroundings extends Stage {
  /** How often the one is told of who is told of most. */
  most: number;
  bearers: readonly Entity[];
  titleWords: ReadonlySet<string>;
  titleTellsCase: boolean;
  /** Acts that the article as a whole likely tells of: most are those of people of some statuses. */
  likelyActs: readonly string[];
}

/** Gives what hands over the signs of each person or group of a stage, who is the one at an index. */
export function subjectSigner(stage: Stage): (index: number, take: TakeSign) => void {
  const { title, people } = stage;
  const surroundings: Surroundings = {
    ...stage,
    most: people.reduce((most, { tellings }) => Math.max(most, tellings.length), -Infinity),
    bearers: people.filter(isPlainBearer),
    titleWords: new Set(title.analysed.tokens.folded),
    likelyActs: [...stage.story].flatMap(([code, odds]) =>
      odds > LIKELY && !NO_ACTS.has(code) ? [code] : [],
    ),
    titleTellsCase: title.marks.some(({ kind }) => kind === 'step' || kind === 'violation'),
  };
  const stories = tellOwnStories(stage.body, people);
  const mixed = hasMixedOutcomes(stage.body);
  return (index, take) => {
    const entity = people[index];
    if (entity === undefined) return;
    const fact: TakeFact = ({ hash, name }) => take(hash, FACT, name);
    takeIdentity(entity, fact);
    takeStanding(surroundings, entity, index, fact);
    takeHeadline(surroundings, entity, fact);
    takeDeeds(stage.body, entity, fact);
    takeOwnStory(stage.body, entity, stories[index], mixed, fact);
    for (const telling of entity.tellings.slice(0, MOST_TELLINGS)) takeRoots(stage.body, telling, take);
  };
}

const UNNAMED = factSign('unnamed');
const NAMED = factSign('named');
const STATUS = factsBy((code: string) => `status:${code}`);
const NO_STATUS = factSign('no-status');
const AUTHORITY = factsBy((code: string) => `authority:${code}`);
const OTHER = factsBy((code: string) => `other:${code}`);
const ONE = factSign('one');
const MANY = factSign('many');
const COUNTED = factSign('counted');
const TOLD = factsBy((ways: string) => `told:${ways}`);

/** Who somebody is. */
function takeIdentity(entity: Entity, fact: TakeFact): void {
  fact(entity.name === null ? UNNAMED : NAMED);
  for (const flag of FLAGS) if (entity[flag.name]) fact(flag);
  for (const { code } of entity.statuses) fact(STATUS(code));
  if (entity.statuses.length === 0) fact(NO_STATUS);
  fact(AUTHORITY(entity.authority ?? 'no'));
  fact(OTHER(entity.other ?? 'no'));
  fact((entity.count ?? 1) === 1 ? ONE : MANY);
  if (entity.count !== null) fact(COUNTED);
  fact(TOLD(waysOf(entity.tellings)));
}

/** In which ways somebody is told of: "name", "anaphor+name". */
function waysOf(tellings: readonly Telling[]): string {
  const [only] = tellings;
  if (tellings.length === 1 && only !== undefined) return only.how;
  return [...new Set(tellings.map(({ how }) => how))].toSorted().join('+');
}

const RULED = factSign('ruled');
const NONE_RULED = factSign('none-ruled');
const RULED_COUNT = factsBy((count: number) => `ruled:${count}`);
const BY = factsBy((kindOrCode: string) => `by:${kindOrCode}`);
const BY_VOICE = factsByTwo((kind: string, voice: string) => `by:${kind}:${voice}`);
const BY_MANY = factsBy((count: number) => `by-many:${count}`);
const SHARE = factsBy((share: number) => `share:${share}`);
const MOST_TOLD = factSign('most-told');
const TELLINGS = factsBy((count: number) => `tellings:${count}`);
const ORDER = factsBy((index: number) => `order:${index}`);
const FIRST = factsBy((sentence: number) => `first:${sentence}`);
const BEARERS = factsBy((count: number) => `bearers:${count}`);
const FIRST_BEARER = factSign('first-bearer');
const CASE = factsBy((share: number) => `case:${share}`);
const STORY = factsByTwo((act: string, status: string) => `story:${act}:${status}`);

/** Where he stands among the others, and what rules make of him. */
function takeStanding(
  { ruled, chances, most, bearers, likelyActs }: Surroundings,
  entity: Entity,
  index: number,
  fact: TakeFact,
): void {
  if (ruled.includes(entity)) fact(RULED);
  fact(ruled.length === 0 ? NONE_RULED : RULED_COUNT(Math.min(3, ruled.length)));
  for (const { kind, code, voice } of entity.accusedBy) {
    fact(BY(kind));
    fact(BY(code));
    fact(BY_VOICE(kind, voice ?? ''));
  }
  fact(BY_MANY(Math.min(3, entity.accusedBy.length)));
  fact(SHARE(Math.round((SHARES * entity.tellings.length) / most)));
  if (entity.tellings.length === most) fact(MOST_TOLD);
  fact(TELLINGS(Math.min(SIX, entity.tellings.length)));
  fact(ORDER(Math.min(SIX, index)));
  const first = entity.tellings.reduce((least, { sentence }) => Math.min(least, sentence), Infinity);
  fact(FIRST(Math.min(SIX, first)));
  fact(BEARERS(Math.min(SIX, bearers.length)));
  if (bearers[0] === entity) fact(FIRST_BEARER);
  if (chances !== null) fact(CASE(Math.round(SHARES * chances.case)));
  const status = bestStatus(entity)?.code ?? 'none';
  for (const act of likelyActs) fact(STORY(act, status));
}
const SHARES = 4;
const SIX = 6;

/** Somebody of a status who decides on nobody. */
const isPlainBearer = ({ statuses, authority }: Entity): boolean =>
  statuses.length > 0 && (authority === null || authority === 'none');

const PART = 3; // letters of a part of a name that a headline may print alone

const HEADLINE_NAME = factSign('headline:name');
const HEADLINE_STATUS = factSign('headline:status');
const HEADLINE_STATUS_OF_NAMED = factSign('headline:status-of-named');
const HEADLINE_CASE = factSign('headline:case');

/** What the headline tells of him. */
function takeHeadline(
  { title, titleWords, titleTellsCase }: Surroundings,
  entity: Entity,
  fact: TakeFact,
): void {
  const inTitle = (name: string): boolean =>
    name
      .toLowerCase()
      .split(/[\s.]+/)
      .some((part) => part.length > PART && titleWords.has(part));
  const named = entity.name !== null && inTitle(entity.name);
  const alike =
    entity.statuses.length > 0 &&
    title.marks.some(
      ({ kind, code }) => kind === 'subject' && entity.statuses.some((status) => status.code === code),
    );
  if (named) fact(HEADLINE_NAME);
  if (alike) fact(HEADLINE_STATUS);
  if (alike && entity.name !== null) fact(HEADLINE_STATUS_OF_NAMED);
  if (titleTellsCase) fact(HEADLINE_CASE);
}

const ACT = factsBy((code: string) => `act:${code}`);
const STEP = {
  behind: factsByTwo((code: string, voice: string) => `step:${code}:${voice}:behind`),
  before: factsByTwo((code: string, voice: string) => `step:${code}:${voice}:before`),
};
const CANDIDATE = factSign('candidate');
/** How many of these there are in his sentences, in the order in which they are handed over. */
const COUNTS = {
  acts: factsBy((count: number) => `acts:${count}`),
  steps: factsBy((count: number) => `steps:${count}`),
  behind: factsBy((count: number) => `behind:${count}`),
  befalls: factsBy((count: number) => `befalls:${count}`),
  speech: factsBy((count: number) => `speech:${count}`),
};
const ACT_ODDS = factsBy((odds: number) => `act-odds:${odds}`);
const STEP_ODDS = factsBy((odds: number) => `step-odds:${odds}`);
const ACT_MAY_BE = factSign('act-odds>-1');
const ACT_IS_LIKELY = factSign('act-odds>0');

/** What is told in the sentences that he is told of in. */
function takeDeeds({ bySentence }: Passage, entity: Entity, fact: TakeFact): void {
  const counts = { acts: 0, steps: 0, behind: 0, befalls: 0, speech: 0 };
  let act = NONE;
  let step = NONE;
  for (const telling of entity.tellings.slice(0, MOST_TELLINGS)) {
    for (const mark of marksNear(bySentence[telling.sentence] ?? [], telling.first)) {
      const { kind, code, voice } = mark;
      const gap = Math.min(Math.abs(mark.first - telling.last), Math.abs(telling.first - mark.last));
      const behind = mark.first >= telling.last;
      if (mayBe(mark, 'violation')) act = Math.max(act, oddsOf(mark, NONE));
      else if (mayBe(mark, 'step')) step = Math.max(step, oddsOf(mark, NONE));
      if (kind === 'violation') {
        counts.acts += 1;
        if (behind && mark.first - telling.last < NEAR_ACT) counts.behind += 1;
        fact(ACT(code));
      } else if (kind === 'step') {
        counts.steps += 1;
        fact(STEP[behind ? 'behind' : 'before'](code, voice ?? ''));
        if (behind && voice === 'passive' && mark.first - telling.last < NEAR_STEP) counts.befalls += 1;
      } else if (gap < BESIDE) takeNeighbour(mark, counts, fact);
      if (kind === 'candidate' && gap < NEAR_STEP) fact(CANDIDATE);
    }
  }
  const counted = (count: number): number => Math.min(4, count);
  fact(COUNTS.acts(counted(counts.acts)));
  fact(COUNTS.steps(counted(counts.steps)));
  fact(COUNTS.behind(counted(counts.behind)));
  fact(COUNTS.befalls(counted(counts.befalls)));
  fact(COUNTS.speech(counted(counts.speech)));
  fact(ACT_ODDS(Math.round(act)));
  fact(STEP_ODDS(Math.round(step)));
  if (act > -1) fact(ACT_MAY_BE);
  if (act > 0) fact(ACT_IS_LIKELY);
}
const NONE = -5; // log odds of what is not told
const NEAR_ACT = 8; // words
const NEAR_STEP = 6;
const BESIDE = 4;

const NEIGHBOUR = {
  institution: factsBy((code: string) => `institution:${code}`),
  role: factsBy((code: string) => `role:${code}`),
};

function takeNeighbour({ kind, code }: Mark, counts: { speech: number }, fact: TakeFact): void {
  if (kind === 'speech') counts.speech += 1;
  if (kind === 'institution' || kind === 'role') fact(NEIGHBOUR[kind](code));
}
