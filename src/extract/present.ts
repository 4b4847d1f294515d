/** Present: who is told of in each sentence, and in which part: speaking, doing or spoken of. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import { HARD } from '../text/text.js';
import type { Entity, Telling } from './entity.js';
import { hasOwnSubject, hasSpeakerBetween } from './own-subjects.js';
import type { Mark, Passage } from './passage.js';
import { MEASURES } from './step-kinds.js';

export interface Present {
  entity: Entity;
  telling: Telling;
}

/** Who is told of in each sentence and may be somebody in particular there. */
export function tellingsBySentence(passage: Passage, people: readonly Entity[]): Present[][] {
  const counted = countingSentences(passage);
  const told: Present[][] = passage.bySentence.map(() => []);
  for (const entity of people)
    for (const telling of entity.tellings)
      if (!isCounted(entity, counted.has(telling.sentence)) || isSeenDoing(passage, entity, telling, counted))
        told[telling.sentence]?.push({ entity, telling });
  return told.map((present) => {
    present.sort((a, b) => a.telling.first - b.telling.first);
    const classes = present.filter(({ entity }) => isBareClass(entity));
    return classes.length > MANY_CLASSES ? present.filter((one) => !classes.includes(one)) : present;
  });
}

const MANY_CLASSES = 2; // "ASN, prajurit, polisi sampai kepala desa": more kinds than this in one sentence are nobody

const isBareClass = (entity: Entity): boolean =>
  entity.name === null &&
  entity.count === null &&
  entity.statuses.length > 0 &&
  !entity.pointed &&
  !(entity.office && entity.placed) &&
  entity.tellings.length === 1;

/** The people told of in a sentence, in order. */
export function presentIn(people: readonly Entity[], sentence: number): Present[] {
  const present: Present[] = [];
  for (const entity of people)
    for (const telling of entity.tellings)
      if (telling.sentence === sentence) present.push({ entity, telling });
  return present.sort((a, b) => a.telling.first - b.telling.first);
}

/** Sentences that count, and those right behind them: numbers of people there are statistics (ruling 11.15). */
function countingSentences(passage: Passage): Set<number> {
  const counting = new Set<number>();
  passage.bySentence.forEach((row, index) => {
    const counts = row.some(
      (mark) =>
        (mark.kind === 'step' && mark.code === 'statistic') ||
        (mark.kind === 'modality' && mark.code === 'statistical'),
    );
    if (counts) for (let next = index; next <= index + 3; next += 1) counting.add(next);
  });
  return counting;
}

const DOES = 4; // words between a number of people and what they did
const VAGUE = new Set<string>([UNSPECIFIED_ACT, 'partisan_decision', 'identity_misuse']);

/** "137 perangkat desa yang KTP-nya ada ...": a number of people right beside a concrete act, counted nowhere. */
function isSeenDoing(
  passage: Passage,
  entity: Entity,
  telling: Telling,
  counted: ReadonlySet<number>,
): boolean {
  if (counted.has(telling.sentence) || (entity.count ?? 0) > MOST) return false;
  return (passage.bySentence[telling.sentence] ?? []).some(
    (mark) =>
      mark.kind === 'violation' &&
      !VAGUE.has(mark.code) &&
      (mark.reality === 'realised' || mark.reality === 'alleged') &&
      mark.first - telling.last <= DOES &&
      mark.last > telling.first,
  );
}
const MOST = 500; // more people than this are never one happening

const MANY = 20; // more unnamed people than this are counted, not told of

/** A number of unnamed people of a class, among other numbers or too great for one happening. */
function isCounted(entity: Entity, counting: boolean): boolean {
  if (entity.name !== null || (entity.office && !entity.plural)) return false;
  const number = entity.count ?? entity.max ?? 0;
  return number >= MANY || (counting && number >= 5);
}

/** The last told of before a hit. */
export const lastBefore = (present: readonly Present[], mark: Mark): Present | null =>
  present.filter(({ telling }) => telling.first < mark.first || telling.last <= mark.first).at(-1) ?? null;
/** The first told of behind a hit, at most so many words on. */
export const firstAfter = (present: readonly Present[], mark: Mark, reach: number): Present | null =>
  present.find(({ telling }) => telling.first > mark.first && telling.first - mark.last <= reach) ?? null;

const RIGHT_BEHIND = 24; // code units between a closing quote and whoever spoke

/** "...," terang Rudolf: whoever is told of right behind a closing quote, in its paragraph, has said it. */
function followsQuote({ analysed, text }: Passage, telling: Telling): boolean {
  const { paragraphs, sentences, quotes } = analysed;
  const opening = paragraphs[sentences[telling.sentence]?.paragraph ?? 0]?.start ?? 0;
  return quotes.some(
    ({ end }) =>
      telling.start >= end &&
      end > opening &&
      telling.start - end <= RIGHT_BEHIND &&
      !text.slice(end, telling.start).includes('.'),
  );
}

const BEHIND_SPEECH = 8; // words between a verb of saying and the one who speaks

/** "menyatakan dukungan kepada calon", "menginstruksikan warga agar memilih": the verb of the act itself, unless somebody else is its doer. */
const isOwnWord = (mark: Mark, act: Mark, row: readonly Mark[]): boolean =>
  mark.last > act.first &&
  mark.first < act.last &&
  (mark.kind === 'step' ||
    !row.some((other) => other.kind === 'subject' && other.first >= mark.last && other.first < act.last));

/** "Warga mengaku diarahkan kadus": an act between a verb of saying and somebody is what is said of him. */
const standsBetween = (act: Mark, speech: Mark, { first }: Telling): boolean =>
  speech.last <= act.first && act.first < first;

/** Whether the person tells, orders or urges in this sentence: the one who speaks, not the one spoken of; words of `act` itself aside. */
export function saysSo(passage: Passage, one: Present, act?: Mark): boolean {
  const row = passage.bySentence[one.telling.sentence] ?? [];
  if (followsQuote(passage, one.telling)) return true;
  return row.some((mark) => {
    if (act !== undefined && (isOwnWord(mark, act, row) || standsBetween(act, mark, one.telling)))
      return false;
    const behind = mark.first >= one.telling.last && mark.first - one.telling.last <= 2;
    if (mark.kind === 'speech') {
      // "X mengakui satu prajurit ...": behind a verb that has its own subject stands who is spoken of.
      const reach = (passage.analysed.tokens.breakBefore[mark.first] ?? 0) >= HARD ? BEHIND_SPEECH : 1;
      return (
        (behind && mark.props['side'] !== 'after') ||
        (mark.props['side'] !== 'before' &&
          one.telling.first >= mark.last &&
          one.telling.first - mark.last <= reach &&
          !hasOwnSubject(passage, mark) &&
          !hasSpeakerBetween(passage, mark, one.telling.from ?? one.telling.first))
      );
    }
    return mark.kind === 'step' && behind && mark.voice !== 'passive' && MEASURES.has(mark.code);
  });
}
