/** Stops: the words of a passage at which the reach of a cue ends (codebook 3.4). */
import type { PatternAtom } from '../model/dictionary.js';
import type { Passage } from './passage.js';

type Stops = readonly PatternAtom[][];

/** Stretches no longer than this are gone through word by word; the stops of a passage are listed once for longer ones. */
const SHORT = 24; // tokens

/** Whether one of the stops stands, as a whole, in the tokens from `from` to before `to`. */
export function holdsStop(passage: Passage, from: number, to: number, stops: Stops): boolean {
  if (stops.length === 0 || from >= to) return false;
  const { folded } = passage.analysed.tokens;
  if (to - from <= SHORT) {
    for (let token = from; token < to; token += 1) if (lengthAt(folded, token, to, stops) > 0) return true;
    return false;
  }
  const list = stopsIn(passage, stops);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.token ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < list.length; i += 1) {
    const { token, length } = list[i] ?? { token: to, length: 1 };
    if (token >= to) return false;
    if (token + length <= to) return true;
  }
  return false;
}

/** Words of the shortest stop at a token that ends before `to`; 0 where none stands. */
function lengthAt(folded: readonly string[], token: number, to: number, stops: Stops): number {
  let shortest = 0;
  for (const atoms of stops) {
    if (shortest > 0 && atoms.length >= shortest) continue;
    if (token + atoms.length > to) continue;
    if (atoms.every((atom, i) => atom.words.includes(folded[token + i] ?? ''))) shortest = atoms.length;
  }
  return shortest;
}

interface Stop {
  token: number;
  length: number;
}

const known = new WeakMap<Passage, Map<Stops, Stop[]>>();

/** All stops of a passage in its order, of several at one token the shortest; found once. */
function stopsIn(passage: Passage, stops: Stops): Stop[] {
  const lists = known.get(passage) ?? new Map<Stops, Stop[]>();
  known.set(passage, lists);
  const before = lists.get(stops);
  if (before !== undefined) return before;
  const { folded, count } = passage.analysed.tokens;
  const list: Stop[] = [];
  for (let token = 0; token < count; token += 1) {
    const length = lengthAt(folded, token, count, stops);
    if (length > 0) list.push({ token, length });
  }
  lists.set(stops, list);
  return list;
}
