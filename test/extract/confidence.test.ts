/** Confidence: a stronger source or a surer reality never lowers it, whatever else is told; and the dictionary cannot say otherwise. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confidenceOf } from '../../src/extract/confidence.js';
import {
  Attribution,
  Flag,
  MeasureCode,
  Reality,
  StageCode,
  SUREST_FIRST,
  ViolationCode,
} from '../../src/model/codes.js';
import { ConfidenceRules } from '../../src/model/confidence-rules.js';
import type { Report, ReportStep } from '../../src/model/report.js';
import { dictionary } from './derive.js';

const why = { certainty: 'stated' as const, evidence: [], rule: 'test' };
const LADDER = Attribution.options;

const anyStep: fc.Arbitrary<ReportStep> = fc.record({
  value: fc.constantFrom(...StageCode.options, ...MeasureCode.options),
  reality: fc.constantFrom(...Reality.options),
  date: fc.constant(null),
  by: fc.constant(null),
  count: fc.constant(null),
  document: fc.constant(null),
  sanction: fc.constant(null),
  attribution: fc.constantFrom(...LADDER),
  certainty: fc.constant('stated' as const),
  evidence: fc.constant<ReportStep['evidence']>([]),
  rule: fc.constant('test'),
});
const anyReport: fc.Arbitrary<Report> = fc.record({
  id: fc.constant('r'),
  type: fc.constantFrom('case' as const, 'measure' as const),
  stage: fc.constantFrom(null, ...StageCode.options),
  violations: fc.array(
    fc.constantFrom(...ViolationCode.options).map((value) => ({ value, count: null, ...why })),
    { maxLength: 2 },
  ),
  steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }),
  subjects: fc.array(
    fc.constantFrom(null, 'A').map((name) => ({
      name,
      role: 'accused' as const,
      status: 'pns' as const,
      employment: null,
      position: null,
      institution: null,
      count: 1,
      min: null,
      max: null,
      ...why,
    })),
    { maxLength: 2 },
  ),
  authorities: fc.constantFrom<Report['authorities'][]>(
    [],
    [{ name: 'B', position: null, institution: null, ...why }],
  ),
  others: fc.constant<Report['others']>([]),
  places: fc.constantFrom<Report['places'][]>(
    [],
    [
      {
        value: '33.74',
        name: 'Kota Semarang',
        level: 'regency' as const,
        regency: '33.74',
        role: 'jurisdiction' as const,
        raw: null,
        ...why,
      },
    ],
  ),
  election: fc.constant(null),
  date: fc.constantFrom(null, {
    value: '2024-11-06',
    precision: 'day' as const,
    basis: 'stage' as const,
    raw: null,
    ...why,
  }),
  laws: fc.constant<Report['laws']>([]),
  flags: fc.subarray(Flag.options, { maxLength: 3 }),
  confidence: fc.constant(0),
});

const confidence = (report: Report): number => confidenceOf(report, dictionary.confidence);

/** A report with one of its steps changed. */
const withStep = (report: Report, at: number, change: Partial<ReportStep>): Report => ({
  ...report,
  steps: report.steps.map((step, index) =>
    index === at % report.steps.length ? { ...step, ...change } : step,
  ),
});

/** Two rungs of a ladder, the higher one first. */
const rung = <T>(of: readonly T[]): fc.Arbitrary<[T, T]> =>
  fc.constantFrom(...of.flatMap((a, i) => of.slice(i).map((b): [T, T] => [a, b])));

describe('confidence', () => {
  it('never falls when somebody stronger says a step', () => {
    fc.assert(
      fc.property(anyReport, fc.nat(3), rung(LADDER), (report, at, [stronger, weaker]) => {
        const high = confidence(withStep(report, at, { attribution: stronger }));
        expect(high).toBeGreaterThanOrEqual(confidence(withStep(report, at, { attribution: weaker })));
      }),
      { numRuns: 500 },
    );
  });

  it('never falls when a step is surer', () => {
    fc.assert(
      fc.property(anyReport, fc.nat(3), rung(SUREST_FIRST), (report, at, [surer, vaguer]) => {
        const high = confidence(withStep(report, at, { reality: surer }));
        expect(high).toBeGreaterThanOrEqual(confidence(withStep(report, at, { reality: vaguer })));
      }),
      { numRuns: 500 },
    );
  });

  it('falls from each rung to the next for a report with one step', () => {
    const [report] = fc.sample(anyReport, 1);
    if (report === undefined) throw new Error('no report');
    const alone = { ...report, steps: report.steps.slice(0, 1), flags: [] };
    const ladder = LADDER.map((attribution) =>
      confidence(withStep(alone, 0, { attribution, reality: 'realised' })),
    );
    expect(ladder).toEqual(ladder.toSorted((a, b) => b - a));
    expect(new Set(ladder).size).toBeGreaterThan(3);
  });

  it('stays between 0 and 1, and falls with each conflict', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const value = confidence({ ...report, flags: [] });
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(confidence({ ...report, flags: ['status_conflict', 'date_conflict'] })).toBeLessThanOrEqual(
          value,
        );
      }),
    );
  });
});

describe('the rules', () => {
  const rules = dictionary.confidence;

  it('name every rung and every reality', () => {
    expect(Object.keys(rules.attribution).toSorted()).toEqual(LADDER.toSorted());
    expect([...SUREST_FIRST].toSorted()).toEqual(Reality.options.toSorted());
  });

  it.each<[string, ConfidenceRules]>([
    [
      'a lower rung is trusted more',
      { ...rules, attribution: { ...rules.attribution, unnamed: 1, document: 0.5 } },
    ],
    ['a vaguer reality is trusted more', { ...rules, reality: { ...rules.reality, realised: 0.4 } }],
    [
      'points fall',
      {
        ...rules,
        calibration: [
          [0, 0.5],
          [1, 0.2],
        ],
      },
    ],
    [
      'points stand on one another',
      {
        ...rules,
        calibration: [
          [0, 0],
          [0.5, 0.2],
          [0.5, 0.4],
        ],
      },
    ],
  ])('are refused where %s', (_, wrong) => {
    expect(ConfidenceRules.safeParse(wrong).success).toBe(false);
  });
});
