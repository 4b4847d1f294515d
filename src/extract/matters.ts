/** Matters: whose case each step and act of an article belongs to, by the accused told of in its sentence or last before it. */
import { presentIn } from './present.js';
import { BY_SUBJECT, POINTS_AT } from './accusable.js';
import { isSpecific, type Entity, type Telling } from './entity.js';
import { countsMany } from './no-steps.js';
import { isOfOthers } from './of-others.js';
import type { Mark, Passage } from './passage.js';

/** Longest way, in sentences, that a matter goes on without its people being told of again, where there are several. */
const CARRIED = 5;

/** Says whose matter a mark is; nobody's when it stands far from all accused or tells of people in general. */
export interface Matters {
  /** The accused whose matter the mark is, by the sentence it stands in and those before it. */
  ownersOf(mark: Mark): readonly Entity[];
  /** Whether a mark that has no owner may belong to the one matter that the article tells of. */
  isLoose(mark: Mark): boolean;
}

/** Reads a passage once for the accused told of in each sentence. */
export function followMatters(
  passage: Passage,
  accused: readonly Entity[],
  people: readonly Entity[],
): Matters {
  const { here, carried } = focusBySentence(passage, accused);
  const kinds = new Set(accused.flatMap((entity) => entity.statuses.map((status) => status.code)));
  const general = sentencesOfOthers(passage, accused, people, kinds);
  const ownersOf = (mark: Mark): readonly Entity[] => {
    if (isOfOthers(passage, mark, accused, people)) return [];
    const told = here[mark.sentence] ?? [];
    const own = accused.filter((entity) => entity.accusedBy.includes(mark));
    if (own.length > 0) return own;
    if (told.length > 0) return told;
    const row = passage.bySentence[mark.sentence] ?? [];
    return general.has(mark.sentence) || countsMany(row) ? [] : (carried[mark.sentence] ?? []);
  };
  const isLoose = (mark: Mark): boolean =>
    !general.has(mark.sentence) &&
    !countsMany(passage.bySentence[mark.sentence] ?? []) &&
    !isOfOthers(passage, mark, accused, people);
  return { ownersOf, isLoose };
}

interface Focus {
  here: Entity[][];
  carried: (readonly Entity[])[];
}

/** The accused told of in each sentence, and those whose matter goes on there. */
function focusBySentence(passage: Passage, accused: readonly Entity[]): Focus {
  const here: Entity[][] = passage.analysed.sentences.map(() => []);
  for (const entity of accused) {
    for (const telling of entity.tellings) {
      const told = here[telling.sentence];
      if (told !== undefined && !told.includes(entity)) told.push(entity);
    }
  }
  let last: readonly Entity[] = [];
  let age = 0;
  const carried = here.map((told) => {
    age = told.length > 0 ? 0 : age + 1;
    if (told.length > 0) last = told;
    return age <= CARRIED ? last : [];
  });
  return { here, carried };
}

/** Sentences without an accused that tell of people in general, of another kind than the accused. */
function sentencesOfOthers(
  passage: Passage,
  accused: readonly Entity[],
  people: readonly Entity[],
  kinds: ReadonlySet<string>,
): Set<number> {
  const others = new Set<number>();
  passage.analysed.sentences.forEach((_, index) => {
    const present = presentIn(people, index);
    if (present.some(({ entity }) => accused.includes(entity))) return;
    // "perintah kepada guru agar mencoblos": those told of inside an act are whom it is done to.
    const acts = (passage.bySentence[index] ?? []).filter((mark) => mark.kind === 'violation');
    const general = present.some(
      ({ entity, telling }) =>
        entity.statuses.length > 0 &&
        !(passage.bySentence[index] ?? []).some(
          (mark) => mark.kind === 'step' && mark.first < telling.first && telling.last <= mark.last,
        ) &&
        !isSpecific(entity) &&
        !acts.some((act) => act.first < telling.first && act.last > telling.last) &&
        !actsOnOthers(passage, telling) &&
        !entity.statuses.every((status) => status.code.startsWith('organiser_')) &&
        !entity.statuses.some((status) => kinds.has(status.code)),
    );
    if (general) others.add(index);
  });
  return others;
}

const BESIDE = 4; // words between somebody and what he does to others

/** "Polisi belum menetapkan tersangka", "dihentikan polisi": who takes a step is not whom the sentence tells of. */
const actsOnOthers = (passage: Passage, { sentence, first, last }: Telling): boolean =>
  (passage.bySentence[sentence] ?? []).some(
    (mark) =>
      mark.kind === 'step' &&
      POINTS_AT.has(mark.code) &&
      !BY_SUBJECT.has(mark.code) &&
      ((mark.voice === 'active' && first === mark.first && last < mark.last) ||
        (mark.voice === 'active' && mark.first >= last && mark.first - last <= BESIDE) ||
        (mark.voice === 'passive' && first === mark.last)),
  );
