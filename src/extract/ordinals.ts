/** Ordinals: numerals that say which one of several is meant, not how many were told of before. */
import { HARD } from '../text/text.js';
import type { Passage } from './passage.js';

/**
 * Whether the numeral at a token is an ordinal: "guru kedua", "orang kedua tenaga harian lepas" (right behind somebody),
 * "berkas kedua: Kades X" (right behind a noun, with a break behind it).
 */
export function isOrdinal(passage: Passage, sentence: number, token: number): boolean {
  const { breakBefore, folded } = passage.analysed.tokens;
  if (token === 0 || (breakBefore[token] ?? 0) > 0 || folded[token - 1] === undefined) return false;
  const row = passage.bySentence[sentence] ?? [];
  const behindSomebody = row.some((mark) => mark.last === token && NOUNS.has(mark.kind));
  if (behindSomebody) return true;
  if ((breakBefore[token + 1] ?? HARD) < HARD) return false;
  return !row.some((mark) => mark.last === token && VERBS.has(mark.kind));
}
const NOUNS = new Set<string>(['subject', 'unit', 'object', 'role']);
const VERBS = new Set<string>(['step', 'violation', 'speech', 'modality']);
