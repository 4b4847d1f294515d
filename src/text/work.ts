/** Work: counts what the engine has done, so that tests can hold its cost against the length of a text without a clock. */

/** Work done since the start of the program; counted always, as it costs next to nothing. */
export interface Work {
  /** Words and numbers cut from texts. */
  tokens: number;
  /** Patterns that were held against a token, and steps of those that were tried. */
  steps: number;
  /** Pairs of names that were compared. */
  names: number;
}

export const work: Work = { tokens: 0, steps: 0, names: 0 };

/** What a piece of work costs. */
export function workOf(piece: () => void): Work {
  const { tokens, steps, names } = work;
  piece();
  return { tokens: work.tokens - tokens, steps: work.steps - steps, names: work.names - names };
}
