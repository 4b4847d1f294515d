/** Weighing pairs: parts the measures of an article into reports, by how likely each two belong to one; whose, when and how far apart they are told are signs of it. */
import type { Dictionary } from '../model/dictionary.js';
import { pairSigner, type PairStage } from './pair-signs.js';
import type { StepTelling } from './steps.js';
import type { TakeSign } from './root-signs.js';
import { addUp } from './weights.js';

/**
 * Log odds from which two measures are one report, on the average of their pairs; a little below nought, since long articles
 * of the press tell of one measure in many ways.
 */
const JOINED = -0.25;
/** The most measures that are weighed two by two; what tells of more is parted by rules. */
const MOST = 40;

/** The measures of a stage, parted; null where that was not learned, or they are too many. */
export function partByPairs(stage: PairStage, dictionary: Dictionary): StepTelling[][] | null {
  const { measures } = stage;
  return partLikely('pair', measures, pairSigner(stage), JOINED, dictionary);
}

/**
 * Things parted by how likely each two of them belong together, and never joined where two of them are barred; null where that
 * was not learned, or they are too many.
 */
export function partLikely<Thing>(
  by: 'pair' | 'together',
  things: readonly Thing[],
  takeSigns: (one: number, other: number, take: TakeSign) => void,
  least: number,
  { weights }: Dictionary,
  isBarred: (one: Thing, other: Thing) => boolean = () => false,
): Thing[][] | null {
  const table = weights.find(({ kind }) => kind === by);
  if (table === undefined || things.length > MOST) return null;
  const code = table.codes.indexOf('same');
  const hashes: number[] = [];
  const odds = things.map((second, other) =>
    things.slice(0, other).map((first, one) => {
      if (isBarred(first, second)) return -Infinity;
      hashes.length = 0;
      takeSigns(one, other, (hash) => hashes.push(hash));
      return addUp(table, hashes).odds[code] ?? -Infinity;
    }),
  );
  return joinLikely(
    things.length,
    (one, other) => odds[Math.max(one, other)]?.[Math.min(one, other)] ?? 0,
    least,
  ).map((part) => part.flatMap((number) => things[number] ?? []));
}

/** Joins the two parts whose pairs are likeliest on the average, as long as they are likely at all. */
function joinLikely(
  count: number,
  oddsOf: (one: number, other: number) => number,
  least: number,
): number[][] {
  let parts = Array.from({ length: count }, (_, number) => [number]);
  for (;;) {
    let best = { odds: least, one: -1, other: -1 };
    parts.forEach((part, other) =>
      parts.slice(0, other).forEach((before, one) => {
        const sum = before.reduce((all, a) => part.reduce((some, b) => some + oddsOf(a, b), all), 0);
        const odds = sum / (before.length * part.length);
        if (odds > best.odds) best = { odds, one, other };
      }),
    );
    if (best.one < 0) return parts;
    const joined = [...(parts[best.one] ?? []), ...(parts[best.other] ?? [])].sort((a, b) => a - b);
    parts = parts.flatMap((part, number) =>
      number === best.one ? [joined] : number === best.other ? [] : [part],
    );
  }
}
