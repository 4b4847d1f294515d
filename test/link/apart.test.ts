/** What must not become one incident: twins, older cases, vague reports (codebook 9-E). Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { type Sketch, groups } from './build-report.js';

const bawaslu = (name: string) => [{ name, institution: 'bawaslu_local' }];

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

  it('two reports of one article that other words tell, and a case with a measure', () => {
    const twin = { ...camat, id: 'twin', article: 'article-camat', offset: 1000 };
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
