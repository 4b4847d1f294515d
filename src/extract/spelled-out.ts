/** Spelled-out abbreviations: letters in brackets, or before a bracket, that stand for the first letters of the words beside it. */
import { ALL_CAPS, LOWER, type Tokens } from '../text/text.js';
import type { PeopleWords } from './people-words.js';

const LENGTHS = { least: 2, most: 6 }; // letters

/**
 * "Tidak Memenuhi Syarat (TMS)", "pegawai LPD (Lembaga Perkreditan Desa)": the tokens of such letters; one of the words at least is
 * none of a name, for "Mohamad Ridwan Saleh (MRS)" is somebody's.
 */
export function spelledOut(tokens: Tokens, words: PeopleWords): number[] {
  const found: number[] = [];
  for (let token = 0; token < tokens.count; token += 1) {
    const letters = tokens.folded[token] ?? '';
    if (tokens.capital[token] !== ALL_CAPS) continue;
    if (letters.length < LENGTHS.least || letters.length > LENGTHS.most) continue;
    const before = tokens.text[(tokens.start[token] ?? 0) - 1] === '(';
    const behind = tokens.text[(tokens.start[token + 1] ?? 0) - 1] === '(';
    if (
      (before && spells(tokens, words, token - letters.length, letters)) ||
      (behind && spells(tokens, words, token + 1, letters))
    )
      found.push(token);
  }
  return found;
}

/** Whether the words from a token on begin with these letters, and are no name. */
function spells(
  { folded, capital, count }: Tokens,
  words: PeopleWords,
  first: number,
  letters: string,
): boolean {
  if (first < 0 || first + letters.length > count) return false;
  let plain = false;
  for (let index = 0; index < letters.length; index += 1) {
    const word = folded[first + index] ?? '';
    if (!word.startsWith(letters.charAt(index))) return false;
    plain ||= capital[first + index] === LOWER || words.notNames.has(word) || words.common.has(word);
  }
  return plain;
}
