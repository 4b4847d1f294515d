/** Listings: the lines of an article that are items of a list (what is forbidden, which sanctions there are, further reading) and tell of no happening. */
import type { Passage } from './passage.js';

const FEWEST = 3; // lines in a row that make a list
const LONGEST = 18; // words of an item

// "Memasang foto petahana pada papan proyek", "3. Pemberhentian sementara", "- Teguran tertulis": no full stop ends it
const ENDED = /[.!?:;,"”»)]$/;
// "3. ", "b) ", "- ", "• " before what is listed
const NUMBERED = /^(?:\d{1,2}[.)]|[a-z][.)]|[-–•*])\s{1,3}\S/;

/** A list, or what stands in short lines at the head of a page: headline, caption, credit and byline, or a list after all. */
export type Listing = 'list' | 'head';

/** For every sentence of a passage in which run of at least three short lines that no stop ends it stands; null in none. */
export function findListings(passage: Passage): (Listing | null)[] {
  const { sentences, paragraphs, tokens } = passage.analysed;
  const words = paragraphs.map(() => 0);
  for (const sentence of sentences)
    words[sentence.paragraph] = (words[sentence.paragraph] ?? 0) + sentence.last - sentence.first;
  const lines = paragraphs.map(({ start, end }) => tokens.text.slice(start, end).trimEnd());
  const isItem = lines.map((line, index) => {
    const count = words[index] ?? 0;
    if (count === 0 || count > LONGEST) return false;
    return !ENDED.test(line) || (NUMBERED.test(line) && count <= LONGEST / 2);
  });
  const runs = inRuns(isItem);
  const head = runs[0] === true ? runs.indexOf(false) : 0;
  const isHead = !lines.slice(0, head).some((line) => NUMBERED.test(line));
  return sentences.map(({ paragraph }) => {
    if (runs[paragraph] !== true) return null;
    return isHead && paragraph < head ? 'head' : 'list';
  });
}

/** Keeps what is true at least FEWEST times in a row. */
function inRuns(flags: readonly boolean[]): boolean[] {
  const kept = flags.map(() => false);
  let from = 0;
  for (let index = 0; index <= flags.length; index += 1) {
    if (flags[index] === true) continue;
    if (index - from >= FEWEST) kept.fill(true, from, index);
    from = index + 1;
  }
  return kept;
}
