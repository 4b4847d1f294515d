/** Run-on titles: titles and bodies that a phrase found only by reading on over the names between commas behind them. */
import type { Dictionary } from '../model/dictionary.js';
import { HARD, type Hit, type Tokens } from '../text/text.js';
import { NAMING, hasTrait, traitsOf } from './hit-traits.js';

/** "Kepala Bidang Pasar, Ade Rukmana, diperiksa Bawaslu" holds no title "kepala bidang ... Bawaslu". */
export function dropRunOnTitles(hits: Hit[], dictionary: Dictionary, tokens: Tokens): Hit[] {
  const traits = traitsOf(dictionary);
  const isRunOn = (hit: Hit): boolean =>
    hit.last - hit.first > 1 && hasTrait(traits, hit, NAMING) && crossesComma(hit, tokens);
  return hits.some(isRunOn) ? hits.filter((hit) => !isRunOn(hit)) : hits;
}

function crossesComma({ first, last }: Hit, { breakBefore, text, start, end }: Tokens): boolean {
  for (let token = first + 1; token < last; token += 1)
    if ((breakBefore[token] ?? 0) >= HARD && text.slice(end[token - 1], start[token]).includes(','))
      return true;
  return false;
}
