/** The other patterns of codebook 9-E, and what stage and tier they give. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { type LinkInput, linkReports } from '../../src/link/link.js';
import { type Sketch, first, groups, input, link, rules } from './build-report.js';

const bawaslu = (name: string) => [{ name, institution: 'bawaslu_local' }];

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
    const incident = first(
      link(verdict, {
        ...verdict,
        id: 'second',
        date: '2020-11-30',
        authorities: [{ name: 'Zahroel Ramadhana', institution: null }],
      }),
    );
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
    const incidents = link(
      named('first', 'Tio Rindu', '2024-11-23'),
      named('second', 'Tio Tondy', '2024-11-24'),
    );
    expect(incidents).toHaveLength(1);
    const incident = first(incidents);
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
    const incidents = link(imposed, planned);
    expect(incidents).toHaveLength(1);
    const incident = first(incidents);
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
    const incident = first(link(regency, province));
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
    const incident = first(link(rumour, denial));
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
    const incident = first(link(victim));
    expect(incident).toMatchObject({
      tier: 'alleged',
      count: { display: null },
      subjects: [{ role: 'victim' }],
    });
  });

  it('one outlet counts once, however often it reports', () => {
    const told: Sketch = {
      id: 'a',
      outlet: 'one',
      places: ['61.05'],
      violations: ['online_campaign'],
      subjects: [{ name: 'Yohanis Darung', status: 'pns' }],
    };
    const inputs: LinkInput[] = [told, { ...told, id: 'b' }].map(input);
    const incident = first(linkReports(inputs, rules).value);
    expect(incident).toMatchObject({ outlets: 1, violations: { values: [{ support: 1, from: [{}, {}] }] } });
  });
});
