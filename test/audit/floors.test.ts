/** Floors: hold what was reached, notice other gold, and are never lowered without a reason. */
import { describe, expect, it } from '@jest/globals';
import {
  checkFloors,
  Floors,
  pinFloors,
  scoreGold,
  type Audit,
  type GoldArticle,
} from '../../src/audit/audit.js';
import type { Extraction } from '../../src/model/report.js';

const article = (id: string, relevance: GoldArticle['relevance']): GoldArticle => ({
  id,
  file: '',
  title: '',
  text: 'Warga senang.',
  published: '2024-11-07',
  relevance,
  reports: [],
  claims: [],
  phenomena: [],
  hardCases: [],
  province: null,
  marks: [],
});
const says = (relevance: Extraction['relevance']): Extraction => ({
  article: { id: 'x', url: null, outlet: null, title: null, published: null },
  relevance,
  reports: [],
  claims: [],
  doubts: [],
  version: { pantau: 'test', dictionary: 'test' },
});

const gold = [article('a', 'context'), article('b', 'none')];
const good: Audit = scoreGold(gold, [says('context'), says('none')]);
const bad: Audit = scoreGold(gold, [says('none'), says('none')]);
const pinned: Floors = { open: pinFloors('open', good, gold, { before: {}, reason: null }).floors };

describe('floors', () => {
  it('hold today', () => {
    expect(Floors.safeParse(pinned).error).toBeUndefined();
    expect(checkFloors('open', good, gold, pinned)).toEqual([]);
  });

  it('say what fell', () => {
    expect(checkFloors('open', bad, gold, pinned).join('\n')).toMatch(
      /accuracy of relevance is 0\.500, its floor 1[^]*recall of article is relevant is 0, its floor 1/,
    );
  });

  it('want to be pinned anew for other gold, and for a set without floors', () => {
    expect(checkFloors('open', good, [...gold].toReversed(), pinned)).toHaveLength(1);
    expect(checkFloors('sealed', good, gold, pinned)).toHaveLength(1);
    expect(checkFloors('sealed', good, [], pinned)).toEqual([]);
  });

  it('are not lowered silently', () => {
    const { refused } = pinFloors('open', bad, gold, { before: pinned, reason: null });
    expect(refused.join('\n')).toMatch(/accuracy of relevance would fall from 1 to 0\.500/);
  });

  it('are lowered with a reason, which stays beside them', () => {
    const first = pinFloors('open', bad, gold, { before: pinned, reason: 'the codebook changed' });
    expect(first.refused).toEqual([]);
    expect(first.floors.relevance).toEqual({ accuracy: 0.5, lowered: 'the codebook changed' });
    expect(first.floors.falseAccusations).toEqual({ most: 0 });
    const again = pinFloors('open', good, gold, { before: { open: first.floors }, reason: null });
    expect(again.floors.relevance).toEqual({ accuracy: 1, lowered: 'the codebook changed' });
    expect(again.refused).toEqual([]);
  });
});
