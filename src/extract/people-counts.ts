/** People counts: how many an unnamed title tells of. */
import type { Grammar } from '../model/grammar.js';
import type { NumberMention } from '../text/text.js';
import type { Entity } from './entity.js';
import { sentenceAt } from './sentence-at.js';
import { evidenceOf, type Mark, type Passage } from './passage.js';

/** The first of the numbers that does not end before a token; numbers stand in the order of the text. */
function firstEndingAt(numbers: readonly NumberMention[], token: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle]?.last ?? 0) < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a number stands right before a token. */
export const isBehindNumber = ({ analysed: { numbers } }: Passage, token: number): boolean =>
  numbers[firstEndingAt(numbers, token)]?.last === token;

/** The numbers that end at a token or up to two words before it. */
export function numbersBefore(passage: Passage, token: number): readonly NumberMention[] {
  const { numbers } = passage.analysed;
  const low = firstEndingAt(numbers, token - 2);
  let end = low;
  while (end < numbers.length && (numbers[end]?.last ?? 0) <= token) end += 1;
  return low === end ? NO_NUMBERS : numbers.slice(low, end);
}
const NO_NUMBERS: readonly NumberMention[] = [];

/** Count words before a title, in digits or words, with at most two words between. */
export function readCount(
  passage: Passage,
  grammar: Grammar,
  entity: Entity,
  title: Pick<Mark, 'first' | 'last'>,
): void {
  const { folded, breakBefore } = passage.analysed.tokens;
  const number =
    numberWithin(passage, title) ??
    numbersBefore(passage, title.first).find(
      (one) =>
        one.sort === 'count' &&
        (isUnbroken(breakBefore, one.last, title.first) || isSpeltAgain(passage, one, title.first)),
    );
  for (let token = title.first; token < title.last; token += 1)
    if (grammar.offices.includes(folded[token] ?? '')) entity.office = true;
  if (number !== undefined) {
    entity.count = number.value !== null && Number.isInteger(number.value) ? number.value : null;
    entity.min = number.min;
    entity.max = number.max;
    entity.plural = number.max > 1;
    entity.countEvidence = evidenceOf(passage, number.first, title.last);
    return;
  }
  for (let token = title.last - 1; token >= Math.max(0, title.first - 3); token -= 1) {
    const word = folded[token] ?? '';
    if (token < title.first && (breakBefore[token + 1] ?? 0) >= 2) break;
    if (grammar.universals.includes(word)) entity.universal = true;
    if (grammar.plurals.includes(word)) entity.plural = true;
    if (grammar.singulars.includes(word)) {
      if (isNobody(passage, token)) {
        entity.universal = true;
        return;
      }
      entity.count = 1;
      entity.countEvidence = evidenceOf(passage, token, title.last);
    }
  }
}

/** "dua PTPS": a title that its number makes one of people. */
export function numberWithin(
  { analysed: { numbers } }: Passage,
  { first, last }: Pick<Mark, 'first' | 'last'>,
): NumberMention | undefined {
  const one = numbers[firstEndingAt(numbers, first + 1)];
  return one?.sort === 'count' && one.first === first && one.last < last ? one : undefined;
}

/** "Tidak seorang pun pegawai": one of whom nobody is told of. */
function isNobody(passage: Passage, token: number): boolean {
  return (passage.bySentence[sentenceAt(passage, token)] ?? []).some(
    (mark) => mark.kind === 'modality' && mark.code === 'absent' && mark.first < token && mark.last > token,
  );
}

/** "5 (lima) guru": the number is told again in brackets right before whom it counts. */
const isSpeltAgain = ({ text, analysed }: Passage, number: NumberMention, token: number): boolean =>
  number.last === token && text.slice(number.end, analysed.tokens.start[token]).trim() === ')';

/** No comma or stop before any of the tokens. */
function isUnbroken(breakBefore: Uint8Array, from: number, to: number): boolean {
  for (let token = from; token <= to; token += 1) if ((breakBefore[token] ?? 0) >= 2) return false;
  return true;
}
