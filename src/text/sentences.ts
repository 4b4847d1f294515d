/** Sentences: paragraphs, sentences, quotes and clauses of a text, from its tokens and their breaks. */
import { PARAGRAPH, SENTENCE, type Tokens } from './tokens.js';

export interface Paragraph {
  start: number;
  end: number;
}
export interface Sentence {
  start: number;
  end: number;
  /** First token, and the one after the last. */
  first: number;
  last: number;
  /** Number of its paragraph. */
  paragraph: number;
}
export interface Quote {
  /** From the opening mark to after the closing one, or to the end of the paragraph. */
  start: number;
  end: number;
  direct: true;
}

// any space
const SPACE = /\s/u;
/** True for white space at an offset; false outside the text. */
function isSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  return code >= 0xa0 && SPACE.test(text[at] ?? '');
}
const isNewLine = (code: number): boolean =>
  (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;

/** Paragraphs (lines that hold a word) and sentences, both in the order of the text. */
export function cutSentences(tokens: Tokens): { paragraphs: Paragraph[]; sentences: Sentence[] } {
  const paragraphs: Paragraph[] = [];
  const sentences: Sentence[] = [];
  const { breakBefore, count } = tokens;
  for (let first = 0; first < count;) {
    if ((breakBefore[first] ?? 0) >= PARAGRAPH || first === 0) paragraphs.push(paragraphAt(tokens, first));
    let last = first + 1;
    while (last < count && (breakBefore[last] ?? 0) < SENTENCE) last++;
    const paragraph = paragraphs.length - 1;
    const { start, end } = sentenceSpan(tokens, first, last);
    sentences.push({ start, end, first, last, paragraph });
    first = last;
  }
  return { paragraphs, sentences };
}

/** The printed line of a paragraph, without the space around it. */
function paragraphAt(tokens: Tokens, first: number): Paragraph {
  const { text, breakBefore, count } = tokens;
  let after = first + 1;
  while (after < count && (breakBefore[after] ?? 0) < PARAGRAPH) after++;
  const floor = first === 0 ? 0 : (tokens.end[first - 1] ?? 0);
  const ceiling = after < count ? (tokens.start[after] ?? text.length) : text.length;
  let start = tokens.start[first] ?? 0;
  while (start > floor && !isNewLine(text.charCodeAt(start - 1))) start--;
  let end = tokens.end[after - 1] ?? 0;
  while (end < ceiling && !isNewLine(text.charCodeAt(end))) end++;
  while (start < end && isSpaceAt(text, start)) start++;
  while (end > start && isSpaceAt(text, end - 1)) end--;
  return { start, end };
}

/** From the opening mark before the first word to the closing marks after the last. */
function sentenceSpan(tokens: Tokens, first: number, last: number): Paragraph {
  const { text } = tokens;
  let start = tokens.start[first] ?? 0;
  let end = tokens.end[last - 1] ?? 0;
  const floor = first === 0 ? 0 : (tokens.end[first - 1] ?? 0);
  const ceiling = last < tokens.count ? (tokens.start[last] ?? 0) : text.length;
  while (end < ceiling && !isSpaceAt(text, end)) end++;
  while (start > floor && !isSpaceAt(text, start - 1)) start--;
  // Without any space between two sentences the marks go with the first.
  if (start === floor && first > 0) start = tokens.start[first] ?? start;
  if (end === ceiling && last < tokens.count) end = afterStop(text, tokens.end[last - 1] ?? 0, ceiling);
  return { start, end };
}

function afterStop(text: string, from: number, to: number): number {
  let end = from;
  for (let i = from; i < to; i++) if ('.!?\u2026'.includes(text[i] ?? ' ')) end = i + 1;
  return end;
}

const OPENERS = '\u201C\u201E\u00AB';
const CLOSERS = '\u201D\u00BB';
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Direct quotes with curly, straight or angled marks. A quote that is never closed ends with its paragraph. A
 * closing mark that stands before a word where none is open is read as an opening one, as printers confuse them.
 */
export function findQuotes(text: string, paragraphs: readonly Paragraph[]): Quote[] {
  const quotes: Quote[] = [];
  for (const { start, end } of paragraphs) {
    let open = -1;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      // Letters, digits and most signs come first: only these can be quote marks.
      if (code !== 34 && code < 0xab) continue;
      const sign = text[i] ?? '';
      const straight = sign === '"' || sign === '\uFF02';
      if (!straight && !OPENERS.includes(sign) && !CLOSERS.includes(sign)) continue;
      const opens = LETTER.test(text[i + 1] ?? '') && !LETTER.test(text[i - 1] ?? '');
      if (open < 0) {
        if (straight || OPENERS.includes(sign) || opens) open = i;
      } else {
        if (OPENERS.includes(sign) && opens) continue;
        quotes.push({ start: open, end: i + 1, direct: true });
        open = -1;
      }
    }
    if (open >= 0) quotes.push({ start: open, end, direct: true });
  }
  return quotes;
}
