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
  const numbers = new Map(watches.map(({ needle }, number) => [keyOf(needle), number]));
  /** By phrasing and part: the numbers of its needles. */
  const parts = phrasings.map((phrasing) =>
    phrasing.parts.map((part) => part.map((needle) => numbers.get(keyOf(needle)) ?? 0)),
  );
  const met = new Int32Array(watches.length).fill(NEVER);
  let pending: Pending[] = [];

  const lastOf = (part: readonly number[]): number =>
    part.reduce((last, number) => Math.max(last, met[number] ?? NEVER), NEVER);

  const isComplete = ({ phrasing, at }: Pending): boolean => {
    const places = parts[phrasing]?.map(lastOf) ?? [];
    const least = at - (phrasings[phrasing]?.span ?? 0);
    // Of two parts the first stands first; of more, the words of one may come again between the others.
    if (places.length === 2 && (places[0] ?? 0) > (places[1] ?? 0)) return false;
    return places.every((place) => place >= least);
  };

  return {
    meet(number, at) {
      met[number] = at;
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
