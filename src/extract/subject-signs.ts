/** Subject signs: what of somebody told of in an article is weighed to know whether the article accuses him: who he is, what is told beside him, and where. */
import { rootHash, rootOf, signHash, wordHash } from '../text/text.js';
import type { Entity, Telling } from './entity.js';
import { marksNear } from './near-marks.js';
import { tellOwnStories, type OwnStory } from './own-story.js';
import type { Mark, Passage } from './passage.js';
import type { Chances } from './weigh-article.js';

/** Gets each sign of somebody: its hash and its parts as files of weights write them; some more than once. */
export type TakeSubjectSign = (hash: number, sort: string, name: string) => void;

/** What subjects are weighed in. */
export interface Stage {
  title: Passage;
  body: Passage;
  people: readonly Entity[];
  /** Whom rules accuse. */
  ruled: readonly Entity[];
  chances: Chances | null;
}

/** Sorts of signs: facts of somebody, and roots of words by where they stand to where he is told of. */
const FACT = 's';
const INSIDE = 'i';
const BEFORE = { near: 'b', next: 'd' };
const BEHIND = { near: 'f', next: 'g' };
const NEAR = 4; // words beside a telling
const MOST_TELLINGS = 40; // of one person that are looked at

const FLAGS = [
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
] as const;

/** Hands over the signs of each person or group of a stage, who is the one at `index`. */
export function takeSubjectSigns(stage: Stage, index: number, take: TakeSubjectSign): void {
  const entity = stage.people[index];
  if (entity === undefined) return;
  const fact = (name: string): void => take(signHash(FACT, wordHash(name)), FACT, name);
  takeIdentity(entity, fact);
  takeStanding(stage, entity, index, fact);
  takeHeadline(stage, entity, fact);
  takeDeeds(stage.body, entity, fact);
  takeOwnStory(stage, entity, index, fact);
  for (const telling of entity.tellings.slice(0, MOST_TELLINGS)) takeRoots(stage.body, telling, take);
}

/** Who somebody is. */
function takeIdentity(entity: Entity, fact: (name: string) => void): void {
  fact(entity.name === null ? 'unnamed' : 'named');
  for (const flag of FLAGS) if (entity[flag]) fact(flag);
  for (const { code } of entity.statuses) fact(`status:${code}`);
  if (entity.statuses.length === 0) fact('no-status');
  fact(`authority:${entity.authority ?? 'no'}`);
  fact(`other:${entity.other ?? 'no'}`);
  fact((entity.count ?? 1) === 1 ? 'one' : 'many');
  if (entity.count !== null) fact('counted');
  fact(`told:${[...new Set(entity.tellings.map(({ how }) => how))].toSorted().join('+')}`);
}

/** Where he stands among the others, and what rules make of him. */
function takeStanding(
  { people, ruled, chances }: Stage,
  entity: Entity,
  index: number,
  fact: (name: string) => void,
): void {
  if (ruled.includes(entity)) fact('ruled');
  fact(ruled.length === 0 ? 'none-ruled' : `ruled:${Math.min(3, ruled.length)}`);
  for (const { kind, code, voice } of entity.accusedBy) {
    fact(`by:${kind}`);
    fact(`by:${code}`);
    fact(`by:${kind}:${voice ?? ''}`);
  }
  fact(`by-many:${Math.min(3, entity.accusedBy.length)}`);
  const most = Math.max(...people.map(({ tellings }) => tellings.length));
  fact(`share:${Math.round((SHARES * entity.tellings.length) / most)}`);
  if (entity.tellings.length === most) fact('most-told');
  fact(`tellings:${Math.min(SIX, entity.tellings.length)}`);
  fact(`order:${Math.min(SIX, index)}`);
  const first = Math.min(...entity.tellings.map(({ sentence }) => sentence));
  fact(`first:${Math.min(SIX, first)}`);
  const bearers = people.filter(isPlainBearer);
  fact(`bearers:${Math.min(SIX, bearers.length)}`);
  if (bearers[0] === entity) fact('first-bearer');
  if (chances !== null) fact(`case:${Math.round(SHARES * chances.case)}`);
}
const SHARES = 4;
const SIX = 6;

/** Somebody of a status who decides on nobody. */
const isPlainBearer = ({ statuses, authority }: Entity): boolean =>
  statuses.length > 0 && (authority === null || authority === 'none');

const PART = 3; // letters of a part of a name that a headline may print alone

const stories = new WeakMap<readonly Entity[], OwnStory[]>();

/** What is told of him alone, and how it is brought in: "Adapun seorang staf lain ... lolos". */
function takeOwnStory(
  { body, people }: Stage,
  entity: Entity,
  index: number,
  fact: (name: string) => void,
): void {
  const all = stories.get(people) ?? tellOwnStories(body, people);
  stories.set(people, all);
  const story = all[index];
  const first = entity.tellings[0];
  if (story === undefined || first === undefined) return;
  const named = entity.name === null ? 'unnamed' : 'named';
  const known = entity.statuses.length > 0 ? 'status' : 'no-status';
  fact(`own:${Math.min(3, story.sentences)}`);
  for (const code of story.codes) fact(`own:${code}`);
  if (story.codes.size > 0) fact(`own:told:${named}:${known}`);
  if (story.cleared) fact(`own:cleared:${named}:${known}`);
  const { tokens } = body.analysed;
  const opens = body.analysed.sentences[first.sentence]?.first ?? first.first;
  const rootAt = (token: number): string => {
    const word = tokens.words[token];
    return word === undefined || tokens.kind[token] === 1 ? '' : rootOf(word);
  };
  const word = rootAt(opens);
  fact(`opens:${word}`);
  if (story.codes.size > 0) fact(`opens:${word}:told`);
  if (story.codes.size > 0 && tokens.capital[first.last] === 0) fact(`behind:${rootAt(first.last)}:told`);
}

/** What the headline tells of him. */
function takeHeadline({ title }: Stage, entity: Entity, fact: (name: string) => void): void {
  const inTitle = (name: string): boolean =>
    name
      .toLowerCase()
      .split(/[\s.]+/)
      .some((part) => part.length > PART && title.analysed.tokens.folded.includes(part));
  const named = entity.name !== null && inTitle(entity.name);
  const alike = title.marks.some(
    ({ kind, code }) => kind === 'subject' && entity.statuses.some((status) => status.code === code),
  );
  if (named) fact('headline:name');
  if (alike) fact('headline:status');
  if (alike && entity.name !== null) fact('headline:status-of-named');
  if (title.marks.some(({ kind }) => kind === 'step' || kind === 'violation')) fact('headline:case');
}

/** What is told in the sentences that he is told of in. */
function takeDeeds({ bySentence }: Passage, entity: Entity, fact: (name: string) => void): void {
  const counts = { acts: 0, steps: 0, behind: 0, befalls: 0, speech: 0 };
  let act = NONE;
  let step = NONE;
  for (const telling of entity.tellings.slice(0, MOST_TELLINGS)) {
    for (const mark of marksNear(bySentence[telling.sentence] ?? [], telling.first)) {
      const gap = Math.min(Math.abs(mark.first - telling.last), Math.abs(telling.first - mark.last));
      const behind = mark.first >= telling.last;
      const odds = Number(mark.props['odds'] ?? mark.props['support'] ?? NONE);
      if (mark.kind === 'violation' || mark.props['of'] === 'violation') act = Math.max(act, odds);
      else if (mark.kind === 'step' || mark.props['of'] === 'step') step = Math.max(step, odds);
      if (mark.kind === 'violation') {
        counts.acts += 1;
        if (behind && mark.first - telling.last < ACT) counts.behind += 1;
        fact(`act:${mark.code}`);
      } else if (mark.kind === 'step') {
        counts.steps += 1;
        fact(`step:${mark.code}:${mark.voice ?? ''}:${behind ? 'behind' : 'before'}`);
        if (behind && mark.voice === 'passive' && mark.first - telling.last < STEP) counts.befalls += 1;
      } else if (gap < BESIDE) takeNeighbour(mark, counts, fact);
      if (mark.kind === 'candidate' && gap < STEP) fact('candidate');
    }
  }
  for (const [name, count] of Object.entries(counts)) fact(`${name}:${Math.min(4, count)}`);
  fact(`act-odds:${Math.round(act)}`);
  fact(`step-odds:${Math.round(step)}`);
  if (act > -1) fact('act-odds>-1');
  if (act > 0) fact('act-odds>0');
}
const NONE = -5; // log odds of what is not told
const ACT = 8; // words
const STEP = 6;
const BESIDE = 4;

function takeNeighbour({ kind, code }: Mark, counts: { speech: number }, fact: (name: string) => void): void {
  if (kind === 'speech') counts.speech += 1;
  if (kind === 'institution' || kind === 'role') fact(`${kind}:${code}`);
}

/** The roots of the words of one telling and beside it; names are none. */
function takeRoots({ analysed }: Passage, telling: Telling, take: TakeSubjectSign): void {
  const { words, capital, kind } = analysed.tokens;
  const sentence = analysed.sentences[telling.sentence];
  if (sentence === undefined) return;
  const root = (token: number, sort: string): void => {
    const word = words[token];
    if (word !== undefined && kind[token] !== 1) take(signHash(sort, rootHash(word)), sort, rootOf(word));
  };
  const from = Math.min(telling.from ?? telling.first, telling.first);
  for (let token = from; token < telling.last; token += 1) if (capital[token] === 0) root(token, INSIDE);
  for (let step = 1; step <= NEAR; step += 1) {
    const before = from - step;
    if (before >= sentence.first && (capital[before] === 0 || before === sentence.first)) {
      root(before, BEFORE.near);
      if (step === 1) root(before, BEFORE.next);
    }
    const behind = telling.last + step - 1;
    if (behind < sentence.last && capital[behind] === 0) {
      root(behind, BEHIND.near);
      if (step === 1) root(behind, BEHIND.next);
    }
  }
}
