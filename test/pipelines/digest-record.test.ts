/** The digest on the record of cases: replies, withdrawals with their cause, and cases gone quiet. Persons are invented. */
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dayOf } from '../../pipelines/digest-day.js';
import { openEditor } from '../../pipelines/edition.js';
import { Filter } from '../../src/model/query.js';
import type { Store } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeReport } from '../store/made-up.js';
import { Desk, dictionary, report } from './desk.js';

jest.setTimeout(240_000);

eachBackend((_name, open) => {
  const editorOf = (store: () => Store) => (date: string) =>
    openEditor(
      store(),
      { date, language: 'en', filter: Filter.parse({}), subscription: null },
      dictionary,
      [],
    );

  describe('an edition after decisions', () => {
    const store = useStore(open);
    const editor = editorOf(store);
    let text = '';

    beforeAll(async () => {
      const desk = new Desk(store());
      const people = ['Darmo Lastro', 'Winarno Giri', 'Paimin Sastra', 'Tukiran Jati'];
      for (const [i, name] of people.entries())
        await desk.tell(`a${i}`, [report(`r${i}`, { name, place: `33.1${i + 1}` })]);
      await store().pool.query(`UPDATE changes SET at = at - interval '3 days'`);
      const ids: string[] = [];
      for (const i of people.keys()) ids.push(await desk.holding(`r${i}`));
      const [withdrawn, replied, , confirmed] = ids;
      await desk.decide(withdrawn ?? '', 'withdraw');
      const value = {
        kind: 'right_of_reply',
        by: 'Winarno Giri',
        text: 'Winarno tidak pernah mendukung siapa pun.',
        url: 'https://outlet-c.example/hak-jawab-winarno-giri',
        date: '2024-03-05',
      };
      await desk.decide(replied ?? '', 'reply', { value });
      await store().eraseArticle('a2', { reason: 'Putusan', author: 'Pemilik' }, new Date());
      await desk.link();
      await desk.decide(confirmed ?? '', 'confirm');
      ({ text } = await editor(dayOf(new Date())).compose(new Date()));
    });

    it('tells what an analyst took away, with the cause, and goes without what was erased', () => {
      expect(text).toContain('Corrected, denied or withdrawn'.toUpperCase());
      expect(text).toContain('withdrawn today: withdrawn after review');
      expect(text).toContain('0 new, 3 changed');
      expect(text).not.toContain('no article tells of it any more');
    });

    it('prints replies beside what they are about, by the privacy rule', () => {
      expect(text).toContain('> W tidak pernah mendukung siapa pun.');
      expect(text).toContain('WG, Reply of the person concerned, 5 March 2024');
      expect(text).toContain('a correction or reply was added');
      expect(text).not.toMatch(/winarno|\bgiri|lastro|paimin|tukiran/i);
    });

    it('tells a mere confirmation as no correction', () => {
      expect(text).toMatch(/changed today: after a review/);
    });
  });

  describe('a case gone quiet', () => {
    const store = useStore(open);
    const editor = editorOf(store);

    beforeAll(async () => {
      const articles = [makeArticle('q1', { outlet: 'kabar-uji' })];
      const early = new Date('2024-03-02T03:00:00Z');
      await store().saveArticles(articles, early);
      const items = articles.map((article) => ({
        extraction: makeExtraction(article, [makeReport('rq1')]),
        blockKeys: new Map<string, string[]>(),
      }));
      await store().saveExtractions(items, early);
      const made = makeIncident('quiet', {
        reports: [{ report: 'rq1', article: 'q1', outlet: 'kabar-uji' }],
        over: { stage: 'registered' },
      });
      const from = made.violations.values[0]?.from ?? [];
      // Five calendar days from 1 March, and three that the press may lag behind.
      const reached = {
        value: 'registered' as const,
        date: '2024-03-01',
        precision: 'day' as const,
        known: '2024-03-02',
        support: 1,
        from,
      };
      await store().saveIncidents({ incidents: [{ ...made, reached }], reportIds: ['rq1'], now: early });
    });

    it('is told on the day after its term and the days of grace, and on no other', async () => {
      const quiet = async (date: string): Promise<boolean> =>
        (await editor(date).compose(new Date())).text.includes('GONE QUIET');
      expect([await quiet('2024-03-09'), await quiet('2024-03-10'), await quiet('2024-03-11')]).toEqual([
        false,
        true,
        false,
      ]);
      const { text } = await editor('2024-03-10').compose(new Date());
      expect(text).toMatch(
        /Listed because .+ had to act by 6 March 2024, and nothing further was told since 1 March 2024/,
      );
      expect(text).not.toContain('No article was read today');
    });

    it('is told to a reader whose last edition was before, once', async () => {
      const delivery = (date: string) => ({
        id: `d-${date}`,
        date,
        recipient: 'baca@ngo.example',
        channel: 'smtp' as const,
        subscription: '',
        asOf: new Date(),
      });
      const now = new Date();
      await store().beginDelivery(delivery('2024-03-08'), now);
      await store().finishDelivery('d-2024-03-08', null, now);
      expect(
        (await editor('2024-03-12').composeFor({ recipient: 'baca@ngo.example' }, new Date())).text,
      ).toContain('GONE QUIET');
      await store().beginDelivery(delivery('2024-03-12'), now);
      await store().finishDelivery('d-2024-03-12', null, now);
      expect(
        (await editor('2024-03-13').composeFor({ recipient: 'baca@ngo.example' }, new Date())).text,
      ).not.toContain('GONE QUIET');
    });
  });
});
