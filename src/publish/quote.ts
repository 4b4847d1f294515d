/** Quote: the sentence around a stretch of evidence, which is all of an article that is published. */

const LONGEST = 400;

// The end of a sentence: a stop, question or exclamation mark, a closing quote perhaps, then space and a capital or quote
const SENTENCE_END = /[.!?]["”']?(?=\s+["“'\p{Lu}\d])/gu;

/** The sentence of `text` that holds [start, end); cut to 400 characters around the stretch when longer. */
export function quoteAround(text: string, start: number, end: number): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const stop = text.indexOf('\n', end);
  const to = stop < 0 ? text.length : stop;
  const line = text.slice(from, to);
  let first = 0;
  let last = line.length;
  for (const match of line.matchAll(SENTENCE_END)) {
    const at = match.index + match[0].length;
    if (at <= start - from) first = at;
    else if (at >= end - from) {
      last = at;
      break;
    }
  }
  const sentence = line.slice(first, last).trim();
  if (sentence.length <= LONGEST) return sentence;
  const middle = start - from - first;
  const cut = Math.max(0, Math.min(middle - 100, sentence.length - LONGEST));
  return `${cut > 0 ? '… ' : ''}${sentence.slice(cut, cut + LONGEST).trim()}${cut + LONGEST < sentence.length ? ' …' : ''}`;
}
