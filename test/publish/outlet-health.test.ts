/** How outlets do, judged by their days: what is dead, what is quiet, and what reads otherwise than before. */
import { describe, expect, it } from '@jest/globals';
import { CoverageDay, type OutletHealth } from '../../src/model/coverage.js';
import { judgeOutlet } from '../../src/publish/publish.js';

const TODAY = '2026-06-30';
const dayBefore = (days: number): string =>
  new Date(Date.parse(`${TODAY}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
/** Noon in Jakarta. */
const noon = (day: string): string => `${day}T05:00:00.000Z`;

/** A day with a visit at noon that found some articles, all of them whole. */
function goodDay(day: string, articles: number, over: Partial<CoverageDay> = {}): CoverageDay {
  return CoverageDay.parse({
    outlet: 'kabar-uji',
    day,
    visits: 2,
    answered: 2,
    lastVisit: noon(day),
    lastAnswered: noon(day),
    feedsAnswered: 2,
    feedsEmpty: 0,
    feedsFailed: 0,
    pages: articles,
    unchanged: 0,
    gone: 0,
    refused: 0,
    failed: 0,
    errors: {},
    found: articles,
    unread: 0,
    titled: articles,
    dated: articles,
    filled: articles,
    bodyLength: articles === 0 ? null : 2000,
    paragraphs: articles === 0 ? null : 10,
    bases: articles === 0 ? {} : { json_ld: articles },
    lastFound: articles === 0 ? null : noon(day),
    published: articles,
    relevant: 0,
    ...over,
  });
}

type Plan = (age: number, day: string) => CoverageDay;

function judge(days: number, plan: Plan, expectations = null as number | null): OutletHealth {
  const known = Array.from({ length: days }, (_, i) => {
    const age = days - 1 - i;
    return plan(age, dayBefore(age));
  });
  const outlet = {
    id: 'kabar-uji',
    expectations: expectations === null ? null : { articlesPerDay: expectations, bodyFilled: 1 },
  };
  return judgeOutlet(outlet, known, TODAY);
}

const noAnswer = { answered: 0, lastAnswered: null, feedsAnswered: 0, feedsFailed: 2 };
const UNREACHABLE = { ...noAnswer, errors: { 'feed: unreachable': 2 } };

describe('the state of an outlet', () => {
  it('is alive when it brings what it is used to bring', () => {
    const health = judge(30, (_, day) => goodDay(day, 6));
    expect(health).toMatchObject({
      state: 'alive',
      since: null,
      expected: 6,
      perDay: 6,
      titles: 1,
      bodies: 1,
      lastFound: noon(TODAY),
      drift: [],
    });
  });

  it('is quiet when it brings little at all, and stalled when it brought much before', () => {
    const silentFor = (days: number, perDay: (age: number) => number): OutletHealth =>
      judge(40, (age, day) => goodDay(day, age < days ? 0 : perDay(age)));
    // One article in four days, and none for five: nothing is wrong with that.
    expect(silentFor(5, (age) => (age % 4 === 0 ? 1 : 0))).toMatchObject({ state: 'quiet' });
    // Eight a day, and none for five.
    expect(silentFor(5, () => 8)).toMatchObject({ state: 'stalled', since: dayBefore(5) });
    // The same for fifty days: it does not get used to its silence.
    expect(judge(90, (age, day) => goodDay(day, age < 50 ? 0 : 8))).toMatchObject({
      state: 'stalled',
      since: dayBefore(50),
      expected: 8,
    });
    // And one that answers day by day and never brought anything.
    expect(judge(40, (_, day) => goodDay(day, 0))).toMatchObject({ state: 'stalled', since: null });
    // Fifty a day, and none since yesterday noon: that may be a holiday.
    expect(silentFor(1, () => 50)).toMatchObject({ state: 'alive' });
  });

  it('is dead when no feed answers, however quiet it was', () => {
    const dying = (perDay: number): OutletHealth =>
      judge(20, (age, day) => goodDay(day, age < 2 ? 0 : perDay, age < 2 ? UNREACHABLE : {}));
    expect(dying(0.0)).toMatchObject({
      state: 'dead',
      since: dayBefore(2),
      lastAnswered: noon(dayBefore(2)),
    });
    expect(dying(8)).toMatchObject({ state: 'dead', errors: { 'feed: unreachable': 4 } });
  });

  it('is dead when its feed never answered, and not yet after one visit', () => {
    expect(judge(3, (_, day) => goodDay(day, 0, UNREACHABLE))).toMatchObject({
      state: 'dead',
      since: dayBefore(2),
    });
    expect(judge(1, (_, day) => goodDay(day, 0, { ...UNREACHABLE, visits: 1 }))).toMatchObject({
      state: 'learning',
    });
  });

  it('is blocked when robots.txt forbids the feed, or every page', () => {
    const errors = { 'feed: robots': 2 };
    expect(judge(20, (age, day) => goodDay(day, 3, age < 2 ? { ...noAnswer, errors } : {}))).toMatchObject({
      state: 'blocked',
    });
    // A site that is down cannot show its robots.txt either.
    const down = { 'feed: robots_unreachable': 2 };
    expect(
      judge(20, (age, day) => goodDay(day, 3, age < 2 ? { ...noAnswer, errors: down } : {})),
    ).toMatchObject({ state: 'dead' });
    const closed = { pages: 0, refused: 3, found: 0, lastFound: null, errors: { 'page: robots': 3 } };
    expect(judge(20, (age, day) => goodDay(day, 3, age < 7 ? closed : {}))).toMatchObject({
      state: 'blocked',
      errors: { 'page: robots': 21 },
    });
  });

  it('is unreadable when most pages give no text', () => {
    const broken = { found: 1, unread: 5, titled: 1, dated: 1, filled: 1 };
    expect(judge(30, (age, day) => goodDay(day, 6, age < 7 ? broken : {}))).toMatchObject({
      state: 'unreadable',
      bodies: 1 / 6,
    });
  });

  it('is being learned at first, and is not judged by the backlog of the first visit', () => {
    expect(judge(4, (age, day) => goodDay(day, age === 3 ? 90 : 3))).toMatchObject({
      state: 'learning',
      expected: null,
    });
    expect(judge(9, (age, day) => goodDay(day, age === 8 ? 90 : 3))).toMatchObject({
      state: 'alive',
      expected: 3,
    });
    expect(judge(3, (_, day) => goodDay(day, 0), 20)).toMatchObject({ expected: 20, state: 'alive' });
  });

  it('is unwatched when nobody looked for a week', () => {
    expect(judgeOutlet({ id: 'x', expectations: null }, [], TODAY)).toMatchObject({ state: 'unwatched' });
    const early = Array.from({ length: 9 }, (_, i) => goodDay(dayBefore(20 - i), 5));
    expect(judgeOutlet({ id: 'x', expectations: null }, early, TODAY)).toMatchObject({ state: 'unwatched' });
  });
});

describe('the drift of an outlet', () => {
  it('names what its pages are like now and were like before', () => {
    const other = { bodyLength: 600, paragraphs: 3, bases: { visible: 6 } };
    expect(judge(30, (age, day) => goodDay(day, 6, age < 7 ? other : {})).drift).toEqual([
      'body length 2000 -> 600',
      'paragraphs 10 -> 3',
      'date basis json_ld -> visible',
    ]);
  });

  it('names shares that fell', () => {
    const poor = { titled: 2, dated: 0, filled: 4 };
    expect(judge(30, (age, day) => goodDay(day, 6, age < 7 ? poor : {})).drift).toEqual([
      'headlines 100% -> 33%',
      'dates 100% -> 0%',
      'bodies 100% -> 67%',
    ]);
  });

  it('names bodies that lack against what the definition expects', () => {
    const half = judge(30, (_, day) => goodDay(day, 6, { filled: 3 }), 6);
    expect(half.drift).toEqual(['bodies 50% of 100% expected']);
  });

  it('is no matter of a few articles', () => {
    const other = { bodyLength: 600, found: 1 };
    expect(judge(30, (age, day) => goodDay(day, 6, age < 7 ? other : {})).drift).toEqual([]);
  });
});
