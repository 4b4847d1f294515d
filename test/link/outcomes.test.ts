/** The sets of outcomes, which are told apart by what they are asked for, and how they belong together. */
import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { CLEARING_STAGE, FAVOURABLE_STAGE } from '../../src/model/code-lists.js';
import type { StageCode } from '../../src/model/codes.js';
import { stagesOfTier, tierOfStage } from '../../src/model/stages.js';

const { terms } = (await loadDictionary()).linking;
const sorted = (codes: Iterable<string> = []): string[] => [...codes].sort();
const without = (codes: readonly StageCode[], code: StageCode): string[] =>
  sorted(codes.filter((one) => one !== code));

describe('outcomes', () => {
  it('that clear somebody are one list, which the public tier is made of', () => {
    expect(sorted(stagesOfTier('cleared'))).toEqual(sorted(CLEARING_STAGE));
  });

  it('in favour of the accused are those, and a report that nobody registered, which clears nobody', () => {
    expect(sorted(FAVOURABLE_STAGE)).toEqual(sorted([...CLEARING_STAGE, 'not_registered']));
    expect(tierOfStage('not_registered')).toBe('alleged');
  });

  it('by which nothing was ever proven leave out the sanction that was annulled: it was imposed first', () => {
    expect(sorted(terms?.unproven)).toEqual(without(FAVOURABLE_STAGE, 'sanction_annulled'));
  });

  it('that hold something proven are those of the graver tiers, but for a candidacy: it ends by another procedure', () => {
    const graver = (['found', 'sanctioned', 'convicted'] as const).flatMap(stagesOfTier);
    expect(sorted(terms?.proven)).toEqual(without(graver, 'candidacy_cancelled'));
  });
});
