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
  const antis = new Map<number, Hit[]>();
  for (const hit of hits) {
    if (set.patterns[hit.pattern]?.anti !== true) continue;
    const list = antis.get(hit.concept);
    if (list === undefined) antis.set(hit.concept, [hit]);
    else list.push(hit);
  }
  if (antis.size === 0) return hits;
  return hits.filter((hit) => {
    if (set.patterns[hit.pattern]?.anti === true) return false;
    const list = antis.get(hit.concept);
    return list === undefined || !overlapsOne(hit, list);
  });
}

/** `others` are in the order of their first tokens, and none is wider than a match can be. */
function overlapsOne(hit: Hit, others: readonly Hit[]): boolean {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle]?.first ?? 0) < hit.first - WIDEST) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < others.length; i++) {
    const other = others[i];
    if (other === undefined || other.first >= hit.last) return false;
    if (other.last > hit.first) return true;
  }
  return false;
}

/** No match is wider, in tokens: a walk ends there, but its last atom may be a run of words. */
const WIDEST = 256;

const byPlace = (a: Hit, b: Hit): number => a.first - b.first || a.last - b.last || a.pattern - b.pattern;

/** Kept hits by the tokens they cover: a chain of hit numbers per token, in arrays that are used again. */
let heads = new Int32Array(1024);
let nexts: number[] = [];
let owners: number[] = [];

/**
 * Per kind the longest hit wins, of equally long ones the first; equally long ones of different concepts stay, and so
 * do those of which `isApart` says that they tell of something else than a longer one that they overlap.
 * Takes hits in the order of their first tokens and patterns; gives them in the order of the text.
 */
export function keepLongest(
  hits: readonly Hit[],
  tokens: number,
  kindOf: (hit: Hit) => string,
  isApart: (hit: Hit, longer: Hit) => boolean,
): Hit[] {
  if (heads.length < tokens) heads = new Int32Array(tokens * 2);
  heads.fill(-1, 0, tokens);
  nexts = [];
  owners = [];
  const kinds = hits.map(kindOf);
  const kept: Hit[] = [];
  for (const row of byLength(hits)) {
    for (const number of row) {
      const hit = hits[number];
      if (hit === undefined || isTaken(number, hits, kinds, isApart)) continue;
      kept.push(hit);
      for (let token = hit.first; token < hit.last; token++) {
        nexts.push(heads[token] ?? -1);
        owners.push(number);
        heads[token] = owners.length - 1;
      }
    }
  }
  return kept.sort(byPlace);
}

/** Numbers of the hits by their length, the longest first. */
function byLength(hits: readonly Hit[]): number[][] {
  const rows: number[][] = [];
  hits.forEach(({ first, last }, number) => {
    const row = rows[last - first];
    if (row !== undefined) row.push(number);
    else {
      while (rows.length < last - first) rows.push([]);
      rows[last - first] = [number];
    }
  });
  return rows.reverse();
}

function isTaken(
  number: number,
  hits: readonly Hit[],
  kinds: readonly string[],
  isApart: (hit: Hit, longer: Hit) => boolean,
): boolean {
  const hit = hits[number];
  if (hit === undefined) return true;
  const length = hit.last - hit.first;
  for (let token = hit.first; token < hit.last; token++) {
    for (let at = heads[token] ?? -1; at >= 0; at = nexts[at] ?? -1) {
      const owner = owners[at] ?? 0;
      const other = hits[owner];
      if (other === undefined || kinds[owner] !== kinds[number]) continue;
      if (other.last - other.first === length && other.concept !== hit.concept) continue;
      if (!isApart(hit, other)) return true;
    }
  }
  return false;
}
