/** Measures link by actor, kind of step, letter number and time (codebook 9-E14). Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { type Sketch, first, groups, link } from './build-report.js';

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

  it('two circulars of one government, each with its day, are two; without a day of its own a later telling joins', () => {
    const mayor: Sketch = {
      ...circular,
      id: 'mayor',
      steps: [['circular_issued', 'realised', { date: '2020-09-28' }]],
    };
    const office: Sketch = {
      ...mayor,
      id: 'office',
      published: '2020-10-06',
      date: '2020-10-05',
      steps: [['circular_issued', 'realised', { date: '2020-10-05' }]],
      authorities: [{ name: 'Encep Jarkasih', institution: 'inspektorat' }],
    };
    const later: Sketch = {
      ...office,
      id: 'later',
      steps: [['circular_issued', 'realised']],
      basis: 'statement',
    };
    expect(groups(mayor, office)).toHaveLength(2);
    expect(groups(mayor, later)).toHaveLength(1);
    const successor: Sketch = {
      ...later,
      authorities: [{ name: 'Untoro Prasojo', institution: 'head_of_region' }],
    };
    expect(groups(mayor, successor)).toHaveLength(2);
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
    const incident = first(link(circular));
    expect(incident).toMatchObject({
      type: 'measure',
      tier: 'measure',
      stage: null,
      violations: { display: null },
    });
  });
});
