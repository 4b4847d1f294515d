/** Signs: what of a sentence is weighed to know which act it tells of: the roots of its words, and the kinds of marks on it. */
import { signHash, stem, wordHash } from '../text/text.js';
import type { Passage } from './passage.js';

/** Gets each sign of a sentence: its hash, and the token that it stands on. */
export type TakeSign = (hash: number, token: number, sign: () => string) => void;

const SHORTEST_NAME = 3; // letters

/** Kinds of marks whose codes are signs. */
const CODED = new Set<string>([
  'object',
  'role',
  'topic',
  'institution',
  'word',
  'speech',
  'violation',
  'step',
  'modality',
  'sanction',
]);
/** Kinds of marks that are a sign whatever their code. */
const PLAIN = new Set<string>(['candidate', 'election', 'subject', 'position']);

/**
 * Hands over the signs of a sentence, some of them more than once. Names and numbers are none. Roots tell more than words
 * or pairs of words, of which far more would have to be learned from (measured on wordings held out).
 */
export function takeSigns(passage: Passage, sentence: number, take: TakeSign): void {
  const span = passage.analysed.sentences[sentence];
  if (span === undefined) return;
  for (const mark of passage.bySentence[sentence] ?? []) {
    const name = PLAIN.has(mark.kind) ? mark.kind : CODED.has(mark.kind) ? `${mark.kind}:${mark.code}` : null;
    if (name !== null) take(signHash('m', wordHash(name)), mark.first, () => `m ${name}`);
  }
  const { folded, capital, kind } = passage.analysed.tokens;
  for (let token = span.first; token < span.last; token += 1) {
    const word = folded[token] ?? '';
    const name = capital[token] === 1 && token > span.first && word.length >= SHORTEST_NAME;
    if (kind[token] === 1 || name) continue;
    const root = stem(word);
    take(signHash('r', wordHash(root)), token, () => `r ${root}`);
  }
}
