/** Explain choices: the places, dates and elections that might have been taken, those that were, and what the others lost by. */
import { placeCode, placeName } from '../dictionary/dictionary.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Report } from '../model/report.js';
import { familyOf } from './calendars.js';
import type { WeighedDate } from './date-costs.js';
import { weighReportDates, type ReportTime } from './dating.js';
import type { Derivation } from './derivation.js';
import { electionVotes } from './election-votes.js';
import type { AmbiguousPlace, DateTold, ElectionTold, PlaceTold } from './explanation.js';
import { stretchOf } from './explain-text.js';
import { evidenceOf } from './passage.js';

/** Places by score, with the role that some report gives them; names that stay open apart. */
export function explainPlaces(
  derivation: Derivation,
  { gazetteer }: Dictionary,
): { candidates: PlaceTold[]; ambiguous: AmbiguousPlace[] } {
  const { tellings, meant, scores } = derivation.places;
  const roles = new Map(
    derivation.extraction.reports
      .flatMap(({ places }) => places)
      .toSorted((a, b) => Number(a.role === 'jurisdiction') - Number(b.role === 'jurisdiction'))
      .map(({ value, role }) => [value, role]),
  );
  const words = (place: number): string[] =>
    tellings.flatMap(({ passage, first, last }, index) =>
      meant[index] === place ? [stretchOf(derivation, evidenceOf(passage, first, last)).words] : [],
    );
  const candidates = [...scores]
    .toSorted((a, b) => b[1] - a[1])
    .map(([place, score]): PlaceTold => {
      const code = placeCode(gazetteer, place);
      const role = roles.get(code) ?? null;
      return {
        code,
        name: placeName(gazetteer, place),
        score: Math.round(score * 100) / 100,
        words: [...new Set(words(place))],
        role,
        lostBy: role === 'jurisdiction' ? null : whyPlaceLost(derivation, score),
      };
    });
  const ambiguous = tellings.flatMap((telling, index): AmbiguousPlace[] => {
    if (meant[index] !== null) return [];
    const stretch = evidenceOf(telling.passage, telling.first, telling.last);
    const names = telling.candidates
      .slice(0, 6)
      .map((place) => `${placeName(gazetteer, place)} (${placeCode(gazetteer, place)})`);
    return [{ ...stretchOf(derivation, stretch), candidates: names }];
  });
  return { candidates, ambiguous };
}

function whyPlaceLost({ extraction, places }: Derivation, score: number): string {
  if (extraction.reports.length === 0) return 'no report asks for a place';
  const best = Math.max(...places.scores.values());
  return score < best
    ? 'another place is told of more, or more plainly'
    : 'the sentences of the reports tell of another';
}

const REFUSED: Record<NonNullable<WeighedDate['refused']>, string> = {
  voting_day: 'a day of voting dates nothing else',
  wrong_time: 'too coarse, or on the wrong side of the publication',
  too_far: 'too far from what is dated',
};

/** Printed dates as they weigh for a report. */
export function explainDates(
  { body }: Derivation,
  report: Report,
  { time, now, dictionary }: { time: ReportTime; now: string | null; dictionary: Dictionary },
): DateTold[] {
  const start = report.date?.evidence[0]?.start ?? -1;
  return weighReportDates(time, body, now, dictionary.elections).map(({ told, cost, refused }) => {
    const chosen = told.date.start === start;
    return {
      raw: told.date.raw,
      value: told.value,
      cost: Math.round(cost),
      chosen,
      lostBy: chosen ? null : refused === null ? 'dearer' : REFUSED[refused],
    };
  });
}

/** Signs of an election, the heaviest first. */
export function explainElections(
  derivation: Derivation,
  report: Report,
  { now, dictionary }: { now: string | null; dictionary: Dictionary },
): ElectionTold[] {
  const chosen = report.election;
  return electionVotes([derivation.title, derivation.body], dictionary, now)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ type, year, weight, evidence }) => {
      const lostBy =
        chosen === null
          ? 'no election is named'
          : type === null
            ? 'says only that there is one'
            : familyOf(type) !== familyOf(chosen.type)
              ? 'another election is told of more, or is nearer'
              : type !== chosen.type
                ? 'another name of it is told of more'
                : year !== null && year !== chosen.year
                  ? 'another year of it is the one at hand'
                  : null;
      return { ...stretchOf(derivation, evidence), type, year, weight, chosen: lostBy === null, lostBy };
    });
}
