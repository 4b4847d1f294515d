/** Linking as the store drives it: report by report or all at once, in any order, it ends in the same incidents. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LinkInput, blockKeys, linkReports } from '../../src/link/link.js';
import type { Incident } from '../../src/model/incident.js';
import { type Sketch, input, rules } from './build-report.js';

/** Reports and incidents kept as the store keeps them. */
class Kept {
  readonly incidents = new Map<string, Incident>();
  private readonly reports = new Map<string, { one: LinkInput; keys: string[] }>();

  /** Stores reports and links them with all that they may meet: over shared keys and shared incidents. */
  take(portion: readonly LinkInput[]): void {
    for (const one of portion)
      this.reports.set(one.report.id, { one, keys: blockKeys(one.report, one.article, rules) });
    const near = this.neighbourhood(portion.map(({ report }) => report.id));
    const linked = linkReports(
      [...near].flatMap((id) => this.reports.get(id)?.one ?? []),
      rules,
    ).value;
    for (const [id, { links }] of this.incidents)
      if (links.some(({ report }) => near.has(report))) this.incidents.delete(id);
    for (const incident of linked) this.incidents.set(incident.id, incident);
  }

  private neighbourhood(first: string[]): Set<string> {
    const near = new Set(first);
    const keys = new Set<string>();
    for (let grown = true; grown;) {
      const before = near.size;
      for (const id of near) for (const key of this.reports.get(id)?.keys ?? []) keys.add(key);
      for (const [id, report] of this.reports) if (report.keys.some((key) => keys.has(key))) near.add(id);
      for (const { links } of this.incidents.values())
        if (links.some(({ report }) => near.has(report))) for (const { report } of links) near.add(report);
      grown = near.size > before;
    }
    return near;
  }
}

const BODY = Array.from({ length: 60 }, (_, at) => `kata${at}`).join(' ');

// Few values for each field, so that groups form, overlap, contradict each other, and come apart again.
const sketch = fc.record({
  outlet: fc.constantFrom('one', 'two', 'three', null),
  published: fc.constantFrom(
    '2023-10-02',
    '2024-10-01',
    '2024-10-03',
    '2024-10-20T08:00:00+07:00',
    '2025-06-24',
    null,
  ),
  title: fc.constantFrom('', 'Dua Kepala Desa Diperiksa'),
  body: fc.constantFrom(undefined, BODY, `DUMAI, Kabar - ${BODY}`, BODY.replace(/kata/g, 'lain')),
  stage: fc.constantFrom('reported', 'examined', 'sanction_imposed', 'assessed_no_violation'),
  violations: fc.subarray(['campaign_team_role', 'online_campaign']),
  places: fc.constantFrom(['61.05'], ['61.05'], ['61.06'], ['61'], []),
  date: fc.constantFrom('2024-10-01', '2024-10', '2023', null),
  subjects: fc.array(
    fc.record({
      name: fc.constantFrom(null, 'YDS', 'MT', 'Yohanis Darung Salim', 'Yohanes Darung', 'Sulastri'),
      status: fc.constantFrom('non_asn', 'asn_unspecified', 'village_head'),
      count: fc.constantFrom(1, 2, null),
    }),
    { maxLength: 2 },
  ),
  authorities: fc.subarray([{ name: 'Hironimus Laja', institution: 'bawaslu_local' }]),
  measure: fc.boolean(),
  // Two reports of one article now and then.
  article: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
});

const reports = fc.array(sketch, { maxLength: 14 }).map((sketches) => {
  const articles = new Map<string, Omit<(typeof sketches)[number], 'measure'>>();
  return sketches.map(({ measure, ...one }, at) => {
    const first = articles.get(one.article) ?? one;
    articles.set(one.article, first);
    const { outlet, published, title, body } = first;
    const kind = measure ? { type: 'measure', stage: null, steps: [['appeal', 'realised']] } : {};
    return input({
      ...one,
      ...kind,
      outlet,
      published,
      title,
      body,
      id: `r${at}`,
      offset: (at % 3) * 1000,
    } as unknown as Sketch);
  });
});

const arrivals = reports.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: all.length, maxLength: all.length }),
  ),
);

const sorted = (incidents: Iterable<Incident>): Incident[] =>
  [...incidents].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('linking step by step', () => {
  it('ends in the incidents of linking all at once: one by one, or in portions, in any order', () => {
    fc.assert(
      fc.property(arrivals, ([all, shuffled, sizes]) => {
        const whole = sorted(linkReports(all, rules).value);
        const [single, portioned] = [new Kept(), new Kept()];
        for (const one of shuffled) single.take([one]);
        expect(sorted(single.incidents.values())).toEqual(whole);
        let from = 0;
        for (const size of sizes) {
          if (from < shuffled.length) portioned.take(shuffled.slice(from, from + size));
          from += size;
        }
        expect(sorted(portioned.incidents.values())).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('forgets nothing when a report is told again otherwise, and changes nothing when it is told again the same', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(), ([all, shuffled], nth) => {
        if (all.length === 0) return;
        const kept = new Kept();
        kept.take(all);
        const before = sorted(kept.incidents.values());
        const again = shuffled[nth % shuffled.length];
        if (again !== undefined) kept.take([again]);
        expect(sorted(kept.incidents.values())).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});
