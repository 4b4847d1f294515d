/** Bare initials: capitals that nothing announces and that are no abbreviation, told of again and again as a person is. */
import type { NameGrammar } from './name-grammar.js';
import { isSentenceStart } from './name-parts.js';
import {
  ALL_CAPS,
  CAPITALISED,
  HARD,
  LOWER,
  PLAIN,
  SENTENCE,
  WORD,
  gapBefore,
  type Tokens,
} from './tokens.js';

const OFTEN = 2; // times that initials must be told
const LENGTHS = { least: 2, most: 3 };

/** What is known of the tokens of a text besides its letters. */
export interface KnownTokens {
  /** Something else than a name: a place, a body, a word of the dictionaries. */
  isOther(token: number): boolean;
  /** Right behind an office, status or role that somebody bears. */
  isBehindOffice(token: number): boolean;
}

/**
 * Tokens of initials by nothing but their use. "Kini AJ berkantor di gudang ... SK yang membebaskan AJ": told again and again;
 * "Kepala Desa Lapa Daya, MRT, yang rumahnya": between commas; "dosen AM tampil": behind an office; "HDR, MSL, dan AYB": in a
 * list with such.
 */
export function bareInitials(tokens: Tokens, grammar: NameGrammar, known: KnownTokens): number[] {
  const found = new Map<string, number[]>();
  const refused = new Set<string>();
  for (let at = 0; at < tokens.count; at++) {
    const word = tokens.folded[at] ?? '';
    if (tokens.capital[at] !== ALL_CAPS || tokens.kind[at] !== WORD || !fits(word)) continue;
    if (known.isOther(at) || grammar.notNamesInCapitals.has(word) || !standsAlone(tokens, at, grammar))
      refused.add(word);
    else found.set(word, [...(found.get(word) ?? []), at]);
  }
  const all = [...found].flatMap(([word, at]) => (refused.has(word) ? [] : [at]));
  const told = new Set(
    all
      .filter(
        (at) => at.length >= OFTEN || at.some((one) => isApposed(tokens, one) || known.isBehindOffice(one)),
      )
      .flat(),
  );
  // Forward and back, so that a list is known from any of its members.
  const bare = all.flat().toSorted((a, b) => a - b);
  for (const row of [bare, bare.toReversed()])
    row.forEach((at, index) => {
      const beside = row[index - 1];
      if (beside !== undefined && told.has(beside) && areListed(tokens, grammar, beside, at)) told.add(at);
    });
  return bare.filter((at) => told.has(at));
}

const COMMA = /^,\s?$/u; // ", "

/** "..., MRT, ...": between two commas. */
const isApposed = (tokens: Tokens, at: number): boolean =>
  at > 0 && COMMA.test(gapBefore(tokens, at)) && COMMA.test(gapBefore(tokens, at + 1));

const LISTED = 2; // tokens from one of a list to the next, at most

/** Nothing but a comma, a word of listing or both between two. */
function areListed(tokens: Tokens, grammar: NameGrammar, one: number, other: number): boolean {
  const [first, last] = one < other ? [one, other] : [other, one];
  if (last - first > LISTED) return false;
  if (last - first === 1) return COMMA.test(gapBefore(tokens, last));
  return grammar.lists.at(tokens, first + 1, tokens.count)?.last === last;
}

/** "Camat II" is numbered, and nobody's initials. */
const fits = (word: string): boolean =>
  word.length >= LENGTHS.least && word.length <= LENGTHS.most && !ROMAN.test(word);
const ROMAN = /^[ivx]+$/u; // "viii"

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
