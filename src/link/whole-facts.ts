/** Reports of one article that tell of one act -> the facts of all of them as one, beside which other articles are held. */
import type { LinkingRules } from '../model/linking-rules.js';
import { blockKeys } from './block-keys.js';
import { matchNames } from './compare-names.js';
import { compareReports } from './compare-reports.js';
import type { Facts } from './report-facts.js';

/**
 * Gives each report the whole of what its article tells of its act: "two are dismissed, one still waits" is what another
 * outlet tells of three. Reports that share no block key have no whole together, as one may be at hand without the other.
 */
export function addWholes(facts: readonly Facts[], rules: LinkingRules): Facts[] {
  const byArticle = new Map<string, Facts[]>();
  for (const one of facts) {
    const { id } = one.input.article;
    byArticle.set(id, [...(byArticle.get(id) ?? []), one]);
  }
  const wholes = new Map<Facts, Facts>();
  for (const told of byArticle.values()) {
    for (const group of groupByAct(told, rules)) {
      const whole = uniteFacts(group);
      for (const one of group) if (whole !== null) wholes.set(one, whole);
    }
  }
  return facts.map((one) => ({ ...one, whole: wholes.get(one) ?? null }));
}

function groupByAct(told: readonly Facts[], rules: LinkingRules): Facts[][] {
  if (told.length < 2) return [];
  const keys = new Map(
    told.map((one) => [one, new Set(blockKeys(one.input.report, one.input.article, rules))]),
  );
  const isOneAct = (a: Facts, b: Facts): boolean => {
    const { contradiction, score } = compareReports(a, b, rules);
    const meet = [...(keys.get(a) ?? [])].some((key) => keys.get(b)?.has(key) === true);
    return meet && contradiction === null && score >= rules.same;
  };
  let groups: Facts[][] = [];
  for (const one of told) {
    const touched = groups.filter((group) => group.some((other) => isOneAct(one, other)));
    groups = [...groups.filter((group) => !touched.includes(group)), [...touched.flat(), one]];
  }
  return groups;
}

function uniteFacts(group: readonly Facts[]): Facts | null {
  const [first] = group;
  if (first === undefined || group.length < 2) return null;
  const all = <T>(of: (one: Facts) => Iterable<T>): T[] => group.flatMap((one) => [...of(one)]);
  return {
    ...first,
    regencies: new Set(all(({ regencies }) => regencies)),
    provinces: new Set(all(({ provinces }) => provinces)),
    statuses: new Set(all(({ statuses }) => statuses)),
    count: group.reduce<number | null>(
      (sum, { count }) => (sum === null || count === null ? null : sum + count),
      0,
    ),
    people: distinct(all(({ people }) => people)),
    authorities: all(({ authorities }) => authorities),
    others: all(({ others }) => others),
    letters: new Set(all(({ letters }) => letters)),
    named: [...new Set(all(({ named }) => named))].sort(),
    exact: all(({ exact }) => exact),
    steps: new Set(all(({ steps }) => steps)),
    sanctions: new Set(all(({ sanctions }) => sanctions)),
    numerals: new Set(all(({ numerals }) => numerals)),
    awaited: new Set(all(({ awaited }) => awaited)),
    scenes: new Set(all(({ scenes }) => scenes)),
    positions: new Set(all(({ positions }) => positions)),
    employers: new Set(all(({ employers }) => employers)),
    stage: Math.max(...group.map(({ stage }) => stage)),
    historical: group.every(({ historical }) => historical),
  };
}

/** Each person once, who may stand in several of the reports. */
function distinct(people: Facts['people']): Facts['people'] {
  return people.filter((one, at) => !people.slice(0, at).some((other) => matchNames(one, other) === 'same'));
}
