/** Reports of many articles -> incidents: compared in pairs, grouped, assembled; the order of arrival makes no difference. */
import type { LinkingRules } from '../model/dictionary.js';
import type { Incident } from '../model/incident.js';
import type { Doubt, Doubtful } from '../model/why.js';
import { assembleIncident, incidentId } from './assemble-incident.js';
import { blockKeys } from './block-keys.js';
import { type Group, type ScoredPair, groupReports, scorePair } from './group-reports.js';
import { type Facts, type LinkInput, gatherFacts, termsOf } from './report-facts.js';

/**
 * Links reports into incidents: every report ends in exactly one. Pure; the same set of reports gives the same
 * incidents in any order of arrival, and reports that share no block key (directly or through others) do not
 * influence each other. Doubts name pairs of incidents that are possibly one. Codebook 9-E; weights and
 * thresholds come from dictionaries/linking.yaml.
 */
export function linkReports(inputs: LinkInput[], rules: LinkingRules): Doubtful<Incident[]> {
  const titles = new Set(termsOf(rules).titles);
  const facts = inCanonicalOrder(inputs).map((input) => gatherFacts(input, titles));
  const pairs = scorePairs(facts, rules);
  const groups = groupReports(facts, pairs, rules);
  const incidents = groups.map((group) => assembleIncident(group, rules));
  return { value: incidents, doubts: doubtPairs(groups, pairs, rules) };
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

/** Scores each pair that shares a block key, in canonical order. */
function scorePairs(facts: Facts[], rules: LinkingRules): ScoredPair[] {
  const blocks = new Map<string, number[]>();
  facts.forEach(({ input }, at) => {
    for (const key of blockKeys(input.report, input.article)) {
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
        pairs.push(scorePair(facts, left, right, rules));
      }
    }
  }
  return pairs;
}

/** One doubt for each pair of incidents whose best pair of reports is possibly one happening. */
function doubtPairs(groups: Group[], pairs: ScoredPair[], rules: LinkingRules): Doubt[] {
  const groupOf = new Map<number, Group>();
  for (const group of groups) for (const member of group.members) groupOf.set(member, group);
  const best = new Map<string, { score: number; message: string }>();
  for (const { left, right, comparison } of pairs) {
    const [a, b] = [groupOf.get(left), groupOf.get(right)];
    if (a === undefined || b === undefined || a === b) continue;
    if (comparison.contradiction !== null || comparison.score < rules.possible) continue;
    const ids = [incidentId(a), incidentId(b)].sort();
    const known = best.get(ids.join());
    if (known !== undefined && known.score >= comparison.score) continue;
    const message = `Incidents ${ids.join(' and ')} are possibly one (${comparison.score} points): ${comparison.reasons.join('; ')}.`;
    best.set(ids.join(), { score: comparison.score, message });
  }
  return [...best.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { message }]) => ({ code: 'possibly_same', message, span: null }));
}
