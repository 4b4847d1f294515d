/** Items: the lines of a list, each of which may name somebody with his office. */
import type { Analysed } from '../text/text.js';

// "1. ", "2) ", "a. ", "- " before an item of a list
const ITEM = /^(?:\d{1,2}[.)]|[a-z][.)]|[-–•*])\s{0,3}\S/;

/** Whether a sentence opens a line of its own that is an item of a list. */
export function isItem({ sentences, paragraphs, tokens }: Analysed, sentence: number): boolean {
  const number = sentences[sentence]?.paragraph ?? -1;
  const line = paragraphs[number];
  if (line === undefined || sentences[sentence - 1]?.paragraph === number) return false;
  return ITEM.test(tokens.text.slice(line.start, line.end));
}

const TELLS = new Set<string>(['speech', 'step', 'violation', 'modality']);
const OFFICES = new Set<string>(['position', 'subject']);

/** "3. Sri Wahyuni, S.Sos (Camat Raba)": an item that holds an office or status and no verb names somebody. */
export function namesSomebody(
  text: string,
  { start, end }: { start: number; end: number },
  marks: readonly { kind: string; start: number; end: number }[],
): boolean {
  if (!ITEM.test(text.slice(start, end))) return false;
  const inside = marks.filter((mark) => mark.start >= start && mark.end <= end);
  return inside.some(({ kind }) => OFFICES.has(kind)) && !inside.some(({ kind }) => TELLS.has(kind));
}
