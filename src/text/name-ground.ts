/** Name ground: what the whole text tells about its capitals before names are looked for. */
import { LOWER, NUMBER, PARAGRAPH, WORD, type Tokens } from './tokens.js';

/** What is known of the whole text before names are looked for. */
export interface NameGround {
  /** Number of this reading: words that the text also prints in small letters bear it. */
  reading: number;
  /** Tokens that belong to something else, such as dates. */
  blocked: Uint8Array;
}

let readings = 0;

/** True for a word that the text also prints in small letters: at the start of a sentence it is no name. */
export const isCommon = (tokens: Tokens, at: number, ground: NameGround): boolean =>
  tokens.words[at]?.small === ground.reading;

/** Notes which words of the text stand there in small letters, and which tokens belong to something else. */
export function groundOf(tokens: Tokens, blocked: readonly { first: number; last: number }[]): NameGround {
  const reading = ++readings;
  const { kind, capital, words } = tokens;
  words.forEach((word, i) => {
    if (kind[i] === WORD && capital[i] === LOWER) word.small = reading;
  });
  const marks = new Uint8Array(tokens.count);
  for (const { first, last } of blocked) marks.fill(1, first, last);
  return { reading, blocked: marks };
}

const SHORTEST_HEADLINE = 6; // words
const MOST_SMALL = 0.25; // share of words in small letters

const isItemNumber = ({ kind, text, end }: Tokens, at: number): boolean =>
  kind[at] === NUMBER && /[.)]/.test(text[end[at] ?? 0] ?? '');

/** Marks the tokens of headlines: lines of their own, without a full stop, in which nearly every word is capitalised. */
export function headlinesOf(tokens: Tokens): Uint8Array {
  const marks = new Uint8Array(tokens.count);
  for (let first = 0; first < tokens.count;) {
    let last = first + 1;
    while (last < tokens.count && (tokens.breakBefore[last] ?? PARAGRAPH) < PARAGRAPH) last++;
    let small = 0;
    for (let i = first; i < last; i++) if (tokens.kind[i] === WORD && tokens.capital[i] === LOWER) small++;
    const end = tokens.end[last - 1] ?? 0;
    const stopped = tokens.text.slice(end, end + 3).includes('.');
    const shouts = small <= (last - first) * MOST_SMALL;
    // An item of a list may name somebody: "3. Sri Wahyuni, S.Sos (Camat Raba)".
    const item = isItemNumber(tokens, first);
    if (shouts && !stopped && !item && last - first >= SHORTEST_HEADLINE) marks.fill(1, first, last);
    first = last;
  }
  return marks;
}
