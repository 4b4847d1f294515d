/** Reports of many articles -> incidents: compared in pairs, grouped, assembled; the order of arrival makes no difference. */
import type { LinkingRules } from '../model/linking-rules.js';
import type { Incident } from '../model/incident.js';
import type { Doubt, Doubtful } from '../model/why.js';
import { assembleIncident, likeness } from './assemble-incident.js';
import { blockKeys } from './block-keys.js';
import { type Bond, placeBonds } from './bonds.js';
import { type Group, type ScoredPair, groupReports, scorePair } from './group-reports.js';
import { type Facts, type LinkInput, gatherFacts, termsOf } from './report-facts.js';
import { addWholes } from './whole-facts.js';

/**
 * Links reports into incidents: every report ends in exactly one. Pure; the same set of reports gives the same
 * incidents in any order of arrival, and reports that share no block key (directly or through others) do not
 * influence each other. Doubts name pairs of incidents that are possibly one. Codebook 9-E; weights and
 * thresholds come from dictionaries/linking.yaml.
 * @param bonds what analysts decided on which reports are one, in the order of their decisions
 */
export function linkReports(
  inputs: LinkInput[],
  rules: LinkingRules,
  bonds: readonly Bond[] = [],
): Doubtful<Incident[]> {
  const alone = inCanonicalOrder(inputs).map((input) => gatherFacts(input, rules));
  const facts = addWholes(alone, rules);
  const pairs = scorePairs(facts, rules);
  const ids = facts.map(({ input }) => input.report.id);
  const placed = placeBonds(bonds, ids);
  const groups = groupReports(facts, pairs, rules, placed);
  const incidents = groups.map((group) => assembleIncident(group, rules));
  // What analysts parted is not told as possibly one any more.
  const open = pairs.filter(({ left, right }) => !placed.areApart(left, right));
  const possible = findPossible(groups, open, rules);
  notePossible(incidents, possible, facts, rules);
  return { value: incidents, doubts: doubtPossible(possible, incidents) };
}

/** Earliest published first, then article, then report; one of each report id. */
function inCanonicalOrder(inputs: LinkInput[]): LinkInput[] {
  const sortKey = ({ article, report }: LinkInput): string[] => [
    article.published === null ? '9' : instantOf(article.published),
    article.id,
    report.id,
  ];
  const keyed = inputs.map((input) => ({ input, key: sortKey(input) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  const seen = new Set<string>();
  return keyed.flatMap(({ input }) => {
    if (seen.has(input.report.id)) return [];
    seen.add(input.report.id);
    return [input];
  });
}

// Times with offsets are put on one clock; a day alone opens at its midnight.
function instantOf(iso: string): string {
  const time = Date.parse(iso.length > 10 ? iso : iso.padEnd(10, '-01'));
  return Number.isNaN(time) ? iso : new Date(time).toISOString();
}

function compareKeys(a: string[], b: string[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Scores each pair that shares a block key, in canonical order; gives those that are possibly one happening. */
function scorePairs(facts: Facts[], rules: LinkingRules): ScoredPair[] {
  const blocks = new Map<string, number[]>();
  facts.forEach(({ input }, at) => {
    for (const key of blockKeys(input.report, input.article, rules)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [at]);
      else block.push(at);
    }
  });
  const seen = new Set<number>();
  const pairs: ScoredPair[] = [];
  for (const block of blocks.values()) {
    for (const [nth, right] of block.entries()) {
      for (const left of block.slice(0, nth)) {
        if (seen.has(left * facts.length + right)) continue;
        seen.add(left * facts.length + right);
        const pair = scorePair(facts, left, right, rules);
        if (isLikely(pair, rules)) pairs.push(pair);
      }
    }
  }
  return pairs;
}

// Most pairs are not worth to be kept: those of one regency and year grow with the square of its reports.
const isLikely = (
  { comparison: { contradiction, score } }: ScoredPair,
  { possible }: LinkingRules,
): boolean => contradiction === null && score >= possible;

interface Likely {
  /** Places of the two groups. */
  groups: [number, number];
  pair: ScoredPair;
}

/** The best pair of reports of each two groups that are possibly one happening, likeliest first. */
function findPossible(groups: Group[], pairs: ScoredPair[], rules: LinkingRules): Likely[] {
  const groupOf = new Map<number, number>();
  groups.forEach(({ members }, at) => members.forEach((member) => groupOf.set(member, at)));
  const best = new Map<string, Likely>();
  for (const pair of pairs) {
    const { left, right, comparison } = pair;
    const [a, b] = [groupOf.get(left) ?? 0, groupOf.get(right) ?? 0];
    if (a === b || comparison.siblings || comparison.contradiction !== null) continue;
    if (comparison.score < rules.possible) continue;
    const key = [a, b].sort((x, y) => x - y).join();
    const known = best.get(key);
    if (known === undefined || known.pair.comparison.score < comparison.score)
      best.set(key, { groups: [a, b], pair });
  }
  const score = ({ pair }: Likely): number => pair.comparison.score;
  return [...best.values()].sort(
    (a, b) => score(b) - score(a) || a.pair.left - b.pair.left || a.pair.right - b.pair.right,
  );
}

/** Names in each incident the others that it possibly is, so many at most. */
function notePossible(incidents: Incident[], possible: Likely[], facts: Facts[], rules: LinkingRules): void {
  const { mostPossible } = termsOf(rules);
  for (const { groups, pair } of possible) {
    const reports = [pair.left, pair.right].map((at) => facts[at]?.input.report.id ?? '');
    for (const [own, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const [incident, that] = [incidents[groups[own]], incidents[groups[other]]];
      if (incident === undefined || that === undefined || incident.possibly.length >= mostPossible) continue;
      const { score } = pair.comparison;
      incident.possibly.push({
        incident: that.id,
        report: reports[own] ?? '',
        to: reports[other] ?? '',
        relation: 'possibly_same',
        score: likeness(score - rules.same),
        reasons: [...pair.comparison.reasons(), `total ${score} of ${rules.same} needed`],
      });
    }
  }
}

/** One doubt for each two incidents that are possibly one. */
function doubtPossible(possible: Likely[], incidents: Incident[]): Doubt[] {
  const told = possible.map(({ groups, pair: { comparison } }) => {
    const ids = groups.map((at) => incidents[at]?.id ?? '').sort();
    const message = `Incidents ${ids.join(' and ')} are possibly one (${comparison.score} points): ${comparison.reasons().join('; ')}.`;
    return { ids: ids.join(), message };
  });
  return told
    .sort((a, b) => (a.ids < b.ids ? -1 : 1))
    .map(({ message }) => ({ code: 'possibly_same', message, span: null }));
}
