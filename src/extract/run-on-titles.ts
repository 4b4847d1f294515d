/** Run-on titles: titles and bodies that a phrase found only by reading on over the names between commas behind them. */
import type { Dictionary } from '../model/dictionary.js';
import type { Hit, Tokens } from '../text/text.js';

/** Kinds that name somebody or something in one breath; verbs may read on over a name, they may not. */
const NAMING = new Set<string>(['position', 'subject', 'institution', 'role', 'candidate']);

const HARD = 2; // a comma or more

/** "Kepala Bidang Pasar, Ade Rukmana, diperiksa Bawaslu" holds no title "kepala bidang ... Bawaslu". */
export function dropRunOnTitles(hits: Hit[], dictionary: Dictionary, tokens: Tokens): Hit[] {
  return hits.filter(
    (hit) => !NAMING.has(dictionary.concepts[hit.concept]?.kind ?? '') || !crossesComma(hit, tokens),
  );
}

function crossesComma({ first, last }: Hit, { breakBefore, text, start, end }: Tokens): boolean {
  for (let token = first + 1; token < last; token += 1)
    if ((breakBefore[token] ?? 0) >= HARD && text.slice(end[token - 1], start[token]).includes(','))
      return true;
  return false;
}
