/** Automaton: finds many needles in one pass over letters (Aho and Corasick), as a table that is looked up once a letter. */

/** Letters of a state are found at `state * ROW + letter`, letter 0 to 25. */
export const ROW = 32;
export const ROW_BITS = 5;
const LETTERS = 26;
const A = 97;

export interface Automaton {
  next: Uint16Array;
  /** States from here on end a needle. */
  firstFinal: number;
  /** By final state, counted from `firstFinal`: numbers of the needles that end there. */
  found: number[][];
}

/**
 * Builds the automaton of some words.
 * @param words of lower-case letters; the number of a needle is its place here
 * @throws RangeError when there are too many for the table
 */
export function buildAutomaton(words: readonly string[]): Automaton {
  const { children, ends } = buildTrie(words);
  const count = children.length;
  if (count > 0xffff) throw new RangeError(`${count} states are more than the table holds`);
  const goto = new Uint16Array(count * ROW);
  const fail = new Uint16Array(count);
  const order: number[] = [];
  for (const child of children[0]?.values() ?? []) order.push(child);
  for (const [letter, child] of children[0] ?? []) goto[letter] = child;
  for (let at = 0; at < order.length; at += 1) {
    const state = order[at] ?? 0;
    const back = fail[state] ?? 0;
    ends[state] = [...(ends[state] ?? []), ...(ends[back] ?? [])];
    for (let letter = 0; letter < LETTERS; letter += 1) {
      const child = children[state]?.get(letter);
      const onward = goto[back * ROW + letter] ?? 0;
      goto[state * ROW + letter] = child ?? onward;
      if (child === undefined) continue;
      fail[child] = onward;
      order.push(child);
    }
  }
  return renumber(goto, ends);
}

function buildTrie(words: readonly string[]): { children: Map<number, number>[]; ends: number[][] } {
  const children: Map<number, number>[] = [new Map()];
  const ends: number[][] = [[]];
  words.forEach((word, number) => {
    let state = 0;
    for (let i = 0; i < word.length; i += 1) {
      const letter = word.charCodeAt(i) - A;
      const known = children[state]?.get(letter);
      if (known === undefined) {
        children[state]?.set(letter, children.length);
        state = children.length;
        children.push(new Map());
        ends.push([]);
      } else state = known;
    }
    ends[state]?.push(number);
  });
  return { children, ends };
}

/** States that end a needle come last, so that one comparison tells them. */
function renumber(goto: Uint16Array, ends: readonly number[][]): Automaton {
  const states = ends.map((_, state) => state);
  const order = [
    ...states.filter((state) => ends[state]?.length === 0),
    ...states.filter((state) => ends[state]?.length !== 0),
  ];
  const placed = new Uint16Array(order.length);
  order.forEach((state, at) => (placed[state] = at));
  const next = new Uint16Array(goto.length);
  order.forEach((state, at) => {
    for (let letter = 0; letter < LETTERS; letter += 1)
      next[at * ROW + letter] = placed[goto[state * ROW + letter] ?? 0] ?? 0;
  });
  const finals = order.filter((state) => ends[state]?.length !== 0);
  return { next, firstFinal: order.length - finals.length, found: finals.map((state) => ends[state] ?? []) };
}
