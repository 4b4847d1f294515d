/** Broken antis: what shows that a body does what looks like an act reaches no further than to the word that gives a reason. */
import type { Dictionary } from '../model/dictionary.js';
import type { Hit } from '../text/text.js';
import { ACT, ANTI, BODY, hasTrait, traitsOf } from './hit-traits.js';

/**
 * "Bawaslu mengumpulkan lurah" is no act of apparatus; in "lurah diperiksa Bawaslu karena mengumpulkan warga" a reason
 * stands between the body and the act, which is somebody else's. Drops the anti-hits of acts in which a body is parted
 * from the act so. Takes and gives hits in the order of the text.
 */
export function dropBrokenAntis(hits: Hit[], dictionary: Dictionary, folded: readonly string[]): Hit[] {
  const traits = traitsOf(dictionary);
  const ofActs = (hit: Hit): boolean => hasTrait(traits, hit, ANTI) && hasTrait(traits, hit, ACT);
  if (!hits.some(ofActs)) return hits;
  const reasons = new Set(dictionary.grammar.reasons);
  const bodies = hits.filter((hit) => hasTrait(traits, hit, BODY) && !hasTrait(traits, hit, ANTI));
  if (bodies.length === 0) return hits;
  const isBroken = (anti: Hit): boolean => {
    for (let token = anti.last - 2; token > anti.first; token -= 1)
      if (reasons.has(folded[token] ?? ''))
        return bodies.some(({ first, last }) => first >= anti.first && last <= token);
    return false;
  };
  return hits.filter((hit) => !ofActs(hit) || !isBroken(hit));
}
