/** Resolving: which of many overlapping hits of a text stand. */
import type { PatternSet } from '../model/dictionary.js';

/** One place where a pattern matched. */
export interface Hit {
  /** Index into PatternSet.patterns. */
  pattern: number;
  /** Index of the concept. */
  concept: number;
  /** First token, and the one after the last. */
  first: number;
  last: number;
  /** Offsets into the text. */
  start: number;
  end: number;
}

/** Drops anti-pattern hits, and hits that overlap an anti-pattern hit of their own concept. */
export function dropAntis(hits: Hit[], set: PatternSet): Hit[] {
  const isAnti = (hit: Hit): boolean => set.patterns[hit.pattern]?.anti ?? false;
  const swallowed = new Map<number, Set<number>>();
  for (const hit of hits) {
    if (!isAnti(hit)) continue;
    const covered = swallowed.get(hit.concept) ?? new Set<number>();
    swallowed.set(hit.concept, covered);
    for (let token = hit.first; token < hit.last; token++) covered.add(token);
  }
  return hits.filter((hit) => !isAnti(hit) && !overlaps(hit, swallowed.get(hit.concept)));
}

function overlaps(hit: Hit, covered: Set<number> | undefined): boolean {
  if (covered === undefined) return false;
  for (let token = hit.first; token < hit.last; token++) if (covered.has(token)) return true;
  return false;
}

const byLength = (a: Hit, b: Hit): number =>
  b.last - b.first - (a.last - a.first) || a.first - b.first || a.pattern - b.pattern;
const byPlace = (a: Hit, b: Hit): number => a.first - b.first || a.last - b.last || a.pattern - b.pattern;

/** Per kind the longest hit wins; equally long ones of different concepts stay. In the order of the text. */
export function keepLongest(hits: Hit[], tokens: number, kindOf: (hit: Hit) => string): Hit[] {
  const taken = new Map<string, { length: Uint16Array; owner: Set<number> }>();
  const kept: Hit[] = [];
  for (const hit of hits.slice().sort(byLength)) {
    const kind = kindOf(hit);
    const ground = taken.get(kind) ?? { length: new Uint16Array(tokens), owner: new Set<number>() };
    taken.set(kind, ground);
    if (isTaken(hit, ground, tokens)) continue;
    kept.push(hit);
    for (let token = hit.first; token < hit.last; token++) {
      ground.length[token] = hit.last - hit.first;
      ground.owner.add(hit.concept * tokens + token);
    }
  }
  return kept.sort(byPlace);
}

function isTaken(hit: Hit, ground: { length: Uint16Array; owner: Set<number> }, tokens: number): boolean {
  const length = hit.last - hit.first;
  for (let token = hit.first; token < hit.last; token++) {
    const other = ground.length[token] ?? 0;
    if (other !== 0 && (other !== length || ground.owner.has(hit.concept * tokens + token))) return true;
  }
  return false;
}
