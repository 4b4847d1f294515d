/** Counted steps: "402 diregistrasi, 271 dinyatakan melanggar": what is told of bare numbers is a statistic, of nobody (ruling 11.15). */
import { hasHappened } from '../model/realities.js';
import type { Passage } from './passage.js';

const LEAST = 5; // of fewer than this a case may tell
const REACH = 3; // words between the number and its verb, such as "telah"

/** Sets the reality of steps whose grammatical subject is a bare number to statistical. */
export function settleCountedSteps(passage: Passage): void {
  const { numbers } = passage.analysed;
  let next = 0;
  for (const mark of passage.marks) {
    if (mark.kind !== 'step' || mark.voice === 'active' || mark.voice === 'nominal') continue;
    while (next < numbers.length && (numbers[next]?.last ?? 0) <= mark.first) next += 1;
    const number = numbers[next - 1];
    if (number === undefined || number.sort !== 'count' || mark.first - number.last > REACH) continue;
    const sentence = passage.analysed.sentences[mark.sentence];
    if (sentence === undefined || number.first < sentence.first) continue;
    if ((number.value ?? number.min) < LEAST || !isBare(passage, number.last, mark.first)) continue;
    if (hasHappened(mark.reality)) mark.reality = 'statistical';
  }
}

/** Nothing but adverbs of time stands between a number and its verb: no noun says whose number it is. */
function isBare(passage: Passage, from: number, to: number): boolean {
  for (let token = from; token < to; token += 1) {
    const adverb = passage.marks.some(
      (mark) => mark.kind === 'modality' && mark.first <= token && token < mark.last,
    );
    if (!adverb) return false;
  }
  return true;
}
