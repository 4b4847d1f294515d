/** Places: finds place names, tells twins and namesakes apart, and decides which is the jurisdiction (codebook 7.3). */
import type { Dictionary, Gazetteer, Grammar } from '../model/dictionary.js';
import type { ReportPlace } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import { ancestorAt, lookupPlaces, placeCode, placeName } from '../dictionary/dictionary.js';
import { evidenceOf, type Passage } from './passage.js';
import { sentenceAt } from './sentence-at.js';
import { inferred, stated } from './why.js';

type Announced = Grammar['placeTypes'][string];

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
}

const LEVEL = { province: 0, regency: 1, district: 2, village: 3 } as const;
const LEVEL_NAMES = ['province', 'regency', 'district', 'village'] as const;

/** Finds every place name of a passage. Names of districts and villages count only behind a word that announces them. */
export function findPlaces(passage: Passage, dictionary: Dictionary): PlaceTelling[] {
  const { gazetteer, grammar } = dictionary;
  const { tokens } = passage.analysed;
  const found: PlaceTelling[] = [];
  const inName = otherTokens(passage);
  for (let token = 0; token < tokens.count; token += 1) {
    if (tokens.capital[token] === 0) continue;
    const sentence = sentenceAt(passage, token);
    if (sentence < 0 || passage.muted[sentence] === true) continue;
    const announced = announcedBefore(passage, grammar, token);
    const hit = longestHit(gazetteer, passage, token, announced);
    if (hit === null) continue;
    if (announced === null && inName[token] === 1) continue;
    const dateline = isDateline(passage, token, sentence);
    // Seats bear everyday words (Sumber, Negara): without an announcement they count only where news is dated from.
    if (!hit.strong && announced === null && !dateline) continue;
    found.push({
      passage,
      sentence,
      first: token,
      last: token + hit.length,
      announced,
      strong: announced !== null || hit.strong,
      candidates: hit.places,
      dateline,
    });
    token += hit.length - 1;
  }
  return found;
}

/** Tokens of person names with a title, and of other hits: "Laode Muna" is nobody's regency, nor is "Sipil Negara". */
function otherTokens(passage: Passage): Uint8Array {
  const taken = new Uint8Array(passage.analysed.tokens.count + 1);
  for (const name of passage.analysed.names) {
    if (name.titles.length > 0 || name.age !== null) taken.fill(1, name.first, name.last);
  }
  const kinds = new Set([
    'subject',
    'institution',
    'election',
    'candidate',
    'law',
    'topic',
    'violation',
    'step',
  ]);
  for (const mark of passage.marks) if (kinds.has(mark.kind)) taken.fill(1, mark.first, mark.last);
  return taken;
}

/** The level that the words right before a place name announce: "Kabupaten", "Wali Kota", "Bawaslu Provinsi". */
function announcedBefore(passage: Passage, grammar: Grammar, token: number): Announced | null {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (token === 0 || (breakBefore[token] ?? 0) >= 2) return null;
  const two = token >= 2 ? grammar.placeTypes[`${folded[token - 2]} ${folded[token - 1]}`] : undefined;
  return two ?? grammar.placeTypes[folded[token - 1] ?? ''] ?? null;
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
): Found | null {
  for (const hit of lookupPlaces(gazetteer, passage.analysed.tokens.folded, token)) {
    if (!staysTogether(passage, token, hit.length)) continue;
    const fitting = hit.places
      .map((place, i) => ({ place, seat: hit.via[i] === 'seat' || hit.via[i] === 'old' }))
      .filter(({ place }) => fits(gazetteer, place, announced));
    // A seat stands for its regency only where nothing bears the name itself: Solok is a regency and a town.
    const own = fitting.filter(({ seat }) => !seat);
    const chosen = own.length > 0 ? own : fitting;
    if (chosen.length > 0)
      return { length: hit.length, places: chosen.map(({ place }) => place), strong: own.length > 0 };
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

/** The first words of a body up to the dash are where it was written, not where it happened (codebook 7.2). */
function isDateline(passage: Passage, token: number, sentence: number): boolean {
  if (passage.in === 'title' || sentence > 0) return false;
  const { breakBefore } = passage.analysed.tokens;
  if (token > 8) return false;
  for (let next = token + 1; next <= token + 5; next += 1) if ((breakBefore[next] ?? 0) >= 2) return true;
  return false;
}

/** All places of an article, weighed. */
export interface Gazetted {
  tellings: PlaceTelling[];
  /** Score by place number of regencies and provinces. */
  scores: Map<number, number>;
  jurisdictions: number[]; // best first: normally one regency, or one province
  doubts: Doubt[];
}

/** Weighs the places of an article and names its jurisdiction; ambiguous twins stay unnamed with a doubt. */
export function weighPlaces(tellings: readonly PlaceTelling[], dictionary: Dictionary): Gazetted {
  const { gazetteer } = dictionary;
  const doubts: Doubt[] = [];
  const scores = new Map<number, number>();
  const add = (place: number, score: number): void =>
    void scores.set(place, (scores.get(place) ?? 0) + score);
  const office = officeHint(tellings);
  for (const telling of tellings) {
    const places = narrow(telling.candidates, gazetteer, office, telling);
    if (places.length !== 1) continue;
    const place = places[0] ?? 0;
    const level = gazetteer.level[place] ?? 3;
    if (level <= LEVEL.regency) add(place, weightOf(telling));
  }
  // Districts and villages speak for their regency when that is told of too, or when the name is unique.
  for (const telling of tellings) {
    const regencies = [
      ...new Set(
        telling.candidates
          .filter((place) => (gazetteer.level[place] ?? 0) >= LEVEL.district)
          .map((place) => regencyOf(gazetteer, place)),
      ),
    ];
    const told = regencies.filter((regency) => scores.has(regency));
    if (told.length === 1) add(told[0] ?? 0, 1);
    else if (told.length === 0 && regencies.length === 1 && telling.announced !== null)
      add(regencies[0] ?? 0, 1);
  }
  const jurisdictions = choose(scores, gazetteer);
  if (jurisdictions.length === 0) pushAmbiguity(tellings, gazetteer, doubts);
  return { tellings: [...tellings], scores, jurisdictions, doubts };
}

const weightOf = (telling: PlaceTelling): number => {
  if (telling.dateline) return 0.8;
  const title = telling.passage.in === 'title' ? 1.5 : 0;
  return (
    title + (telling.announced !== null ? 3 : telling.strong ? 2 : 1) + (telling.sentence <= 2 ? 0.5 : 0)
  );
};

/** Which of the twins the article is about, when some office holder or body says it: Bupati or Wali Kota. */
function officeHint(tellings: readonly PlaceTelling[]): Map<string, 'kabupaten' | 'kota'> {
  const hints = new Map<string, 'kabupaten' | 'kota'>();
  for (const telling of tellings) {
    const { announced } = telling;
    if (announced !== 'kabupaten' && announced !== 'kota') continue;
    const key = [...telling.candidates].join(',');
    for (const place of telling.candidates) hints.set(String(place), announced);
    hints.set(key, announced);
  }
  return hints;
}

/** Leaves of several candidates those that fit best: a regency before a province, the twin that was told of before. */
function narrow(
  candidates: readonly number[],
  gazetteer: Gazetteer,
  office: Map<string, 'kabupaten' | 'kota'>,
  telling: PlaceTelling,
): number[] {
  if (candidates.length <= 1) return [...candidates];
  const provinces = candidates.filter((place) => gazetteer.level[place] === LEVEL.province);
  const regencies = candidates.filter((place) => gazetteer.level[place] === LEVEL.regency);
  if (regencies.length === 0) return provinces;
  if (provinces.length === 1 && regencies.length === 1 && telling.announced === null) return provinces;
  const told = regencies.filter((place) => office.has(String(place)));
  return told.length === 1 ? told : regencies;
}

/** Number of the regency that a district or village lies in. */
export const regencyOf = (gazetteer: Gazetteer, place: number): number =>
  ancestorAt(gazetteer, place, LEVEL.regency);

/** The regency with the highest score; a province only when no regency of weight was told of. */
function choose(scores: ReadonlyMap<number, number>, gazetteer: Gazetteer): number[] {
  const ranked = [...scores].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  const regencies = ranked.filter(
    ([place, score]) => gazetteer.level[place] === LEVEL.regency && score >= 0.8,
  );
  const provinces = ranked.filter(([place]) => gazetteer.level[place] === LEVEL.province);
  const bestRegency = regencies[0];
  const bestProvince = provinces[0];
  if (bestRegency === undefined) return bestProvince === undefined ? [] : [bestProvince[0]];
  // A province told of far more often than any of its regencies is the jurisdiction of a provincial story.
  if (bestProvince !== undefined && bestProvince[1] >= 3 && bestProvince[1] > 2 * bestRegency[1])
    return [bestProvince[0]];
  return regencies.map(([place]) => place);
}

function pushAmbiguity(tellings: readonly PlaceTelling[], gazetteer: Gazetteer, doubts: Doubt[]): void {
  const telling = tellings.find((one) => one.candidates.length > 1);
  if (telling === undefined) return;
  const names = telling.candidates
    .slice(0, 5)
    .map((place) => `${placeName(gazetteer, place)} (${placeCode(gazetteer, place)})`);
  const { start, end } = evidenceOf(telling.passage, telling.first, telling.last);
  doubts.push({
    code: 'ambiguous_place',
    message: `The name may stand for ${names.join(', ')}; nothing in the text decides.`,
    span: telling.passage.in === 'body' ? [start, end] : null,
  });
}

/** A place of a report, with the printed names as evidence. */
export function reportPlace(
  place: number,
  role: ReportPlace['role'],
  gazetted: Gazetted,
  dictionary: Dictionary,
): ReportPlace {
  const { gazetteer } = dictionary;
  const tellings = gazetted.tellings.filter(
    (telling) =>
      telling.candidates.includes(place) ||
      telling.candidates.some(
        (one) => (gazetteer.level[one] ?? 0) >= 2 && regencyOf(gazetteer, one) === place,
      ),
  );
  const direct = tellings
    .filter((telling) => telling.candidates.includes(place))
    .toSorted((a, b) => Number(b.announced !== null) - Number(a.announced !== null));
  const shown = (direct.length > 0 ? direct : tellings).slice(0, 3);
  const stretches = shown.map((telling) => evidenceOf(telling.passage, telling.first, telling.last));
  const printed = shown[0];
  const exact = direct.some((telling) => telling.candidates.length === 1);
  const level = LEVEL_NAMES[gazetteer.level[place] ?? 0] ?? 'regency';
  const code = placeCode(gazetteer, place);
  return {
    value: code,
    name: placeName(gazetteer, place),
    level,
    regency: level === 'province' ? null : code.split('.').slice(0, 2).join('.'),
    role,
    raw:
      printed === undefined
        ? null
        : printed.passage.text.slice(stretches[0]?.start ?? 0, stretches[0]?.end ?? 0),
    ...(exact ? stated('place/name', ...stretches) : inferred('place/office-or-parent', ...stretches)),
  };
}

/** The article's jurisdiction; another regency only where the report's own sentences name that one alone. */
export function placesOfReport(
  places: Gazetted,
  body: Passage,
  sentences: ReadonlySet<number>,
  dictionary: Dictionary,
): ReportPlace[] {
  const main = places.jurisdictions[0];
  if (main === undefined) return [];
  const own = new Set<number>();
  for (const telling of places.tellings) {
    if (telling.passage !== body || telling.dateline || !sentences.has(telling.sentence)) continue;
    for (const place of places.jurisdictions) if (telling.candidates.includes(place)) own.add(place);
  }
  const chosen = own.size === 0 || own.has(main) ? main : ([...own][0] ?? main);
  const result = [reportPlace(chosen, 'jurisdiction', places, dictionary)];
  for (const place of places.jurisdictions.slice(0, 6))
    if (place !== chosen) result.push(reportPlace(place, 'mention', places, dictionary));
  return result;
}
