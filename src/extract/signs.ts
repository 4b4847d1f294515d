/** Signs: what of a sentence is weighed to know which act it tells of: the roots of its words, and the kinds of marks on it. */
import { OF_SENTENCE, PAIRED, markSign, pairSign, rootOf, rootSign } from '../text/text.js';
import type { Passage } from './passage.js';

/** Gets each sign of a sentence: its hash, the token that it stands on, and its two parts as files of weights write them. */
export type TakeSign = (hash: number, token: number, sort: string, name: string, code: string) => void;

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
 * Hands over the signs of a sentence, some of them more than once. Names and numbers are none. Roots tell more than words;
 * pairs of neighbours tell more still, once they are met often enough (measured on articles held out).
 */
export function takeSigns(passage: Passage, sentence: number, take: TakeSign): void {
  const span = passage.analysed.sentences[sentence];
  if (span === undefined) return;
  for (const mark of passage.bySentence[sentence] ?? []) {
    if (PLAIN.has(mark.kind)) take(markSign(mark.kind, ''), mark.first, 'm', mark.kind, '');
    else if (CODED.has(mark.kind))
      take(markSign(mark.kind, mark.code), mark.first, 'm', mark.kind, mark.code);
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
    take(pairSign(word, next), token, 'p', `${rootOf(word)}${PAIRED}${rootOf(next)}`, '');
  }
}
