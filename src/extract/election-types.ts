/** Election types: of the votes of a report, which kind of election they speak for: family first, then the office (rulings 11.4, 11.29, 11.34). */
import type { ElectionType } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { DateValue } from '../model/report.js';
import { calendarsAt, daysBetween, familyOf, nearestCalendar, type Family } from './calendars.js';
import { GENERIC, type Vote } from './election-votes.js';
import type { Passage } from './passage.js';

/** What is known of a report before its election. */
export interface ElectionQuestion {
  now: string | null; // day of publication
  type: 'case' | 'measure';
  sentences: ReadonlySet<number>; // of the body
  date: DateValue | null;
  places: readonly string[]; // codes of its jurisdictions
  /** Sentences that only other reports rest on. */
  foreign?: ReadonlySet<number>;
  /** The head of a region uses the office to stay in it: the election is that to the office. */
  incumbent?: boolean;
}

/** What the type is chosen from. */
export interface TypeChoice {
  /** All votes with a type. */
  votes: readonly Vote[];
  /** Those of the report's own sentences. */
  own: readonly Vote[];
  passages: readonly Passage[];
  dictionary: Dictionary;
  today: string | null;
  question: ElectionQuestion;
}

/** The heaviest family; within it the most specific type that the text supports. */
export function chooseType(choice: TypeChoice): ElectionType {
  const { own, dictionary, today, question } = choice;
  const heard = withoutWrongRepeat(choice.votes, dictionary, today, question.places);
  const near = new Set(own);
  const families = new Map<Family, number>();
  const weighed = heard.map((vote) => ({ vote, weight: vote.weight * (near.has(vote) ? 1.5 : 1) }));
  for (const { vote, weight } of weighed) {
    if (vote.type === null) continue;
    families.set(familyOf(vote.type), (families.get(familyOf(vote.type)) ?? 0) + weight);
  }
  if (weighed.reduce((sum, { vote, weight }) => sum + (vote.type === 'psu' ? weight : 0), 0) >= 1)
    return 'psu';
  const family = heaviestFamily(families, dictionary, today, question.places);
  const types = new Map<ElectionType, number>();
  const ownName = own.some(({ type }) => type !== null && familyOf(type) === family);
  for (const { vote, weight } of weighed) {
    if (vote.type === null || familyOf(vote.type) !== family) continue;
    if (ownName && isOfAnother(vote, question)) continue;
    types.set(vote.type, (types.get(vote.type) ?? 0) + weight);
  }
  const type = withinFamily(family, types, heard, question);
  if (type === 'pilkada') return officeOfRegion(choice);
  const ownOffice = own.some((vote) => vote.type === type);
  return LOCAL.has(type) && !ownOffice && isRegency(question.places[0])
    ? regencyOffice(question.places[0])
    : type;
}

/** The heads of regencies and cities: which of the two is elected, the place tells. */
const LOCAL: ReadonlySet<ElectionType> = new Set(['pilbup', 'pilwalkot']);

const isRegency = (code: string | undefined): code is string => code !== undefined && code.length > 2;

const regencyOffice = (code: string): ElectionType =>
  Number(code.slice(3, 5)) >= FIRST_CITY ? 'pilwalkot' : 'pilbup';

/** The office that another case of the article is about says nothing of one that names its election itself. */
const isOfAnother = ({ sought, passage, sentence }: Vote, { type, foreign }: ElectionQuestion): boolean =>
  sought && type === 'case' && passage.in === 'body' && foreign?.has(sentence) === true;

/** Where a whole election is held again (the empty box had won), what the press calls a repeat vote is that election. */
function withoutWrongRepeat(
  votes: readonly Vote[],
  dictionary: Dictionary,
  today: string | null,
  places: readonly string[],
): readonly Vote[] {
  if (today === null || !votes.some((vote) => vote.type === 'psu')) return votes;
  if (repeatedAt(dictionary, today, places) === null) return votes;
  return votes.map((vote) => (vote.type === 'psu' ? { ...vote, type: 'pilkada' as const } : vote));
}

const AROUND = 200; // days

/** The family of elections that only some regions hold around a day, these places among them; null for psu or none. */
function repeatedAt(dictionary: Dictionary, today: string, places: readonly string[]): Family | null {
  const local = calendarsAt(dictionary, places).filter(
    ({ regions, voting }) =>
      regions.length > 0 && voting.some((day) => Math.abs(daysBetween(today, day)) < AROUND),
  );
  const [calendar] = local;
  return calendar === undefined || local.some(({ family }) => family === 'psu') ? null : calendar.family;
}

function heaviestFamily(
  families: ReadonlyMap<Family, number>,
  dictionary: Dictionary,
  today: string | null,
  places: readonly string[],
): Family {
  const near = today === null ? null : nearestCalendar([...families.keys()], dictionary, today, places);
  const score = ([family, weight]: [Family, number]): number => weight + (family === near?.family ? 1 : 0);
  // An election that no calendar holds around that time is one of another time, where another is at hand.
  const held = [...families].filter(
    ([family]) =>
      family === 'pilkades' ||
      (today !== null && nearestCalendar([family], dictionary, today, places) !== null),
  );
  return (held.length > 0 ? held : [...families]).toSorted((a, b) => score(b) - score(a))[0]?.[0] ?? 'pemilu';
}

/**
 * The office that weighs most. Two offices that weigh the same leave the common word standing, but a province elects its
 * governor. Whom a measure names as an example does not make a national election, once that is called by its name.
 */
function withinFamily(
  family: Family,
  types: ReadonlyMap<ElectionType, number>,
  heard: readonly Vote[],
  { type: report, places }: ElectionQuestion,
): ElectionType {
  const specific = [...types].filter(([type]) => !GENERIC.has(type)).toSorted((a, b) => b[1] - a[1]);
  const common: ElectionType = family;
  if (specific.length === 0) return common;
  if (isProvince(places[0]) && types.has('pilgub')) return places[0] === WITHOUT_GOVERNOR ? common : 'pilgub';
  const [best, next] = specific;
  if (best === undefined || (next !== undefined && next[1] >= best[1])) return common;
  if (report === 'measure' && family === 'pemilu') {
    const named = (wanted: (type: ElectionType) => boolean): number =>
      heard.reduce(
        (sum, { type, sought, weight }) =>
          type !== null && !sought && weight > 1 && familyOf(type) === family && wanted(type)
            ? sum + weight
            : sum,
        0,
      );
    const generic = named((type) => GENERIC.has(type));
    if (generic > 0 && named((type) => type === best[0]) <= generic) return common;
  }
  return best[0];
}

const isProvince = (code: string | undefined): boolean => code?.length === 2;

/** Codes of cities begin at 71 behind that of the province. */
const FIRST_CITY = 71;
/** The province whose cities elect no head. */
const CAPITAL = '31';
/** The province whose governor is not elected. */
const WITHOUT_GOVERNOR = '34';

/**
 * A regional election that no office is told of is that to the office of the region, where the text says that it is the
 * region's own: by the office holder who stands again, or because it is held again there.
 */
export function officeOfRegion({
  passages,
  dictionary,
  today,
  question,
}: Omit<TypeChoice, 'votes' | 'own'>): ElectionType {
  const [place] = question.places;
  if (place === undefined) return 'pilkada';
  if (place.startsWith(CAPITAL)) return 'pilgub';
  const repeated = today !== null && repeatedAt(dictionary, today, question.places) === 'pilkada';
  const incumbent = question.type === 'case' && (question.incumbent === true || passages.some(hasIncumbent));
  if (isProvince(place)) return incumbent || repeated ? 'pilgub' : 'pilkada';
  if (!repeated && !incumbent) return 'pilkada';
  return regencyOffice(place);
}

/** Somebody who holds an office stands for it again. */
const hasIncumbent = ({ marks }: Passage): boolean =>
  marks.some(({ kind, props }) => kind === 'candidate' && props['stands'] === 'again');
