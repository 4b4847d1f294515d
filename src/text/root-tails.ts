/** Root tails: tells at one look that a word can have none of the roots that are asked for, so that few words are stemmed. */

/** Whatever the stemmer takes off a word, all letters of the root but its first stand in the word as they are. */
const FIRST = 1;
const PAIR = 2; // letters that tails are found by

/** The roots that some pattern asks for. */
export class RootTails {
  private readonly byPair = new Map<string, string[]>();
  /** Some root is too short to be told from anything. */
  private readonly any: boolean;

  constructor(roots: Iterable<string>) {
    const tails = new Set(Array.from(roots, (root) => root.slice(FIRST)));
    this.any = [...tails].some((tail) => tail.length < PAIR);
    for (const tail of tails) {
      const pair = tail.slice(0, PAIR);
      const list = this.byPair.get(pair);
      if (list === undefined) this.byPair.set(pair, [tail]);
      else list.push(tail);
    }
  }

  /** False when no stem of the folded word is one of the roots. */
  mayHold(folded: string): boolean {
    if (this.any) return true;
    for (let at = 0; at + PAIR <= folded.length; at++) {
      const tails = this.byPair.get(folded.slice(at, at + PAIR));
      if (tails?.some((tail) => folded.startsWith(tail, at)) === true) return true;
    }
    return false;
  }
}
