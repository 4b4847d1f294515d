/** Title tails: drops hits of acts and steps that read on over a name from inside a title, over a verb of saying, or from an agent. */
import type { Dictionary } from '../model/dictionary.js';
import { HARD, type Hit, type Tokens } from '../text/text.js';
import { ACT, ANTI, BODY, DEED, SAYS, TITLE, traitsOf } from './hit-traits.js';

/**
 * "Pendamping PKH, Lilis, menjadi saksi paslon": what his title is about is not what he did with it. "Ketua Bawaslu,
 * Arif, mengatakan Camat X hadir": what somebody says is no act of his, nor is what a new clause tells behind his name.
 * Keeps the order.
 */
export function dropTitleTails(hits: Hit[], dictionary: Dictionary, tokens: Tokens): Hit[] {
  const traits = traitsOf(dictionary);
  // By token: where the title that it stands in begins, one more; 0 for none.
  const titles = new Int32Array(tokens.count + 1);
  const says = new Uint8Array(tokens.count + 1);
  const institutions = new Uint8Array(tokens.count + 1);
  for (const hit of hits) {
    const trait = traits[hit.pattern] ?? 0;
    if ((trait & ANTI) !== 0) continue;
    if ((trait & TITLE) !== 0)
      for (let token = hit.first; token < hit.last; token += 1) titles[token] ||= hit.first + 1;
    if ((trait & SAYS) !== 0) says[hit.first] = 1;
    if ((trait & BODY) !== 0) institutions[hit.first] = 1;
  }
  const { conjunctions, purposes } = dictionary.grammar;
  const opens = (token: number): boolean => {
    const word = tokens.folded[token] ?? '';
    return conjunctions.includes(word) && !purposes.includes(word);
  };
  const isTail = (hit: Hit): boolean => {
    const trait = traits[hit.pattern] ?? 0;
    if ((trait & DEED) === 0) return false;
    if ((trait & ACT) !== 0 && isAgent(hit, institutions, dictionary, tokens)) return true;
    if (hit.last - hit.first === 1 || (trait & ANTI) !== 0) return false;
    const title = (titles[hit.first] ?? 0) - 1;
    const inside = title >= 0 && title !== hit.first;
    let parted = false;
    let said = false;
    for (let token = hit.first + 1; token < hit.last; token += 1) {
      parted ||= (tokens.breakBefore[token] ?? 0) >= HARD;
      said ||= says[token] === 1 || (parted && opens(token));
    }
    return parted && (inside || said);
  };
  return hits.some(isTail) ? hits.filter((hit) => !isTail(hit)) : hits;
}

const SHORTEST = 5; // letters of a verb with its prefix

/** "didapati Panwascam menghadiri kampanye": a body right behind a passive verb does that, and not what follows. */
function isAgent(
  { first }: Hit,
  institutions: Uint8Array,
  { grammar }: Dictionary,
  { folded, breakBefore }: Tokens,
): boolean {
  if (institutions[first] !== 1 || (breakBefore[first] ?? HARD) >= HARD) return false;
  const word = folded[first - 1] ?? '';
  return word.length > SHORTEST && grammar.splitPrefixes.some((prefix) => word.startsWith(prefix));
}
