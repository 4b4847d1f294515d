/** Places by name: reads the typed arrays of the compiled gazetteer, for words as the tokeniser gives them. */
import { PLACE_LEVELS, PLACE_VIAS } from '../model/code-lists.js';
import type { Gazetteer, PlaceLevel, PlaceVia } from '../model/gazetteer.js';

/** A run of words that names places: how many words, which places, and how each place came by the name. */
export interface PlaceHit {
  /** How many words the name has. */
  length: number;
  /** Place numbers, provinces first, then regencies, districts and villages. */
  places: number[];
  /** Parallel to places: official name, abbreviation, seat, ... */
  via: PlaceVia[];
  /** True when no place has these words as its official name. */
  alias: boolean;
}

/** One place, spelled out. */
export interface Place {
  code: string;
  name: string;
  level: PlaceLevel;
  /** Code of the regency it is or lies in; null for provinces. */
  regency: string | null;
  /** Code of the province it is or lies in. */
  province: string;
  /** For regencies true when headed by a mayor; for villages true when urban. */
  city: boolean;
}

const NOTHING: PlaceHit[] = [];
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE = 32;

/** Goes on with the FNV-1a hash of a key by the letters of one word. */
export function hashWord(hash: number, word: string): number {
  let value = hash;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), FNV_PRIME);
  return value;
}

/** Hash of a key before its first word, and the step from one word to the next. */
export const HASH_START = FNV_OFFSET;
export const hashSpace = (hash: number): number => Math.imul(hash ^ SPACE, FNV_PRIME);
/** Slot of a hash in a table of a power of two. */
export const slotOf = (hash: number, size: number): number => (hash ^ (hash >>> 15)) & (size - 1);

/**
 * Names of places that begin at words[first], longest first; folded words in (as `tokenise(text).folded`),
 * no allocation where nothing is found. `maxWords` bounds the length (default: the longest name known).
 */
export function lookupPlaces(
  gazetteer: Gazetteer,
  words: readonly string[],
  first: number,
  maxWords: number = gazetteer.maxWords,
): PlaceHit[] {
  let hash = hashWord(HASH_START, words[first] ?? '');
  const longest = gazetteer.openers[slotOf(hash, gazetteer.openers.length)] ?? 0;
  if (longest === 0) return NOTHING;
  const most = Math.min(longest, maxWords, words.length - first);
  let hits: PlaceHit[] | null = null;
  for (let length = 1; length <= most; length++) {
    if (length > 1) hash = hashWord(hashSpace(hash), words[first + length - 1] ?? '');
    const key = keyNumber(gazetteer, hash, words, first, length);
    if (key >= 0) (hits ??= []).unshift(hitOf(gazetteer, key, length));
  }
  return hits ?? NOTHING;
}

/** Whether some name may begin with a folded word. */
export const opensPlace = ({ openers }: Gazetteer, word: string): boolean =>
  (openers[slotOf(hashWord(HASH_START, word), openers.length)] ?? 0) > 0;

function keyNumber(
  { hash: table, keys, keyStart }: Gazetteer,
  hash: number,
  words: readonly string[],
  first: number,
  length: number,
): number {
  for (let slot = slotOf(hash, table.length); ; slot = (slot + 1) & (table.length - 1)) {
    const key = table[slot] ?? -1;
    if (key < 0) return -1;
    if (sameWords(keys, keyStart[key] ?? 0, keyStart[key + 1] ?? 0, words, first, length)) return key;
  }
}

function sameWords(
  keys: string,
  start: number,
  end: number,
  words: readonly string[],
  first: number,
  length: number,
): boolean {
  let at = start;
  for (let i = 0; i < length; i++) {
    const word = words[first + i] ?? '';
    if (i > 0 && keys.charCodeAt(at++) !== SPACE) return false;
    if (at + word.length > end || !keys.startsWith(word, at)) return false;
    at += word.length;
  }
  return at === end;
}

function hitOf({ listStart, lists, via }: Gazetteer, key: number, length: number): PlaceHit {
  const from = listStart[key] ?? 0;
  const to = listStart[key + 1] ?? 0;
  const hit: PlaceHit = { length, places: [], via: [], alias: true };
  for (let i = from; i < to; i++) {
    const how = PLACE_VIAS[via[i] ?? 0] ?? 'official';
    hit.places.push(lists[i] ?? 0);
    hit.via.push(how);
    if (how === 'official') hit.alias = false;
  }
  return hit;
}

/** Dotted Kemendagri code of a place number. */
export function placeCode({ code, level }: Gazetteer, place: number): string {
  const digits = String(code[place]);
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)];
  return parts.slice(0, (level[place] ?? 0) + 1).join('.');
}

/** Official name of a place number, with its level word for regencies. */
export function placeName({ names, nameStart }: Gazetteer, place: number): string {
  return names.slice(nameStart[place], nameStart[place + 1]);
}

/** Place number of a dotted code, or -1. */
export function placeByCode({ code, levelStart }: Gazetteer, dotted: string): number {
  const level = dotted.split('.').length - 1;
  const wanted = Number(dotted.replaceAll('.', ''));
  let low = levelStart[level] ?? 0;
  let high = (levelStart[level + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = code[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Place number of the unit of that level (0 province to 3 village) that a place is or lies in, or -1. */
export function ancestorAt({ level, parent }: Gazetteer, place: number, wanted: number): number {
  let at = place;
  while (at >= 0 && (level[at] ?? 0) > wanted) at = parent[at] ?? -1;
  return at >= 0 && level[at] === wanted ? at : -1;
}

/** A place number, spelled out. */
export function describePlace(gazetteer: Gazetteer, place: number): Place {
  const regency = ancestorAt(gazetteer, place, 1);
  return {
    code: placeCode(gazetteer, place),
    name: placeName(gazetteer, place),
    level: PLACE_LEVELS[gazetteer.level[place] ?? 0] ?? 'province',
    regency: regency < 0 ? null : placeCode(gazetteer, regency),
    province: placeCode(gazetteer, ancestorAt(gazetteer, place, 0)),
    city: gazetteer.kind[place] === 1,
  };
}
