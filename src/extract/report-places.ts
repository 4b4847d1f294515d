/** Report places: the jurisdiction of a report, from its own sentences first, and the other regions told of (codebook 7.3). */
import type { Dictionary, Gazetteer } from '../model/dictionary.js';
import type { ReportPlace } from '../model/report.js';
import { placeCode, placeName } from '../dictionary/dictionary.js';
import { evidenceOf, type Passage } from './passage.js';
import { LEVEL, weightOf, type PlaceTelling } from './place-tellings.js';
import type { Gazetted } from './places.js';
import { inferred, stated } from './why.js';

const LEVEL_NAMES = ['province', 'regency', 'district', 'village'] as const;
const MOST_MENTIONS = 5;

/** The article's jurisdiction, or that of the report's own sentences where they tell of another; then the mentions. */
export function placesOfReport(
  places: Gazetted,
  body: Passage,
  sentences: ReadonlySet<number>,
  { gazetteer }: Dictionary,
): ReportPlace[] {
  const main = places.jurisdictions[0];
  if (main === undefined) return [];
  const chosen = ownJurisdiction(places, body, sentences, gazetteer) ?? main;
  const others = places.jurisdictions.filter((place) => place !== chosen).slice(0, MOST_MENTIONS);
  return [
    asPlace(chosen, 'jurisdiction', places, gazetteer),
    ...others.map((place) => asPlace(place, 'mention', places, gazetteer)),
  ];
}

/** A region told of in passing has less than this share of the score of the article's own. */
const PASSING = 0.5;

/**
 * The region that the report's sentences tell of most, if that is another than the article's: one that an office or
 * body announces, or that weighs in the whole article too. A town where something merely took place does not count.
 */
function ownJurisdiction(
  { tellings, meant, scores, jurisdictions }: Gazetted,
  body: Passage,
  sentences: ReadonlySet<number>,
  gazetteer: Gazetteer,
): number | null {
  const [main = -1] = jurisdictions;
  const weights = new Map<number, { weight: number; announced: boolean }>();
  tellings.forEach((telling, index) => {
    const place = meant[index] ?? null;
    if (place === null || telling.passage !== body || telling.dateline || !sentences.has(telling.sentence))
      return;
    if (!jurisdictions.includes(place)) return;
    const known = weights.get(place) ?? { weight: 0, announced: false };
    known.weight += weightOf(telling, gazetteer);
    known.announced ||= telling.announced !== null;
    weights.set(place, known);
  });
  const own = weights.get(main)?.weight ?? 0;
  let best: { place: number; weight: number } | null = null;
  for (const [place, { weight, announced }] of weights) {
    const weighs = announced || (scores.get(place) ?? 0) >= PASSING * (scores.get(main) ?? 0);
    if (place !== main && weighs && weight > own && weight > (best?.weight ?? 0)) best = { place, weight };
  }
  return best?.place ?? null;
}

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
