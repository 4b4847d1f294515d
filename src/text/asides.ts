/** Asides: short stretches in brackets, such as an abbreviation or a date, over which a phrase reads on. */
import { SENTENCE, type Tokens } from './tokens.js';

const LONGEST_ASIDE = 5; // tokens

const isBlank = (text: string, from: number, to: number): boolean => text.slice(from, to).trim() === '';

/**
 * The token after the aside in round brackets that begins with token `first`. When there is no such aside, or
 * more than space stands around it, `to` is returned.
 */
export function asideEnd(tokens: Tokens, first: number, to: number): number {
  const { text, start, end, breakBefore } = tokens;
  const open = (start[first] ?? 0) - 1;
  if (first === 0 || text[open] !== '(' || !isBlank(text, end[first - 1] ?? 0, open)) return to;
  const most = Math.min(to - 1, first + LONGEST_ASIDE);
  for (let last = first; last < most; last++) {
    if (last > first && (breakBefore[last] ?? 0) >= SENTENCE) return to;
    const close = end[last] ?? 0;
    if (text[close] !== ')') continue;
    const next = start[last + 1] ?? 0;
    return isBlank(text, close + 1, next) && (breakBefore[last + 1] ?? 0) < SENTENCE ? last + 1 : to;
  }
  return to;
}
