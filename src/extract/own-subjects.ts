/** Own subjects: who speaks before a verb of saying; whoever is told of behind such a verb is spoken of. */
import { HARD } from '../text/text.js';
import type { Mark, Passage } from './passage.js';

const NEAR = 2; // words, such as adverbs, between somebody and his verb

/** Kinds of hits that tell of somebody. */
const SOMEBODY = new Set<string>(['position', 'subject', 'role', 'institution', 'candidate']);

/** "Pelapor menyebut Camat X ...", "Ketua Bawaslu, Arif, mengatakan Camat X ...": a verb of saying with its speaker before it. */
export function hasOwnSubject({ analysed, bySentence, text }: Passage, speech: Mark): boolean {
  if (speech.voice === 'passive') return false;
  const { breakBefore, end } = analysed.tokens;
  const from = analysed.sentences[speech.sentence]?.first ?? speech.first;
  if (speech.first === from) return false;
  const names = analysed.names.filter((name) => name.last <= speech.first && name.first >= from);
  if ((breakBefore[speech.first] ?? HARD) >= HARD) {
    // Behind a comma stands either the speaker of what was said before it, or the verb of one who is named between commas.
    if (/["”»]/.test(text.slice(end[speech.first - 1], speech.start))) return false;
    return names.some((name) => name.last === speech.first && (breakBefore[name.first] ?? 0) >= HARD);
  }
  const isNear = ({ last }: { last: number }): boolean =>
    last <= speech.first && speech.first - last <= NEAR && isPlain(breakBefore, last, speech.first);
  return (
    names.some(isNear) ||
    (bySentence[speech.sentence] ?? []).some((mark) => SOMEBODY.has(mark.kind) && isNear(mark))
  );
}

/**
 * "Menurut pelapor, Camat X ...": between a verb of saying and somebody behind a comma stands who speaks. `from` is where
 * his title begins.
 */
export function hasSpeakerBetween({ analysed, bySentence }: Passage, speech: Mark, from: number): boolean {
  if (from <= speech.last) return false;
  const { breakBefore } = analysed.tokens;
  const isBetween = ({ first, last }: { first: number; last: number }): boolean =>
    first >= speech.last && last <= from && !isPlain(breakBefore, last, from);
  return (
    analysed.names.some(isBetween) ||
    (bySentence[speech.sentence] ?? []).some((mark) => SOMEBODY.has(mark.kind) && isBetween(mark))
  );
}

/** No comma between two tokens. */
function isPlain(breakBefore: ArrayLike<number>, from: number, to: number): boolean {
  for (let token = from; token <= to; token += 1) if ((breakBefore[token] ?? HARD) >= HARD) return false;
  return true;
}
