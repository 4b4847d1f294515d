import { describe, expect, it } from '@jest/globals';
import { WEIGHTS } from '../../src/link/tally.js';
import { rules } from './build-report.js';

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
