/** Resolving: which of many overlapping hits of a text stand. */

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

/** Drops anti-pattern hits, and hits that overlap an anti-pattern hit of their own concept. `isAnti` is by pattern. */
export function dropAntis(hits: Hit[], isAnti: Uint8Array): Hit[] {
  let antis: Map<number, Hit[]> | null = null;
  for (const hit of hits) {
    if (isAnti[hit.pattern] !== 1) continue;
    antis ??= new Map();
    const list = antis.get(hit.concept);
    if (list === undefined) antis.set(hit.concept, [hit]);
    else list.push(hit);
  }
  if (antis === null) return hits;
  const left: Hit[] = [];
  for (const hit of hits) {
    if (isAnti[hit.pattern] === 1) continue;
    const list = antis.get(hit.concept);
    if (list === undefined || !overlapsOne(hit, list)) left.push(hit);
  }
  return left;
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

/** Kept hits by the tokens they cover: a chain of hit numbers per token, in arrays that are used again. */
let heads = new Int32Array(1024);
let nexts = new Int32Array(1024);
let owners = new Int32Array(1024);
let covered = 0;

/** Notes that a hit covers a token. */
function cover(token: number, number: number): void {
  if (covered === owners.length) {
    const [widerNexts, widerOwners] = [new Int32Array(covered * 2), new Int32Array(covered * 2)];
    widerNexts.set(nexts);
    widerOwners.set(owners);
    [nexts, owners] = [widerNexts, widerOwners];
  }
  nexts[covered] = heads[token] ?? -1;
  owners[covered] = number;
  heads[token] = covered++;
}

/**
 * Per kind the longest hit wins, of equally long ones the first; equally long ones of different concepts stay, and so
 * do those of which `isApart` says that they tell of something else than a longer one that they overlap.
 * Takes hits in the order of their first tokens and patterns; gives them in the order of the text. `kindOf` gives the
 * number of the kind of a concept.
 */
export function keepLongest(
  hits: readonly Hit[],
  tokens: number,
  kindOf: Int32Array,
  isApart: (hit: Hit, longer: Hit) => boolean,
): Hit[] {
  if (heads.length < tokens) heads = new Int32Array(tokens * 2);
  heads.fill(-1, 0, tokens);
  covered = 0;
  const isKept = new Uint8Array(hits.length);
  for (const row of byLength(hits)) {
    for (const number of row) {
      const hit = hits[number];
      if (hit === undefined || isTaken(hit, hits, kindOf, isApart)) continue;
      isKept[number] = 1;
      for (let token = hit.first; token < hit.last; token++) cover(token, number);
    }
  }
  const kept: Hit[] = [];
  hits.forEach((hit, number) => {
    if (isKept[number] === 1) kept.push(hit);
  });
  return sortNearby(kept, byLast);
}

const byLast = (a: Hit, b: Hit): number => a.first - b.first || a.last - b.last;

/** Sorts in place what is out of order only among close neighbours, in one pass; what is equal keeps its order. */
export function sortNearby<T>(list: T[], compare: (a: T, b: T) => number): T[] {
  for (let i = 1; i < list.length; i++) {
    const one = list[i] as T;
    let at = i;
    for (; at > 0 && compare(list[at - 1] as T, one) > 0; at--) list[at] = list[at - 1] as T;
    if (at < i) list[at] = one;
  }
  return list;
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
  hit: Hit,
  hits: readonly Hit[],
  kindOf: Int32Array,
  isApart: (hit: Hit, longer: Hit) => boolean,
): boolean {
  const length = hit.last - hit.first;
  const kind = kindOf[hit.concept];
  for (let token = hit.first; token < hit.last; token++) {
    for (let at = heads[token] ?? -1; at >= 0; at = nexts[at] ?? -1) {
      const other = hits[owners[at] ?? 0];
      if (other === undefined || kindOf[other.concept] !== kind) continue;
      if (other.last - other.first === length && other.concept !== hit.concept) continue;
      if (!isApart(hit, other)) return true;
    }
  }
  return false;
}
