/** Nearness: phrasings of several parts, and whether all parts of one were met near each other. */
import type { Needle, Phrasing } from './needles.js';

/** A needle, and what it is looked for. */
export interface Watch {
  needle: Needle;
  /** True when it is a phrasing by itself. */
  alone: boolean;
  /** Phrasings whose rarest part it belongs to; those are looked at when it is met. */
  leads: number[];
}

/** All needles of the phrasings, each once. */
export function gather(phrasings: readonly Phrasing[]): Watch[] {
  const watches = new Map<string, Watch>();
  phrasings.forEach(({ parts }, phrasing) => {
    const lead = rarest(parts);
    for (const part of parts)
      for (const needle of part) {
        const watch = watches.get(keyOf(needle)) ?? { needle, alone: false, leads: [] };
        watches.set(keyOf(needle), watch);
        if (parts.length === 1) watch.alone = true;
        else if (part === lead) watch.leads.push(phrasing);
      }
  });
  return [...watches.values()];
}

const keyOf = ({ words, printed, opens }: Needle): string => `${words}/${printed ?? ''}/${opens}`;

/** The part whose shortest needle is the longest. */
const rarest = (parts: readonly Needle[][]): Needle[] =>
  parts.reduce((best, part) => (shortest(part) > shortest(best) ? part : best));
const shortest = (part: readonly Needle[]): number => Math.min(...part.map(({ letters }) => letters.length));

export interface Nearness {
  /** Notes that a needle was met; true when a phrasing is complete by it. */
  meet(number: number, at: number): boolean;
  /** Begins with another page. */
  forget(): void;
}

const NEVER = -1_000_000;

interface Pending {
  phrasing: number;
  at: number;
}

/**
 * Remembers where needles were met.
 * @param watches as `gather` gives them; places are counted in letters of one page
 */
export function openNearness(phrasings: readonly Phrasing[], watches: readonly Watch[]): Nearness {
  const { parts, partsOf, count } = numberParts(phrasings, watches);
  /** Of each part, where one of its needles was met last. */
  const met = new Int32Array(count).fill(NEVER);
  let pending: Pending[] = [];

  const isComplete = ({ phrasing, at }: Pending): boolean => {
    const own = parts[phrasing] ?? [];
    const least = at - (phrasings[phrasing]?.span ?? 0);
    for (const part of own) if ((met[part] ?? NEVER) < least) return false;
    // Of two parts the first stands first; of more, the words of one may come again between the others.
    return own.length !== 2 || (met[own[0] ?? 0] ?? 0) <= (met[own[1] ?? 0] ?? 0);
  };

  return {
    meet(number, at) {
      for (const part of partsOf[number] ?? []) met[part] = at;
      for (const phrasing of watches[number]?.leads ?? []) pending.push({ phrasing, at });
      if (pending.length === 0) return false;
      pending = pending.filter((one) => one.at >= at - (phrasings[one.phrasing]?.span ?? 0));
      return pending.some(isComplete);
    },
    forget() {
      met.fill(NEVER);
      pending = [];
    },
  };
}

/** Numbers of the parts by phrasing and by needle; a part that several phrasings share has one. */
function numberParts(
  phrasings: readonly Phrasing[],
  watches: readonly Watch[],
): { parts: number[][]; partsOf: number[][]; count: number } {
  const numbers = new Map(watches.map(({ needle }, number) => [keyOf(needle), number]));
  const partsOf: number[][] = watches.map(() => []);
  const known = new Map<string, number>();
  const numberOf = (part: readonly Needle[]): number => {
    const key = part.map(keyOf).join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, known.size);
    for (const needle of part) partsOf[numbers.get(keyOf(needle)) ?? 0]?.push(known.size - 1);
    return known.size - 1;
  };
  // What is a phrasing by itself needs no others.
  const parts = phrasings.map((phrasing) =>
    phrasing.parts.length === 1 ? [] : phrasing.parts.map(numberOf),
  );
  return { parts, partsOf, count: known.size };
}
