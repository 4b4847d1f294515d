/** Name ground: what the whole text tells about its capitals before names are looked for. */
import { LOWER, PARAGRAPH, WORD, type Tokens } from './tokens.js';

/** What is known of the whole text before names are looked for. */
export interface NameGround {
  /** Words that the text also prints in small letters. */
  common: ReadonlySet<string>;
  /** Tokens that belong to something else, such as dates. */
  blocked: Uint8Array;
}

/** Words of the text that also stand there in small letters: at the start of a sentence they are no names. */
export function groundOf(tokens: Tokens, blocked: readonly { first: number; last: number }[]): NameGround {
  const common = new Set<string>();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] === WORD && tokens.capital[i] === LOWER) common.add(tokens.folded[i] ?? '');
  }
  const marks = new Uint8Array(tokens.count);
  for (const { first, last } of blocked) marks.fill(1, first, last);
  return { common, blocked: marks };
}

const SHORTEST_HEADLINE = 6; // words
const MOST_SMALL = 0.25; // share of words in small letters

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
    if (shouts && !stopped && last - first >= SHORTEST_HEADLINE) marks.fill(1, first, last);
    first = last;
  }
  return marks;
}
