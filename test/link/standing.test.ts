/** The record of an incident: when its stage was reached, how long it has stood there, and who may be named. Persons are invented. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { judgeStanding } from '../../src/link/link.js';
import { StageCode } from '../../src/model/codes.js';
import { DeadlineRules } from '../../src/model/deadlines.js';
import { Incident, Standing } from '../../src/model/incident.js';
import { type Sketch, first, link } from './build-report.js';

const deadlines = DeadlineRules.parse(
  parse(readFileSync(new URL('../../dictionaries/deadlines.yaml', import.meta.url), 'utf8'), {
    schema: 'failsafe',
  }),
);

const PLACE = { places: ['33.15'], subjects: [{ name: 'Suwandi Prakoso', status: 'village_head' }] };

function standing(sketch: Partial<Sketch>, on: string): Standing {
  const incident = first(link({ id: 'one', published: '2024-10-18', ...PLACE, ...sketch }));
  const judged = judgeStanding(incident, on, deadlines);
  if (judged === null) throw new Error('no case');
  return Standing.parse(judged);
}

describe('a stage is reached', () => {
  const reported: Sketch = {
    id: 'a',
    published: '2024-10-10',
    stage: 'reported',
    date: '2024-10-09',
    ...PLACE,
  };
  const forwarded: Sketch = {
    id: 'b',
    published: '2024-10-20',
    stage: 'forwarded',
    date: '2024-10-18',
    ...PLACE,
  };

  it('on the day of its step, told first by the earliest who tells of it, with all who do', () => {
    const incident = first(link(reported, forwarded, { ...forwarded, id: 'c', published: '2024-10-22' }));
    expect(incident.reached).toMatchObject({
      value: 'forwarded',
      date: '2024-10-18',
      precision: 'day',
      known: '2024-10-20',
      support: 2,
    });
    expect(incident.reached?.from.map(({ report }) => report)).toEqual(['b', 'c']);
    expect(incident.stages).toMatchObject({
      display: 'forwarded',
      conflict: false,
      values: [
        { value: 'forwarded', support: 2 },
        { value: 'reported', support: 1 },
      ],
    });
    expect(Incident.parse(incident)).toEqual(incident);
  });

  it('never for a measure', () => {
    const incident = first(
      link({ id: 'm', type: 'measure', steps: [['circular_issued', 'realised']], places: ['33.15'] }),
    );
    expect(incident.reached).toBeNull();
    expect(judgeStanding(incident, '2030-01-01', deadlines)).toBeNull();
  });
});

describe('a case has stalled', () => {
  it.each<[string, Partial<Sketch>, string, string | null, string | null]>([
    // what, sketch, last day on which it has not stalled, id of the term, its last day
    [
      'at a recommendation after 14 days',
      { stage: 'sanction_recommended', date: '2024-10-01' },
      '2024-10-18',
      'answer_of_employer',
      '2024-10-15',
    ],
    [
      'at a report after 2 days',
      { stage: 'reported', date: '2024-10-01' },
      '2024-10-06',
      'preliminary_study',
      '2024-10-03',
    ],
    [
      'under examination in a Pilkada after 5 days',
      { stage: 'examined', date: '2024-10-01', election: { type: 'pilbup', year: 2024 } },
      '2024-10-09',
      'clarification_pilkada',
      '2024-10-06',
    ],
    [
      'under examination in a Pemilu after 14 working days',
      {
        stage: 'examined',
        date: '2024-01-05',
        published: '2024-01-06',
        election: { type: 'pileg', year: 2024 },
      },
      '2024-01-28',
      'clarification_pemilu',
      '2024-01-25',
    ],
    [
      'in the hands of the task force after 7 days and 3 working ones',
      { stage: 'forwarded', date: '2024-10-04' },
      '2024-10-19',
      'verification',
      '2024-10-16',
    ],
    [
      'under investigation after 14 working days',
      { stage: 'suspect_named', date: '2024-10-01' },
      '2024-10-24',
      'investigation',
      '2024-10-21',
    ],
  ])('%s', (_what, sketch, last, id, due) => {
    const before = standing(sketch, last);
    expect([before.deadline?.id, before.deadline?.due, before.stalled]).toEqual([id, due, false]);
    const next = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    expect(standing(sketch, next)).toMatchObject({ stalled: true });
  });

  it.each<[string, Partial<Sketch>]>([
    ['after a sanction', { stage: 'sanction_imposed', date: '2024-10-01' }],
    ['where the flow had no term yet', { stage: 'forwarded', date: '2023-10-01', published: '2023-10-02' }],
    ['where it is not known which election it belongs to', { stage: 'examined', date: '2024-10-01' }],
    ['where nobody is dated', { stage: 'sanction_recommended', published: null }],
  ])('never %s', (_what, sketch) => {
    expect(standing(sketch, '2030-01-01')).toMatchObject({ deadline: null, stalled: false });
  });

  it('by the latest day that a vague date allows, or by the first who told of it', () => {
    const vague = { stage: 'sanction_recommended', date: '2024-10', published: '2024-11-20' };
    expect(standing(vague, '2024-11-20')).toMatchObject({ since: '2024-10-31', basis: 'step', days: 20 });
    const told = { stage: 'sanction_recommended', date: '2024-10', published: '2024-10-03' };
    expect(standing(told, '2024-10-10')).toMatchObject({
      since: '2024-10-03',
      basis: 'publication',
      days: 7,
    });
    expect(standing({ stage: 'sanction_recommended' }, '2024-10-20')).toMatchObject({
      since: '2024-10-18',
      basis: 'publication',
    });
  });

  it('never before its stage was reached', () => {
    const early = standing({ stage: 'sanction_recommended', date: '2024-10-01' }, '2024-09-01');
    expect(early).toMatchObject({ days: null, stalled: false });
  });
});

describe('deadlines', () => {
  it('name stages in which a case waits for somebody', () => {
    const ended: StageCode[] = ['sanction_imposed', 'convicted', 'acquitted', 'assessed_no_violation'];
    for (const { stages } of deadlines.deadlines)
      expect(stages.filter((stage) => ended.includes(stage))).toEqual([]);
  });
});

describe('names', () => {
  const verdict: Sketch = {
    id: 'guilty',
    article: 'both',
    stage: 'convicted',
    steps: [
      ['convicted', 'realised'],
      ['reported', 'realised'],
    ],
    violations: ['vote_instruction'],
    places: ['33.15'],
    date: '2024-10-17',
    subjects: [{ name: 'Suwandi Prakoso', status: 'village_head' }],
  };

  it('are shown of the convicted, not of those who stood beside them', () => {
    const cleared: Sketch = {
      ...verdict,
      id: 'cleared',
      stage: 'acquitted',
      steps: [
        ['acquitted', 'realised'],
        ['reported', 'realised'],
      ],
      subjects: [{ name: 'Marto Harjono', status: 'village_head' }],
    };
    const whole: Sketch = {
      ...verdict,
      id: 'whole',
      article: 'other',
      stage: 'reported',
      steps: [['reported', 'realised']],
      subjects: [
        { name: 'Suwandi Prakoso', status: 'village_head' },
        { name: 'Marto Harjono', status: 'village_head' },
      ],
    };
    for (const incident of link(verdict, cleared, whole)) {
      const shown = incident.subjects.map(({ displayName, named }) => [displayName, named]);
      for (const [name, named] of shown) expect(named).toBe(name === 'Suwandi Prakoso');
    }
  });

  it('become initials below senior office, and where outlets differ over the office', () => {
    const told = (id: string, status: string): Sketch => ({
      ...verdict,
      id,
      article: id,
      stage: 'examined',
      steps: [['examined', 'realised']],
      subjects: [{ name: 'Suwandi Prakoso', status }],
    });
    const shown = (...statuses: string[]) =>
      first(link(...statuses.map((status, at) => told(`r${at}`, status)))).subjects[0]?.displayName;
    expect(shown('village_head')).toBe('SP');
    expect(shown('head_of_region')).toBe('Suwandi Prakoso');
    expect(shown('senior_official', 'village_head')).toBe('SP');
  });

  it('keep every spelling with who prints it', () => {
    const other = {
      ...verdict,
      id: 'other',
      article: 'x',
      subjects: [{ name: 'Suwandi Prakosa', status: 'village_head' }],
    };
    const [subject] = first(link(verdict, other)).subjects;
    expect(subject?.names.values.map(({ value, from }) => [value, from[0]?.report])).toEqual([
      ['Suwandi Prakosa', 'other'],
      ['Suwandi Prakoso', 'guilty'],
    ]);
    expect(subject?.names.values.every(({ from }) => from.every(({ evidence }) => evidence.length > 0))).toBe(
      true,
    );
  });
});
