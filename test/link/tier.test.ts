/** The public tier of an incident follows from what has happened, not from what is under way (codebook 10). */
import { describe, expect, it } from '@jest/globals';
import { first, link } from './build-report.js';

type Steps = [string, string][];

/** The tier of a case that one report tells so. */
const tierOf = (stage: string, ...steps: Steps): string =>
  first(link({ id: 'one', stage, steps, places: ['13.03'] })).tier;

describe('the tier of a case', () => {
  it.each([
    ['an assessment that is under way', ['assessed_violation', 'ongoing']],
    ['a recommendation that is being written', ['sanction_recommended', 'ongoing']],
    ['a sanction that is planned', ['sanction_imposed', 'planned']],
  ] as [string, Steps[number]][])('stays an allegation by %s', (_, step) => {
    expect(tierOf('examined', ['examined', 'realised'], step)).toBe('alleged');
  });

  it.each([
    ['an assessment that was made', 'assessed_violation', 'realised'],
    ['a sanction that is pending, which is a state', 'sanction_pending', 'ongoing'],
  ])('is a finding by %s', (_, stage, reality) => {
    expect(tierOf(stage, [stage, reality])).toBe('found');
  });

  it('rests on a step of an older telling, too', () => {
    expect(tierOf('appeal_filed', ['sanction_imposed', 'historical'], ['appeal_filed', 'realised'])).toBe(
      'sanctioned',
    );
  });
});
