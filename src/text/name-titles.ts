/** Name titles: titles and courtesy before a name, told apart from the letters of initials. */
import type { NameGrammar } from './name-grammar.js';
import { HARD, LOWER, SOFT, printedRun, type Tokens } from './tokens.js';

/** Titles and courtesy before a name. */
export function takeTitles(
  tokens: Tokens,
  first: number,
  grammar: NameGrammar,
): { at: number; titles: string[]; courtesy: boolean } {
  let at = first;
  const titles: string[] = [];
  let courtesy = false;
  for (let round = 0; round < 6; round++) {
    if (at > first && (tokens.breakBefore[at] ?? HARD) > SOFT && !isBracketed(tokens, at)) break;
    const title =
      tokens.capital[at] === LOWER && !isSmallTitle(tokens, at, grammar)
        ? null
        : grammar.titles.at(tokens, at, tokens.count);
    // "Iptu H, dicopot", "H-R": a letter with no name behind it is an initial.
    if (title !== null && isLastLetter(tokens, at)) break;
    const polite = grammar.courtesy.at(tokens, at, tokens.count);
    const taken = title ?? polite;
    if (taken === null) break;
    if (title !== null) titles.push(printedRun(tokens, at, taken.last));
    else courtesy = true;
    at = taken.last;
  }
  return { at, titles, courtesy };
}

const isLastLetter = (tokens: Tokens, at: number): boolean =>
  (tokens.folded[at]?.length ?? 0) === 1 &&
  (tokens.capital[at + 1] === LOWER ||
    (tokens.breakBefore[at + 1] ?? HARD) >= HARD ||
    tokens.text[tokens.end[at] ?? 0] === '-');

/** 'dr. LN', 'drg Yulian': titles that may stand in small letters. */
const isSmallTitle = (tokens: Tokens, at: number, grammar: NameGrammar): boolean =>
  grammar.smallTitles.has(tokens.folded[at] ?? '') && tokens.capital[at + 1] !== LOWER;

/** '(Purn)' */
const isBracketed = (tokens: Tokens, at: number): boolean =>
  tokens.text[(tokens.start[at] ?? 0) - 1] === '(' || tokens.text[tokens.end[at - 1] ?? 0] === ')';
