/** Scored pairs of reports -> groups that tell of one happening, guarded against chains of weak likeness. */
import type { LinkingRules } from '../model/linking-rules.js';
import type { Bonds } from './bonds.js';
import { compareReports } from './compare-reports.js';
import type { Facts } from './report-facts.js';
import type { Comparison } from './tally.js';

export interface ScoredPair {
  /** Places of the two reports in canonical order; left < right. */
  left: number;
  right: number;
  comparison: Comparison;
}

export interface Group {
  /** Places of the reports in canonical order, ascending. */
  members: number[];
  facts: Facts[];
  /** For each member but the first: the best scored earlier member, with why, and whether a decision binds them. */
  links: Map<number, { to: number; comparison: Comparison; bound: boolean }>;
}

/**
 * Joins the best pairs first. Two groups become one only when no pair across them is contradicted and their mean
 * likeness is at least `possible`, so that one vague report cannot tie two happenings together; two articles are as alike
 * as the most alike of their reports, since one may tell of each person by itself. What one article
 * tells of one act in two reports comes last, when it is known who counts their people together. What analysts bound
 * together is one before anything is compared, and what they parted stays apart.
 */
export function groupReports(
  facts: Facts[],
  pairs: ScoredPair[],
  rules: LinkingRules,
  bonds: Bonds,
): Group[] {
  const between = rememberPairs(facts, rules);
  const groupOf: number[][] = facts.map((_, at) => [at]);
  const areApart = (a: number[], b: number[]): boolean =>
    a.some((left) => b.some((right) => bonds.areApart(left, right)));
  const join = (a: number[], b: number[]): void => {
    const joined = [...a, ...b].sort((x, y) => x - y);
    for (const member of joined) groupOf[member] = joined;
  };
  for (const [left, right] of bonds.together) {
    const [a, b] = [groupOf[left], groupOf[right]];
    if (a !== undefined && b !== undefined && a !== b && !areApart(a, b)) join(a, b);
  }
  const joinBest = (least: number, mean: number, likely: ScoredPair[]): void => {
    // Two groups that may not be joined are not asked again until one of them has grown.
    const refused = new Map<number[], Set<number[]>>();
    for (const { left, right } of bestFirst(likely, least)) {
      const [a, b] = [groupOf[left], groupOf[right]];
      if (a === undefined || b === undefined || a === b || refused.get(a)?.has(b)) continue;
      if (areApart(a, b) || !mayJoin(a, b, between, facts, { ...rules, possible: mean })) {
        for (const [one, other] of [
          [a, b],
          [b, a],
        ] as const)
          refused.set(one, (refused.get(one) ?? new Set()).add(other));
        continue;
      }
      join(a, b);
    }
  };
  joinBest(rules.same, rules.possible, pairs);
  const siblings = pairs.filter(({ comparison }) => comparison.siblings);
  joinBest(rules.possible, 0, siblings);
  const groups = [...new Set(groupOf)];
  return groups.map((members) => describeGroup(members, facts, between, { rules, bonds }));
}

function bestFirst(pairs: ScoredPair[], same: number): ScoredPair[] {
  return pairs
    .filter(({ comparison }) => comparison.contradiction === null && comparison.score >= same)
    .sort((a, b) => b.comparison.score - a.comparison.score || a.left - b.left || a.right - b.right);
}

/** What grouping has to know of a pair; why it is so is worked out anew for the pairs that are linked. */
type Verdict = Pick<Comparison, 'score' | 'people' | 'siblings'> & { forbidden: boolean };
type Between = (a: number, b: number) => Verdict;

// Pairs that share no block key are compared once a third report brings them together.
function rememberPairs(facts: Facts[], rules: LinkingRules): Between {
  const known = new Map<number, Verdict>();
  return (a, b) => {
    const [left, right] = [Math.min(a, b), Math.max(a, b)];
    const key = left * facts.length + right;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { score, people, siblings, contradiction } = scorePair(facts, left, right, rules).comparison;
    const verdict = { score, people, siblings, forbidden: contradiction !== null };
    known.set(key, verdict);
    return verdict;
  };
}

/** Compares the reports at two places, the earlier one first. */
export function scorePair(facts: Facts[], left: number, right: number, rules: LinkingRules): ScoredPair {
  const [a, b] = [facts[left], facts[right]];
  if (a === undefined || b === undefined) throw new RangeError('pair outside the reports');
  return { left, right, comparison: compareReports(a, b, rules) };
}

function mayJoin(a: number[], b: number[], between: Between, facts: Facts[], rules: LinkingRules): boolean {
  const crossing = new Map<string, [string, string]>();
  const articleOf = (place: number): string => facts[place]?.input.article.id ?? '';
  for (const left of a) {
    for (const right of b) {
      const { forbidden, score, siblings } = between(left, right);
      if (forbidden || isStranger(left, right, a, b, between)) return false;
      if (siblings && score < rules.same && !areCounted(left, right, [...a, ...b], facts)) return false;
      const articles: [string, string] = [articleOf(left), articleOf(right)];
      if (!siblings) crossing.set(articles.toSorted().join('\n'), articles);
    }
  }
  const members = [...a, ...b];
  const told = (article: string): number[] => members.filter((place) => articleOf(place) === article);
  const likeness = [...crossing.values()].map(([one, other]) => likeliest(told(one), told(other), between));
  return likeness.length === 0 || meanOf(likeness) >= rules.possible;
}

const likeliest = (a: readonly number[], b: readonly number[], between: Between): number =>
  Math.max(...a.flatMap((left) => b.map((right) => between(left, right).score)));

const meanOf = (scores: readonly number[]): number =>
  scores.reduce((sum, score) => sum + score, 0) / scores.length;

// Two reports of one article that no words tie are one happening all the same where another article of the group
// counts at least as many people as all reports of that article together.
function areCounted(left: number, right: number, members: number[], facts: Facts[]): boolean {
  const article = facts[left]?.input.article.id;
  const told = members.flatMap((member) => facts[member] ?? []);
  const own = told.filter(({ input }) => input.article.id === article);
  if (facts[right]?.input.article.id !== article || own.some(({ count }) => count === null)) return false;
  const sum = own.reduce((total, { count }) => total + (count ?? 0), 0);
  return told.some(({ input, count }) => input.article.id !== article && count !== null && count >= sum);
}

// Two reports that name other people may still be one happening where one of them agrees with the other's group:
// the same person, whose name one outlet corrupts.
function isStranger(left: number, right: number, a: number[], b: number[], between: Between): boolean {
  if (between(left, right).people !== 'differ') return false;
  const agrees = (one: number, group: number[]): boolean =>
    group.some((other) => between(one, other).people === 'agree');
  return !agrees(left, b) && !agrees(right, a);
}

function describeGroup(
  members: number[],
  facts: Facts[],
  between: Between,
  { rules, bonds }: { rules: LinkingRules; bonds: Bonds },
): Group {
  const links: Group['links'] = new Map();
  for (const [nth, member] of members.entries()) {
    const to = mostAlike(member, members.slice(0, nth), between);
    if (to === null) continue;
    const { comparison } = scorePair(facts, to, member, rules);
    links.set(member, { to, comparison, bound: bonds.areBound(to, member) });
  }
  return { members, facts: members.flatMap((member) => facts[member] ?? []), links };
}

function mostAlike(member: number, earlier: number[], between: Between): number | null {
  let best: { to: number; score: number } | null = null;
  for (const to of earlier) {
    const { score } = between(to, member);
    if (best === null || score > best.score) best = { to, score };
  }
  return best?.to ?? null;
}
