/** What several reports say of one field -> all values with their support, and the one shown. */
import { Attribution } from '../model/codes.js';
import type { Support } from '../model/incident.js';
import type { Evidence } from '../model/why.js';
import { hasHappened } from '../model/realities.js';
import type { Facts } from './report-facts.js';

/** One report's value for a field. */
export interface Telling<T> {
  value: T;
  support: Support;
  /** Who stands behind it: see name-sources.ts. */
  source: string;
  /** Place on the ladder of codebook 9-I: 0 is a document. */
  attribution: number;
  published: string;
}

export interface Field<T> {
  display: T | null;
  rule: string;
  conflict: boolean;
  values: { value: T; support: number; from: Support[] }[];
}

/** How the shown value is chosen where a field has no rule of its own. */
export const COMMON_RULE = 'most independent sources, then strongest attribution, then latest article';

/** A telling of a report's value, with its evidence. */
export function tell<T>(facts: Facts, value: T, evidence: readonly Evidence[]): Telling<T> {
  const { article } = facts.input;
  return {
    value,
    support: supportOf(facts, evidence),
    source: facts.source,
    attribution: attributionOf(facts),
    published: article.published ?? '',
  };
}

export function supportOf({ input }: Facts, evidence: readonly Evidence[]): Support {
  return {
    report: input.report.id,
    article: input.article.id,
    outlet: input.article.outlet,
    evidence: distinct(evidence),
  };
}

/** The strongest attribution of what a report says happened. */
export function attributionOf({ input }: Facts): number {
  const ranks = input.report.steps
    .filter(({ reality }) => hasHappened(reality))
    .map(({ attribution }) => Attribution.options.indexOf(attribution));
  return Math.min(Attribution.options.length, ...ranks);
}

/** How many independent sources stand behind something: outlets, copies of one text counted once. */
export function countSources(tellings: readonly { source: string }[]): number {
  return new Set(tellings.map(({ source }) => source)).size;
}

/** Gathers a field: values best supported first; `first` overrides the order for the value shown. */
export function gatherField<T>(
  tellings: Telling<T>[],
  conflict: boolean,
  first?: { value: T; rule: string } | null,
): Field<T> {
  const byValue = new Map<string, Telling<T>[]>();
  for (const telling of tellings) {
    const key = JSON.stringify(telling.value);
    byValue.set(key, [...(byValue.get(key) ?? []), telling]);
  }
  const ranked = [...byValue.entries()].sort(rankValues);
  const values = ranked.flatMap(([, group]) => {
    const from = mergeSupports(group.map(({ support }) => support));
    return group[0] === undefined ? [] : [{ value: group[0].value, support: countSources(group), from }];
  });
  return {
    display: first === undefined ? (values[0]?.value ?? null) : (first?.value ?? null),
    rule: first?.rule ?? COMMON_RULE,
    conflict,
    values,
  };
}

function rankValues<T>([keyA, a]: [string, Telling<T>[]], [keyB, b]: [string, Telling<T>[]]): number {
  const strongest = (group: Telling<T>[]): number => Math.min(...group.map(({ attribution }) => attribution));
  const latest = (group: Telling<T>[]): string =>
    group
      .map(({ published }) => published)
      .sort()
      .at(-1) ?? '';
  const byOutlets = countSources(b) - countSources(a) || strongest(a) - strongest(b);
  if (byOutlets !== 0) return byOutlets;
  if (latest(a) !== latest(b)) return latest(a) > latest(b) ? -1 : 1;
  return keyA < keyB ? -1 : 1;
}

/** One support for each report, with all its evidence. */
export function mergeSupports(supports: Support[]): Support[] {
  const byReport = new Map<string, Support>();
  for (const support of supports) {
    const known = byReport.get(support.report);
    const evidence = distinct([...(known?.evidence ?? []), ...support.evidence]);
    byReport.set(support.report, { ...(known ?? support), evidence });
  }
  return [...byReport.values()];
}

/** Each stretch once; several rules may find a value in the same words. */
const distinct = (evidence: readonly Evidence[]): Evidence[] => [
  ...new Map(evidence.map((one) => [`${one.in} ${one.start} ${one.end}`, one])).values(),
];

/** True when two outlets name different sets of values. */
export function outletsDiffer(tellings: Telling<unknown>[]): boolean {
  const sets = new Map<string, Set<string>>();
  for (const { value, support } of tellings) {
    const outlet = support.outlet ?? `article ${support.article}`;
    sets.set(outlet, (sets.get(outlet) ?? new Set()).add(JSON.stringify(value)));
  }
  return new Set([...sets.values()].map((set) => [...set].sort().join())).size > 1;
}
