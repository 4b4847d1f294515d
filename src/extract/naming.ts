/** Naming: phrases that give a name to somebody told of before without one. */
import { HARD, SENTENCE } from '../text/text.js';
import { leadOf, type PersonSpan } from './person-spans.js';
import type { Telling } from './entity.js';
import type { Mark, Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';

const BACK = 6; // words of knowing and being called between somebody and his name

/**
 * "Belakangan diketahui ia bernama X", "pejabat bernama X itu", "Namanya X", "sosok yang ... itu adalah X": a name whose
 * announcing word is tied to a pronoun, to a word that points back, or to nothing, so that its bearer was told of before.
 */
export function isNamedLater(
  passage: Passage,
  words: PeopleWords,
  { first, sentence, from }: Telling,
): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  const lead = from ?? first;
  if (!isAnnounced(passage, words, lead) || (breakBefore[lead] ?? SENTENCE) >= SENTENCE) return false;
  if (equatesOpening(passage, words, lead, sentence)) return true;
  const opening = passage.analysed.sentences[sentence]?.first ?? lead;
  for (let token = lead - 1; token >= Math.max(opening, lead - BACK); token -= 1) {
    const word = folded[token] ?? '';
    // "bernama lengkap X"
    if (token === lead - 1 && announces(words, folded[token - 1] ?? '')) continue;
    // "Warga menyebut namanya X"
    if (
      token === lead - 1 &&
      announces(words, word) &&
      words.possessives.some((ending) => word.endsWith(ending))
    )
      return !tellsOther(passage, sentence, token);
    if (words.demonstratives.has(word)) return !tellsOther(passage, sentence, token);
    if (words.pronouns.has(word)) return true;
    if (words.persons.has(word)) return !words.singulars.has(folded[token - 1] ?? '');
    if (!announces(words, word) && !words.apposers.has(word)) return false;
    if (token === opening) return true;
    if ((breakBefore[token] ?? 0) >= HARD && token < lead - 1) return true;
  }
  return false;
}

/** Whether a word that announces a name stands right before it, or with one more between ("bernama lengkap X"). */
const isAnnounced = (passage: Passage, words: PeopleWords, lead: number): boolean =>
  announces(words, passage.analysed.tokens.folded[lead - 1] ?? '') ||
  (announces(words, passage.analysed.tokens.folded[lead - 2] ?? '') &&
    (passage.analysed.tokens.breakBefore[lead] ?? HARD) < HARD);

/** Whether a word announces a name: "bernama", "ialah". */
export const announces = (words: PeopleWords, word: string): boolean =>
  words.announcers.has(word) || words.explainers.has(word);

/** "Pelapor dalam kasus itu adalah X": before the words that point back somebody in another part is told of. */
const tellsOther = (passage: Passage, sentence: number, token: number): boolean =>
  (passage.bySentence[sentence] ?? []).some(
    (mark) => mark.last <= token && mark.kind === 'role' && mark.code !== 'accused',
  );

/** "... adalah X": a word that says who somebody is, without a comma before it. */
const equates = ({ analysed }: Passage, words: PeopleWords, lead: number): boolean => {
  const word = analysed.tokens.folded[lead - 1] ?? '';
  return (
    words.explainers.has(word) && words.apposers.has(word) && analysed.tokens.breakBefore[lead - 1] === 0
  );
};

const OPENING = 3; // words of a sentence in which the kind of people stands that a name is given to

/** "PNS yang dipanggil ... adalah X": a sentence that opens with a kind of people and says who is meant. */
const equatesOpening = (passage: Passage, words: PeopleWords, lead: number, sentence: number): boolean => {
  const opening = passage.analysed.sentences[sentence]?.first ?? lead;
  return (
    equates(passage, words, lead) &&
    (passage.bySentence[sentence] ?? []).some(
      (mark) =>
        mark.kind === 'subject' &&
        mark.first - opening <= OPENING &&
        mark.last < lead &&
        words.apposers.has(passage.analysed.tokens.folded[mark.last] ?? ''),
    )
  );
};

const OBJECT = 4; // words between an act and the candidate for whom it was done

/** "Sekcam yang berjoget di panggung calon bupati itu bernama X": a candidate between an act and the words that name its doer. */
export function isActsObject(passage: Passage, words: PeopleWords, title: Mark, name: PersonSpan): boolean {
  if (title.kind !== 'candidate') return false;
  const { folded } = passage.analysed.tokens;
  const lead = leadOf(name);
  const pointed = words.demonstratives.has(folded[title.last] ?? '');
  // "... ikut kampanye calon bupati adalah X", while "mendukung calon bupati, yakni X" names the candidate.
  if (!equates(passage, words, lead) && !(pointed && announces(words, folded[lead - 1] ?? ''))) return false;
  const row = passage.bySentence[title.sentence] ?? [];
  return row.some(
    (act) =>
      act.kind === 'violation' &&
      act.first < title.first &&
      title.first - act.last <= OBJECT &&
      row.some((mark) => mark.kind === 'subject' && mark.last <= act.first),
  );
}
