/** Title tails: drops hits of acts and steps that begin inside somebody's title and read on over his name. */
import type { Dictionary } from '../model/dictionary.js';
import type { Hit, Tokens } from '../text/text.js';

const HARD = 2; // a comma or more
const TITLES = new Set<string>(['subject', 'position']);
const DEEDS = new Set<string>(['violation', 'step']);

/** "Pendamping PKH, Lilis, menjadi saksi paslon": what his title is about is not what he did with it. Keeps the order. */
export function dropTitleTails(hits: readonly Hit[], dictionary: Dictionary, tokens: Tokens): Hit[] {
  const kindOf = (hit: Hit): string => dictionary.concepts[hit.concept]?.kind ?? '';
  const isAnti = (hit: Hit): boolean => dictionary.patterns.patterns[hit.pattern]?.anti === true;
  // By token: where the title that it stands in begins, one more; 0 for none.
  const titles = new Int32Array(tokens.count + 1);
  for (const hit of hits)
    if (TITLES.has(kindOf(hit)) && !isAnti(hit))
      for (let token = hit.first; token < hit.last; token += 1) titles[token] ||= hit.first + 1;
  return hits.filter((hit) => {
    const title = (titles[hit.first] ?? 0) - 1;
    if (title < 0 || title === hit.first || !DEEDS.has(kindOf(hit)) || isAnti(hit)) return true;
    for (let token = hit.first + 1; token < hit.last; token += 1)
      if ((tokens.breakBefore[token] ?? 0) >= HARD) return false;
    return true;
  });
}
