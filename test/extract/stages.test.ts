/** How far a case came: the furthest of its steps, whatever limb of it was closed on the way. */
import { describe, expect, it } from '@jest/globals';
import { furthestStage } from '../../src/extract/furthest-stage.js';
import type { Reality, StepCode } from '../../src/model/codes.js';

const stageOf = (...steps: [StepCode, Reality?][]): ReturnType<typeof furthestStage> =>
  furthestStage(steps.map(([code, reality = 'realised']) => ({ code, reality })));

describe('the furthest stage', () => {
  it('is that of the limb that goes on where the criminal one was dropped', () => {
    expect(stageOf(['forwarded'], ['gakkumdu_discussion'], ['criminal_dropped'])).toBe('forwarded');
    expect(stageOf(['sanction_imposed'], ['suspect_named'], ['criminal_dropped'])).toBe('sanction_imposed');
    expect(stageOf(['reported'], ['gakkumdu_discussion'], ['criminal_dropped'])).toBe('criminal_dropped');
    expect(stageOf(['examined'], ['suspect_named'], ['criminal_dropped'])).toBe('criminal_dropped');
  });

  it('is the criminal one while that is open', () => {
    expect(stageOf(['forwarded'], ['gakkumdu_discussion'])).toBe('gakkumdu_discussion');
    expect(stageOf(['forwarded'], ['gakkumdu_discussion'], ['criminal_dropped', 'planned'])).toBe(
      'gakkumdu_discussion',
    );
  });

  it('is none that only would come', () => {
    expect(stageOf(['summoned'], ['sanction_imposed', 'conditional'])).toBe('summoned');
  });
});
