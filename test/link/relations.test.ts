/** What linked reports are to each other: the same, the next step, a contradiction; outcomes of one act; near misses. */
import { describe, expect, it } from '@jest/globals';
import { type Sketch, first, groups, link } from './build-report.js';

const camat: Sketch = {
  id: 'a',
  published: '2024-10-18',
  stage: 'examined',
  violations: ['public_endorsement'],
  places: ['61.05'],
  subjects: [{ name: 'Yohanis Darung Salim', status: 'territorial_official' }],
  authorities: [{ name: 'Hironimus Laja', institution: 'bawaslu_local' }],
};
const relationOf = (second: Partial<Sketch>) => {
  const { links } = first(link(camat, { ...camat, id: 'b', published: '2024-10-25', ...second }));
  return links[1];
};

describe('a linked report', () => {
  it('tells the same', () => {
    expect(relationOf({})).toMatchObject({ relation: 'same', to: 'a' });
  });

  it('tells the next step of the case', () => {
    const next = relationOf({ stage: 'forwarded' });
    expect(next).toMatchObject({ relation: 'follow_up' });
    expect(next?.reasons).toContain('forwarded after examined');
  });

  it('contradicts: another count, another day, a denial, a clearance beside a finding', () => {
    const more = [{ name: 'Yohanis Darung Salim', status: 'territorial_official', count: 3 }];
    expect(relationOf({ subjects: more })).toMatchObject({ relation: 'contradicts' });
    expect(relationOf({ steps: [['examined', 'denied']], stage: 'examined' })?.reasons).toContain(
      'contradicts: examined denied against realised',
    );
    const dated = (date: string): Partial<Sketch> => ({ steps: [['examined', 'realised', { date }]] });
    const { links } = first(
      link({ ...camat, ...dated('2024-10-17') }, { ...camat, id: 'b', ...dated('2024-10-18') }),
    );
    expect(links[1]).toMatchObject({ relation: 'contradicts' });
    expect(links[1]?.reasons).toContain('contradicts: examined on 2024-10-17 against 2024-10-18');
    const found = first(
      link({ ...camat, stage: 'assessed_violation' }, { ...camat, id: 'b', stage: 'assessed_no_violation' }),
    );
    expect(found.links[1]?.reasons).toContain(
      'contradicts: assessed_violation against assessed_no_violation',
    );
  });

  it('does not contradict what had not happened yet', () => {
    const { links } = first(
      link(
        {
          ...camat,
          steps: [
            ['examined', 'realised'],
            ['forwarded', 'absent'],
          ],
        },
        { ...camat, id: 'b', published: '2024-10-25', stage: 'forwarded' },
      ),
    );
    expect(links[1]).toMatchObject({ relation: 'follow_up' });
  });

  it('follows a measure that was to come', () => {
    const posko: Sketch = {
      id: 'a',
      published: '2024-09-20',
      type: 'measure',
      stage: null,
      steps: [
        ['hotline_opened', 'planned'],
        ['appeal', 'realised'],
      ],
      places: ['52.71'],
      authorities: [{ name: 'Sahrul Wathan', institution: 'bawaslu_local' }],
    };
    const opened: Sketch = {
      ...posko,
      id: 'b',
      published: '2024-09-21',
      steps: [
        ['hotline_opened', 'realised'],
        ['appeal', 'realised'],
      ],
    };
    expect(first(link(posko, opened)).links[1]).toMatchObject({ relation: 'follow_up' });
  });
});

describe('two reports of one article', () => {
  const forwarded: Sketch = {
    ...camat,
    stage: 'forwarded',
    steps: [
      ['examined', 'realised'],
      ['forwarded', 'realised'],
    ],
    subjects: [{ name: 'RF', status: 'teacher_school' }],
  };
  const cleared: Sketch = {
    ...forwarded,
    id: 'b',
    article: 'article-a',
    stage: 'assessed_no_violation',
    steps: [
      ['examined', 'realised'],
      ['assessed_no_violation', 'realised'],
    ],
    subjects: [{ name: 'YS', status: 'teacher_school' }],
  };

  it('are one incident of both when the same words tell the act, and are counted together', () => {
    const incidents = link(forwarded, cleared);
    expect(incidents).toHaveLength(1);
    expect(first(incidents)).toMatchObject({
      articles: 1,
      stage: 'forwarded',
      count: { display: 2, conflict: false },
    });
    expect(first(incidents).subjects.map(({ name }) => name)).toEqual(['RF', 'YS']);
  });

  it('take in who names one of them only, though the other is somebody else', () => {
    const case_: Sketch = {
      id: 'x',
      published: '2024-01-17',
      places: ['52.03'],
      violations: ['campaign_team_role'],
      subjects: [
        { name: 'SH', status: 'non_asn', count: 1 },
        { name: 'RA', status: 'non_asn', count: 1 },
      ],
    };
    const told = { ...case_, article: 'agency', outlet: 'agency', published: '2024-01-19' };
    const first: Sketch = { ...told, id: 'y', subjects: [{ name: 'Sahidi', status: 'non_asn', count: 1 }] };
    const second: Sketch = {
      ...told,
      id: 'z',
      stage: 'forwarded',
      subjects: [{ name: 'RA', status: 'non_asn', count: 1 }],
    };
    const blog: Sketch = {
      ...case_,
      id: 'w',
      outlet: 'blog',
      published: '2024-01-18',
      subjects: [{ name: 'Suhaidi', status: 'teacher_school', count: 1 }],
    };
    expect(groups(case_, blog, first, second)).toHaveLength(1);
    // Nobody of theirs: another name is another matter.
    const other: Sketch = { ...blog, subjects: [{ name: 'Marzuki', status: 'teacher_school', count: 1 }] };
    expect(groups(case_, other, first, second)).toHaveLength(2);
  });

  it('are two matters when other words tell them', () => {
    expect(groups(forwarded, { ...cleared, offset: 1000 })).toHaveLength(2);
  });

  it('are one incident when another article counts the people of both', () => {
    const both: Sketch = { ...forwarded, id: 'c', subjects: [{ status: 'teacher_school', count: 2 }] };
    expect(groups(forwarded, { ...cleared, offset: 1000 }, both)).toEqual([['a', 'b', 'c']]);
    const one: Sketch = { ...both, subjects: [{ status: 'teacher_school', count: 1 }] };
    expect(groups(forwarded, { ...cleared, offset: 1000 }, one)).toHaveLength(2);
  });
});

describe('incidents that are possibly one', () => {
  it('name each other, with score and reasons', () => {
    const [a, b] = link(
      { ...camat, violations: [], subjects: [{ status: 'territorial_official' }] },
      {
        ...camat,
        id: 'b',
        stage: 'reported',
        violations: [],
        authorities: [],
        subjects: [{ status: 'territorial_official' }],
      },
    );
    expect(a?.possibly).toMatchObject([{ incident: b?.id, report: 'a', to: 'b', relation: 'possibly_same' }]);
    expect(b?.possibly).toMatchObject([{ incident: a?.id, report: 'b', to: 'a' }]);
    expect(a?.possibly[0]?.score).toBeLessThan(0.5);
    expect(a?.possibly[0]?.reasons).toContain('same regency 61.05 +2');
  });

  it('are none where something forbids it', () => {
    const incidents = link(camat, { ...camat, id: 'b', places: ['61.06'] });
    expect(incidents.map(({ possibly }) => possibly)).toEqual([[], []]);
  });
});
