import { describe, expect, it } from '@jest/globals';
import { WEIGHTS } from '../../src/link/tally.js';
import { type Sketch, link, rules } from './build-report.js';

describe('dictionaries/linking.yaml', () => {
  it('has each weight that the comparison uses, and no other', () => {
    expect(Object.keys(rules.weights).sort()).toEqual([...WEIGHTS].sort());
  });

  it('needs more for one incident than for a doubt', () => {
    expect(rules.same).toBeGreaterThan(rules.possible);
  });

  it('never lets a candidate, or any single agreement but a letter or a name, join two reports', () => {
    // Two reports of one article are joined by nothing else.
    const { one_act: _, ...weights } = rules.weights;
    for (const [name, weight] of Object.entries(weights))
      expect([name, weight < rules.same]).toEqual([name, true]);
  });
});

describe('letters from within a name of one word', () => {
  const told: Sketch = {
    id: 'a',
    published: '2024-11-02',
    places: ['73.09'],
    violations: ['online_campaign'],
    stage: 'summoned',
    authorities: [{ name: 'Sufirman Rahim', institution: 'bawaslu_local' }],
    subjects: [{ name: 'NF', status: 'pppk', count: 1 }],
  };
  const later: Sketch = {
    ...told,
    id: 'b',
    outlet: 'other',
    published: '2024-11-13',
    stage: 'forwarded',
    subjects: [{ name: 'Nurfadilah', status: 'pppk', count: 1 }],
  };

  it('are those of the one person that every report tells of, and of nobody where more are told of', () => {
    const [incident, ...none] = link(told, later);
    expect(none).toEqual([]);
    expect(incident?.subjects).toMatchObject([{ name: 'Nurfadilah', variants: ['NF'] }]);
    const both: Sketch = {
      ...later,
      subjects: [...(later.subjects ?? []), { name: 'Rosmiati', status: 'pppk', count: 1 }],
    };
    const names = link(told, both).flatMap(({ subjects }) => subjects.map(({ name }) => name ?? ''));
    expect(names.toSorted()).toEqual(['NF', 'Nurfadilah', 'Rosmiati']);
  });
});
