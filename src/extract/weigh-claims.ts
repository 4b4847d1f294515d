/** Weighing claims: how surely the numbers of an article are published statistics, by all that stands around each. */
import type { NumberMention } from '../text/text.js';
import { claimFrames, type ClaimFrame } from './claim-frames.js';
import { claimSigner, type NumberTold } from './claim-signs.js';
import type { Indexed } from './claim-source.js';
import { counts } from './claim-units.js';
import type { Passage } from './passage.js';
import { sentenceAt } from './sentence-at.js';
import { addUp } from './weights.js';

/** Numbers in a sentence that make it a list of parts. */
const LEAST_LIST = 3;

/** The numbers of the unmuted sentences of a passage that count something, in order, each with what is its own. */
export function numbersTold(source: Indexed, passage: Passage, start: ClaimFrame): NumberTold[] {
  const frames = claimFrames(passage, source.grammar, start);
  const { numbers, sentences } = passage.analysed;
  const sentenceOf = numbers.map(({ first }) => sentenceAt(passage, first));
  const perSentence = new Map<number, number>();
  numbers.forEach((number, index) => {
    const sentence = sentenceOf[index] ?? -1;
    if (counts(passage, number)) perSentence.set(sentence, (perSentence.get(sentence) ?? 0) + 1);
  });
  const beside = (index: number, sentence: number): NumberMention | undefined =>
    sentenceOf[index] === sentence ? numbers[index] : undefined;
  return numbers.flatMap((number, index) => {
    const sentence = sentenceOf[index] ?? -1;
    const frame = frames[sentence];
    if (frame === undefined || passage.muted[sentence] === true || !counts(passage, number)) return [];
    const inSentence = perSentence.get(sentence) ?? 0;
    const around = {
      passage,
      listed: inSentence >= LEAST_LIST,
      row: passage.bySentence[sentence] ?? [],
      number,
      from: beside(index - 1, sentence)?.last ?? sentences[sentence]?.first ?? 0,
      to: beside(index + 1, sentence)?.first ?? sentences[sentence]?.last ?? 0,
    };
    return [{ around, frame, sentence, inSentence }];
  });
}

/** Log odds of the numbers of a passage, asked for in their order; nought, which decides nothing, where that was not learned. */
export function claimWeigher(source: Indexed, passage: Passage): (told: NumberTold) => number {
  const { weights } = source;
  if (weights === null) return () => 0;
  const takeSigns = claimSigner(source, passage);
  const code = weights.codes.indexOf('claim');
  const hashes: number[] = [];
  return (told) => {
    hashes.length = 0;
    takeSigns(told, (hash) => hashes.push(hash));
    return addUp(weights, hashes).odds[code] ?? 0;
  };
}
