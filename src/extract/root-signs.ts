/** Root signs: the roots of the words at and beside one place of a text, as signs of what is told there. */
import { OF_PERSON, letterOf, rootOf, rootSign } from '../text/text.js';
import type { Telling } from './entity.js';
import type { Passage } from './passage.js';

/** Gets each sign of what is weighed: its hash and its parts as files of weights write them; some more than once. */
export type TakeSign = (hash: number, sort: string, name: string) => void;

const NEAR = 4; // words beside a telling

/** The roots of the words of one stretch and beside it; names are none. */
export function takeRoots(
  { analysed }: Passage,
  telling: Pick<Telling, 'sentence' | 'first' | 'last' | 'from'>,
  take: TakeSign,
): void {
  const { words, capital, kind } = analysed.tokens;
  const sentence = analysed.sentences[telling.sentence];
  if (sentence === undefined) return;
  const { inside, before, behind } = OF_PERSON;
  const root = (token: number, sort: number): void => {
    const word = words[token];
    if (word !== undefined && kind[token] !== 1) take(rootSign(sort, word), letterOf(sort), rootOf(word));
  };
  const from = Math.min(telling.from ?? telling.first, telling.first);
  for (let token = from; token < telling.last; token += 1) if (capital[token] === 0) root(token, inside);
  for (let step = 1; step <= NEAR; step += 1) {
    const left = from - step;
    if (left >= sentence.first && (capital[left] === 0 || left === sentence.first)) {
      root(left, before.near);
      if (step === 1) root(left, before.next);
    }
    const right = telling.last + step - 1;
    if (right < sentence.last && capital[right] === 0) {
      root(right, behind.near);
      if (step === 1) root(right, behind.next);
    }
  }
}

/** The root of a word; null of numbers and where there is none. */
export function rootAt({ analysed: { tokens } }: Passage, token: number): string | null {
  const word = tokens.words[token];
  return word === undefined || tokens.kind[token] === 1 ? null : rootOf(word);
}

/** The root of the word that a sentence begins with; null where that is a number. */
export const openingRoot = (passage: Passage, sentence: number): string | null =>
  rootAt(passage, passage.analysed.sentences[sentence]?.first ?? -1);
