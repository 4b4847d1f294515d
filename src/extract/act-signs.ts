/** Act signs: what of a kind of act that an article may tell of is weighed to know whether it is what the article accuses somebody of. */
import type { CaseDraft } from './cases.js';
import { bestStatus, type Entity } from './entity.js';
import { bounded, factSign, factsBy, factsByTwo, type TakeFact } from './fact-signs.js';
import { mayBe, oddsOf } from './mark-odds.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { likelihoodIn, type Story } from './weigh-story.js';

/** Gets each sign of an act: its hash and its name as files of weights write it after the sort "s". */
export type TakeActSign = (hash: number, name: string) => void;

/** What acts are weighed in. */
export interface ActStage {
  title: Passage;
  body: Passage;
  story: Story;
  accused: readonly Entity[];
  /** Sentences that tell of whom it accuses. */
  tellings: ReadonlySet<number>;
  /** Kinds of acts that its cases have so far. */
  had: ReadonlySet<string>;
  /** Whose a sentence of the body is, for one case among several; null where there is no other. */
  whoseIn: ((sentence: number) => Whose) | null;
}

/** Of one case among several: its own sentences and what follows them, those of others alone, and those of none. */
type Whose = 'own' | 'other' | 'nobody';

/** What the acts of each case are weighed in: all of the article but the sentences of other cases. */
export function actStages(
  drafts: readonly CaseDraft[],
  { title, body, story }: Pick<ActStage, 'title' | 'body' | 'story'>,
): ActStage[] {
  return drafts.map((draft) => ({
    title,
    body,
    story,
    accused: draft.accused,
    tellings: new Set(draft.accused.flatMap((entity) => entity.tellings.map(({ sentence }) => sentence))),
    had: new Set(draft.violations.map(({ mark }) => mark.code)),
    whoseIn: drafts.length === 1 ? null : whoseFor(draft, drafts),
  }));
}

function whoseFor(draft: CaseDraft, drafts: readonly CaseDraft[]): (sentence: number) => Whose {
  const others = new Set(
    drafts.flatMap(({ sentences }) => (sentences === draft.sentences ? [] : [...sentences])),
  );
  return (sentence) => {
    if (draft.sentences.has(sentence)) return 'own';
    if (others.has(sentence)) return 'other';
    if (draft.sentences.has(sentence - 1)) return 'own';
    return others.has(sentence - 1) ? 'other' : 'nobody';
  };
}

/** One kind of act with all that may tell of it. */
export interface ActTold {
  code: string;
  tellings: { passage: Passage; mark: Mark }[];
  /** Log odds of the telling that is surest. */
  odds: number;
}

const UNTOLD = -4; // log odds of what only a pattern tells

/** All kinds of acts that an article may tell of, surest first. */
export function actsTold({ title, body, whoseIn }: ActStage): ActTold[] {
  const acts = new Map<string, ActTold>();
  for (const passage of [title, body])
    for (const mark of passage.marks) {
      if (!mayBe(mark, 'violation')) continue;
      if (passage === body && whoseIn?.(mark.sentence) === 'other') continue;
      const act = acts.get(mark.code) ?? { code: mark.code, tellings: [], odds: UNTOLD };
      act.tellings.push({ passage, mark });
      act.odds = Math.max(act.odds, oddsOf(mark, UNTOLD));
      acts.set(mark.code, act);
    }
  return [...acts.values()].toSorted((a, b) => b.odds - a.odds);
}

const CODE = factsBy((code: string) => `code:${code}`);
const STORY = factsBy((halves: number) => `story:${halves}`);
const HAD = factSign('had');
const HAD_COUNT = {
  with: factsBy((count: number) => `had:${count}+`),
  without: factsBy((count: number) => `had:${count}-`),
};

/** Hands over the signs of the act at `index` of all that an article may tell of. */
export function takeActSigns(
  stage: ActStage,
  acts: readonly ActTold[],
  index: number,
  take: TakeActSign,
): void {
  const act = acts[index];
  if (act === undefined) return;
  const fact: TakeFact = ({ hash, name }) => take(hash, name);
  fact(CODE(act.code));
  const likelihood = likelihoodIn(stage.story, act.code);
  if (likelihood !== null) fact(STORY(likelihood));
  takeOdds(act, acts, index, fact);
  takePatterns(act, stage, fact);
  takeSurroundings(act, stage, fact);
  takeBeside(act, acts, stage, fact);
  takeWhose(act, stage, fact);
  const had = stage.had.has(act.code);
  if (had) fact(HAD);
  fact(HAD_COUNT[had ? 'with' : 'without'](Math.min(MANY, stage.had.size)));
}

const WITH = factsByTwo((code: string, other: string) => `code:${code}:with:${other}`);
const OF = factsByTwo((code: string, status: string) => `code:${code}:of:${status}`);
const LIKELY = 0; // log odds from which another act counts

/** Which other acts are likely told, and of whom. */
function takeBeside(act: ActTold, acts: readonly ActTold[], { accused }: ActStage, fact: TakeFact): void {
  for (const other of acts) if (other !== act && other.odds >= LIKELY) fact(WITH(act.code, other.code));
  for (const entity of accused) {
    const status = bestStatus(entity);
    if (status !== null) fact(OF(act.code, status.code));
  }
}

const MANY = 4;
const chance = (odds: number): number => 1 / (1 + Math.exp(-odds));

const ODDS = factsBy((odds: number) => `odds:${odds}`);
const RANK = factsBy((rank: number) => `rank:${rank}`);
const GAP = factsBy((gap: number) => `gap:${gap}`);
const PROBABLE = factsBy((count: number) => `probable:${count}`);
const SUM = factsBy((sum: number) => `sum:${sum}`);

/** How sure it is, by itself and beside the others. */
function takeOdds(act: ActTold, acts: readonly ActTold[], index: number, fact: TakeFact): void {
  fact(ODDS(bounded(act.odds, 5)));
  fact(RANK(Math.min(MANY, index)));
  const rival = acts[index === 0 ? 1 : 0]?.odds ?? UNTOLD;
  fact(GAP(bounded(act.odds - rival, 4)));
  const all = act.tellings.map(({ mark }) => oddsOf(mark, UNTOLD));
  fact(PROBABLE(Math.min(3, all.filter((odds) => odds > 0).length)));
  fact(SUM(Math.min(6, Math.round(2 * all.reduce((sum, odds) => sum + chance(odds), 0)))));
}

const REAL = factsBy((count: number) => `real:${count}`);
const UNREAL = factsBy((count: number) => `unreal:${count}`);
const PATTERN = factsBy((code: string) => `pattern:${code}`);
const REALITY = factsBy((reality: string) => `reality:${reality}`);
const HEADLINE_REAL = factSign('headline:real');

/** What patterns found of it, and how real that is. */
function takePatterns({ code, tellings }: ActTold, stage: ActStage, fact: TakeFact): void {
  const found = tellings.filter(({ mark }) => mark.kind === 'violation');
  const real = found.filter(({ mark }) => isActual(mark.reality));
  fact(REAL(Math.min(3, real.length)));
  fact(UNREAL(Math.min(2, found.length - real.length)));
  if (real.length > 0) fact(PATTERN(code));
  for (const { mark } of found) fact(REALITY(mark.reality ?? 'realised'));
  if (real.some(({ passage }) => passage === stage.title)) fact(HEADLINE_REAL);
}

const TELLINGS = factsBy((count: number) => `tellings:${count}`);
const HEADLINE = factSign('headline');
const HEADLINE_PROBABLE = factSign('headline:probable');
const FIRST = factsBy((sentence: number) => `first:${sentence}`);
const BESIDE = factsBy((count: number) => `beside:${count}`);
const BESIDE_PROBABLE = factSign('beside:probable');
const BY = factSign('by');

/** Where it is told, and beside whom. */
function takeSurroundings({ code, tellings }: ActTold, stage: ActStage, fact: TakeFact): void {
  const { title, accused } = stage;
  fact(TELLINGS(Math.min(MANY, tellings.length)));
  const inTitle = tellings.filter(({ passage }) => passage === title);
  if (inTitle.length > 0) fact(HEADLINE);
  if (inTitle.some(({ mark }) => oddsOf(mark, UNTOLD) > 0)) fact(HEADLINE_PROBABLE);
  const inBody = tellings.filter(({ passage }) => passage !== title).map(({ mark }) => mark);
  fact(FIRST(Math.min(5, ...inBody.map(({ sentence }) => sentence))));
  const beside = inBody.filter(({ sentence }) => stage.tellings.has(sentence));
  fact(BESIDE(Math.min(2, beside.length)));
  if (beside.some((mark) => oddsOf(mark, UNTOLD) > 0)) fact(BESIDE_PROBABLE);
  if (
    accused.some(({ accusedBy }) => accusedBy.some((mark) => mark.kind === 'violation' && mark.code === code))
  )
    fact(BY);
}

const OWN = factsBy((odds: number) => `own:${odds}`);
const NOT_OWN = factSign('own:none');

/** Of one case among several: whether its own sentences tell it, and how surely. */
function takeWhose({ tellings }: ActTold, { body, whoseIn }: ActStage, fact: TakeFact): void {
  if (whoseIn === null) return;
  const own = tellings.filter(({ passage, mark }) => passage === body && whoseIn(mark.sentence) === 'own');
  if (own.length === 0) fact(NOT_OWN);
  else fact(OWN(bounded(Math.max(...own.map(({ mark }) => oddsOf(mark, UNTOLD))), 3)));
}
