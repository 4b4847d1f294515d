/** Tally: counts of right, extra and missed values by field, and the figures made of them. */

/** Agreement on one field: right, too much, missed. */
export interface Score {
  right: number;
  extra: number;
  missed: number;
}

/** The fields that are scored, in the order in which they are shown; unseen articles are scored by the same. */
export const FIELDS = [
  'article is a case',
  'article is relevant',
  'reports: case',
  'reports: measure',
  'stage',
  'violations',
  'subject status',
  'subject count',
  'subject names',
  'steps with reality',
  'steps that happened',
  'realised sanctions',
  'places (regency)',
  'election family:year',
  'election exact',
  'date',
  'authority names',
  'claims',
] as const;
export type Field = (typeof FIELDS)[number];
export type Tally = Record<Field, Score>;

export const NO_SCORE: Readonly<Score> = { right: 0, extra: 0, missed: 0 };

/** A tally of zeros. */
export const newTally = (): Tally =>
  Object.fromEntries(FIELDS.map((field) => [field, { ...NO_SCORE }])) as Tally;

export function addScore(to: Score, more: Readonly<Score>): void {
  to.right += more.right;
  to.extra += more.extra;
  to.missed += more.missed;
}

export function addTally(to: Tally, more: Readonly<Tally>): void {
  for (const field of FIELDS) addScore(to[field], more[field]);
}

/** All fields of a tally in one score. */
export function sumOf(tally: Readonly<Tally>): Score {
  const sum = { ...NO_SCORE };
  for (const field of FIELDS) addScore(sum, tally[field]);
  return sum;
}

/** Share of what was found that is right, 0 to 1; 0 where nothing was found. */
export const precisionOf = ({ right, extra }: Readonly<Score>): number => right / (right + extra || 1);
/** Share of what was wanted that was found, 0 to 1; 0 where nothing was wanted. */
export const recallOf = ({ right, missed }: Readonly<Score>): number => right / (right + missed || 1);
/** Harmonic mean of both, 0 to 1. */
export function f1Of(score: Readonly<Score>): number {
  const [precision, recall] = [precisionOf(score), recallOf(score)];
  return (2 * precision * recall) / (precision + recall || 1);
}

/** Score of two sets of values. */
export function compareSets<T>(wanted: ReadonlySet<T>, got: ReadonlySet<T>): Score {
  const right = [...wanted].filter((value) => got.has(value)).length;
  return { right, extra: got.size - right, missed: wanted.size - right };
}

/** Score of two single values; a wrong one is both extra and missed. */
export function compareOne<T>(wanted: T | null, got: T | null): Score {
  const right = wanted !== null && wanted === got;
  return {
    right: right ? 1 : 0,
    extra: got !== null && !right ? 1 : 0,
    missed: wanted !== null && !right ? 1 : 0,
  };
}
