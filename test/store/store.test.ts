/** The store on each database: what goes in comes out, twice is once, and nothing is lost between two writers. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { openStore, type Store } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeQuery, makeReport, NOW } from './made-up.js';

const LATER = new Date('2024-03-01T20:00:00Z'); // 2 March in Jakarta

const on = (date: string) => ({ from: date, to: date, zone: 'Asia/Jakarta', asOf: new Date() });

const keysFor = (reports: Report[], ...keys: string[][]) =>
  new Map(reports.map((report, i) => [report.id, keys[i] ?? []]));

/** Stores an article with one report under each list of keys. */
async function putArticle(store: Store, id: string, ...keys: string[][]): Promise<void> {
  const article = makeArticle(id, { outlet: `outlet-${id}` });
  const reports = keys.map((_, i) => makeReport(`${id}-r${i}`));
  await store.saveArticles([article], NOW);
  await store.saveExtractions(
    [{ extraction: makeExtraction(article, reports), blockKeys: keysFor(reports, ...keys) }],
    NOW,
  );
}

const link = (article: string, number = 0) => ({
  report: `${article}-r${number}`,
  article,
  outlet: `outlet-${article}`,
});

eachBackend((_name, open) => {
  describe('opening', () => {
    it('may be done by several at once on an empty database, and again', async () => {
      const options = await open();
      const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(options)));
      await Promise.all(stores.map((store, i) => store.saveArticles([makeArticle(`o${i}`)], NOW)));
      expect(await stores[0]?.articles(['o0', 'o1', 'o2', 'o3'])).toHaveLength(4);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('is refused where a newer program made the tables', async () => {
      const options = await open();
      const store = await openStore(options);
      await store.pool.query(`INSERT INTO kysely_migration VALUES ('9999_future', '2099-01-01')`);
      await store.close();
      await expect(openStore(options)).rejects.toThrow(/newer version of pantau/);
    });

    it('tells which setting is wrong when no server answers, but not the password', async () => {
      const opening = openStore({ url: 'postgres://who:secret@127.0.0.1:1/none' });
      await expect(opening).rejects.toMatchObject({ name: 'Halt' });
      await expect(opening).rejects.toThrow(/who@127.0.0.1:1.*ECONNREFUSED.*PANTAU_DATABASE_URL/);
      await expect(opening).rejects.not.toThrow(/secret/);
    });
  });

  describe('articles', () => {
    const store = useStore(open);

    it('come out as they went in', async () => {
      const article = makeArticle('a1', {
        published: { value: '2024-02-10T08:15:00+07:00', precision: 'time', basis: 'meta' },
        text: 'Baris satu.\n\nBaris "dua" \\u0000 — selesai 😀',
      });
      expect(await store().saveArticles([article], NOW)).toEqual([{ id: 'a1', changed: true }]);
      expect(await store().articles(['missing', 'a1'])).toEqual([article]);
    });

    it('change nothing the second time, also when another page gave the same', async () => {
      const article = makeArticle('a1', {
        published: { value: '2024-02-10T08:15:00+07:00', precision: 'time', basis: 'meta' },
        text: 'Baris satu.\n\nBaris "dua" \\u0000 — selesai 😀',
      });
      expect(await store().saveArticles([{ ...article, page: 'p2' }], LATER)).toEqual([
        { id: 'a1', changed: false },
      ]);
      const other = await store().saveArticles([{ ...article, title: 'Lain' }], LATER);
      expect(other).toEqual([{ id: 'a1', changed: true }]);
    });

    it('hold hostile characters without moving offsets', async () => {
      const text = 'nol\u0000 separuh\ud83d utuh😀 akhir';
      await store().saveArticles([makeArticle('hostile', { text, tags: ['\u0000', '\udc00'] })], NOW);
      const [article] = await store().articles(['hostile']);
      expect(article?.text).toBe('nol\uFFFD separuh\uFFFD utuh😀 akhir');
      expect(article?.tags).toEqual(['\uFFFD', '\uFFFD']);
      expect(article?.text.length).toBe(text.length);
    });

    it('take a text of a million different words, and dates that do not exist', async () => {
      const text = Array.from({ length: 300_000 }, (_, i) => `kata${i}`).join(' ');
      const published = { value: '2024-13-45', precision: 'day' as const, basis: 'given' as const };
      await store().saveArticles([makeArticle('huge', { text, published })], NOW);
      expect((await store().articles(['huge']))[0]?.text.length).toBe(text.length);
    });

    it('are stored many at once', async () => {
      const many = Array.from({ length: 2000 }, (_, i) => makeArticle(`many${i}`));
      const saved = await store().saveArticles(many, NOW);
      expect(saved.filter(({ changed }) => changed)).toHaveLength(2000);
    });
  });

  describe('extractions', () => {
    const store = useStore(open);

    it('come out as they went in, without the text', async () => {
      const article = makeArticle('e1');
      const reports = [makeReport('e1-b', { date: null }), makeReport('e1-a')];
      const extraction = makeExtraction(article, reports);
      await store().saveArticles([article], NOW);
      const withText = { ...extraction, article: { ...extraction.article, text: article.text } };
      const saved = await store().saveExtractions(
        [{ extraction: withText, blockKeys: keysFor(reports, ['k1', 'k2'], ['k2']) }],
        NOW,
      );
      expect(saved).toEqual({ saved: [{ id: 'e1', changed: true }], keys: ['k1', 'k2'] });
      expect(await store().extraction('e1')).toEqual(extraction);
      expect(await store().reportsOf(['e1'])).toEqual(reports.map((report) => ({ report, article })));
    });

    it('write nothing when they are the same, and replace all reports when not', async () => {
      const article = makeArticle('e1');
      const reports = [makeReport('e1-b', { date: null }), makeReport('e1-a')];
      const same = {
        extraction: makeExtraction(article, reports),
        blockKeys: keysFor(reports, ['k1', 'k2'], ['k2']),
      };
      expect(await store().saveExtractions([same], LATER)).toEqual({
        saved: [{ id: 'e1', changed: false }],
        keys: [],
      });
      const one = [makeReport('e1-c')];
      const other = { extraction: makeExtraction(article, one, 'sha256:b'), blockKeys: keysFor(one, ['k3']) };
      expect(await store().saveExtractions([other], LATER)).toEqual({
        saved: [{ id: 'e1', changed: true }],
        keys: ['k1', 'k2', 'k3'],
      });
      expect((await store().reportsOf(['e1'])).map(({ report }) => report.id)).toEqual(['e1-c']);
    });

    it('find reports over shared keys, however far', async () => {
      await putArticle(store(), 'b1', ['x']);
      await putArticle(store(), 'b2', ['x', 'y']);
      await putArticle(store(), 'b3', ['y', 'z']);
      await putArticle(store(), 'b4', ['other']);
      const found = await store().reportsInBlocks(['z']);
      expect(found.map(({ report }) => report.id)).toEqual(['b1-r0', 'b2-r0', 'b3-r0']);
      expect(found[0]?.article).toMatchObject({ id: 'b1', outlet: 'outlet-b1', title: 'Judul b1' });
      expect(await store().reportsInBlocks([])).toEqual([]);
    });
  });

  describe('incidents', () => {
    const store = useStore(open);
    const one = () => makeIncident('i1', { reports: [link('a')] });
    const both = () => makeIncident('i1', { reports: [link('a'), link('b')] });

    beforeAll(async () => {
      await putArticle(store(), 'a', ['k']);
      await putArticle(store(), 'b', ['k']);
    });

    it('are new once, and unchanged ever after', async () => {
      const toSave = { incidents: [one()], reportIds: ['a-r0'], now: NOW };
      expect(await store().saveIncidents(toSave)).toEqual({ fresh: ['i1'], changed: [], removed: [] });
      expect(await store().saveIncidents({ ...toSave, now: LATER })).toEqual({
        fresh: [],
        changed: [],
        removed: [],
      });
      expect(await store().incident('i1')).toEqual(one());
      expect((await store().changes(on('2024-03-01'))).map(({ reason }) => reason)).toEqual(['new']);
    });

    it('change when a report joins, with the log of the right day', async () => {
      const saved = await store().saveIncidents({
        incidents: [both()],
        reportIds: ['a-r0', 'b-r0'],
        now: LATER,
      });
      expect(saved).toEqual({ fresh: [], changed: ['i1'], removed: [] });
      const [change, ...rest] = await store().changes(on('2024-03-02'));
      expect(rest).toEqual([]);
      expect(change).toMatchObject({
        reason: 'changed',
        before: { reports: 1 },
        after: { reports: 2, outlets: 2 },
      });
      expect(change?.incident).toEqual(both());
      expect(change?.articles.map(({ id, text }) => [id, text])).toEqual([
        ['a', 'Pegawai a diperiksa karena mendukung calon.'],
        ['b', 'Pegawai b diperiksa karena mendukung calon.'],
      ]);
      expect((await store().reportsOfIncident('i1')).map(({ report }) => report.id)).toEqual([
        'a-r0',
        'b-r0',
      ]);
      expect(await store().coverageOn('2024-03-01', 'Asia/Jakarta', new Date())).toEqual({
        articlesRead: 2,
        relevant: 2,
        outlets: 2,
        watched: 0,
        unanswered: 0,
      });
    });

    it('are not overwritten by somebody who did not see all of their reports', async () => {
      const stale = store().saveIncidents({ incidents: [one()], reportIds: ['a-r0'], now: LATER });
      await expect(stale).rejects.toMatchObject({ name: 'TryLater' });
      const unknown = makeIncident('i9', { reports: [link('nobody')] });
      const dangling = store().saveIncidents({ incidents: [unknown], reportIds: [], now: LATER });
      await expect(dangling).rejects.toMatchObject({ name: 'TryLater' });
      expect(await store().incident('i1')).toEqual(both());
    });

    it('split and merge without being news', async () => {
      const split = [one(), makeIncident('i2', { reports: [link('b')] })];
      const parts = await store().saveIncidents({
        incidents: split,
        reportIds: ['a-r0', 'b-r0'],
        now: LATER,
      });
      expect(parts).toEqual({ fresh: [], changed: ['i1', 'i2'], removed: [] });
      const joined = await store().saveIncidents({
        incidents: [both()],
        reportIds: ['a-r0', 'b-r0'],
        now: LATER,
      });
      expect(joined).toEqual({ fresh: [], changed: ['i1'], removed: ['i2'] });
      expect(await store().incident('i2')).toBeNull();
    });

    it('go when a new extraction leaves them no report', async () => {
      await putArticle(store(), 'a');
      expect((await store().reportsOfIncident('i1')).map(({ report }) => report.id)).toEqual(['b-r0']);
      await putArticle(store(), 'b');
      expect(await store().incident('i1')).toBeNull();
    });
  });

  describe('frontier and pages', () => {
    const store = useStore(open);
    const url = 'https://kabar.example/1';
    const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

    it('lends each address to one taker, and again when the time is over', async () => {
      const urls = Array.from({ length: 20 }, (_, i) => ({
        url: `${url}${i}`,
        outlet: 'o',
        hint: { title: `t${i}` },
      }));
      expect(await store().addUrls([...urls, ...urls], NOW)).toHaveLength(20);
      expect(await store().addUrls(urls, NOW)).toEqual([]);
      const taken = await Promise.all(
        Array.from({ length: 8 }, () => store().takeDueUrls('o', 3, 60_000, NOW)),
      );
      const all = taken.flat().map((one) => one.url);
      expect(new Set(all).size).toBe(all.length);
      expect(all).toHaveLength(20);
      // Eight takers of three share twenty: any of them may come too late and get none.
      expect(taken.flat()[0]).toMatchObject({
        outlet: 'o',
        tries: 1,
        hint: { title: expect.stringMatching(/^t\d+$/) },
      });
      expect(await store().takeDueUrls('o', 50, 60_000, NOW)).toEqual([]);
      await store().finishUrl({ url: `${url}0`, outlet: 'o', state: 'done', etag: '"e"' }, NOW);
      await store().failUrl({ url: `${url}1`, outlet: 'o', error: 'timeout', afterMs: 600_000 }, NOW);
      expect(await store().takeDueUrls('o', 50, 60_000, minutes(2))).toHaveLength(18);
      expect((await store().takeDueUrls('o', 50, 60_000, minutes(11))).map((one) => one.url)).toContain(
        `${url}1`,
      );
      const known = await store().knownUrls([`${url}0`, `${url}1`, 'https://never.example']);
      expect(known.map(({ state, error }) => `${state} ${error}`).sort()).toEqual([
        'done null',
        'waiting timeout',
      ]);
    });

    it('keeps pages compressed and gives their validators back', async () => {
      const page = {
        id: 'p1',
        url,
        requested: `${url}?ref=feed`,
        outlet: 'o',
        fetched: NOW.toISOString(),
        status: 200,
        contentType: 'text/html',
        etag: '"e1"',
        lastModified: null,
        sha256: 'f'.repeat(64),
        html: `<p>${'isi '.repeat(1000)}</p>`,
        charset: 'utf-8',
        capture: null,
      };
      expect(await store().savePage(page)).toBe(true);
      expect(await store().savePage(page)).toBe(false);
      const others = ['p8', 'p9', 'p9'].map((id) => ({
        ...page,
        id,
        url: `${page.url}/${id}`,
        requested: `${page.url}?of=${id}`,
      }));
      expect(await store().savePages([page, ...others])).toEqual(new Set(['p8', 'p9']));
      expect(await store().pages(['p9', 'p8'])).toEqual([others[2], others[0]]);
      expect(await store().savePages([])).toEqual(new Set());
      expect(await store().pages(['nothing', 'p1'])).toEqual([page]);
      const known = {
        id: 'p1',
        url: page.url,
        etag: '"e1"',
        lastModified: null,
        sha256: page.sha256,
        fetched: page.fetched,
        capture: null,
      };
      expect(await store().knownPage(page.requested)).toEqual(known);
      expect(await store().knownPage('https://other.example')).toBeNull();
    });

    it('remembers the state of an outlet', async () => {
      expect(await store().outletState('o')).toBeNull();
      await store().saveOutletState('o', { feed: { etag: 'x' } }, NOW);
      await store().saveOutletState('o', { feed: { etag: 'y' } }, LATER);
      expect(await store().outletState('o')).toEqual({ feed: { etag: 'y' } });
    });
  });

  describe('ledgers', () => {
    const store = useStore(open);
    const delivery = {
      id: 'd1',
      date: '2024-03-01',
      recipient: 'redaksi@uji.example',
      channel: 'smtp' as const,
      subscription: 'jateng',
      asOf: NOW,
    };
    const failure = { error: 'refused by the server', nextTry: LATER, doubtful: false };
    const asOf = NOW.toISOString();

    it('let an edition out once, and again only after it failed or was left lying', async () => {
      const begun = await Promise.all([1, 2, 3].map(() => store().beginDelivery(delivery, NOW)));
      expect(begun.filter(Boolean)).toHaveLength(1);
      expect(begun.find(Boolean)).toEqual({ asOf, attempts: 1, repeated: false });
      await store().finishDelivery('d1', failure, NOW);
      const [failed] = await store().deliveries('2024-03-01');
      expect(failed).toMatchObject({ status: 'failed', nextTry: LATER.toISOString(), doubtful: false });
      // What was refused tells what is known by now; what may have been taken tells the same once more.
      const later = { ...delivery, asOf: LATER };
      const told = { asOf: LATER.toISOString(), attempts: 2, repeated: false };
      expect(await store().beginDelivery(later, NOW)).toEqual(told);
      expect(await store().beginDelivery(delivery, LATER)).toEqual({ ...told, attempts: 3, repeated: true });
      await store().finishDelivery('d1', null, LATER);
      expect(await store().beginDelivery(later, new Date('2030-01-01'))).toBeNull();
      expect(await store().deliveries('2024-03-01')).toEqual([
        {
          ...delivery,
          asOf: LATER.toISOString(),
          status: 'sent',
          at: LATER.toISOString(),
          error: null,
          attempts: 3,
          nextTry: null,
          doubtful: false,
        },
      ]);
    });

    it('know what may have reached a reader, until it went out by another delivery', async () => {
      const reader = { recipient: 'ragu@uji.example', subscription: 'jateng' };
      const begin = (id: string) => store().beginDelivery({ ...delivery, ...reader, id }, NOW);
      const doubtful = (now: Date) => store().doubtfulDeliveries(reader, 'd9', now, 60_000);
      await begin('d7');
      await begin('d8');
      expect(await doubtful(NOW)).toEqual([]);
      await store().finishDelivery('d8', { ...failure, doubtful: true }, NOW);
      expect(await doubtful(NOW)).toEqual(['d8']);
      expect((await doubtful(LATER)).sort()).toEqual(['d7', 'd8']);
      expect(await begin('d8')).toMatchObject({ repeated: true });
      await store().finishDelivery('d8', failure, NOW);
      await store().settleDeliveries(['d7', 'd8'], LATER);
      expect(await doubtful(LATER)).toEqual([]);
    });

    it('know since when a reader follows, and by which token it leaves', async () => {
      const reader = { recipient: 'Baca@uji.example', subscription: 'jateng' };
      const { since, token } = await store().follow(reader, NOW);
      expect(since).toBe(NOW.toISOString());
      expect(await store().follow({ ...reader, recipient: 'baca@uji.example' }, LATER)).toEqual({
        since,
        token,
      });
      expect(await store().readerByToken(token)).toEqual({ ...reader, recipient: 'baca@uji.example' });
      expect(await store().readerByToken(`${token}x`)).toBeNull();
      expect((await store().follow({ ...reader, subscription: 'lain' }, NOW)).token).not.toBe(token);
      await store().haveHad(reader, LATER);
      await store().haveHad(reader, NOW);
      expect((await store().follow(reader, NOW)).since).toBe(LATER.toISOString());
    });

    it('keep what a reader was told of, together with the delivery, and who wants no more', async () => {
      const reader = { recipient: 'Redaksi@uji.example', subscription: 'jateng' };
      const second = { ...delivery, id: 'd2', date: '2024-03-02' };
      await store().beginDelivery(second, NOW);
      await store().finishDelivery('d2', failure, NOW, [{ incident: 'i1', version: 3 }]);
      expect(await store().told(reader, ['i1'])).toEqual(new Map());
      expect(await store().lastEdition(reader, '2024-03-09')).toBe('2024-03-01');
      await store().finishDelivery('d2', null, NOW, [
        { incident: 'i1', version: 3 },
        { incident: 'i2', version: 4 },
      ]);
      expect(await store().told(reader, ['i1', 'i9'])).toEqual(
        new Map([['i1', { version: 3, summary: null }]]),
      );
      expect(await store().told({ ...reader, subscription: '' }, ['i1'])).toEqual(new Map());
      expect(await store().lastEdition(reader, '2024-03-09')).toBe('2024-03-02');
      expect(await store().lastEdition({ ...reader, subscription: 'lain' }, '2024-03-09')).toBeNull();
      expect(await store().isUnsubscribed(reader)).toBe(false);
      await store().unsubscribe({ ...reader, subscription: 'lain' }, NOW);
      expect(await store().isUnsubscribed(reader)).toBe(false);
      await store().unsubscribe({ ...reader, subscription: '' }, NOW);
      expect(await store().isUnsubscribed({ ...reader, recipient: 'redaksi@UJI.example' })).toBe(true);
      await store().resubscribe(reader);
      expect(await store().isUnsubscribed(reader)).toBe(false);
      expect(await store().isUnsubscribed({ ...reader, subscription: 'lain' })).toBe(true);
      await store().resubscribe({ ...reader, subscription: '' });
      expect(await store().isUnsubscribed({ ...reader, subscription: 'lain' })).toBe(false);
    });

    it('keep what was set aside with its last reason', async () => {
      await store().quarantine('article', 'q1', 'no text\u0000', NOW);
      await store().quarantine('article', 'q1', 'no body', LATER);
      expect(await store().quarantined()).toEqual([
        { kind: 'article', id: 'q1', reason: 'no body', at: LATER.toISOString() },
      ]);
    });
  });

  describe('queries', () => {
    const store = useStore(open);
    const ask = async (over: Parameters<typeof makeQuery>[0]) =>
      (await store().queryIncidents(makeQuery(over))).rows.map(({ id }) => id);

    beforeAll(async () => {
      const ids = ['q1', 'q2', 'q3'];
      for (const id of ids) await putArticle(store(), id, [id]);
      await store().saveArticles(
        [makeArticle('q2', { outlet: 'outlet-q2', title: 'Camat membagikan sembako' })],
        NOW,
      );
      const incidents = [
        makeIncident('q1', { reports: [link('q1')], places: ['36.74', '36.03'], date: '2024-02-09' }),
        makeIncident('q2', {
          reports: [link('q2')],
          places: ['33.72.01'],
          date: '2024-01',
          violations: ['vote_buying_by_apparatus'],
          election: { type: 'pilwalkot', year: 2024 },
          steps: [
            ['sanction_imposed', 'planned'],
            ['examined', 'realised'],
          ],
          status: 'territorial_official',
          over: { stage: 'sanction_pending', tier: 'found' },
        }),
        makeIncident('q3', {
          reports: [link('q3')],
          places: [],
          date: null,
          election: { type: 'pilpres', year: 2019 },
          over: { type: 'measure', stage: null, tier: 'measure' },
        }),
      ];
      await store().saveIncidents({ incidents, reportIds: ids.map((id) => `${id}-r0`), now: NOW });
    });

    it.each<[string, Parameters<typeof makeQuery>[0], string[]]>([
      ['everything, newest first, undated last', {}, ['q1', 'q2', 'q3']],
      ['words by their stem', { text: 'membagi sembako' }, ['q2']],
      ['words of the body', { text: 'pemeriksaan' }, ['q1', 'q2', 'q3']],
      ['words that nobody says', { text: 'gempa' }, []],
      ['a query that is only an operator', { text: '-"' }, []],
      ['a region with everything below it', { region: ['33'] }, ['q2']],
      ['a place that only one outlet names', { region: ['36.03'] }, ['q1']],
      ['from a day inside a month', { from: '2024-01-15' }, ['q1', 'q2']],
      ['up to a day', { to: '2024-02-01' }, ['q2']],
      ['a type', { type: 'measure' }, ['q3']],
      ['an election with its kinds', { election: ['pilkada'] }, ['q1', 'q2']],
      ['one kind of election', { election: ['pilwalkot'] }, ['q2']],
      ['a year', { year: 2019 }, ['q3']],
      ['a phase', { phase: ['campaign'] }, ['q1', 'q2', 'q3']],
      ['another phase', { phase: ['quiet'] }, []],
      ['a violation', { violation: ['vote_buying_by_apparatus', 'party_membership'] }, ['q2']],
      ['a step', { step: ['sanction_imposed'] }, ['q2']],
      ['a step that happened', { step: ['sanction_imposed'], reality: ['realised'] }, []],
      ['a reality', { reality: ['planned'] }, ['q2']],
      ['a status', { status: ['territorial_official'] }, ['q2']],
      ['a stage', { stage: ['examined'] }, ['q1']],
      ['a tier', { tier: ['found', 'measure'] }, ['q2', 'q3']],
      ['an outlet', { outlet: ['outlet-q3'] }, ['q3']],
      ['all together', { text: 'sembako', region: ['33.72'], tier: ['found'], year: 2024 }, ['q2']],
    ])('%s', async (_what, over, ids) => {
      expect(await ask(over)).toEqual(ids);
    });

    it('cuts out a part and still counts the whole', async () => {
      const found = await store().queryIncidents(makeQuery({ limit: 1, offset: 1 }));
      expect(found.rows.map(({ id }) => id)).toEqual(['q2']);
      expect(found.total).toBe(3);
    });
  });
});
