/** Spelled-out abbreviations: letters in brackets, or before a bracket, that stand for the first letters of the words beside it. */
import { ALL_CAPS, type Tokens } from '../text/text.js';

const LENGTHS = { least: 2, most: 6 }; // letters

/** "Tidak Memenuhi Syarat (TMS)", "pegawai LPD (Lembaga Perkreditan Desa)": the tokens of such letters. */
export function spelledOut(tokens: Tokens): number[] {
  const found: number[] = [];
  for (let token = 0; token < tokens.count; token += 1) {
    const letters = tokens.folded[token] ?? '';
    if (tokens.capital[token] !== ALL_CAPS) continue;
    if (letters.length < LENGTHS.least || letters.length > LENGTHS.most) continue;
    const before = tokens.text[(tokens.start[token] ?? 0) - 1] === '(';
    const behind = tokens.text[(tokens.start[token + 1] ?? 0) - 1] === '(';
    if (
      (before && spells(tokens, token - letters.length, letters)) ||
      (behind && spells(tokens, token + 1, letters))
    )
      found.push(token);
  }
  return found;
}

/** Whether the words from a token on begin with these letters. */
function spells({ folded, count }: Tokens, first: number, letters: string): boolean {
  if (first < 0 || first + letters.length > count) return false;
  for (let index = 0; index < letters.length; index += 1)
    if (folded[first + index]?.startsWith(letters.charAt(index)) !== true) return false;
  return true;
}
