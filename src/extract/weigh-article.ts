/** Weighing articles: how probably an article is a case, a measure, context or nothing of ours, by all that stands in it. */
import type { Relevance } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Passage } from './passage.js';
import { addUp } from './weights.js';

/** Shares of 1 for each relevance. */
export type Chances = Readonly<Record<Relevance, number>>;

const SHORTEST = 4; // sentences from which a text is weighed; it is learned from articles

/** Share of the signs of a text that must be known for it to be weighed; in another language hardly any is. */
const KNOWN = 0.6;

/** The chances of an article by the hashes of its signs; null where it is too short, or the dictionary has no weights for them. */
export function weighArticle(
  body: Passage,
  hashes: readonly number[],
  { weights }: Dictionary,
): Chances | null {
  const table = weights.find(({ kind }) => kind === 'relevance');
  const sentences = body.muted.reduce((sum, muted) => sum + (muted ? 0 : 1), 0);
  if (table === undefined || sentences < SHORTEST) return null;
  const { odds, size } = addUp(table, hashes);
  if (size < KNOWN * new Set(hashes).size) return null;
  return chancesOf(new Map(table.codes.map((code, number) => [code, odds[number] ?? -Infinity])));
}

/** Chances from log odds of each relevance, each weighed against all others: their shares make one whole. */
export function chancesOf(odds: ReadonlyMap<string, number>): Chances {
  const likely = [...odds].map(([code, one]): [string, number] => [code, 1 / (1 + Math.exp(-one))]);
  const whole = likely.reduce((sum, [, one]) => sum + one, 0);
  const chances: Record<Relevance, number> = { case: 0, measure: 0, context: 0, none: 0 };
  for (const [code, one] of likely) chances[code as Relevance] = one / whole;
  return chances;
}

/** Chances from which an article is likely one of a kind; then rules that only doubt it have no say. */
const LIKELY = { case: 0.85, measure: 0.6 };
/**
 * Chances under which an article hardly is a case; then nobody in it is accused. `full`: of whom all is told; `beside`: the
 * same, in what rather is a measure and surely no other thing, for stories of measures end in cases and begin with them;
 * `unlinked`: where it is told that something has nothing to do with elections.
 */
const HARDLY = { any: 0.65, full: 0.33, beside: 0.1, unlinked: 0.9 };
const OURS = 0.9;
/** Chances under which somebody is accused only if he is likely to be by what is told of himself. */
const DOUBTED = 0.95;
const LIKELY_ACCUSED = 0.5; // log odds

/** Whether nobody of those accused is likely to be, in an article that is not surely a case. */
export const isHardlyAccused = (chances: Chances | null, odds: readonly (number | null)[]): boolean =>
  chances !== null && chances.case < DOUBTED && odds.every((one) => one !== null && one < LIKELY_ACCUSED);

/** Chances from which an article is none of ours: so that nobody in it is accused, and whatever it tells of. */
const NONE = { accused: 0.8, at_all: 0.9 };
/** Chance of being none of ours under which an article is ours, though no rule finds an election or neutrality in it. */
const HARDLY_NONE = 0.05;

/** Chance above which an article surely is a case. */
const SURE = 0.97;

/** Whether an article surely is a case; then somebody is accused of whom less is told. */
export const isSurelyCase = (chances: Chances | null): boolean => chances !== null && chances.case > SURE;

/** Whether an article is likely to be one of a kind. */
export const isLikely = (chances: Chances | null, kind: 'case' | 'measure'): boolean =>
  chances !== null && chances[kind] >= LIKELY[kind];

/** Whether an article hardly is a case; one of which all is told must be less likely for that. */
export function isHardlyCase(chances: Chances | null, full: boolean, unlinked: boolean): boolean {
  if (chances === null) return false;
  const isBeside = full && chances.case + chances.measure >= OURS;
  const least = HARDLY[unlinked ? 'unlinked' : isBeside ? 'beside' : full ? 'full' : 'any'];
  return chances.case < least || chances.none >= NONE.accused;
}

/**
 * The gate of an article in the light of its chances: what is likely a case, or hardly none of ours, passes; what is
 * surely none does not. Where no apparatus is told of, only a likely case passes. `isOfSides`: whether any word is of
 * elections, their bodies, neutrality, the commission of the civil service, or of what is done for a party; without one nothing passes that rules do not let
 * pass, as other acts that are not told in words of their own are no phrasings of the prefilter of archives, which would
 * pass over it.
 */
export function likelyGate<Gate extends string>(
  gate: Gate | null,
  chances: Chances | null,
  isOfSides: () => boolean,
): Gate | 'unlikely' | null {
  if (chances === null) return gate;
  const passes = isLikely(chances, 'case') || (gate !== 'apparatus' && chances.none < HARDLY_NONE);
  if (gate !== null && passes && isOfSides()) return null;
  return gate ?? (chances.none >= NONE.at_all ? 'unlikely' : null);
}

/** Whether an article rather tells about neutrality than of a measure for it; then what looks like measures is background. */
export const isRatherContext = (chances: Chances | null): boolean =>
  chances !== null && chances.context >= Math.max(chances.case, chances.measure, chances.none);
