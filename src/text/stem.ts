/** Stemming: the root of an Indonesian word, by natural's stemmer, remembered for a bounded number of words. */
import { createRequire } from 'node:module';

interface Stemmer {
  stem(word: string): string;
}

const MOST_REMEMBERED = 50_000;
const LONGEST_WORD = 40;
const known = new Map<string, string>();
let stemmer: Stemmer | undefined;

/**
 * Root of a folded word; the word itself when no root is known.
 * The stemmer is loaded at the first call, by its sub-path: the whole package opens database clients.
 */
export function stem(word: string): string {
  const remembered = known.get(word);
  if (remembered !== undefined) return remembered;
  stemmer ??= createRequire(import.meta.url)('natural/lib/natural/stemmers/indonesian/stemmer_id') as Stemmer;
  const root = word.length > LONGEST_WORD ? word : stemmer.stem(word);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(word, root);
  return root;
}
