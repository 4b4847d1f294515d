/** The invented newsroom, crawled by the real collector and read back: what comes out is what was put in. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startNewsroom, type Newsroom, type NewsroomArticle } from '../../pipelines/newsroom.js';
import {
  collectOutlet,
  inProcessClock,
  openFetcher,
  openRobotsBook,
  userAgent,
  type Outcome,
  type RoundReport,
} from '../../src/collect/collect.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import type { Article } from '../../src/model/article.js';
import type { Page } from '../../src/model/page.js';
import type { Doubt } from '../../src/model/why.js';
import { readCollected, readingWords } from '../../src/read/read.js';

interface ReadBack {
  article: Article;
  doubts: Doubt[];
  page: Page;
}

let room: Newsroom;
const read = new Map<string, ReadBack>();
const reports: Record<string, RoundReport> = {};
const refused: Outcome[] = [];

/** Crawls all outlets at once and reads every page with the hint of its feed. */
async function crawl(): Promise<void> {
  const now = (): Date => new Date();
  const words = readingWords(await loadDictionary());
  const fetcher = openFetcher({
    userAgent: userAgent('redaksi@example.test'),
    allowAddresses: ['127.0.0.1'],
  });
  const collector = {
    fetcher,
    clock: inProcessClock(now),
    robots: openRobotsBook(fetcher, inProcessClock(now), now),
    now,
  };
  await Promise.all(
    room.outlets.map(async (outlet) => {
      reports[outlet.id] = await collectOutlet({
        outlet,
        collector,
        feedState: {},
        known: () => Promise.resolve(null),
        onOutcome: (outcome, hint) => {
          if (outcome.kind !== 'page') refused.push(outcome);
          else {
            const { value, doubts } = readCollected(outcome.page, outlet, words, hint);
            read.set(outcome.url, { article: value, doubts, page: outcome.page });
          }
          return Promise.resolve();
        },
      });
    }),
  );
  await fetcher.close();
}

beforeAll(async () => {
  room = await startNewsroom();
  await crawl();
}, 120_000);
afterAll(() => room.close());

const pairs = (): [NewsroomArticle, ReadBack | undefined][] =>
  room.articles.map((article) => [article, read.get(room.addresses[article.id] ?? '')]);

describe('the newsroom', () => {
  it('has five outlets and at least 24 articles, all of them announced and fetched', () => {
    expect(room.outlets).toHaveLength(5);
    expect(room.articles.length).toBeGreaterThanOrEqual(24);
    for (const outlet of room.outlets) {
      const own = room.articles.filter((article) => article.outlet === outlet.id);
      expect([outlet.id, reports[outlet.id]?.outcomes.page, reports[outlet.id]?.pending]).toEqual([
        outlet.id,
        own.length,
        0,
      ]);
    }
  });

  it('reads every article back: title, text, related lines, date', () => {
    const titles = new Set(room.articles.map(({ title }) => title));
    for (const [article, back] of pairs()) {
      expect({ id: article.id, title: back?.article.title }).toEqual({
        id: article.id,
        title: article.title,
      });
      expect({ id: article.id, text: back?.article.text }).toEqual({
        id: article.id,
        text: article.paragraphs.join('\n'),
      });
      // Lists below a heading of the page name other articles of the outlet.
      const related = new Set(back?.article.related.map((line) => line.text));
      const inline = [...related].filter((line) => article.related.includes(line) || !titles.has(line));
      expect(inline).toEqual(article.related);
      expect(back?.article.published).toMatchObject({ value: article.published, precision: 'time' });
    }
  });

  it('tells dates by what each outlet prints, and doubts nothing', () => {
    const bases = new Map(pairs().map(([article, back]) => [article.outlet, back?.article.published?.basis]));
    expect(Object.fromEntries(bases)).toEqual({
      'kabar-lembah': 'visible',
      'lensa-rimba': 'visible',
      'nusa-portal': 'json_ld',
      'suara-khatulistiwa': 'visible',
      'warta-pesisir': 'meta',
    });
    expect(pairs().flatMap(([, back]) => back?.doubts ?? [])).toEqual([]);
  });

  it('reads the byline without its label, and windows-1252 under a wrong label', () => {
    for (const [article, back] of pairs()) {
      const printed = article.byline ?? '';
      expect({ id: article.id, found: printed.endsWith(back?.article.byline ?? '?') }).toEqual({
        id: article.id,
        found: true,
      });
    }
    const charsets = new Set(
      pairs()
        .filter(([article]) => article.outlet === 'kabar-lembah')
        .map(([, back]) => back?.page.charset),
    );
    expect([...charsets]).toEqual(['windows-1252']);
  });

  it('knows the advertorial', () => {
    const paid = pairs().filter(([article]) => article.section === 'Advertorial');
    expect(paid.map(([, back]) => back?.article.origin)).toEqual(paid.map(() => 'advertorial'));
    expect(paid.length).toBeGreaterThan(0);
  });

  it('was not asked for what its robots.txt closes', () => {
    const closed = Object.values(room.asked)
      .flat()
      .filter((path) => path.startsWith('/arsip/'));
    expect(closed).toEqual([]);
    expect(refused).toMatchObject([{ kind: 'refused', reason: 'robots' }]);
  });
});
