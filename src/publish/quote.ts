/** Quote: the sentence around a stretch of evidence, which is all of an article that is published. */
import type { Grammar } from '../model/grammar.js';
import { createReader } from '../text/text.js';

const LONGEST = 400;

/** Where the sentences of a text begin and end. */
export type CutSentences = (text: string) => readonly { start: number; end: number }[];

/** Cuts texts into sentences with the abbreviations of a grammar. */
export function sentenceCutter(grammar: Grammar): CutSentences {
  const reader = createReader(grammar);
  return (text) => reader.analyse(text, null).sentences;
}

/** The sentences of `text` that hold [start, end), mostly one; cut to 400 characters around the stretch when longer. */
export function quoteAround(text: string, start: number, end: number, cut: CutSentences): string {
  const held = cut(text).filter((sentence) => sentence.start < end && sentence.end > start);
  const from = Math.min(start, ...held.map((sentence) => sentence.start));
  const to = Math.max(end, ...held.map((sentence) => sentence.end));
  const quote = text.slice(from, to).trim();
  if (quote.length <= LONGEST) return quote;
  const first = Math.max(0, Math.min(start - from - 100, quote.length - LONGEST));
  const last = first + LONGEST;
  return `${first > 0 ? '… ' : ''}${quote.slice(first, last).trim()}${last < quote.length ? ' …' : ''}`;
}
