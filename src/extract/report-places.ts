/** Report places: the jurisdiction of a report, from its own sentences first, and the other regions told of (codebook 7.3). */
import type { Dictionary } from '../model/dictionary.js';
import type { Gazetteer } from '../model/gazetteer.js';
import type { ReportPlace } from '../model/report.js';
import { placeCode, placeName } from '../dictionary/dictionary.js';
import { evidenceOf, type Passage } from './passage.js';
import { LEVEL, weightOf, type PlaceTelling } from './place-tellings.js';
import type { Gazetted } from './places.js';
import { inferred, stated } from './why.js';

const LEVEL_NAMES = ['province', 'regency', 'district', 'village'] as const;
const MOST_MENTIONS = 5;

/** What a report is known by before its places. */
export interface Placed {
  sentences: ReadonlySet<number>;
  type: 'case' | 'measure';
  /** It is the only report of its article. */
  alone: boolean;
}

/** The article's jurisdiction, or that of the report's own sentences where they tell of another; then the mentions. */
export function placesOfReport(
  places: Gazetted,
  body: Passage,
  report: Placed,
  { gazetteer }: Dictionary,
): ReportPlace[] {
  const main = places.jurisdictions[0];
  if (main === undefined) return [];
  const chosen =
    provinceOfActor(places, body, report, gazetteer) ??
    ownJurisdiction(places, body, report.sentences, gazetteer) ??
    main;
  const others = places.jurisdictions.filter((place) => place !== chosen).slice(0, MOST_MENTIONS);
  return [
    asPlace(chosen, 'jurisdiction', places, gazetteer),
    ...others.map((place) => asPlace(place, 'mention', places, gazetteer)),
  ];
}

/** A further measure by a body of the province that names no region of its own is one of the province. */
function provinceOfActor(
  { tellings, meant }: Gazetted,
  body: Passage,
  { sentences, type, alone }: Placed,
  gazetteer: Gazetteer,
): number | null {
  if (type !== 'measure' || alone) return null;
  let province: number | null = null;
  for (const [index, telling] of tellings.entries()) {
    const place = meant[index] ?? null;
    if (telling.passage !== body || telling.dateline || !sentences.has(telling.sentence)) continue;
    if (place === null) continue;
    if (gazetteer.level[place] !== LEVEL.province) return null;
    if (telling.announced !== null) province = place;
  }
  return province;
}

/** A region told of in passing has less than this share of the score of the article's own. */
const PASSING = 0.5;
/** What a sentence that names no region says for the one told before it in its paragraph. */
const GOVERNED = 1;

interface Own {
  weight: number;
  announced: boolean;
}

/**
 * The region that the report's sentences tell of most, if that is another than the article's: one that an office or
 * body announces, or that weighs in the whole article too. A town where something merely took place does not count.
 */
function ownJurisdiction(
  places: Gazetted,
  body: Passage,
  sentences: ReadonlySet<number>,
  gazetteer: Gazetteer,
): number | null {
  const { scores, jurisdictions } = places;
  const [main = -1] = jurisdictions;
  const bySentence = regionsBySentence(places, body);
  const weights = new Map<number, Own>();
  const add = (place: number, weight: number, announced: boolean): void => {
    const known = weights.get(place) ?? { weight: 0, announced: false };
    weights.set(place, { weight: known.weight + weight, announced: known.announced || announced });
  };
  for (const sentence of sentences) {
    const row = bySentence.get(sentence);
    if (row !== undefined)
      for (const { place, telling } of row)
        add(place, weightOf(telling, gazetteer), telling.announced !== null && telling.faint === null);
    else {
      const governing = governingRegion(bySentence, body, sentence);
      if (governing !== null) add(governing.place, GOVERNED, isGoverning(governing.telling));
    }
  }
  const own = weights.get(main)?.weight ?? 0;
  let best: { place: number; weight: number } | null = null;
  for (const [place, { weight, announced }] of weights) {
    const weighs = announced || (scores.get(place) ?? 0) >= PASSING * (scores.get(main) ?? 0);
    if (place !== main && weighs && weight > own && weight > (best?.weight ?? 0)) best = { place, weight };
  }
  return best?.place ?? null;
}

interface Region {
  place: number;
  telling: PlaceTelling;
}

/** The tellings of the body of regions that the article may be about, by sentence. */
function regionsBySentence(
  { tellings, meant, jurisdictions }: Gazetted,
  body: Passage,
): Map<number, Region[]> {
  const found = new Map<number, Region[]>();
  tellings.forEach((telling, index) => {
    const place = meant[index] ?? null;
    if (place === null || telling.passage !== body || telling.dateline || !jurisdictions.includes(place))
      return;
    const row = found.get(telling.sentence) ?? [];
    row.push({ place, telling });
    found.set(telling.sentence, row);
  });
  return found;
}

/** The region told of last before a sentence in its paragraph: what follows goes on about it. */
function governingRegion(
  bySentence: ReadonlyMap<number, Region[]>,
  body: Passage,
  sentence: number,
): Region | null {
  const paragraph = body.analysed.sentences[sentence]?.paragraph;
  for (let before = sentence - 1; before >= 0; before -= 1) {
    if (body.analysed.sentences[before]?.paragraph !== paragraph) return null;
    const region = bySentence.get(before)?.findLast(({ telling }) => telling.faint === null);
    if (region !== undefined) return region;
  }
  return null;
}

const isGoverning = ({ announced, heading }: PlaceTelling): boolean => announced !== null || heading;

/** A place of a report, with the printed names as evidence, announced ones first. */
function asPlace(
  place: number,
  role: ReportPlace['role'],
  { tellings, meant }: Gazetted,
  gazetteer: Gazetteer,
): ReportPlace {
  const own = tellings.filter((_, index) => meant[index] === place);
  const direct = own.filter((telling) => telling.candidates.includes(place)).toSorted(byCertainty);
  const shown = (direct.length > 0 ? direct : own).slice(0, 3);
  const stretches = shown.map(({ passage, first, last }) => evidenceOf(passage, first, last));
  const [printed] = shown;
  const [stretch] = stretches;
  const level = LEVEL_NAMES[gazetteer.level[place] ?? 0] ?? 'regency';
  const code = placeCode(gazetteer, place);
  const exact = direct.some(({ candidates, mended }) => candidates.length === 1 && mended === null);
  return {
    value: code,
    name: placeName(gazetteer, place),
    level,
    regency: gazetteer.level[place] === LEVEL.province ? null : code.split('.').slice(0, 2).join('.'),
    role,
    raw:
      printed === undefined || stretch === undefined
        ? null
        : printed.passage.text.slice(stretch.start, stretch.end),
    ...(exact ? stated('place/name', ...stretches) : inferred('place/office-or-parent', ...stretches)),
  };
}

const byCertainty = (a: PlaceTelling, b: PlaceTelling): number =>
  Number(b.announced !== null) - Number(a.announced !== null) || Number(a.dateline) - Number(b.dateline);
