/** Asides: short stretches in brackets or of names between commas, over which a phrase reads on. */
import { ALL_CAPS, HARD, LOWER, SENTENCE, WORD, type Tokens } from './tokens.js';

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

const LONGEST_APPOSITION = 8; // tokens
const COMMA = /^[.'’")]{0,2},\s$/;

/**
 * The token after the names between commas that begin with token `first` ("the head of the office, Budi Santoso, said"):
 * words in capitals only, closed by a comma and followed by a word in small letters. Several such stretches in a row
 * ("Camat Bolo, Mardianah, S.Sos, said") count where a capital stands before the first comma. When there are none, `to`
 * is returned.
 */
export function appositionEnd(tokens: Tokens, first: number, to: number): number {
  if (first === 0 || !isComma(tokens, first)) return to;
  const { kind, capital, breakBefore } = tokens;
  const chained = capital[first - 1] !== LOWER;
  const most = Math.min(to - 1, first + LONGEST_APPOSITION);
  for (let at = first; at <= most; at++) {
    const parted = (breakBefore[at] ?? HARD) >= HARD;
    if (parted && !isComma(tokens, at)) return to;
    if (kind[at] !== WORD) return to;
    if (capital[at] === LOWER) return parted && at > first ? at : to;
    if (parted && at > first && !chained && !isShort(tokens, at)) return to;
  }
  return to;
}

const SHORT = 3; // letters of the first word of a degree

const isShort = ({ folded, capital }: Tokens, at: number): boolean =>
  (folded[at]?.length ?? 0) <= SHORT || capital[at] === ALL_CAPS;

const isComma = ({ text, start, end, breakBefore }: Tokens, at: number): boolean =>
  (breakBefore[at] ?? SENTENCE) < SENTENCE && COMMA.test(text.slice(end[at - 1], start[at]));
