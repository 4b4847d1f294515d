/** Calibration: bins tell predicted from observed, and proposed points mend what was off. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calibrationBins, calibrationError, proposePoints, type Judged } from '../../src/audit/audit.js';
import { ConfidenceRules } from '../../src/model/confidence-rules.js';
import { dictionary } from '../extract/derive.js';

const STRAIGHT: ConfidenceRules['calibration'] = [
  [0, 0],
  [1, 1],
];
/** Ten reports each of ten confidences, right half as often as predicted. */
const boastful: Judged[] = Array.from({ length: 10 }, (_, tenth) =>
  Array.from({ length: 10 }, (_unused, i) => ({ confidence: tenth / 10 + 0.05, right: i < tenth / 2 })),
).flat();

describe('calibration', () => {
  it('bins reports by tenths', () => {
    const bins = calibrationBins([
      { confidence: 1, right: true },
      { confidence: 0.95, right: false },
      { confidence: 0.31, right: true },
    ]);
    expect(bins.map(({ from, reports, observed }) => [from, reports, observed])).toEqual([
      [0.3, 1, 1],
      [0.9, 2, 0.5],
    ]);
    expect(calibrationError(calibrationBins([{ confidence: 0.6, right: true }]))).toBeCloseTo(0.4);
    expect(calibrationError([])).toBe(0);
  });

  it('proposes points that bring prediction near to what was observed', () => {
    const points = proposePoints(boastful, STRAIGHT);
    const at = points.find(([product]) => product > 0.6 && product < 1);
    expect(at?.[1]).toBeGreaterThan(0.2);
    expect(at?.[1]).toBeLessThan(0.45);
  });

  it('proposes points that the dictionary takes, whatever came out', () => {
    const judged = fc.record({ confidence: fc.nat(100).map((n) => n / 100), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(judged, { maxLength: 200 }), (reports) => {
        const calibration = proposePoints(reports, dictionary.confidence.calibration);
        expect(ConfidenceRules.safeParse({ ...dictionary.confidence, calibration }).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});
