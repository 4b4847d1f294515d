/** Own story: the sentences that tell of one person alone, with the steps and acts told there; a sign of whom an article accuses. */
import { isUnofficial, type Entity } from './entity.js';
import { factSign, factsBy, factsByTwo, type TakeFact } from './fact-signs.js';
import { CLEARED, HELD_AGAINST, OF_CASES } from './step-kinds.js';
import { kindTold } from './mark-odds.js';
import type { Mark, Passage } from './passage.js';
import { openingRoot, rootAt } from './root-signs.js';

/** What is told of one person where nobody else of the story is told of. */
export interface OwnStory {
  /** Codes of the steps and acts told there. */
  codes: Set<string>;
  cleared: boolean;
  /** Sentences of his own in a row, from the first that names him. */
  sentences: number;
}

const MOST_SENTENCES = 12; // of one person that are looked at

/** By person of an article: his own sentences, and those right behind them that tell of nobody. */
export function tellOwnStories(body: Passage, people: readonly Entity[]): OwnStory[] {
  const told: Set<Entity>[] = body.analysed.sentences.map(() => new Set<Entity>());
  for (const entity of people)
    if (isUnofficial(entity) && !entity.heard && (entity.statuses.length > 0 || entity.name !== null))
      for (const { sentence } of entity.tellings) told[sentence]?.add(entity);
  return people.map((entity) => {
    const story: OwnStory = { codes: new Set(), cleared: false, sentences: 0 };
    const own = [...new Set(entity.tellings.map(({ sentence }) => sentence))].filter((sentence) =>
      isAlone(told[sentence], entity),
    );
    for (const sentence of own.slice(0, MOST_SENTENCES)) {
      story.sentences += 1;
      addTold(story, body.bySentence[sentence] ?? []);
      if (told[sentence + 1]?.size === 0) addTold(story, body.bySentence[sentence + 1] ?? []);
    }
    return story;
  });
}

const isAlone = (told: ReadonlySet<Entity> | undefined, entity: Entity): boolean =>
  told?.has(entity) === true && told.size === 1;

function addTold(story: OwnStory, row: readonly Mark[]): void {
  for (const mark of row) {
    const kind = kindTold(mark);
    if (kind === 'step' && OF_CASES.has(mark.code)) {
      story.codes.add(mark.code);
      if (CLEARED.has(mark.code)) story.cleared = true;
    } else if (kind === 'violation') story.codes.add('act');
  }
}

const OWN = factsBy((countOrCode: number | string) => `own:${countOrCode}`);
const OWN_TOLD = factsByTwo((named: string, status: string) => `own:told:${named}:${status}`);
const OWN_CLEARED = factsByTwo((named: string, status: string) => `own:cleared:${named}:${status}`);

const MIXED = factsByTwo((named: string, how: string) => `mixed:${named}:${how}`);

/** Steps that are taken on whoever is not cleared. */
const UNCLEARED = new Set<string>([...HELD_AGAINST, 'forwarded']);

/** Whether a passage tells that somebody was cleared and that somebody was not: mostly these are two. */
export function hasMixedOutcomes({ marks }: Passage): boolean {
  const isTold = (codes: ReadonlySet<string>): boolean =>
    marks.some(
      (mark) =>
        codes.has(mark.code) &&
        kindTold(mark) === 'step' &&
        (mark.reality === 'realised' || mark.reality === 'not_proven'),
    );
  return isTold(CLEARED) && isTold(UNCLEARED);
}

/** Hands over what is told of somebody alone, and how it is brought in: "Adapun seorang staf lain ... lolos". */
export function takeOwnStory(
  body: Passage,
  entity: Entity,
  story: OwnStory | undefined,
  mixed: boolean,
  fact: TakeFact,
): void {
  const first = entity.tellings[0];
  if (story === undefined || first === undefined) return;
  const named = entity.name === null ? 'unnamed' : 'named';
  const known = entity.statuses.length > 0 ? 'status' : 'no-status';
  fact(OWN(Math.min(3, story.sentences)));
  for (const code of story.codes) fact(OWN(code));
  const isTold = story.codes.size > 0;
  if (isTold) fact(OWN_TOLD(named, known));
  if (story.cleared) fact(OWN_CLEARED(named, known));
  if (mixed) fact(MIXED(named, story.cleared ? 'cleared' : isTold ? 'told' : 'untold'));
  // Of words there is no end: these signs are not kept.
  const word = openingRoot(body, first.sentence) ?? '';
  fact(factSign(`opens:${word}`));
  if (isTold) fact(factSign(`opens:${word}:told`));
  if (isTold && body.analysed.tokens.capital[first.last] === 0)
    fact(factSign(`behind:${rootAt(body, first.last) ?? ''}:told`));
}
