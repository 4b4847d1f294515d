/** Quote: the sentence around a stretch of evidence, which is all of an article that is published. */
import type { Grammar } from '../model/grammar.js';
import { createReader } from '../text/text.js';
import { standIn } from './erased-names.js';

const LONGEST = 400;

/** Where the sentences of a text begin and end. */
export type CutSentences = (text: string) => readonly { start: number; end: number }[];

/** Cuts texts into sentences with the abbreviations of a grammar. An erased name begins a sentence as a name does. */
export function sentenceCutter(grammar: Grammar): CutSentences {
  const reader = createReader(grammar);
  return (text) => reader.analyse(standIn(text), null).sentences;
}

/**
 * The sentences of `text` that hold [start, end), mostly one; cut to 400 characters around the stretch when longer. A
 * sentence out of the middle of somebody's speech stands in marks of quotation, with dots for what is left out of it.
 */
export function quoteAround(text: string, start: number, end: number, cut: CutSentences): string {
  const held = cut(text).filter((sentence) => sentence.start < end && sentence.end > start);
  const printed = Math.min(start, ...held.map((sentence) => sentence.start));
  const to = Math.max(end, ...held.map((sentence) => sentence.end));
  const quote = text.slice(printed, to).trim();
  const from = text.indexOf(quote, printed);
  const [first, last] = quote.length <= LONGEST ? [0, quote.length] : windowOf(quote, start - from);
  const shown = quote.slice(first, last).trim();
  const speech = speechAround(text, from + first, from + last);
  const before = speech.before !== '' || first > 0 ? `${speech.before}… ` : '';
  const after = speech.after !== '' || last < quote.length ? ` …${speech.after}` : '';
  return `${before}${shown}${after}`;
}

/** Where to cut a long quote, between words: half a name is found by no mask. */
function windowOf(quote: string, start: number): [first: number, last: number] {
  const from = Math.max(0, Math.min(start - 100, quote.length - LONGEST));
  const to = from + LONGEST;
  const space = quote.indexOf(' ', from);
  const first = from === 0 || space < 0 || space >= start ? from : space + 1;
  return [first, to >= quote.length ? quote.length : Math.max(quote.lastIndexOf(' ', to), first)];
}

const MARKS = /["“”]/g;

/** Somebody's speech, from the opening mark to the closing one, with both marks. */
interface Speech {
  start: number;
  end: number;
  marks: [open: string, close: string];
}

/** The marks that a quotation [from, to) wants, as it begins or ends within somebody's speech. */
function speechAround(text: string, from: number, to: number): { before: string; after: string } {
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  const stop = text.indexOf('\n', to);
  const all = speechesOf(text.slice(begin, stop < 0 ? text.length : stop)).map((one) => ({
    ...one,
    start: begin + one.start,
    end: begin + one.end,
  }));
  const before = all.find(({ start, end }) => start < from && end > from)?.marks[0];
  const after = all.find(({ start, end }) => start < to && end > to)?.marks[1];
  return { before: before ?? '', after: after ?? '' };
}

/** Speech that no mark closes goes on to the end of its paragraph. */
function speechesOf(paragraph: string): Speech[] {
  // Straight marks come in pairs, or else nobody can tell which of them opens.
  const isPaired = (paragraph.match(/"/g) ?? []).length % 2 === 0;
  const speeches: Speech[] = [];
  let opened: { mark: string; at: number } | null = null;
  for (const { 0: mark, index } of paragraph.matchAll(MARKS)) {
    if (mark === '"' && !isPaired) continue;
    if (opened === null) {
      if (mark !== '”') opened = { mark, at: index };
    } else if (mark === (opened.mark === '“' ? '”' : '"')) {
      speeches.push({ start: opened.at, end: index + 1, marks: [opened.mark, mark] });
      opened = null;
    }
  }
  if (opened?.mark === '“') speeches.push({ start: opened.at, end: paragraph.length + 1, marks: ['“', '”'] });
  return speeches;
}
