/** The digest on the record of cases: replies, withdrawals with their cause, and cases gone quiet. Persons are invented. */
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dayOf } from '../../pipelines/digest-day.js';
import { openEditor } from '../../pipelines/edition.js';
import type { Incident } from '../../src/model/incident.js';
import { Filter } from '../../src/model/query.js';
import type { Store } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeReport } from '../store/made-up.js';
import { Desk, dictionary, report } from './desk.js';

jest.setTimeout(240_000);

/** Registered on 1 March: five days to clarify, and three that the press may lag behind, end on 9 March. */
async function saveRegistered(
  store: Store,
  id: string,
  at: string,
  over: Partial<Incident> = {},
): Promise<void> {
  const now = new Date(at);
  const article = makeArticle(`a-${id}`, { outlet: 'kabar-uji' });
  await store.saveArticles([article], now);
  const item = { extraction: makeExtraction(article, [makeReport(`r-${id}`)]), blockKeys: new Map() };
  await store.saveExtractions([item], now);
  const made = makeIncident(id, {
    reports: [{ report: `r-${id}`, article: `a-${id}`, outlet: 'kabar-uji' }],
    over: { stage: 'registered' },
  });
  const reached = {
    value: 'registered' as const,
    date: '2024-03-01',
    precision: 'day' as const,
    known: '2024-03-02',
    support: 1,
    from: made.violations.values[0]?.from ?? [],
  };
  await store.saveIncidents({ incidents: [{ ...made, reached, ...over }], reportIds: [`r-${id}`], now });
}

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
      const people = ['Darmo Lastro', 'Winarno Giri', 'Paimin Sastra', 'Tukiran Jati', 'Suyono Wening'];
      for (const [i, name] of people.entries())
        await desk.tell(`a${i}`, [report(`r${i}`, { name, place: `33.1${i + 1}` })]);
      await store().pool.query(`UPDATE changes SET at = at - interval '3 days'`);
      const ids: string[] = [];
      for (const i of people.keys()) ids.push(await desk.holding(`r${i}`));
      const [withdrawn, replied, , confirmed, corrected] = ids;
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
      const staff = { of: 'Suyono Wening', set: { status: 'village_staff', name: 'Suyono Wening Jagat' } };
      await desk.decide(corrected ?? '', 'correct', { field: 'subject', value: staff });
      ({ text } = await editor(dayOf(new Date())).compose(new Date()));
    });

    it('tells what an analyst took away, with the cause, and goes without what was erased', () => {
      expect(text).toContain('Corrected, denied or withdrawn'.toUpperCase());
      expect(text).toContain('withdrawn: withdrawn after review');
      expect(text).toContain('0 new, 4 changed');
      expect(text).not.toContain('no article tells of it any more');
    });

    it('prints replies beside what they are about, by the privacy rule', () => {
      expect(text).toContain('> W tidak pernah mendukung siapa pun.');
      expect(text).toContain('WG, Reply of the person concerned, 5 March 2024');
      expect(text).toContain('a correction or reply was added');
      expect(text).not.toMatch(/winarno|\bgiri|lastro|paimin|tukiran/i);
    });

    it('tells that somebody was put right, as a correction, and shows what is right', () => {
      expect(text).toMatch(/SWJ – Village staff(?:(?!\n\n)[\s\S])*was corrected, [^\n]*: after a review/);
      expect(text).not.toMatch(/suyono|wening|jagat/i);
    });

    it('tells a mere confirmation as no correction', () => {
      expect(text).toMatch(/changed: after a review/);
    });
  });

  describe('a case gone quiet', () => {
    const store = useStore(open);
    const editor = editorOf(store);

    beforeAll(() => saveRegistered(store(), 'quiet', '2024-03-02T03:00:00Z'));

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
        /Listed because .+ had to act by 6 March 2024, with no further news since 1 March 2024/,
      );
      expect(text).not.toContain('No article was read');
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

  describe('a case whose term runs out', () => {
    const store = useStore(open);
    const editor = editorOf(store);
    const told = async (date: string): Promise<string> => (await editor(date).compose(new Date())).text;

    const save = (id: string, at: string, over: Partial<Incident> = {}) =>
      saveRegistered(store(), id, at, over);

    it('on the day on which it is told of again is told there, with the term, and is not lost', async () => {
      await save('again', '2024-03-02T03:00:00Z');
      expect(await told('2024-03-02')).not.toContain('Term:');
      await save('again', '2024-03-10T03:00:00Z', { outlets: 2 });
      const text = await told('2024-03-10');
      expect(text).toContain('CHANGED\n');
      expect(text).toMatch(
        /Term: .+ had to act by 6 March 2024; no news of a later stage since 1 March 2024/,
      );
      expect(text).not.toContain('GONE QUIET');
      expect(await told('2024-03-11')).not.toContain('6 March 2024');
    });

    it('before it is heard of for the first time is new, with the term', async () => {
      await save('late', '2024-04-20T03:00:00Z');
      const text = await told('2024-04-20');
      expect(text).toContain('NEW\n');
      expect(text).toContain('had to act by 6 March 2024');
      expect(text).not.toContain('GONE QUIET');
    });

    it('and which goes further, ends, or has no day, is quiet no more', async () => {
      const from = '2024-05-02T03:00:00Z';
      const reached = (date: string | null) => ({
        value: 'registered' as const,
        date,
        precision: date === null ? null : ('day' as const),
        known: date,
        support: 1,
        from: [{ report: 'r-x', article: 'a-x', outlet: 'kabar-uji', evidence: [] }],
      });
      await save('further', from, { reached: reached('2024-05-01') });
      await save('further', '2024-05-10T02:00:00Z', { stage: 'convicted', tier: 'convicted', reached: null });
      await save('undated', from, { reached: reached(null) });
      await save('gone', from, { reached: reached('2024-05-01') });
      await store().decide(
        {
          target: { kind: 'incident', id: 'gone' },
          decision: 'withdraw',
          field: null,
          value: null,
          note: null,
          author: 'Analis',
        },
        new Date('2024-05-05T03:00:00Z'),
      );
      await new Desk(store()).link();
      await store().pool.query(`UPDATE changes SET at = '2024-05-05' WHERE at > '2025-01-01'`);
      for (const day of ['2024-05-10', '2024-05-11', '2024-05-12'])
        expect([day, (await told(day)).includes('GONE QUIET')]).toEqual([day, false]);
      expect(await told('2024-05-10')).not.toContain('Term:');
    });
  });
});
