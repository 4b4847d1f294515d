/** Coverage on each database: visits and articles come to days of outlets, once, however often they are settled. */
import { describe, expect, it } from '@jest/globals';
import { Page } from '../../src/model/page.js';
import type { VisitToNote } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeReport } from './made-up.js';

const ZONE = 'Asia/Jakarta';
const MORNING = new Date('2024-03-01T03:00:00Z');
const EVENING = new Date('2024-03-01T16:30:00Z');
const NIGHT = new Date('2024-03-01T18:00:00Z'); // 2 March in Jakarta

const visit = (at: Date, over: Partial<VisitToNote> = {}): VisitToNote => ({
  outlet: 'kabar-uji',
  at,
  feedsAnswered: 1,
  feedsEmpty: 0,
  feedsFailed: 0,
  pages: 2,
  unchanged: 0,
  gone: 0,
  refused: 0,
  failed: 0,
  errors: {},
  ...over,
});

const page = (id: string): Page =>
  Page.parse({
    id,
    url: `https://kabar.example/${id}`,
    requested: `https://kabar.example/${id}`,
    outlet: 'kabar-uji',
    fetched: MORNING.toISOString(),
    status: 200,
    contentType: 'text/html',
    etag: null,
    lastModified: null,
    sha256: id,
    html: '<p></p>',
    charset: 'utf-8',
    capture: null,
  });

const EVERYTHING = { from: null, to: null, outlets: null };

eachBackend((_name, open) => {
  describe('coverage', () => {
    const store = useStore(open);

    it('adds visits up by the day of the zone', async () => {
      const dead = {
        feedsAnswered: 0,
        feedsFailed: 1,
        pages: 0,
        errors: { 'feed: unreachable': 1, 'page: robots': 2 },
      };
      await store().noteVisit(visit(MORNING, { errors: { 'page: robots': 1 } }));
      await store().noteVisit(visit(MORNING));
      await store().noteVisit(visit(EVENING, dead));
      await store().noteVisit(visit(NIGHT, { ...dead, errors: {} }));
      await store().settleCoverage(ZONE, NIGHT);
      const days = await store().coverage(EVERYTHING);
      expect(days).toMatchObject([
        {
          day: '2024-03-01',
          visits: 2,
          answered: 1,
          lastVisit: EVENING.toISOString(),
          lastAnswered: MORNING.toISOString(),
          feedsAnswered: 1,
          feedsFailed: 1,
          pages: 2,
          errors: { 'feed: unreachable': 1, 'page: robots': 3 },
          found: 0,
          bodyLength: null,
        },
        { day: '2024-03-02', visits: 1, answered: 0, lastAnswered: null, errors: {} },
      ]);
    });

    const today = { value: '2024-03-02', precision: 'day' as const, basis: 'given' as const };

    it('counts what was found, what it is made of, and what could not be read', async () => {
      const found = [
        makeArticle('a', { text: 'x'.repeat(100), published: null }),
        makeArticle('b', { published: today, text: `${'x'.repeat(99)}\n\n${'x'.repeat(99)}` }),
        makeArticle('c', { published: today, text: 'x'.repeat(300), partial: true, title: '' }),
      ];
      await store().saveArticles([...found, makeArticle('archived')], NIGHT);
      await store().savePage(page('p1'));
      await store().quarantine('read', 'p1', 'no text was found', NIGHT);
      await store().settleCoverage(ZONE, NIGHT);
      const [day] = await store().coverage({ from: '2024-03-02', to: '2024-03-02', outlets: ['kabar-uji'] });
      expect(day).toMatchObject({
        visits: 1,
        found: 3,
        unread: 1,
        titled: 2,
        dated: 2,
        filled: 2,
        bodyLength: 200,
        paragraphs: 1,
        bases: { given: 2, none: 1 },
        lastFound: NIGHT.toISOString(),
        published: 3,
      });
    });

    it('counts articles on the day they were published, with those that matter', async () => {
      const [archived] = await store().articles(['archived']);
      if (archived === undefined) throw new Error('it is not there');
      const extraction = makeExtraction(archived, [makeReport('r0')]);
      await store().saveExtractions([{ extraction, blockKeys: new Map() }], NIGHT);
      await store().settleCoverage(ZONE, NIGHT);
      const february = await store().coverage({ from: '2024-02-01', to: '2024-02-29', outlets: null });
      expect(february).toMatchObject([
        { outlet: 'kabar-uji', day: '2024-02-10', visits: 0, found: 0, published: 1, relevant: 1 },
      ]);
    });

    it('is the same after settling again, and after its visits were let go', async () => {
      const before = await store().coverage(EVERYTHING);
      await store().settleCoverage(ZONE, NIGHT);
      expect(await store().coverage(EVERYTHING)).toEqual(before);
      const muchLater = new Date('2024-06-01T03:00:00Z');
      await store().saveArticles([makeArticle('d')], muchLater);
      await store().settleCoverage(ZONE, muchLater);
      const { rows } = await store().pool.query<{ n: number }>('SELECT count(*) AS n FROM visits');
      expect(rows[0]?.n).toBe(0);
      const after = await store().coverage(EVERYTHING);
      expect(after.find(({ day }) => day === '2024-03-01')).toEqual(
        before.find(({ day }) => day === '2024-03-01'),
      );
      expect(after.find(({ day }) => day === '2024-02-10')).toMatchObject({ published: 2 });
    });

    it('tells how many outlets were watched on a day, and how many of them did not answer', async () => {
      expect(await store().coverageOn('2024-03-01', ZONE, new Date())).toMatchObject({
        watched: 1,
        unanswered: 0,
      });
      expect(await store().coverageOn('2024-03-02', ZONE, new Date())).toMatchObject({
        watched: 1,
        unanswered: 1,
      });
      expect(await store().coverageOn('2024-03-03', ZONE, new Date())).toMatchObject({
        watched: 0,
        unanswered: 0,
      });
    });
  });
});
