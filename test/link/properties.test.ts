import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Incident } from '../../src/model/incident.js';
import { type LinkInput, blockKeys, linkReports } from '../../src/link/link.js';
import { type Sketch, input, rules } from './build-report.js';

// Few values for each field, so that reports are often alike and groups form, overlap and contradict each other.
const sketch = fc.record({
  outlet: fc.constantFrom('one', 'two', 'three', null),
  published: fc.constantFrom('2024-10-01', '2024-10-03', '2024-10-20T08:00:00+07:00', '2024-12-24', null),
  title: fc.constantFrom('', 'Dua Kepala Desa Diperiksa', 'Camat Dipanggil'),
  article: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  stage: fc.constantFrom('reported', 'examined', 'sanction_imposed', 'assessed_no_violation'),
  violations: fc.subarray(['campaign_team_role', 'online_campaign', 'unspecified_neutrality']),
  places: fc.constantFrom(['61.05'], ['61.06'], ['61'], []),
  date: fc.constantFrom('2024-10-01', '2024-10-02', '2024-10', null),
  subjects: fc.array(
    fc.record({
      name: fc.constantFrom(null, 'YDS', 'MT', 'Yohanis Darung Salim', 'Yohanes Darung', 'Sulastri'),
      status: fc.constantFrom('non_asn', 'asn_unspecified', 'village_head'),
      count: fc.constantFrom(1, 2, null),
    }),
    { maxLength: 3 },
  ),
  authorities: fc.subarray([
    { name: 'Hironimus Laja', institution: 'bawaslu_local' },
    { name: null, institution: 'bkn' },
  ]),
});

const reports = fc.array(sketch, { maxLength: 14 }).map((sketches) =>
  sketches.map((one, at) => {
    const kind = at % 4 === 3 ? { type: 'measure', stage: null, steps: [['appeal', 'realised']] } : {};
    return input({
      ...one,
      ...kind,
      id: `r${at}`,
      article: `${one.article}${at % 5}`,
      offset: at * 1000,
    } as unknown as Sketch);
  }),
);

const withShuffle = reports.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
);

describe('linking', () => {
  it('gives the same incidents whatever the order of arrival', () => {
    fc.assert(
      fc.property(withShuffle, ([all, shuffled]) => {
        expect(linkReports(shuffled, rules)).toEqual(linkReports(all, rules));
      }),
      { numRuns: 300 },
    );
  });

  it('puts each report into exactly one incident, once, though it be handed in twice', () => {
    fc.assert(
      fc.property(reports, (all) => {
        const { value } = linkReports([...all, ...all], rules);
        const linked = value.flatMap(({ links }) => links.map(({ report }) => report));
        expect(linked.sort()).toEqual(all.map(({ report }) => report.id).sort());
        expect(new Set(value.map(({ id }) => id)).size).toBe(value.length);
        for (const incident of value) expect(Incident.parse(incident)).toEqual(incident);
      }),
      { numRuns: 300 },
    );
  });

  it('never joins two regencies, a case with a measure, or reports of one article that no other article counts together', () => {
    fc.assert(
      fc.property(reports, (all) => {
        const byId = new Map(all.map((one) => [one.report.id, one]));
        for (const { links } of linkReports(all, rules).value) {
          const members = links.flatMap(({ report }) => byId.get(report) ?? []);
          for (const { article } of members) expect(isOneOrCounted(article.id, members)).toBe(true);
          expect(new Set(members.map(({ report }) => report.type)).size).toBe(1);
          const regencies = members.flatMap(({ report }) =>
            report.places.flatMap(({ regency }) => regency ?? []),
          );
          expect(new Set(regencies).size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives a closed neighbourhood the incidents that it has in the whole', () => {
    fc.assert(
      fc.property(reports, (all) => {
        const whole = linkReports(all, rules).value;
        const apart = neighbourhoods(all).flatMap((some) => linkReports(some, rules).value);
        const byId = (incidents: Incident[]) => new Map(incidents.map((one) => [one.id, one]));
        expect(byId(apart)).toEqual(byId(whole));
      }),
      { numRuns: 200 },
    );
  });

  it('opens each incident with its earliest report, and links every other one to a member', () => {
    fc.assert(
      fc.property(reports, (all) => {
        for (const { links, firstSeen } of linkReports(all, rules).value) {
          const [first, ...others] = links;
          expect(first).toMatchObject({ relation: 'opens', to: null, score: 1 });
          if (firstSeen !== null) expect(first?.published).toBe(firstSeen);
          const members = links.map(({ report }) => report);
          for (const link of others) expect(members).toContain(link.to);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** True when an article has one report of the incident, or another article counts the people of all of them. */
function isOneOrCounted(article: string, members: LinkInput[]): boolean {
  const counts = (all: LinkInput[]): number[] =>
    all.map(({ report }) =>
      report.subjects.reduce((sum, { count, name }) => sum + (count ?? (name === null ? 0 : 1)), 0),
    );
  const own = members.filter((one) => one.article.id === article);
  const others = members.filter((one) => one.article.id !== article);
  const sum = counts(own).reduce((all, count) => all + count, 0);
  return own.length === 1 || counts(others).some((count) => count >= sum);
}

/** Reports that share block keys, directly or through others. */
function neighbourhoods(all: LinkInput[]): LinkInput[][] {
  const groups: { keys: Set<string>; members: LinkInput[] }[] = [];
  for (const one of all) {
    const keys = new Set(blockKeys(one.report, one.article, rules));
    const touched = groups.filter((group) => [...keys].some((key) => group.keys.has(key)));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    const merged = touched.flatMap(({ keys: more }) => [...more]);
    groups.push({
      keys: new Set([...keys, ...merged]),
      members: [...touched.flatMap(({ members }) => members), one],
    });
  }
  return groups.map(({ members }) => members);
}
