/** Links beside gold: what the figures mean, that the gold is as wide as it says, and that floors hold. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  checkLinkFloors,
  linkArticles,
  LinkFloors,
  pinLinkFloors,
  readLinkArticles,
  readLinkGold,
  scoreLinks,
  type LinkGold,
} from '../../src/audit/audit.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { linkReports } from '../../src/link/link.js';
import type { Incident } from '../../src/model/incident.js';

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const gold = readLinkGold(fileURLToPath(new URL('link-gold/', FIXTURES)));
const dictionary = await loadDictionary();
const { linking } = dictionary;
const incidents = linkReports(
  gold.map(({ input }) => input),
  linking,
).value;
const score = scoreLinks(gold, incidents);

/** Gold and incidents of letters: each word is a happening, or an incident. */
const told = (happenings: string): LinkGold[] =>
  happenings
    .split(' ')
    .flatMap((happening) =>
      happening.split('').map((id) => ({ happening, input: { report: { id } } }) as unknown as LinkGold),
    );
const linked = (groups: string): Incident[] =>
  groups
    .split(' ')
    .map((id) => ({ id, links: id.split('').map((report) => ({ report })) }) as unknown as Incident);

describe('figures of linking', () => {
  it('are whole where all is right, and where there is nothing', () => {
    expect(scoreLinks(told('ab c'), linked('ab c'))).toMatchObject({ precision: 1, recall: 1, bcubed: 1 });
    expect(scoreLinks([], [])).toMatchObject({ reports: 0, precision: 1, recall: 1, bcubed: 1 });
  });

  it('count pairs, and how pure and whole the incident of each report is', () => {
    // Pairs: ab right; cd wrong; ce missed. Purity 4/5, wholeness 4/5.
    const some = scoreLinks(told('ab ce d'), linked('ab cd e'));
    expect(some).toMatchObject({ reports: 5, happenings: 3, precision: 1 / 2, recall: 1 / 2 });
    expect(some.bcubed).toBeCloseTo(0.8);
    expect(some).toMatchObject({ wrong: [['c', 'd']], missed: [['c', 'e']] });
    expect(scoreLinks(told('ab'), linked('a')).missed).toEqual([['a', 'b']]);
  });
});

describe('the link gold', () => {
  it('holds sixty happenings told by two to six outlets, and 250 reports', () => {
    const outlets = new Map<string, Set<string | null>>();
    for (const { happening, input } of gold)
      outlets.set(happening, (outlets.get(happening) ?? new Set()).add(input.article.outlet));
    const sizes = [...outlets.values()].map(({ size }) => size);
    expect(sizes.filter((size) => size >= 2).length).toBeGreaterThanOrEqual(60);
    expect(Math.max(...sizes)).toBe(6);
    expect(gold.length).toBeGreaterThanOrEqual(250);
    expect(new Set(gold.map(({ input }) => input.report.id)).size).toBe(gold.length);
  });

  it('is linked as well as was asked for', () => {
    expect(score.precision).toBeGreaterThanOrEqual(0.97);
    expect(score.recall).toBeGreaterThanOrEqual(0.85);
    expect(score.bcubed).toBeGreaterThanOrEqual(0.93);
  });

  it('is linked the same in reverse order', () => {
    const reversed = gold.map(({ input }) => input).reverse();
    expect(linkReports(reversed, linking).value).toEqual(incidents);
  });

  it('keeps its floors', () => {
    const floors = LinkFloors.parse(JSON.parse(readFileSync(new URL('link-floors.json', FIXTURES), 'utf8')));
    expect(checkLinkFloors(score, gold, floors)).toEqual([]);
  });
});

describe('whole articles', () => {
  const told = readLinkArticles(fileURLToPath(new URL('link-gold/articles/', FIXTURES)));
  const score = linkArticles(told, createExtractor(dictionary, 'test'), linking);

  it('are linked by what extraction makes of them, and their look-alikes are not', () => {
    expect(told.length).toBeGreaterThanOrEqual(48);
    expect(score.wrong).toEqual([]);
    expect(score.recall).toBeGreaterThanOrEqual(0.85);
  });

  it('count as missed where nothing was read in them', () => {
    const [{ article: first } = { article: null }] = told;
    if (first === null) throw new Error('no article');
    const empty = createExtractor(dictionary, 'test').extract({ ...first, text: '', title: '' });
    const none = linkArticles(told, { extract: () => empty }, linking);
    expect([none.silent.length, none.recall, none.precision]).toEqual([told.length, 0, 1]);
  });
});

describe('floors of linking', () => {
  const { floors } = pinLinkFloors(score, gold, null, null);
  const worse = { ...score, recall: 0.5 };

  it('say what fell, and want to be pinned anew for other gold', () => {
    expect(checkLinkFloors(worse, gold, floors)).toEqual([
      expect.stringMatching(/recall is 0\.500, its floor 0\.9/),
    ]);
    expect(checkLinkFloors(score, gold.slice(1), floors)).toHaveLength(1);
    expect(checkLinkFloors(score, gold, null)).toHaveLength(1);
  });

  it('are lowered with a reason only, which stays beside them', () => {
    expect(pinLinkFloors(worse, gold, floors, null).refused).toHaveLength(1);
    const lowered = pinLinkFloors(worse, gold, floors, 'the codebook changed');
    expect(lowered).toMatchObject({ refused: [], floors: { recall: 0.5, lowered: 'the codebook changed' } });
    expect(pinLinkFloors(score, gold, lowered.floors, null).floors.lowered).toBe('the codebook changed');
  });
});
