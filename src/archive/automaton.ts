/** Automaton: finds many needles in one pass over letters (Aho and Corasick), as a table that is looked up once a letter. */

/** What follows on a state is found at `state * ROW + sign`; signs are the letters, 0 to 25, and the digits behind them. */
export const ROW_BITS = 6;
export const SIGNS = 36;
const ROW = 1 << ROW_BITS;
const LETTERS = 26;

/** The sign of a byte: a letter in whatever case, or a digit; -1 when it is neither. */
export function signOf(byte: number): number {
  const low = byte | 32;
  if (low >= 97 && low <= 122) return low - 97;
  return byte >= 48 && byte <= 57 ? LETTERS + byte - 48 : -1;
}

export interface Automaton {
  next: Uint16Array;
  /** States from here on end a needle. */
  firstFinal: number;
  /** By final state, counted from `firstFinal`: numbers of the needles that end there. */
  found: number[][];
}

/**
 * Builds the automaton of some words.
 * @param words of lower-case letters and digits; the number of a needle is its place here
 * @throws RangeError when there are too many for the table
 */
export function buildAutomaton(words: readonly string[]): Automaton {
  const most = 1 + words.reduce((sum, word) => sum + word.length, 0);
  if (most > 0xffff) throw new RangeError(`${most} states are more than the table holds`);
  const goto = new Uint16Array(most * ROW);
  const ends: number[][] = Array.from({ length: most }, () => []);
  const count = addWords(words, goto, ends);
  followUp(goto, ends, count);
  return renumber(goto, ends.slice(0, count));
}

/** Makes a tree of the words; gives the number of its states. */
function addWords(words: readonly string[], goto: Uint16Array, ends: number[][]): number {
  let count = 1;
  words.forEach((word, number) => {
    let state = 0;
    for (let i = 0; i < word.length; i += 1) {
      const at = state * ROW + signOf(word.charCodeAt(i));
      state = goto[at] ||= count++;
    }
    ends[state]?.push(number);
  });
  return count;
}

/** Where a word ends, or goes on otherwise, the longest end of what was read that begins a word goes on. */
function followUp(goto: Uint16Array, ends: number[][], count: number): void {
  const fail = new Uint16Array(count);
  const order: number[] = [];
  for (let sign = 0; sign < SIGNS; sign += 1) if (goto[sign] !== 0) order.push(goto[sign] ?? 0);
  for (let at = 0; at < order.length; at += 1) {
    const state = order[at] ?? 0;
    const back = fail[state] ?? 0;
    const also = ends[back] ?? [];
    if (also.length > 0) ends[state] = [...(ends[state] ?? []), ...also];
    for (let sign = 0; sign < SIGNS; sign += 1) {
      const child = goto[state * ROW + sign] ?? 0;
      const onward = goto[back * ROW + sign] ?? 0;
      if (child === 0) goto[state * ROW + sign] = onward;
      else {
        fail[child] = onward;
        order.push(child);
      }
    }
  }
}

/** States that end a needle come last, so that one comparison tells them. */
function renumber(goto: Uint16Array, ends: readonly number[][]): Automaton {
  const finals = ends.flatMap((found, state) => (found.length > 0 ? state : []));
  const firstFinal = ends.length - finals.length;
  const placed = new Uint16Array(ends.length);
  let plain = 0;
  let final = firstFinal;
  ends.forEach((found, state) => (placed[state] = found.length > 0 ? final++ : plain++));
  const next = new Uint16Array(ends.length * ROW);
  ends.forEach((_, state) => {
    for (let sign = 0; sign < SIGNS; sign += 1)
      next[(placed[state] ?? 0) * ROW + sign] = placed[goto[state * ROW + sign] ?? 0] ?? 0;
  });
  return { next, firstFinal, found: finals.map((state) => ends[state] ?? []) };
}
