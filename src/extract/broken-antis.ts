/** Broken antis: what shows that a body does what looks like an act reaches no further than to the word that gives a reason. */
import type { Dictionary } from '../model/dictionary.js';
import type { Hit } from '../text/text.js';
import { ACT, ANTI, BODY, traitsOf } from './hit-traits.js';

/**
 * "Bawaslu mengumpulkan lurah" is no act of apparatus; in "lurah diperiksa Bawaslu karena mengumpulkan warga" a reason
 * stands between the body and the act, which is somebody else's. Drops the anti-hits of acts in which a body is parted
 * from the act so. Takes and gives hits in the order of the text.
 */
export function dropBrokenAntis(hits: Hit[], dictionary: Dictionary, folded: readonly string[]): Hit[] {
  const traits = traitsOf(dictionary);
  const antis: Hit[] = [];
  const bodies: Hit[] = [];
  for (const hit of hits) {
    const trait = traits[hit.pattern] ?? 0;
    if ((trait & ANTI) === 0) {
      if ((trait & BODY) !== 0) bodies.push(hit);
    } else if ((trait & ACT) !== 0) antis.push(hit);
  }
  if (antis.length === 0 || bodies.length === 0) return hits;
  const { reasons } = dictionary.grammar;
  const isBroken = (anti: Hit): boolean => {
    for (let token = anti.last - 2; token > anti.first; token -= 1)
      if (reasons.includes(folded[token] ?? ''))
        return bodies.some(({ first, last }) => first >= anti.first && last <= token);
    return false;
  };
  const broken = new Set(antis.filter(isBroken));
  return broken.size === 0 ? hits : hits.filter((hit) => !broken.has(hit));
}
