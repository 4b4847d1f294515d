/** Place tellings: every printed place name of an article with the places that it may stand for (codebook 7.3). */
import type { Dictionary } from '../model/dictionary.js';
import type { Gazetteer } from '../model/gazetteer.js';
import type { Grammar } from '../model/grammar.js';
import { ancestorAt, lookupPlaces, opensPlace, type PlaceHit } from '../dictionary/dictionary.js';
import { pairsOf, type PairTable, type Word } from '../text/text.js';
import type { Passage } from './passage.js';
import { sentenceAt } from './sentence-at.js';

export type Announced = Grammar['placeTypes'][string];

/** One printed place name with the places it may stand for. */
export interface PlaceTelling {
  passage: Passage;
  sentence: number;
  first: number;
  last: number;
  announced: Announced | null; // level that the word before it announces
  strong: boolean; // announced, or by its own name rather than that of its seat
  candidates: number[]; // place numbers
  dateline: boolean;
  /** It says little of where something happened: a court's town, or nothing at all: where somebody comes from. */
  faint: 'court' | 'origin' | null;
  /** It stands alone as a sentence, and heads what follows. */
  heading: boolean;
  /** The name that is meant where a misprint was mended; null otherwise. */
  mended: string | null;
}

export const LEVEL = { province: 0, regency: 1, district: 2, village: 3 } as const;

/**
 * The place names of a passage. Names of districts and villages count only behind a word that announces them; of districts also where the name has
 * two words or more and only one regency has one of that name.
 */
export function findNames(passage: Passage, dictionary: Dictionary): PlaceTelling[] {
  const { gazetteer, grammar } = dictionary;
  const { tokens } = passage.analysed;
  const found: PlaceTelling[] = [];
  const inName = otherTokens(passage);
  const seatWords = pairsOf(grammar.seatWords);
  for (let token = 0; token < tokens.count; token += 1) {
    if (tokens.capital[token] === 0) continue;
    const sentence = sentenceAt(passage, token);
    if (sentence < 0 || passage.muted[sentence] === true) continue;
    if (!mayOpen(gazetteer, tokens.words[token])) continue;
    const named = lookupPlaces(gazetteer, tokens.folded, token);
    let announced = announcedBefore(passage, grammar, token);
    if (
      announced === null &&
      (inName[token] === 1 || longestHit(gazetteer, passage, token, null, named) === null)
    )
      announced = numberedBefore(passage, grammar, token);
    if (announced === null && inName[token] === 1) continue;
    const hit =
      longestHit(gazetteer, passage, token, announced, named) ??
      (inName[token] === 1 ? null : lonelyDistrict(gazetteer, passage, token, named));
    if (hit === null) continue;
    const dateline = announced === null && isDateline(passage, token, sentence);
    // Seats bear everyday words (Sumber, Negara): without an announcement they count only where news is dated from.
    if (!hit.strong && announced === null && !dateline) continue;
    const seat = wordsBefore(passage, seatWords, token);
    if (seat === 'far') continue;
    found.push({
      passage,
      sentence,
      first: token,
      last: token + hit.length,
      announced,
      strong: announced !== null || hit.strong,
      candidates: citiesBefore(passage, token + hit.length, hit.places, dictionary),
      dateline,
      faint: seat,
      heading: !dateline && isAlone(passage, token, token + hit.length, sentence),
      mended: null,
    });
    token += hit.length - 1;
  }
  return found;
}

/** "Polres Bogor Kota": of twins, the word for a city behind the name means the city. */
function citiesBefore(
  { analysed: { tokens } }: Passage,
  after: number,
  places: number[],
  { gazetteer, grammar }: Dictionary,
): number[] {
  if (places.length < 2 || after >= tokens.count || tokens.capital[after] === 0) return places;
  if ((tokens.breakBefore[after] ?? 0) >= 2) return places;
  if (pairsOf(grammar.placeTypes).one(tokens.words[after]) !== 'kota') return places;
  const cities = places.filter(
    (place) => gazetteer.level[place] === LEVEL.regency && gazetteer.kind[place] === 1,
  );
  return cities.length > 0 ? cities : places;
}

/** Tokens of person names with a title, and of other hits: "Laode Muna" is nobody's regency, nor is "Sipil Negara". */
function otherTokens(passage: Passage): Uint8Array {
  const taken = new Uint8Array(passage.analysed.tokens.count + 1);
  for (const name of passage.analysed.names) {
    if (name.titles.length > 0 || name.age !== null) taken.fill(1, name.first, name.last);
  }
  for (const mark of passage.marks)
    if (NAMING.has(mark.kind) || (TELLING.has(mark.kind) && mark.last - mark.first <= BRIEF))
      taken.fill(1, mark.first, mark.last);
  return taken;
}

/** Kinds of hits whose words name something, and those that tell of something and may reach over a place on their way. */
const NAMING = new Set(['subject', 'institution', 'election', 'candidate', 'law']);
const TELLING = new Set(['topic', 'violation', 'step']);
const BRIEF = 3; // tokens of a hit that reaches over nothing

/** The level that the words right before a place name announce: "Kabupaten", "Wali Kota", "Bawaslu Provinsi". */
export const announcedBefore = (passage: Passage, grammar: Grammar, token: number): Announced | null =>
  wordsBefore(passage, pairsOf(grammar.placeTypes), token);

/** What a table says of the two words or the one right before a token. */
function wordsBefore<V>(passage: Passage, table: PairTable<V>, token: number): V | null {
  const { words, breakBefore } = passage.analysed.tokens;
  if (token === 0 || ((breakBefore[token] ?? 0) >= 2 && !isBehindBracket(passage, token))) return null;
  return table.two(words[token - 2], words[token - 1]) ?? table.one(words[token - 1]) ?? null;
}

/** "SMAN 1 Karangdowo": the level that the words before a number announce for the place behind it. */
function numberedBefore(passage: Passage, grammar: Grammar, token: number): Announced | null {
  const { kind, breakBefore } = passage.analysed.tokens;
  if (kind[token - 1] !== 1 || (breakBefore[token] ?? 0) > 0) return null;
  return wordsBefore(passage, pairsOf(grammar.numberedHouses), token - 1);
}

/** "Kepala Desa (Kades) Sukamaju": a short name in brackets parts an office from its place no more than the long one. */
const isBehindBracket = ({ analysed: { tokens } }: Passage, token: number): boolean =>
  /^\)\s?$/.test(tokens.text.slice(tokens.end[token - 1], tokens.start[token]));

/** "SUMEDANG." before what happened there. */
function isAlone(passage: Passage, first: number, last: number, sentence: number): boolean {
  const span = passage.analysed.sentences[sentence];
  return passage.in === 'body' && span !== undefined && span.last === last && first - span.first <= 1;
}

/** Whether some place name begins with a word; asked once for each word. */
function mayOpen(gazetteer: Gazetteer, word: Word | undefined): boolean {
  if (word === undefined) return false;
  if (word.placesOwner !== gazetteer) {
    word.placesOwner = gazetteer;
    word.opensPlace = opensPlace(gazetteer, word.folded);
  }
  return word.opensPlace;
}

interface Found {
  length: number;
  places: number[];
  strong: boolean; // named by its own name, not by that of its seat
}

function longestHit(
  gazetteer: Gazetteer,
  passage: Passage,
  token: number,
  announced: Announced | null,
  named: readonly PlaceHit[],
): Found | null {
  for (const { length, places, via } of named) {
    if (!staysTogether(passage, token, length)) continue;
    const own: number[] = [];
    const seats: number[] = [];
    places.forEach((place, i) => {
      if (fits(gazetteer, place, announced))
        (via[i] === 'seat' || via[i] === 'old' ? seats : own).push(place);
    });
    // A seat stands for its regency only where nothing bears the name itself: Solok is a regency and a town.
    if (own.length > 0) return { length, places: own, strong: true };
    if (seats.length > 0) return { length, places: seats, strong: false };
  }
  return null;
}

/** A district that nothing announces: only by a name of two words or more that lies in one regency alone. */
function lonelyDistrict(
  gazetteer: Gazetteer,
  passage: Passage,
  token: number,
  named: readonly PlaceHit[],
): Found | null {
  for (const hit of named) {
    if (hit.length < 2 || !staysTogether(passage, token, hit.length)) continue;
    const districts = hit.places.filter((place) => gazetteer.level[place] === LEVEL.district);
    const regencies = new Set(districts.map((place) => ancestorAt(gazetteer, place, LEVEL.regency)));
    if (
      regencies.size === 1 &&
      districts.length === hit.places.filter((place) => (gazetteer.level[place] ?? 0) <= 2).length
    )
      return { length: hit.length, places: districts, strong: true };
  }
  return null;
}

function staysTogether(passage: Passage, token: number, length: number): boolean {
  const { breakBefore, capital } = passage.analysed.tokens;
  for (let next = token + 1; next < token + length; next += 1) {
    if ((breakBefore[next] ?? 0) >= 2 || capital[next] === 0) return false;
  }
  return true;
}

/** Whether a place can be what was announced. Without an announcement only provinces and regencies count. */
function fits(gazetteer: Gazetteer, place: number, announced: Announced | null): boolean {
  const level = gazetteer.level[place];
  if (announced === null) return level === LEVEL.province || level === LEVEL.regency;
  if (announced === 'province') return level === LEVEL.province;
  if (announced === 'kabupaten') return level === LEVEL.regency && gazetteer.kind[place] === 0;
  if (announced === 'kota') return level === LEVEL.regency && gazetteer.kind[place] === 1;
  if (announced === 'regency') return level === LEVEL.regency;
  if (announced === 'district') return level === LEVEL.district;
  if (announced === 'village') return level === LEVEL.village;
  return level === LEVEL.province || level === LEVEL.regency;
}

const LINE_OF_ORIGIN = 8; // tokens
const SHORT = 6;

/** The first words of a body up to a dash, comma or colon are where it was written, not where it happened (codebook 7.2). */
function isDateline(passage: Passage, token: number, sentence: number): boolean {
  if (passage.in === 'title' || sentence > 0 || token > LINE_OF_ORIGIN) return false;
  const { breakBefore } = passage.analysed.tokens;
  const span = passage.analysed.sentences[sentence];
  // "BONTANG. Rencana ...": a line of origin may end with a full stop.
  if (span === undefined || span.last - span.first <= SHORT) return true;
  for (let next = token + 1; next <= token + 5 && next < span.last; next += 1)
    if ((breakBefore[next] ?? 0) >= 2) return true;
  return false;
}

const FAINT = { court: 0.8, origin: 0.3 } as const;

/** How much a telling says for its place: announced names more than bare ones, datelines and villages least. */
export function weightOf(telling: PlaceTelling, gazetteer: Gazetteer): number {
  if (telling.dateline) return 0.8;
  const level = Math.min(...telling.candidates.map((place) => gazetteer.level[place] ?? 3));
  if (level >= LEVEL.district) return telling.announced === null ? 0.8 : 1;
  if (telling.faint !== null) return FAINT[telling.faint];
  const title = telling.passage.in === 'title' ? 1.5 : 0;
  const form = telling.announced !== null ? 3 : telling.strong ? 2 : 1;
  return title + form + (telling.sentence <= 2 ? 0.5 : 0);
}
