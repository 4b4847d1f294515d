/** One report and its article -> the facts by which it is compared with others, worked out once. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import { type Origin, StageCode, type SubjectStatus } from '../model/codes.js';
import type { LinkingRules, LinkingTerms } from '../model/linking-rules.js';
import type { OtherPerson, Report, ReportPlace, ReportStep } from '../model/report.js';
import { hasHappened } from '../model/realities.js';
import { type PersonName, foldWords, namingOf, readName } from './compare-names.js';
import { type Days, dayNumber, daysOf } from './measure-time.js';
import { readSign } from './sign-body.js';

/** A report with what linking has to know of its article. */
export interface LinkInput {
  report: Report;
  article: {
    id: string;
    url: string | null;
    outlet: string | null;
    title: string | null;
    /** ISO date or time; null when unknown. */
    published: string | null;
    /** What its body is known by, as `writeSign` gives it; null or absent when the body was not signed. */
    sign?: string | null;
    /** How the article came to its outlet, where it says so. */
    origin?: Origin | null;
  };
}

export interface Facts {
  input: LinkInput;
  sign: Uint8Array | null;
  /** Who stands behind it: its outlet, else the article itself, until copies of one text are joined. */
  source: string;
  regencies: Set<string>;
  /** Provinces of jurisdictions that are told no closer. */
  provinces: Set<string>;
  statuses: Set<SubjectStatus>;
  /** How many people are accused; null when the text leaves it open. */
  count: number | null;
  people: PersonName[];
  authorities: { name: PersonName | null; institution: string | null }[];
  others: { role: OtherPerson['role']; name: PersonName }[];
  letters: Set<string>;
  /** Acts that are named, sorted. */
  named: string[];
  /** Steps that happened on a day that the text gives. */
  exact: { value: string; day: number }[];
  /** Steps that happened or happen. */
  steps: Set<string>;
  sanctions: Set<string>;
  /** Numbers printed of sanctions, and of people beside the count: "3 bulan" gives 3. */
  numerals: Set<string>;
  /** Steps that are to come. */
  awaited: Set<string>;
  /** Words of the headline that are neither common in such headlines nor names of places. */
  titleWords: Set<string>;
  /** Codes of districts and villages. */
  scenes: Set<string>;
  /** Positions of two words or more, and employers, folded. */
  positions: Set<string>;
  employers: Set<string>;
  days: Days | null;
  published: number | null;
  stage: number;
  historical: boolean;
  title: string;
  /** With what else its article tells of the same act: all outcomes as one; null where it tells of it alone. */
  whole: Facts | null;
}

const NO_TERMS: LinkingTerms = {
  nearDays: 0,
  measureDays: 0,
  lastingDays: 0,
  lasting: [],
  compatible: {},
  actors: {},
  titles: [],
  commonNames: [],
  nameSpellings: [],
  copies: { whole: 1, inside: 1 },
  kinds: {},
  closeWord: 1,
  lagDays: 0,
  closeShare: 0,
  mostPossible: 0,
  kin: [],
  common: [],
  unproven: [],
  proven: [],
};

/** The terms of the rules, or empty ones. */
export const termsOf = (rules: LinkingRules): LinkingTerms => rules.terms ?? NO_TERMS;

/** Works out the facts of one report. */
export function gatherFacts(input: LinkInput, rules: LinkingRules): Facts {
  const naming = namingOf(termsOf(rules));
  const { report, article } = input;
  const accused = report.subjects.filter(({ role }) => role === 'accused');
  const told = report.steps.filter(({ reality }) => hasHappened(reality) || reality === 'historical');
  const regencies = regenciesOf(report);
  return {
    input,
    sign: readSign(article.sign ?? null),
    source: article.outlet ?? `article ${article.id}`,
    regencies,
    provinces: provincesOf(report, regencies),
    statuses: new Set(report.subjects.map(({ status }) => status)),
    count: countAccused(report),
    people: accused.flatMap(({ name }) => (name === null ? [] : [readName(name, naming)])),
    authorities: report.authorities.map(({ name, institution }) => ({
      name: name === null ? null : readName(name, naming),
      institution,
    })),
    others: report.others.flatMap(({ role, name }) =>
      name === null ? [] : [{ role, name: readName(name, naming) }],
    ),
    letters: lettersOf(report.steps),
    named: [...new Set(report.violations.map(({ value }) => value))]
      .filter((code) => code !== UNSPECIFIED_ACT)
      .sort(),
    exact: exactSteps(report),
    steps: new Set(told.map(({ value }) => value)),
    sanctions: new Set(told.flatMap(({ sanction }) => foldWords(sanction?.duration ?? '').join(' ') || [])),
    numerals: numeralsOf(report),
    awaited: new Set(report.steps.flatMap(({ value, reality }) => (reality === 'planned' ? [value] : []))),
    titleWords: titleWordsOf(input, termsOf(rules).common),
    scenes: new Set(report.places.filter(isScene).map(({ value }) => value)),
    positions: new Set(accused.flatMap(({ position }) => fold(position, 2))),
    employers: new Set(accused.flatMap(({ institution }) => fold(institution, 2))),
    days: report.date === null ? null : daysOf(report.date),
    published: dayNumber(article.published),
    stage: report.stage === null ? -1 : StageCode.options.indexOf(report.stage),
    historical: told.length > 0 && told.every(({ reality }) => reality === 'historical'),
    title: foldWords(article.title ?? '').join(' '),
    whole: null,
  };
}

function exactSteps({ steps }: Report): Facts['exact'] {
  return steps.flatMap(({ value, reality, date }) => {
    const exact = date?.precision === 'day' && (date.basis === 'stage' || date.basis === 'act');
    const day = exact && reality === 'realised' ? dayNumber(date.value) : null;
    return day === null ? [] : [{ value, day }];
  });
}

const SHORTEST_WORD = 4;

function titleWordsOf({ report, article }: LinkInput, common: readonly string[]): Set<string> {
  const places = report.places.flatMap(({ name, raw }) => [...foldWords(name), ...foldWords(raw ?? '')]);
  const left = new Set([...common, ...places]);
  const words = foldWords(article.title ?? '').filter(
    (word) => word.length >= SHORTEST_WORD && !/^\d/.test(word),
  );
  return new Set(words.filter((word) => !left.has(word)));
}

const isScene = ({ role, value }: ReportPlace): boolean => role !== 'mention' && value.length > 5;

function fold(text: string | null, least: number): string[] {
  const words = foldWords(text ?? '');
  return words.length < least ? [] : [words.join(' ')];
}

// "potong TPP 25 persen, 6 bulan" gives 25 and 6; a step told of 13 people gives 13.
function numeralsOf({ steps, subjects }: Report): Set<string> {
  const texts = steps.flatMap(({ sanction }) => [sanction?.text ?? '', sanction?.duration ?? '']);
  const counts = [...steps, ...subjects].flatMap(({ count }) =>
    count !== null && count > 2 ? [String(count)] : [],
  );
  return new Set([...texts.flatMap((text) => text.match(/\d{1,9}/g) ?? []), ...counts]);
}

/** Codes of the regencies in whose jurisdiction a report lies. */
export function regenciesOf(report: Report): Set<string> {
  const codes = report.places
    .filter(({ role }) => role === 'jurisdiction')
    .flatMap(({ value, regency }) => regency ?? (value.length >= 5 ? value.slice(0, 5) : []));
  return new Set(codes);
}

/** Codes of provinces that are printed as jurisdiction without a regency inside them. */
export function provincesOf(report: Report, regencies: ReadonlySet<string>): Set<string> {
  const inside = new Set([...regencies].map((code) => code.slice(0, 2)));
  return new Set(
    report.places
      .filter(({ role, level }) => role === 'jurisdiction' && level === 'province')
      .map(({ value }) => value)
      .filter((code) => !inside.has(code)),
  );
}

/** How many people a report accuses: the sum of its groups, else what its furthest step touches; else null. */
export function countAccused(report: Report): number | null {
  const accused = report.subjects.filter(({ role }) => role === 'accused');
  const counts = accused.map(({ count, name }) => count ?? (name === null ? null : 1));
  if (counts.length > 0 && counts.every((count) => count !== null)) {
    return counts.reduce((sum, count) => sum + count, 0);
  }
  const stage = report.steps.find(({ value, count }) => value === report.stage && count !== null);
  return stage?.count ?? null;
}

// "800.1/1542/IX/2020" becomes "800 1 1542 ix 2020".
function lettersOf(steps: readonly ReportStep[]): Set<string> {
  const letters = steps.flatMap(({ document }) => (document === null ? [] : foldWords(document).join(' ')));
  return new Set(letters.filter((letter) => letter.length >= 4));
}

/** True when two letter numbers are one: equal, or one cut short. */
export function sameLetter(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 8 && long.startsWith(`${short} `));
}
