/** Signs: what of a sentence is weighed to know which act it tells of: the roots of its words, and the kinds of marks on it. */
import { OF_SENTENCE, PAIRED, markSign, pairSign, rootOf, rootSign } from '../text/text.js';
import type { Passage } from './passage.js';

/**
 * Gets each sign of a sentence: its hash, the token that it stands on, its sort, and its two parts: kind and code of a mark,
 * or one root or two.
 */
export type TakeSign = (hash: number, token: number, sort: SignSort, one: string, other: string) => void;
type SignSort = 'm' | 'r' | 'p';

/** A sign as files of weights write it: "m step:reported", "r bagi", "p bagi+uang"; weighing needs its hash alone. */
export function writeSign(sort: SignSort, one: string, other: string): string {
  if (sort === 'p') return `p ${one}${PAIRED}${other}`;
  return other === '' ? `${sort} ${one}` : `${sort} ${one}:${other}`;
}

const SHORTEST_NAME = 3; // letters

/** Kinds of marks whose codes are signs. */
const CODED = [
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
];
/** Kinds of marks that are a sign whatever their code. */
const PLAIN = ['candidate', 'election', 'subject', 'position'];

/** Kinds of marks that are signs, and whether their codes are. */
const SIGNS = new Map<string, boolean>([
  ...CODED.map((kind) => [kind, true] as const),
  ...PLAIN.map((kind) => [kind, false] as const),
]);

/**
 * Hands over the signs of a sentence, some of them more than once. Names and numbers are none. Roots tell more than words;
 * pairs of neighbours tell more still, once they are met often enough (measured on articles held out).
 */
export function takeSigns(passage: Passage, sentence: number, take: TakeSign): void {
  const span = passage.analysed.sentences[sentence];
  if (span === undefined) return;
  for (const { kind, code, first } of passage.bySentence[sentence] ?? []) {
    const isCoded = SIGNS.get(kind);
    if (isCoded === undefined) continue;
    const shown = isCoded ? code : '';
    take(markSign(kind, shown), first, 'm', kind, shown);
  }
  const { words, folded, capital, kind } = passage.analysed.tokens;
  for (let token = span.first; token < span.last; token += 1) {
    const word = words[token];
    const name = capital[token] === 1 && token > span.first && (folded[token]?.length ?? 0) >= SHORTEST_NAME;
    if (kind[token] === 1 || name || word === undefined) continue;
    take(rootSign(OF_SENTENCE, word), token, 'r', rootOf(word), '');
    const next = words[token + 1];
    if (token + 1 === span.last || kind[token + 1] === 1 || capital[token + 1] === 1 || next === undefined)
      continue;
    take(pairSign(word, next), token, 'p', rootOf(word), rootOf(next));
  }
}
