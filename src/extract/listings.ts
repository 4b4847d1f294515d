/** Listings: the lines of an article that are items of a list (what is forbidden, which sanctions there are, further reading) and tell of no happening. */
import type { Passage } from './passage.js';

const FEWEST = 3; // lines in a row that make a list
const LONGEST = 18; // words of an item

// "Memasang foto petahana pada papan proyek", "3. Pemberhentian sementara", "- Teguran tertulis": no full stop ends it
const ENDED = /[.!?:;,"”»)]$/;
// "3. ", "b) ", "- ", "• " before what is listed
const NUMBERED = /^(?:\d{1,2}[.)]|[a-z][.)]|[-–•*])\s{1,3}\S/;

/** For every sentence of a passage whether it stands in a list of at least three short lines that no stop ends. */
export function findListings(passage: Passage): boolean[] {
  const { sentences, paragraphs, tokens } = passage.analysed;
  const listed = sentences.map(() => false);
  const words = paragraphs.map(() => 0);
  for (const sentence of sentences)
    words[sentence.paragraph] = (words[sentence.paragraph] ?? 0) + sentence.last - sentence.first;
  const isItem = paragraphs.map((paragraph, index) => {
    const count = words[index] ?? 0;
    if (count === 0 || count > LONGEST) return false;
    const line = tokens.text.slice(paragraph.start, paragraph.end).trimEnd();
    return !ENDED.test(line) || (NUMBERED.test(line) && count <= LONGEST / 2);
  });
  const inList = inRuns(isItem);
  sentences.forEach((sentence, index) => {
    listed[index] = inList[sentence.paragraph] ?? false;
  });
  return listed;
}

/** Keeps what is true at least FEWEST times in a row, but for headline, caption and credit at the head of a page. */
function inRuns(flags: readonly boolean[]): boolean[] {
  const kept = flags.map(() => false);
  let from = 0;
  for (let index = 0; index <= flags.length; index += 1) {
    if (flags[index] === true) continue;
    if (from > 0 && index - from >= FEWEST) kept.fill(true, from, index);
    from = index + 1;
  }
  return kept;
}
