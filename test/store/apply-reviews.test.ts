/** Decisions above an incident, whatever they are: what outlets say stays, names keep to the rule, and the incident stays one. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  InstitutionCode,
  Reality,
  StageCode,
  SubjectRole,
  SubjectStatus,
  Tier,
} from '../../src/model/codes.js';
import { isEntryField } from '../../src/model/correction.js';
import { Incident } from '../../src/model/incident.js';
import { initialsOf } from '../../src/model/naming.js';
import type { Review } from '../../src/model/review.js';
import { stageThatHappened, tierOfStage } from '../../src/model/stages.js';
import { judgeStanding } from '../../src/link/link.js';
import { applyReviews } from '../../src/store/apply-reviews.js';
import { resolveCorrection } from '../../src/store/resolve-correction.js';
import { makeIncident } from './made-up.js';

const INCIDENT = makeIncident('i1', {
  reports: [
    { report: 'r1', article: 'a1', outlet: 'kabar' },
    { report: 'r2', article: 'a2', outlet: 'warta' },
  ],
  steps: [
    ['reported', 'realised'],
    ['examined', 'realised'],
    ['sanction_imposed', 'planned'],
  ],
});

const NO_DEADLINES = { grace: 0, deadlines: [] };

const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const NAMES = ['Sutarno Wibisana', 'Eko Yuliantoro', 'SW', 'accused', 'victim'];
const pieces = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.option(fc.record(model, { requiredKeys: [], noNullPrototype: true }), { nil: null });

/** A field with what an analyst may give for it. */
const asked = fc.oneof(
  fc.record({ field: fc.constant('type' as const), value: some(['case', 'measure']) }),
  fc.record({ field: fc.constant('stage' as const), value: some(StageCode.options) }),
  fc.record({
    field: fc.constant('stage' as const),
    value: fc.record({ stage: some(StageCode.options), date: some(['2024', '2024-02', '2024-02-20']) }),
  }),
  fc.record({ field: fc.constant('tier' as const), value: some(Tier.options) }),
  fc.record({ field: fc.constant('count' as const), value: fc.option(fc.nat(90), { nil: null }) }),
  fc.record({ field: fc.constant('flags' as const), value: fc.constant(['viral_video']) }),
  fc.record({
    field: fc.constant('subject' as const),
    value: fc.record({
      of: fc.option(some(NAMES), { nil: null }),
      set: pieces({
        name: fc.option(some(NAMES.slice(0, 2)), { nil: null }),
        status: some(SubjectStatus.options),
        role: some(SubjectRole.options),
        position: some(['Camat', 'Lurah']),
      }),
    }),
  }),
  fc.record({
    field: fc.constant('authority' as const),
    value: fc.record({
      of: fc.option(some(['bawaslu_local', 'Rukmini Sasongko']), { nil: null }),
      set: pieces({ name: some(['Rukmini Sasongko']), institution: some(InstitutionCode.options) }),
    }),
  }),
  fc.record({
    field: fc.constant('step' as const),
    value: fc.record({
      of: fc.option(some(['examined', 'reported:realised', 'sanction_imposed', 'convicted']), { nil: null }),
      set: pieces({
        step: some(['examined', 'sanction_imposed', 'convicted', 'assessed_no_violation'] as const),
        reality: some(Reality.options),
        date: fc.option(some(['2024', '2024-02', '2024-02-20']), { nil: null }),
      }),
    }),
  }),
);

/** Decisions as the store would keep them: what fits nothing is refused before. */
function decide(all: readonly { field: NonNullable<Review['field']>; value: unknown }[]): Review[] {
  const reviews: Review[] = [];
  all.forEach(({ field, value }, nth) => {
    const shown = applyReviews(INCIDENT, reviews) ?? INCIDENT;
    try {
      reviews.push({
        id: `review-${nth}`,
        target: { kind: 'incident', id: INCIDENT.id },
        decision: 'correct',
        field,
        value: (isEntryField(field) ? resolveCorrection(shown, field, value) : value) as Review['value'],
        note: null,
        author: 'Analis',
        at: '2024-03-01T03:00:00.000Z',
        reports: [],
        basis: null,
      });
    } catch (error) {
      expect((error as Error).name).toBe('Misuse');
    }
  });
  return reviews;
}

describe('whatever is put right', () => {
  it('leaves an incident in which every outlet says what it said, and nobody is named against the rule', () => {
    let applied = 0;
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 8 }), (all) => {
        const reviews = decide(all);
        applied += reviews.length;
        const shown = applyReviews(INCIDENT, reviews);
        if (shown === null) throw new Error('no decision hides it');
        expect(Incident.parse(JSON.parse(JSON.stringify(shown)))).toEqual(shown);
        for (const field of ['violations', 'count', 'places', 'election', 'date', 'stages'] as const)
          expect(shown[field].values).toEqual(INCIDENT[field].values);
        expect(shown.links).toEqual(INCIDENT.links);
        for (const { name, named, displayName, role, variants } of shown.subjects) {
          expect(role === 'victim' && named).toBe(false);
          expect(displayName).toBe(name === null || named ? name : initialsOf(name));
          expect(variants).not.toContain(name);
        }
        // A measure accuses nobody, and a case stands at a stage.
        const accused = shown.subjects.filter(({ role }) => role === 'accused');
        if (shown.type === 'measure') expect([shown.tier, shown.stage]).toEqual(['measure', null]);
        if (shown.type === 'measure' && !reviews.some(({ field }) => field === 'subject'))
          expect(accused).toEqual([]);
        if (shown.type === 'case') expect(shown.stage).not.toBeNull();
        const steps = shown.timeline.map(({ value, reality }) => `${value}:${reality}`);
        expect(new Set(steps).size).toBe(steps.length);
        expect(applyReviews(INCIDENT, [...reviews])).toEqual(shown);
      }),
      { numRuns: 400 },
    );
    // The property would say nothing where nearly all were refused.
    expect(applied).toBeGreaterThan(400);
  });

  it('shows no tier beyond a step that an analyst took back', () => {
    fc.assert(
      fc.property(some(StageCode.options), some(Reality.options), (step, reality) => {
        const before = makeIncident('i1', {
          reports: [{ report: 'r1', article: 'a1', outlet: 'kabar' }],
          steps: [[step, 'realised']],
          over: { stage: step, tier: tierOfStage(step) },
        });
        const value = resolveCorrection(before, 'step', { of: step, set: { reality } }) as Review['value'];
        const [review] = decide([{ field: 'tier', value: 'found' }]);
        if (review === undefined) throw new Error('no decision');
        const shown = applyReviews(before, [{ ...review, field: 'step', value }]);
        const happened = stageThatHappened({ value: step, reality }) !== null;
        expect(shown?.tier).toBe(happened ? before.tier : 'alleged');
      }),
    );
  });
});

describe('a stage that is put right', () => {
  const shownWith = (...all: Parameters<typeof decide>[0]): Incident => {
    const shown = applyReviews(INCIDENT, decide(all));
    if (shown === null) throw new Error('it is hidden');
    return shown;
  };
  const imposed = ({ timeline }: Incident) =>
    timeline.filter(({ value, reality }) => value === 'sanction_imposed' && reality === 'realised');

  it('stands in the timeline on the day that is given, which the standing is counted from', () => {
    const shown = shownWith({ field: 'stage', value: { stage: 'sanction_imposed', date: '2024-02' } });
    expect(imposed(shown)).toMatchObject([
      { date: '2024-02', precision: 'month', support: 0, given: 'review-0' },
    ]);
    expect(shown).toMatchObject({
      stage: 'sanction_imposed',
      tier: 'sanctioned',
      reached: { value: 'sanction_imposed', date: '2024-02', known: null },
      date: { display: '2024-02', rule: 'given by review-0' },
    });
    expect(judgeStanding(shown, '2024-03-10', NO_DEADLINES)).toMatchObject({ since: '2024-02-29', days: 10 });
  });

  it('has no day where nobody told one: neither that of the stage before nor that of the decision', () => {
    const shown = shownWith({ field: 'stage', value: 'sanction_imposed' });
    expect(imposed(shown)).toMatchObject([{ date: null, precision: null, given: 'review-0' }]);
    expect(shown.reached).toMatchObject({ value: 'sanction_imposed', date: null, known: null });
    expect(shown.date).toEqual(INCIDENT.date);
    expect(judgeStanding(shown, '2024-03-10', NO_DEADLINES)).toMatchObject({ since: null, stalled: false });
  });

  it('has the day that reports tell where they tell of it, and adds no step', () => {
    const told = {
      ...INCIDENT,
      timeline: INCIDENT.timeline.map((step) => ({ ...step, date: '2024-01-05' })),
    };
    const [review] = decide([{ field: 'stage', value: 'reported' }]);
    const shown = applyReviews(told, review === undefined ? [] : [review]);
    expect(shown?.reached).toMatchObject({ value: 'reported', date: '2024-01-05' });
    expect(shown?.timeline).toEqual(told.timeline);
  });

  it('leaves a date alone that an analyst gave by itself, in any order', () => {
    const stage = { field: 'stage', value: { stage: 'sanction_imposed', date: '2024-02-20' } } as const;
    const date = { field: 'date', value: '2024-01-31' } as const;
    for (const all of [
      [stage, date],
      [date, stage],
    ])
      expect(shownWith(...all).date.display).toBe('2024-01-31');
  });
});
