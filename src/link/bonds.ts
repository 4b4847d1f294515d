/** Bonds: what analysts decided on which reports are one happening, above what their likeness says. */

/** All reports of one side belong, or do not belong, together with all of the other. */
export interface Bond {
  together: boolean;
  left: readonly string[];
  right: readonly string[];
}

export interface Bonds {
  /** Pairs of places, by left place and right place, that are one. */
  together: [number, number][];
  /** Whether two places may not be in one group. */
  areApart(a: number, b: number): boolean;
  /** Whether two places are one by decision. */
  areBound(a: number, b: number): boolean;
}

/**
 * Bonds between places of reports. Where decisions contradict each other the later one holds, pair by pair.
 * @param bonds in the order in which they were decided
 * @param ids of the reports, by place; bonds of others are left out
 */
export function placeBonds(bonds: readonly Bond[], ids: readonly string[]): Bonds {
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const count = ids.length;
  const verdicts = new Map<number, boolean>();
  const keyOf = (a: number, b: number): number => Math.min(a, b) * count + Math.max(a, b);
  for (const { together, left, right } of bonds) {
    for (const one of left) {
      for (const other of right) {
        const [a, b] = [placeOf.get(one), placeOf.get(other)];
        if (a !== undefined && b !== undefined && a !== b) verdicts.set(keyOf(a, b), together);
      }
    }
  }
  const pairs = [...verdicts].filter(([, together]) => together).map(([key]) => key);
  return {
    together: pairs.sort((a, b) => a - b).map((key) => [Math.floor(key / count), key % count]),
    areApart: (a, b) => verdicts.get(keyOf(a, b)) === false,
    areBound: (a, b) => verdicts.get(keyOf(a, b)) === true,
  };
}
