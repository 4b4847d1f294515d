/** Own story: the sentences that tell of one person alone, with the steps and acts told there; a sign of whom an article accuses. */
import { CLEARED } from './cases.js';
import { isUnofficial, type Entity } from './entity.js';
import { OF_CASES } from './step-kinds.js';
import type { Mark, Passage } from './passage.js';

/** What is told of one person where nobody else of the story is told of. */
export interface OwnStory {
  /** Codes of the steps and acts told there. */
  codes: Set<string>;
  cleared: boolean;
  /** Sentences of his own in a row, from the first that names him. */
  sentences: number;
  /** Whether he is told of in a sentence with others only. */
  shared: boolean;
}

const AT_LEAST = 0; // log odds of a weighed step or act
const MOST_SENTENCES = 12; // of one person that are looked at

/** By person of an article: his own sentences, and those right behind them that tell of nobody. */
export function tellOwnStories(body: Passage, people: readonly Entity[]): OwnStory[] {
  const told: Set<Entity>[] = body.analysed.sentences.map(() => new Set<Entity>());
  for (const entity of people)
    if (isUnofficial(entity) && !entity.heard && (entity.statuses.length > 0 || entity.name !== null))
      for (const { sentence } of entity.tellings) told[sentence]?.add(entity);
  return people.map((entity) => {
    const story: OwnStory = { codes: new Set(), cleared: false, sentences: 0, shared: true };
    const own = [...new Set(entity.tellings.map(({ sentence }) => sentence))].filter((sentence) =>
      isAlone(told[sentence], entity),
    );
    for (const sentence of own.slice(0, MOST_SENTENCES)) {
      story.shared = false;
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
    const odds = Number(mark.props['odds'] ?? NONE);
    const kind = mark.kind === 'weighed' && odds >= AT_LEAST ? mark.props['of'] : mark.kind;
    if (kind === 'step' && OF_CASES.has(mark.code)) {
      story.codes.add(mark.code);
      if (CLEARED.has(mark.code)) story.cleared = true;
    } else if (kind === 'violation') story.codes.add('act');
  }
}
const NONE = -5;
