/** One happening told by outlets that contradict each other: codebook E1. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { Incident } from '../../src/model/incident.js';
import { linkReports } from '../../src/link/link.js';
import { type Sketch, first, input, link, rules } from './build-report.js';

describe('E1: two contract staff, told three times with other reasons, dates and words', () => {
  const mayor = [{ name: 'Rudolf Haposan', institution: 'head_of_region' }];
  const siar: Sketch = {
    id: 'siar',
    published: '2024-01-15',
    violations: ['campaign_team_role'],
    places: ['12.72'],
    election: { type: 'pilpres', year: 2024 },
    date: '2024-01-15',
    precision: 'on_or_before',
    basis: 'statement',
    subjects: [{ status: 'non_asn', count: 2 }],
    authorities: mayor,
  };
  const satelit: Sketch = {
    ...siar,
    id: 'satelit',
    published: '2023-11-15',
    violations: ['campaign_team_role', 'run_without_resigning'],
    election: { type: 'pileg', year: 2024 },
    date: '2023-11-15',
    flags: ['reason_conflict'],
  };
  const portal: Sketch = {
    ...siar,
    id: 'portal',
    published: '2023-11-16',
    violations: ['party_membership'],
    subjects: [{ status: 'asn_unspecified', count: 2 }],
    authorities: [{ name: 'Rudolf Haposan Siahaan', institution: 'head_of_region' }],
    date: '2023-11-16',
  };
  const incidents = link(siar, satelit, portal);
  const incident = first(incidents);

  it('is one incident that opens with the earliest article', () => {
    expect(incidents).toHaveLength(1);
    expect(incident?.links.map(({ report, relation }) => [report, relation])).toEqual([
      ['satelit', 'opens'],
      ['portal', 'same'],
      ['siar', 'same'],
    ]);
    expect(Incident.parse(incident)).toEqual(incident);
  });

  it('keeps every reason with its outlet and span, and says that they differ', () => {
    const { violations, flags } = incident;
    expect(violations.conflict).toBe(true);
    expect(violations.display).toBe('campaign_team_role');
    expect(violations.values.map(({ value, support }) => [value, support])).toEqual([
      ['campaign_team_role', 2],
      ['party_membership', 1],
      ['run_without_resigning', 1],
    ]);
    expect(violations.values[2]?.from).toEqual([
      {
        report: 'satelit',
        article: 'article-satelit',
        outlet: 'outlet-satelit',
        evidence: [{ in: 'body', start: 120, end: 130 }],
      },
    ]);
    expect(flags).toContain('reason_conflict');
  });

  it('keeps both elections and all dates, and shows the tightest bound', () => {
    const { election, date, timeline } = incident;
    expect(election.conflict).toBe(true);
    expect(election.values.map(({ value }) => value.type).sort()).toEqual(['pileg', 'pilpres']);
    expect(date.values.map(({ value }) => value).sort()).toEqual(['2023-11-15', '2023-11-16', '2024-01-15']);
    expect(date.display).toBe('2023-11-15');
    expect(date.conflict).toBe(false);
    expect(timeline).toMatchObject([
      {
        value: 'sanction_imposed',
        reality: 'realised',
        date: '2023-11-15',
        precision: 'on_or_before',
        support: 3,
      },
    ]);
  });

  it('counts two people, and keeps contract staff and ASN apart as a conflict', () => {
    expect(incident.count).toMatchObject({ display: 2, conflict: false });
    expect(incident.subjects).toHaveLength(1);
    expect(incident.subjects[0]?.status).toMatchObject({ display: 'non_asn', conflict: true });
    expect(incident.flags).toContain('status_conflict');
    expect(incident.authorities[0]).toMatchObject({ name: 'Rudolf Haposan Siahaan', support: 3 });
    expect(incident).toMatchObject({ stage: 'sanction_imposed', tier: 'sanctioned', outlets: 3 });
  });

  it('says why in each link', () => {
    const last = first(incident.links.slice(2));
    expect(last.to).toBe('satelit');
    expect(last.score).toBeGreaterThan(0.5);
    expect(last.reasons).toEqual(
      expect.arrayContaining(['same regency 12.72 +2', 'both 2 subjects +1.5', 'both non_asn +1']),
    );
  });
});

describe('a value that several rules find in the same words', () => {
  it('is told with these words once', () => {
    const told = input({ id: 'a', places: ['12.72'], violations: ['public_endorsement'] });
    const twice = told.report.violations.map((one) => ({
      ...one,
      evidence: [...one.evidence, ...one.evidence],
    }));
    const report = { ...told.report, violations: twice };
    const [incident] = linkReports([{ ...told, report }], rules).value;
    expect(incident?.violations.values[0]?.from[0]?.evidence).toEqual(
      told.report.violations.flatMap(({ evidence }) => evidence),
    );
  });
});
