/** Floors of the bench: what breaks them, and that those in force leave room below what was measured. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { brokenFloors } from '../../bench/floors.js';

const row = (what: string, value: number): { what: string; value: number; unit: string; note: string } => ({
  what,
  value,
  unit: 'x',
  note: '',
});

describe('bench floors', () => {
  const floors = {
    extraction: { 'against a': { measured: 3, least: 2 }, 'against b': { measured: 5, most: 8 } },
  };

  it('are kept by figures inside them and broken by others', () => {
    expect(brokenFloors('extraction', [row('against a', 2), row('against b', 8)], floors)).toEqual([]);
    expect(brokenFloors('extraction', [row('against a', 1.9), row('against b', 8.1)], floors)).toEqual([
      'extraction, against a: 1.900 is less than 2',
      'extraction, against b: 8.100 is more than 8',
    ]);
    expect(brokenFloors('other', [], floors)).toEqual([]);
  });

  it('are broken by what is no longer measured', () => {
    expect(brokenFloors('extraction', [row('against a', 3)], floors)).toEqual([
      'extraction, against b: has a floor and was not measured',
    ]);
  });

  it('leave room between floor and what was measured', () => {
    const read = readFileSync(new URL('../../fixtures/bench-floors.json', import.meta.url), 'utf8');
    const sections = Object.values(JSON.parse(read) as typeof floors);
    for (const { measured, ...bound } of sections.flatMap((section) => Object.values(section))) {
      const { least = 0, most = Infinity } = bound as { least?: number; most?: number };
      expect(least).toBeLessThanOrEqual(measured * 0.9);
      expect(most).toBeGreaterThan(measured * 1.1);
    }
  });
});
