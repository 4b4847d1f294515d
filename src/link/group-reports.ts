/** Scored pairs of reports -> groups that tell of one happening, guarded against chains of weak likeness. */
import type { LinkingRules } from '../model/dictionary.js';
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
  /** For each member but the first: the best scored earlier member, with why. */
  links: Map<number, { to: number; comparison: Comparison }>;
}

/**
 * Joins the best pairs first. Two groups become one only when no pair across them is contradicted and their mean
 * likeness is at least `possible`, so that one vague report cannot tie two happenings together.
 */
export function groupReports(facts: Facts[], pairs: ScoredPair[], rules: LinkingRules): Group[] {
  const known = new Map<number, Comparison>();
  for (const { left, right, comparison } of pairs) known.set(left * facts.length + right, comparison);
  const between = (a: number, b: number): Comparison | undefined =>
    known.get(Math.min(a, b) * facts.length + Math.max(a, b));
  const groupOf: number[][] = facts.map((_, at) => [at]);
  for (const { left, right } of bestFirst(pairs, rules.same)) {
    const [a, b] = [groupOf[left], groupOf[right]];
    if (a === undefined || b === undefined || a === b || !mayJoin(a, b, between, rules)) continue;
    const joined = [...a, ...b].sort((x, y) => x - y);
    for (const member of joined) groupOf[member] = joined;
  }
  const groups = [...new Set(groupOf)];
  return groups.map((members) => describeGroup(members, facts, between));
}

function bestFirst(pairs: ScoredPair[], same: number): ScoredPair[] {
  return pairs
    .filter(({ comparison }) => comparison.contradiction === null && comparison.score >= same)
    .sort((a, b) => b.comparison.score - a.comparison.score || a.left - b.left || a.right - b.right);
}

type Between = (a: number, b: number) => Comparison | undefined;

function mayJoin(a: number[], b: number[], between: Between, rules: LinkingRules): boolean {
  let sum = 0;
  for (const left of a) {
    for (const right of b) {
      const comparison = between(left, right);
      if (comparison?.contradiction) return false;
      sum += comparison?.score ?? 0;
    }
  }
  return sum / (a.length * b.length) >= rules.possible;
}

function describeGroup(members: number[], facts: Facts[], between: Between): Group {
  const links: Group['links'] = new Map();
  for (const [nth, member] of members.entries()) {
    if (nth === 0) continue;
    const earlier = bestLink(member, members.slice(0, nth), between);
    // A report that shares no block key with an earlier one is held by a later one.
    const link = earlier ?? bestLink(member, members.slice(nth + 1), between);
    if (link !== null) links.set(member, link);
  }
  return { members, facts: members.flatMap((member) => facts[member] ?? []), links };
}

function bestLink(member: number, others: number[], between: Between) {
  let best: { to: number; comparison: Comparison } | null = null;
  for (const to of others) {
    const comparison = between(to, member);
    if (comparison === undefined) continue;
    if (best === null || comparison.score > best.comparison.score) best = { to, comparison };
  }
  return best;
}
