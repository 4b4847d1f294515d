/** Bare initials: capitals that nothing announces and that are no abbreviation, told of again and again as a person is. */
import type { NameGrammar } from './name-grammar.js';
import { isSentenceStart } from './name-parts.js';
import { ALL_CAPS, CAPITALISED, HARD, LOWER, PLAIN, SENTENCE, WORD, type Tokens } from './tokens.js';

const OFTEN = 2; // times that initials must be told
const LENGTHS = { least: 2, most: 3 };

/**
 * "Kini AJ berkantor di gudang ... SK yang membebaskan AJ": tokens of initials by nothing but their use. `isOther` tells
 * which tokens are known to be something else: places, bodies, words of the dictionaries.
 */
export function bareInitials(
  tokens: Tokens,
  grammar: NameGrammar,
  isOther: (token: number) => boolean,
): number[] {
  const found = new Map<string, number[]>();
  const refused = new Set<string>();
  for (let at = 0; at < tokens.count; at++) {
    const word = tokens.folded[at] ?? '';
    if (tokens.capital[at] !== ALL_CAPS || tokens.kind[at] !== WORD || !fits(word)) continue;
    if (isOther(at) || grammar.notNamesInCapitals.has(word) || !standsAlone(tokens, at, grammar))
      refused.add(word);
    else found.set(word, [...(found.get(word) ?? []), at]);
  }
  return [...found].flatMap(([word, at]) => (refused.has(word) || at.length < OFTEN ? [] : at));
}

const fits = ({ length }: string): boolean => length >= LENGTHS.least && length <= LENGTHS.most;

/** Between words in small letters, at the edge of a sentence, or in a list: no part of a longer name, number or heading. */
const standsAlone = (tokens: Tokens, at: number, grammar: NameGrammar): boolean =>
  isOpen(tokens, at - 1, tokens.breakBefore[at] ?? SENTENCE, grammar) &&
  isOpen(tokens, at + 1, tokens.breakBefore[at + 1] ?? SENTENCE, grammar);

function isOpen(tokens: Tokens, neighbour: number, gap: number, grammar: NameGrammar): boolean {
  if (neighbour < 0 || neighbour >= tokens.count || gap >= HARD) return true;
  if (gap !== PLAIN) return false;
  if (tokens.kind[neighbour] !== WORD) return false;
  // "Kini AJ berkantor": a word that opens a sentence has its capital from there.
  const opens = tokens.capital[neighbour] === CAPITALISED && isSentenceStart(tokens, neighbour);
  return (
    tokens.capital[neighbour] === LOWER || opens || grammar.lists.at(tokens, neighbour, tokens.count) !== null
  );
}
