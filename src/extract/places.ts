/** Places: tells twins and namesakes apart, and weighs which region an article is about (codebook 7.3). */
import type { Dictionary } from '../model/dictionary.js';
import type { Gazetteer } from '../model/gazetteer.js';
import type { Grammar } from '../model/grammar.js';
import type { Doubt } from '../model/why.js';
import { ancestorAt, placeCode, placeName } from '../dictionary/dictionary.js';
import { pairsOf } from '../text/text.js';
import { evidenceOf, type Passage } from './passage.js';
import { mendMisspellings } from './place-misspellings.js';
import { findNames, LEVEL, weightOf, type PlaceTelling } from './place-tellings.js';
import { sentenceAt } from './sentence-at.js';

/** The place names of the passages of an article, misprints of names that stand elsewhere in it included. */
export function findPlaces(passages: readonly Passage[], dictionary: Dictionary): PlaceTelling[] {
  const tellings = passages.flatMap((passage) => findNames(passage, dictionary));
  return [...tellings, ...mendMisspellings(passages, tellings, dictionary.grammar)];
}

/** All places of an article, weighed. */
export interface Gazetted {
  tellings: PlaceTelling[];
  /** What each telling stands for: one place, or none where nothing decides. Parallel to tellings. */
  meant: (number | null)[];
  /** Score by place number of regencies and provinces. */
  scores: Map<number, number>;
  jurisdictions: number[]; // best first: normally one regency, or one province
  doubts: Doubt[];
}

/** Weighs the places of an article and names its jurisdictions; ambiguous twins stay unnamed with a doubt. */
export function weighPlaces(
  tellings: readonly PlaceTelling[],
  passages: readonly Passage[],
  dictionary: Dictionary,
): Gazetted {
  const { gazetteer, grammar } = dictionary;
  const doubts: Doubt[] = [];
  const meant = resolve(tellings, passages, gazetteer, grammar);
  const scores = new Map<number, number>();
  tellings.forEach((telling, index) => {
    const place = meant[index] ?? null;
    if (place !== null) scores.set(place, (scores.get(place) ?? 0) + weightOf(telling, gazetteer));
  });
  const atDesk = isWrittenAtDesk(tellings, meant, passages, gazetteer);
  const jurisdictions = atDesk ? [] : choose(scores, gazetteer);
  if (jurisdictions.length === 0 && !atDesk) doubts.push(...ambiguity(tellings, gazetteer));
  doubts.push(...misprints(tellings));
  return { tellings: [...tellings], meant, scores, jurisdictions, doubts };
}

const NATIONAL = new Set(['bawaslu_ri', 'kasn', 'bkn', 'menpanrb', 'kemendagri', 'mk']);

/**
 * News of a national body that names no region but the one it was written in: nothing is announced, and all places lie
 * in the province of the dateline. It has no place (ruling 11.17).
 */
function isWrittenAtDesk(
  tellings: readonly PlaceTelling[],
  meant: readonly (number | null)[],
  passages: readonly Passage[],
  gazetteer: Gazetteer,
): boolean {
  const desks = new Set<number>();
  const others = new Set<number>();
  tellings.forEach(({ dateline, announced }, index) => {
    const place = meant[index] ?? null;
    if (place !== null) (dateline ? desks : others).add(ancestorAt(gazetteer, place, LEVEL.province));
    if (announced !== null) others.add(-1);
  });
  if (desks.size !== 1 || [...others].some((province) => !desks.has(province))) return false;
  return passages.some(({ marks }) =>
    marks.some(({ kind, code }) => kind === 'institution' && NATIONAL.has(code)),
  );
}

/** The place of each telling, as a regency or province; null where several remain. */
function resolve(
  tellings: readonly PlaceTelling[],
  passages: readonly Passage[],
  gazetteer: Gazetteer,
  grammar: Grammar,
): (number | null)[] {
  const kinds = announcedKinds(tellings);
  const loose = looseKind(passages, tellings, grammar);
  const provinces = toldProvinces(tellings, gazetteer);
  const first = tellings.map((telling) => resolveOne(telling, gazetteer, kinds, loose, provinces));
  const sure = new Set(first.filter((place) => place !== null));
  return tellings.map((telling, index) => first[index] ?? parentOf(telling, gazetteer, sure, provinces));
}

type Kind = 'kabupaten' | 'kota';

/** The twins that some office holder or body names: Bupati or Wali Kota, by place number. */
function announcedKinds(tellings: readonly PlaceTelling[]): Map<number, Kind> {
  const kinds = new Map<number, Kind>();
  for (const { announced, candidates } of tellings) {
    if (announced !== 'kabupaten' && announced !== 'kota') continue;
    for (const place of candidates) kinds.set(place, announced);
  }
  return kinds;
}

/** Which kind of unit the offices of an article speak of that name no place: "Bupati mengaku belum tahu". */
function looseKind(
  passages: readonly Passage[],
  tellings: readonly PlaceTelling[],
  grammar: Grammar,
): Kind | null {
  const named = new Map(passages.map((passage) => [passage, new Set<number>()]));
  for (const { passage, first } of tellings) named.get(passage)?.add(first);
  const counts: Record<Kind, number> = { kabupaten: 0, kota: 0 };
  const types = pairsOf(grammar.placeTypes);
  for (const passage of passages) {
    const { folded, words, count } = passage.analysed.tokens;
    for (let token = 0; token < count; token += 1) {
      const two = types.two(words[token], words[token + 1]);
      const level = two ?? types.one(words[token]);
      if (level !== 'kabupaten' && level !== 'kota') continue;
      const after = token + (two === undefined ? 1 : 2);
      // The bare word for a city is said of any town centre.
      const vague = two === undefined && level === 'kota' && folded[token] === level;
      const muted = passage.muted[sentenceAt(passage, token)] === true;
      if (!vague && !muted && named.get(passage)?.has(after) !== true) counts[level] += 1;
      token = after - 1;
    }
  }
  if (counts.kabupaten >= 1 && counts.kabupaten >= 3 * counts.kota) return 'kabupaten';
  if (counts.kota >= 1) return counts.kota >= 3 * counts.kabupaten ? 'kota' : null;
  return counts.kabupaten === 0 && passages.some(tellsOfVillages) ? 'kabupaten' : null;
}

const OF_VILLAGES = new Set(['village_head', 'village_staff', 'bpd']);

/** Villages with a head of their own lie in regencies; cities have wards. */
const tellsOfVillages = ({ marks }: Passage): boolean =>
  marks.some(({ kind, code }) => kind === 'subject' && OF_VILLAGES.has(code));

/** Provinces that unambiguous names tell of: themselves, or their regencies. */
function toldProvinces(tellings: readonly PlaceTelling[], gazetteer: Gazetteer): Set<number> {
  const told = new Set<number>();
  for (const { candidates, dateline } of tellings) {
    const provinces = new Set(candidates.map((place) => ancestorAt(gazetteer, place, LEVEL.province)));
    const [only] = provinces;
    if (!dateline && provinces.size === 1 && only !== undefined) told.add(only);
  }
  return told;
}

function resolveOne(
  telling: PlaceTelling,
  gazetteer: Gazetteer,
  kinds: ReadonlyMap<number, Kind>,
  loose: Kind | null,
  told: ReadonlySet<number>,
): number | null {
  const { candidates, announced } = telling;
  const provinces = candidates.filter((place) => gazetteer.level[place] === LEVEL.province);
  const regencies = candidates.filter((place) => gazetteer.level[place] === LEVEL.regency);
  if (regencies.length === 0) return provinces.length === 1 ? (provinces[0] ?? null) : null;
  if (provinces.length === 1 && announced === null) return provinces[0] ?? null;
  if (regencies.length === 1) return regencies[0] ?? null;
  const tests: ((place: number) => boolean)[] = [
    (place) => kinds.has(place),
    (place) => told.has(ancestorAt(gazetteer, place, LEVEL.province)),
    (place) => loose !== null && (gazetteer.kind[place] === 1) === (loose === 'kota'),
  ];
  let left = regencies;
  for (const test of tests) {
    const fitting = left.filter(test);
    if (fitting.length > 0) left = fitting;
  }
  return left.length === 1 ? (left[0] ?? null) : null;
}

/** Districts and villages speak for their regency when that is told of too, or its province is, or when the name is unique. */
function parentOf(
  telling: PlaceTelling,
  gazetteer: Gazetteer,
  sure: ReadonlySet<number>,
  told: ReadonlySet<number>,
): number | null {
  const small = telling.candidates.filter((place) => (gazetteer.level[place] ?? 0) >= LEVEL.district);
  const regencies = [...new Set(small.map((place) => ancestorAt(gazetteer, place, LEVEL.regency)))];
  const named = regencies.filter((regency) => sure.has(regency));
  if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  if (regencies.length === 1) return regencies[0] ?? null;
  const near = regencies.filter((regency) => told.has(ancestorAt(gazetteer, regency, LEVEL.province)));
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** The regency with the highest score; a province first where it outweighs all its regencies by far. */
function choose(scores: ReadonlyMap<number, number>, gazetteer: Gazetteer): number[] {
  // Scores keep the order of the first telling, which decides between equals.
  const ranked = [...scores].toSorted((a, b) => b[1] - a[1]);
  const regencies = ranked.filter(
    ([place, score]) => gazetteer.level[place] === LEVEL.regency && score >= 0.8,
  );
  const [province] = ranked.filter(([place]) => gazetteer.level[place] === LEVEL.province);
  const [regency] = regencies;
  const places = regencies.map(([place]) => place);
  if (province === undefined) return places;
  if (regency === undefined) return [province[0]];
  const provincial = province[1] >= 3 && province[1] > 2 * regency[1];
  return provincial ? [province[0], ...places] : places;
}

function ambiguity(tellings: readonly PlaceTelling[], gazetteer: Gazetteer): Doubt[] {
  const telling = tellings.find((one) => one.candidates.length > 1);
  if (telling === undefined) return [];
  const names = telling.candidates
    .slice(0, 5)
    .map((place) => `${placeName(gazetteer, place)} (${placeCode(gazetteer, place)})`);
  return [
    {
      code: 'ambiguous_place',
      message: `The name may stand for ${names.join(', ')}; nothing in the text decides.`,
      span: spanOf(telling),
    },
  ];
}

const misprints = (tellings: readonly PlaceTelling[]): Doubt[] =>
  tellings.flatMap((telling) =>
    telling.mended === null
      ? []
      : [
          {
            code: 'place_misspelt',
            message: `The name is read as a misprint of "${telling.mended}".`,
            span: spanOf(telling),
          },
        ],
  );

function spanOf({ passage, first, last }: PlaceTelling): [number, number] | null {
  const { start, end } = evidenceOf(passage, first, last);
  return passage.in === 'body' ? [start, end] : null;
}
