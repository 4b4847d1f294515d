/** Singled out: a bare class of apparatus that opens a sentence and is dealt with in it is somebody in particular. */
import { STAGE_CODES } from '../model/code-lists.js';
import type { Grammar } from '../model/grammar.js';
import { HARD } from '../text/text.js';
import { BY_SUBJECT } from './accusable.js';
import { isOnlyClass, type Entity, type Telling } from './entity.js';
import type { Passage } from './passage.js';

const STEPS = new Set<string>(STAGE_CODES);
const APART = 8; // words between a class and what is done to it, places mostly

/** "Pegawai dinas di Lebak dipanggil Bawaslu": marks as pointed at those of whom nothing but such a sentence tells who they are. */
export function singleOut(passage: Passage, people: readonly Entity[], grammar: Grammar): void {
  for (const entity of people) {
    const [telling] = entity.tellings;
    if (telling === undefined || entity.statuses.length === 0 || !isClass(entity)) continue;
    if (opens(passage, telling) && isDealtWith(passage, telling, grammar)) entity.pointed = true;
  }
}

/** A class told of, and no post that one person holds. */
const isClass = (entity: Entity): boolean => isOnlyClass(entity) && !entity.office;

/** At the head of a sentence, or behind the dateline of the first. */
function opens(passage: Passage, { sentence, first }: Telling): boolean {
  const from = passage.analysed.sentences[sentence]?.first ?? first;
  return first === from || (sentence === 0 && (passage.analysed.tokens.breakBefore[first] ?? 0) >= HARD);
}

/** Whether a step that happened follows in the passive, and neither a relative clause nor another verb stands between. */
function isDealtWith(passage: Passage, { sentence, last }: Telling, grammar: Grammar): boolean {
  const row = passage.bySentence[sentence] ?? [];
  const step = row.find(
    (mark) =>
      mark.kind === 'step' &&
      STEPS.has(mark.code) &&
      !BY_SUBJECT.has(mark.code) &&
      mark.voice === 'passive' &&
      mark.reality === 'realised' &&
      mark.first >= last,
  );
  if (step === undefined || step.first - last > APART) return false;
  const { folded, breakBefore } = passage.analysed.tokens;
  for (let token = last; token < step.first; token += 1)
    if (grammar.relatives.includes(folded[token] ?? '') || (breakBefore[token] ?? 0) >= HARD) return false;
  return !row.some(
    ({ kind, first }) =>
      (kind === 'violation' || kind === 'speech' || kind === 'modality') &&
      first >= last &&
      first < step.first,
  );
}
