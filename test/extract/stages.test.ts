/** How far a case came: the furthest of its steps, whatever limb of it was closed on the way. */
import { describe, expect, it } from '@jest/globals';
import { furthestStage } from '../../src/extract/steps.js';
import type { Reality, StepCode } from '../../src/model/codes.js';
import { isHardlyCase } from '../../src/extract/weigh-article.js';
import { derive } from './derive.js';

const stageOf = (...steps: [StepCode, Reality?][]): ReturnType<typeof furthestStage> =>
  furthestStage(steps.map(([code, reality = 'realised']) => ({ code, reality })));

describe('the furthest stage', () => {
  it('is that of the limb that goes on where the criminal one was dropped', () => {
    expect(stageOf(['forwarded'], ['gakkumdu_discussion'], ['criminal_dropped'])).toBe('forwarded');
    expect(stageOf(['sanction_imposed'], ['suspect_named'], ['criminal_dropped'])).toBe('sanction_imposed');
    expect(stageOf(['reported'], ['gakkumdu_discussion'], ['criminal_dropped'])).toBe('criminal_dropped');
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

describe('what is told to have nothing to do with elections', () => {
  const chances = { case: 0.8, measure: 0.05, context: 0.05, none: 0.1 };

  it('hardly is a case unless all else speaks for one', () => {
    expect(isHardlyCase(chances, true, false)).toBe(false);
    expect(isHardlyCase(chances, true, true)).toBe(true);
    expect(isHardlyCase({ ...chances, case: 0.97 }, true, true)).toBe(false);
  });

  it('is found by the words that say so', () => {
    const told = (text: string): string[] =>
      derive(text).body.marks.flatMap(({ kind, code }) => (kind === 'topic' ? [code] : []));
    expect(told('Sekcam itu dicopot. Kata bupati, itu bukan soal pilkada.')).toContain('no_link');
    expect(told('Camat itu diperiksa Bawaslu soal pilkada.')).not.toContain('no_link');
  });
});
