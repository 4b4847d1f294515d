/** The patterns of codebook 9-E: what must become one incident, and what must not. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { Incident } from '../../src/model/incident.js';
import { type LinkInput, linkReports } from '../../src/link/link.js';
import { type Sketch, grouping, input, rules } from './build-report.js';

const link = (...sketches: Sketch[]): Incident[] => linkReports(sketches.map(input), rules).value;
const groups = (...sketches: Sketch[]): string[][] => grouping(link(...sketches));

const bawaslu = (name: string) => [{ name, institution: 'bawaslu_local' }];

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
  const [incident, ...others] = link(siar, satelit, portal);

  it('is one incident that opens with the earliest article', () => {
    expect(others).toEqual([]);
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
    const last = incident.links[2];
    expect(last.to).toBe('satelit');
    expect(last.score).toBeGreaterThan(0.5);
    expect(last.reasons).toEqual(
      expect.arrayContaining(['same regency 12.72 +2', 'both 2 subjects +1.5', 'both non_asn +1']),
    );
  });
});

describe('what must not become one incident', () => {
  const camat: Sketch = {
    id: 'camat',
    published: '2024-10-18',
    stage: 'examined',
    violations: ['public_endorsement'],
    places: ['61.05'],
    date: '2024-10-17',
    subjects: [{ name: 'YDS', status: 'territorial_official' }],
    authorities: bawaslu('Hironimus Laja'),
  };

  it('another person of the same regency and week', () => {
    const named = { ...camat, id: 'other', subjects: [{ name: 'MT', status: 'territorial_official' }] };
    expect(groups(camat, named)).toEqual([['camat'], ['other']]);
  });

  it('another kind of apparatus, unnamed, of the same regency, week and speaker', () => {
    const kades = {
      ...camat,
      id: 'kades',
      violations: ['partisan_activity'],
      subjects: [{ status: 'village_head' }],
    };
    expect(groups({ ...camat, subjects: [{ status: 'territorial_official' }] }, kades)).toHaveLength(2);
  });

  it('an unnamed person with another act, though the speaker is the same', () => {
    const first = { ...camat, subjects: [{ status: 'teacher_school' }] };
    const second = { ...first, id: 'second', violations: ['install_campaign_material'] };
    expect(groups(first, second)).toHaveLength(2);
  });

  it('an older case of the same person', () => {
    const older: Sketch = {
      ...camat,
      id: 'older',
      published: '2024-05-20',
      stage: 'sanction_imposed',
      violations: ['approach_party_or_voters'],
      date: '2024-05-18',
      subjects: [{ name: 'Yohanis Darung Salim', status: 'territorial_official' }],
    };
    const now = { ...camat, subjects: older.subjects };
    expect(groups(older, now)).toHaveLength(2);
  });

  it('the same candidate helped in one regency by different people', () => {
    const others = [{ role: 'beneficiary', name: 'Laurensius Sabar' }];
    const second = { ...camat, id: 'second', subjects: [{ name: 'PK', status: 'teacher_school' }], others };
    expect(groups({ ...camat, others }, second)).toHaveLength(2);
  });

  it('two reports of one article, and a case with a measure', () => {
    const twin = { ...camat, id: 'twin', article: 'article-camat' };
    const measure: Sketch = {
      ...camat,
      id: 'measure',
      type: 'measure',
      stage: null,
      steps: [['appeal', 'realised']],
    };
    expect(groups(camat, twin, measure)).toHaveLength(3);
  });

  it('a vague report does not tie two cases together', () => {
    const team = { stage: 'sanction_imposed', violations: ['campaign_team_role'], places: ['14.72'] };
    const vague = { ...team, id: 'vague', subjects: [{ status: 'non_asn', count: 2 }] };
    const both = (id: string, ...names: string[]): Sketch => ({
      ...team,
      id,
      published: '2024-10-20',
      subjects: names.map((name) => ({ name, status: 'non_asn' })),
    });
    const incidents = groups(vague, both('first', 'RF', 'YS'), both('second', 'AK', 'BL'));
    expect(incidents).toHaveLength(2);
    expect(incidents.find((ids) => ids.includes('first'))).not.toContain('second');
  });

  it('the same unnamed apparatus of the next year', () => {
    const unnamed: Sketch = { ...camat, subjects: [{ status: 'teacher_school', count: 2 }] };
    expect(
      groups(unnamed, { ...unnamed, id: 'later', published: '2025-11-18', date: '2025-11-17' }),
    ).toHaveLength(2);
  });
});

describe('measures', () => {
  const circular: Sketch = {
    id: 'circular',
    type: 'measure',
    published: '2020-09-29',
    steps: [['circular_issued', 'realised', { document: '800/1542/BKPSDM/IX/2020' }]],
    places: ['15.06'],
    date: '2020-09-28',
    subjects: [{ status: 'asn_unspecified', count: null }],
    authorities: [{ name: 'Sofyan Ritonga', institution: 'head_of_region' }],
  };

  it('E14: one circular told by a government site and copied with misprints', () => {
    const copy: Sketch = {
      ...circular,
      id: 'copy',
      published: '2020-11-20',
      date: '2020-11-19',
      authorities: [{ name: 'Encep Jarkasih', institution: 'bkpsdm' }],
    };
    const unnumbered: Sketch = {
      ...copy,
      id: 'plain',
      published: '2020-10-01',
      date: '2020-09-30',
      steps: [['circular_issued', 'realised']],
    };
    expect(groups(circular, copy)).toHaveLength(1);
    expect(groups(circular, unnumbered)).toHaveLength(1);
  });

  it('not the neighbouring regency, another number, another speaker or another week', () => {
    const neighbour = { ...circular, id: 'neighbour', places: ['15.07'] };
    const number: Sketch = {
      ...circular,
      id: 'number',
      steps: [['circular_issued', 'realised', { document: '270/2087/BKPSDM/2020' }]],
    };
    expect(groups(circular, neighbour, number)).toHaveLength(3);
    const appeal: Sketch = { ...circular, id: 'appeal', steps: [['appeal', 'realised']] };
    const speaker: Sketch = {
      ...appeal,
      id: 'speaker',
      authorities: [{ name: 'Encep Jarkasih', institution: 'bkpsdm' }],
    };
    const week: Sketch = { ...appeal, id: 'week', published: '2020-10-06', date: '2020-10-05' };
    expect(groups(appeal, speaker, week)).toHaveLength(3);
    expect(groups(appeal, { ...appeal, id: 'same', outlet: 'other', date: '2020-09-29' })).toHaveLength(1);
  });

  it('without a place only by the same actor', () => {
    const national: Sketch = {
      ...circular,
      id: 'national',
      places: [],
      steps: [['partnership', 'realised']],
    };
    const same = { ...national, id: 'same' };
    const other = { ...national, id: 'other', authorities: [{ name: null, institution: 'bkn' }] };
    expect(groups(national, same, other)).toHaveLength(2);
  });

  it('are shown as measures', () => {
    const [incident] = link(circular);
    expect(incident).toMatchObject({
      type: 'measure',
      tier: 'measure',
      stage: null,
      violations: { display: null },
    });
  });
});

describe('the other patterns', () => {
  it('E4: four village heads, probation of two months or of two years', () => {
    const verdict: Sketch = {
      id: 'first',
      published: '2020-12-03',
      stage: 'convicted',
      violations: ['vote_instruction'],
      places: ['73.04'],
      date: '2020-12-02',
      subjects: [{ status: 'village_head', count: 4 }],
      authorities: [{ name: 'Zahrul Ramadani', institution: null }],
      flags: ['probation'],
    };
    const [incident] = link(verdict, {
      ...verdict,
      id: 'second',
      date: '2020-11-30',
      authorities: [{ name: 'Zahroel Ramadhana', institution: null }],
    });
    expect(incident).toMatchObject({ tier: 'convicted', count: { display: 4 }, date: { conflict: true } });
    expect(incident.authorities).toHaveLength(1);
    expect(incident.flags).toEqual(['date_conflict', 'probation']);
  });

  it('E5: three officials, a name half corrupted, a quote a day later', () => {
    const named = (id: string, kabag: string, date: string): Sketch => ({
      id,
      published: '2024-11-24',
      stage: 'suspect_named',
      violations: ['partisan_activity'],
      places: ['72.01'],
      date,
      subjects: [
        { name: kabag, status: 'senior_official' },
        { name: 'Ramlan Dg. Pawata', status: 'senior_official' },
        { status: 'territorial_official' },
      ],
    });
    const [incident, ...rest] = link(
      named('first', 'Tio Rindu', '2024-11-23'),
      named('second', 'Tio Tondy', '2024-11-24'),
    );
    expect(rest).toEqual([]);
    expect(incident).toMatchObject({ stage: 'suspect_named', tier: 'alleged', count: { display: 3 } });
  });

  it('E8: initials that differ by a letter do not part what all else joins', () => {
    const skit: Sketch = {
      id: 'first',
      published: '2024-01-04',
      violations: ['public_endorsement'],
      places: ['32.05'],
      subjects: [{ name: 'CI', status: 'satpol_pp' }],
      authorities: [{ name: 'Basuki Eko', institution: 'bkpsdm' }],
      date: '2024-01-03',
    };
    const second: Sketch = {
      ...skit,
      id: 'second',
      subjects: [{ name: 'CS', status: 'non_asn' }],
      authorities: [{ name: 'Usep Basuki Eko', institution: 'bkpsdm' }],
    };
    expect(groups(skit, second)).toHaveLength(1);
  });

  const camat = ['Agus Pranata', 'Heri Sasmito', 'Dwi Lestari'];
  const planned: Sketch = {
    id: 'planned',
    published: '2020-11-04',
    stage: 'sanction_recommended',
    violations: ['attend_declaration_campaign'],
    steps: [
      ['sanction_recommended', 'realised', { date: '2020-09-25', attribution: 'document' }],
      ['sanction_imposed', 'planned'],
    ],
    places: ['35.09'],
    date: '2020-09-25',
    subjects: camat.map((name) => ({ name, status: 'territorial_official' })),
  };
  const imposed: Sketch = {
    ...planned,
    id: 'imposed',
    published: '2020-11-26',
    stage: 'sanction_imposed',
    steps: [
      ['sanction_recommended', 'realised', { date: '2020-11-23' }],
      ['sanction_imposed', 'realised'],
    ],
    date: '2020-11-26',
    precision: 'on_or_before',
    basis: 'statement',
  };

  it('E10: planned, then imposed; the planned step stays planned', () => {
    const [incident, ...rest] = link(imposed, planned);
    expect(rest).toEqual([]);
    expect(incident).toMatchObject({
      stage: 'sanction_imposed',
      tier: 'sanctioned',
      date: { display: '2020-11-26' },
    });
    expect(incident.timeline.map(({ value, reality, date }) => [value, reality, date])).toEqual([
      ['sanction_recommended', 'realised', '2020-09-25'],
      ['sanction_imposed', 'realised', '2020-11-26'],
      ['sanction_imposed', 'planned', null],
    ]);
    const alone = link(planned)[0];
    expect(alone).toMatchObject({ stage: 'sanction_recommended', tier: 'found' });
  });

  it('E10: an older case of one of the three stays apart', () => {
    const older: Sketch = {
      ...planned,
      id: 'older',
      published: '2020-05-20',
      stage: 'forwarded',
      violations: ['approach_party_or_voters'],
      steps: [['forwarded', 'realised']],
      date: '2020-05-19',
      subjects: [{ name: 'Agus Pranata', status: 'territorial_official' }],
    };
    expect(groups(older, planned, imposed)).toEqual([['imposed', 'planned'], ['older']]);
  });

  it('E13: an article that lags a step behind takes nothing back', () => {
    const nagari: Sketch = {
      id: 'gakkumdu',
      published: '2024-10-10',
      stage: 'gakkumdu_discussion',
      steps: [['gakkumdu_discussion', 'ongoing']],
      violations: ['vote_instruction'],
      places: ['13.12'],
      subjects: [{ name: 'S', status: 'village_head' }],
      authorities: bawaslu('Laurensia Nova'),
    };
    const late: Sketch = {
      ...nagari,
      id: 'late',
      published: '2024-10-11',
      stage: 'examined',
      steps: [['examined', 'ongoing']],
    };
    expect(link(nagari, late)).toMatchObject([{ stage: 'gakkumdu_discussion', tier: 'alleged', outlets: 2 }]);
  });

  it('E15: one letter number joins what its place, printed as a province, would not', () => {
    const regency: Sketch = {
      id: 'regency',
      stage: 'sanction_recommended',
      steps: [['sanction_recommended', 'realised', { document: 'R-3127/KASN/11/2020' }]],
      places: ['52.04'],
      subjects: [{ name: 'HR', status: 'senior_official' }],
    };
    const province: Sketch = {
      ...regency,
      id: 'province',
      places: ['52'],
      subjects: [{ status: 'asn_unspecified' }],
    };
    const [incident] = link(regency, province);
    expect(incident).toMatchObject({ places: { display: '52.04', conflict: false }, outlets: 2 });
  });

  it('a sanction that a stronger voice denies is not the stage', () => {
    const rumour: Sketch = {
      id: 'rumour',
      published: '2024-11-12',
      stage: 'sanction_imposed',
      steps: [
        ['examined', 'realised'],
        ['sanction_imposed', 'realised', { attribution: 'narration' }],
      ],
      violations: ['partisan_photo_gesture'],
      places: ['53.18'],
      subjects: [{ name: 'PLD', status: 'polri' }],
    };
    const denial: Sketch = {
      ...rumour,
      id: 'denial',
      published: '2024-11-15',
      stage: 'examined',
      steps: [
        ['examined', 'realised'],
        ['sanction_imposed', 'denied'],
      ],
    };
    const [incident] = link(rumour, denial);
    expect(incident).toMatchObject({ stage: 'examined', tier: 'alleged' });
    expect(incident.flags).toContain('voice_conflict');
  });

  it('the cleared are shown as cleared, victims never as accused', () => {
    const cleared: Sketch = {
      id: 'c',
      stage: 'assessed_no_violation',
      places: ['53.09'],
      subjects: [{ status: 'teacher_school' }],
    };
    expect(link(cleared)).toMatchObject([{ tier: 'cleared' }]);
    const victim: Sketch = {
      id: 'v',
      stage: 'reported',
      violations: ['identity_misuse'],
      places: ['33.20'],
      subjects: [{ name: 'Sulastri', status: 'teacher_school', role: 'victim' }],
    };
    const [incident] = link(victim);
    expect(incident).toMatchObject({
      tier: 'alleged',
      count: { display: null },
      subjects: [{ role: 'victim' }],
    });
  });

  it('one outlet counts once, however often it reports', () => {
    const first: Sketch = {
      id: 'a',
      outlet: 'one',
      places: ['61.05'],
      violations: ['online_campaign'],
      subjects: [{ name: 'Yohanis Darung', status: 'pns' }],
    };
    const inputs: LinkInput[] = [first, { ...first, id: 'b' }].map(input);
    const [incident] = linkReports(inputs, rules).value;
    expect(incident).toMatchObject({ outlets: 1, violations: { values: [{ support: 1, from: [{}, {}] }] } });
  });
});
