/** Told of somebody: whether a pronoun or a name stands beside a hit, so that it tells of a person and not of a thing. */
import type { Grammar } from '../model/grammar.js';
import type { Analysed, Hit } from '../text/text.js';

const BEFORE = 2; // words, such as adverbs, between somebody and what is done to him
const BEHIND = 2; // words between a verb and its object
const NAME = 1; // capitalised, not all in capitals
const COMMA = 2;
const LONG = 6; // letters that a word has beside its ending

/** "Ia akhirnya dicopot", "bupati memberhentikan Bambang", "mereka mencopotnya". */
export function isToldOfSomebody(
  analysed: Analysed,
  grammar: Grammar,
): (hit: Hit, isTaken: (token: number) => boolean) => boolean {
  const { folded, capital, breakBefore, count } = analysed.tokens;
  let names: Set<string> | null = null;
  const isName = (token: number): boolean => {
    if (capital[token] !== NAME) return false;
    names ??= namesInside(analysed);
    return names.has(folded[token] ?? '');
  };
  const isPronoun = (token: number): boolean => grammar.anaphors[folded[token] ?? ''] !== undefined;
  const ends = (word: string): boolean =>
    word.length > LONG && grammar.possessives.some((ending) => word.endsWith(ending));
  return ({ first, last }, isTaken) => {
    const isSomebody = (token: number): boolean => isPronoun(token) || (isName(token) && !isTaken(token));
    for (let token = first; token > first - BEFORE && token > 0; token -= 1) {
      if ((breakBefore[token] ?? 0) >= COMMA) break;
      if (isSomebody(token - 1)) return true;
    }
    for (let token = last; token < last + BEHIND && token < count; token += 1) {
      if ((breakBefore[token] ?? 0) >= COMMA) break;
      if (isSomebody(token)) return true;
    }
    return last - first === 1 && ends(folded[first] ?? '');
  };
}

/** Words that are capitalised inside a sentence, not only at its head: what such a word means elsewhere is a name. */
function namesInside({ tokens, sentences }: Analysed): Set<string> {
  const names = new Set<string>();
  for (const { first, last } of sentences)
    for (let token = first + 1; token < last; token += 1)
      if (tokens.capital[token] === NAME && (tokens.breakBefore[token] ?? 0) < COMMA + 1)
        names.add(tokens.folded[token] ?? '');
  return names;
}
