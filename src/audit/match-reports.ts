/** Match reports: which report of an extraction answers which report of gold, by how much they share. */
import { isSameName, type NormalForm } from './normal-form.js';

/** A report of gold with the one that answers it; either may be missing. Numbers count in the lists given. */
export interface Pair {
  wanted: number | null;
  got: number | null;
}

/** Least likeness of a pair: the type alone. */
const LEAST = 2;

/**
 * Pairs the most alike reports of one type first; a report is used once, and what is left stands alone: first the
 * gold reports that nothing answers, then the reports that nothing asked for.
 */
export function matchReports(wanted: readonly NormalForm[], got: readonly NormalForm[]): Pair[] {
  const likely = wanted
    .flatMap((a, x) => got.map((b, y) => ({ x, y, likeness: likenessOf(a, b), fits: a.type === b.type })))
    .toSorted((a, b) => b.likeness - a.likeness);
  const pairs: Pair[] = [];
  const usedWanted = new Set<number>();
  const usedGot = new Set<number>();
  for (const { x, y, likeness, fits } of likely) {
    if (likeness < LEAST || !fits || usedWanted.has(x) || usedGot.has(y)) continue;
    usedWanted.add(x);
    usedGot.add(y);
    pairs.push({ wanted: x, got: y });
  }
  wanted.forEach((_, x) => {
    if (!usedWanted.has(x)) pairs.push({ wanted: x, got: null });
  });
  got.forEach((_, y) => {
    if (!usedGot.has(y)) pairs.push({ wanted: null, got: y });
  });
  return pairs;
}

/** How much two reports share; the weights are those by which unseen articles are scored. */
function likenessOf(wanted: NormalForm, got: NormalForm): number {
  const names = [...wanted.subjectNames].filter((name) =>
    [...got.subjectNames].some((other) => isSameName(name, other)),
  );
  return (
    (wanted.type === got.type ? 2 : 0) +
    (wanted.stage !== null && wanted.stage === got.stage ? 1 : 0) +
    shared(wanted.violations, got.violations) +
    shared(wanted.places, got.places) +
    shared(wanted.statuses, got.statuses) +
    0.5 * shared(wanted.steps, got.steps) +
    (wanted.count !== null && wanted.count === got.count ? 0.5 : 0) +
    (wanted.date !== null && wanted.date === got.date ? 0.5 : 0) +
    names.length
  );
}

/** How many values two sets share. */
export const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
  [...a].filter((one) => b.has(one)).length;
