/** From a visit to the stored article, over the real stages and store: what a site cuts up or rewrites. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import type { Article } from '../../src/model/article.js';
import { Outlet } from '../../src/model/outlet.js';
import { openLog, readSettings } from '../../src/run/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { makePage } from '../../src/collect/collect.js';
import { beginning, openIntake } from '../../pipelines/backfill-intake.js';
import { emptyPortion } from '../../pipelines/backfill-portion.js';
import { createJudge } from '../../pipelines/backfill-judge.js';
import { runDirect } from '../../pipelines/carry.js';
import type { Stages } from '../../pipelines/flow.js';
import { wireHosts } from '../../pipelines/wire-hosts.js';
import { wireCollector, type OpenCollector } from '../../pipelines/wire-collector.js';
import { wireFrontier } from '../../pipelines/wire-frontier.js';
import { wireStages } from '../../pipelines/wire-stages.js';
import { startServer, type TestServer } from '../collect/hostile-server.js';
import { outletAt } from '../collect/open-collector.js';
import { freshFolder } from '../setup/backends.js';

jest.setTimeout(120_000);

let folder: string;
let server: TestServer;
let store: Store;
let collector: OpenCollector;
let stages: Stages;

beforeEach(async () => {
  folder = await freshFolder();
  server = await startServer();
  store = await openStore({ folder });
  collector = wireCollector(readSettings({}), ['127.0.0.1'], wireHosts(store));
  const manners = { delayMs: 0 };
  const feeds = [{ kind: 'atom', url: `${server.origin}/feed` }];
  const outlet = Outlet.parse({
    id: 'kabar-uji',
    name: 'Kabar Uji',
    home: server.origin,
    reach: [],
    feeds,
    manners,
  });
  const dictionary = await loadDictionary();
  stages = wireStages({ store, dictionary, outlets: [outlet], collector, log: openLog('silent') });
});
afterEach(async () => {
  await collector.close();
  await store.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const visit = (): Promise<void> => runDirect(stages, 'collect', ['kabar-uji']);

/** A feed that announces some paths as changed at a time. */
function announce(updated: string, ...paths: string[]): void {
  const entries = paths.map((path) => `<entry><link href="${path}"/><updated>${updated}</updated></entry>`);
  server.answer('/feed', (_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/atom+xml' })
      .end(`<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`),
  );
}

const html = (paragraphs: string[], more = ''): string =>
  `<html><head><title>Camat Diperiksa</title><meta property="article:published_time" content="2023-11-08T10:00:00+07:00">
   </head><body><article><h1>Camat Diperiksa</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>${more}</body></html>`;

async function articles(): Promise<Article[]> {
  const { rows } = await store.pool.query<{ id: string }>('SELECT id FROM articles ORDER BY url');
  return store.articles(rows.map(({ id }) => id));
}
const askedFor = (start: string): string[] => server.asked.filter((path) => path.startsWith(start));

const P = [
  'Bawaslu Kabupaten Sragen memeriksa Camat Tangen karena fotonya bersama calon bupati beredar luas, kata ketuanya.',
  'Pemeriksaan itu berlangsung tiga jam, dan hasilnya akan diumumkan pekan depan setelah pleno.',
  'Camat itu membantah, kata kuasa hukumnya, dan menyebut foto itu diambil lama sebelum masa kampanye.',
];

describe('an article in parts', () => {
  const paging = '<a href="?page=2">2</a> <a href="?page=3">3</a>';

  it('is fetched whole and stored as one', async () => {
    announce('2023-11-08T10:00:00Z', '/berita/a');
    server.answer('/berita/a', html(P.slice(0, 1), paging));
    server.answer('/berita/a?page=2', html(P.slice(1, 2), paging));
    server.answer('/berita/a?page=3', html(P.slice(2), paging));
    await visit();
    expect(await articles()).toMatchObject([
      { url: `${server.origin}/berita/a`, text: P.join('\n'), partial: false },
    ]);
    await visit();
    expect(askedFor('/berita/a')).toEqual(['/berita/a', '/berita/a?page=2', '/berita/a?page=3']);
  });

  it('waits as a whole when a further page fails, and is partial when one is gone', async () => {
    announce('2023-11-08T10:00:00Z', '/berita/a');
    server.answer('/berita/a', html(P.slice(0, 1), paging));
    server.answer('/berita/a?page=2', (_, response) => response.writeHead(500).end());
    await visit();
    expect(await articles()).toEqual([]);
    expect(await store.knownUrls([`${server.origin}/berita/a`])).toMatchObject([{ state: 'waiting' }]);
    server.answer('/berita/a?page=2', html(P.slice(1, 2), paging));
    await store.failUrl(
      { url: `${server.origin}/berita/a`, outlet: 'kabar-uji', error: 'test', afterMs: 0 },
      new Date(),
    );
    await visit();
    expect(await articles()).toMatchObject([{ text: P.slice(0, 2).join('\n'), partial: true }]);
  });
});

describe('an article in parts of an archive', () => {
  const paging = '<a href="?page=1">1</a> <a href="?page=2">2</a>';
  const archived = (path: string, text: string): ReturnType<typeof makePage> =>
    makePage({
      url: `${server.origin}${path}`,
      requested: `${server.origin}${path}`,
      outlet: 'kabar-uji',
      at: new Date('2023-11-09T00:00:00Z'),
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: Buffer.from(text),
    });

  it('is not replaced by a further page, nor what was fetched whole by its first', async () => {
    const filter = { range: { since: null, until: null }, outlets: null, hosts: [], all: true };
    const judge = createJudge(await loadDictionary(), [], filter, () => true);
    const intake = openIntake(store, stages);
    const take = (...pages: ReturnType<typeof makePage>[]): Promise<void> => {
      const kept = pages.map((page) => judge.judgePage(page)).filter((one) => typeof one !== 'string');
      const portion = { ...emptyPortion(), kept };
      return intake.take({ id: 'test', name: 'test' }, beginning(), portion);
    };
    const [first, second] = [html(P.slice(0, 2), paging), html(P.slice(2), paging)];
    await take(archived('/berita/a', first), archived('/berita/a?page=2', second));
    await take(archived('/berita/a?page=2', second));
    expect(await articles()).toMatchObject([{ text: P.slice(0, 2).join('\n'), partial: true }]);
    await store.saveArticles(
      (await articles()).map((article) => ({ ...article, text: P.join('\n'), partial: false })),
      new Date(),
    );
    await take(archived('/berita/a', first));
    expect(await articles()).toMatchObject([{ text: P.join('\n'), partial: false }]);
  });
});

describe('a revised article', () => {
  const before = [
    'Bupati Sragen memberhentikan Camat Tangen, Budi Santoso, karena terbukti tidak netral dalam Pilkada 2024, Rabu.',
    'Sanksi itu dijatuhkan setelah Bawaslu Kabupaten Sragen menyatakan camat itu terbukti melanggar netralitas ASN.',
  ];
  const after = [
    'Bawaslu Kabupaten Sragen memeriksa Camat Tangen, Budi Santoso, karena diduga tidak netral dalam Pilkada 2024, Rabu.',
    'Berita ini telah diperbaiki, karena camat itu belum dijatuhi sanksi apa pun.',
  ];
  const url = (): string => `${server.origin}/berita/a`;
  const stages_ = async (): Promise<(string | null)[]> => {
    const { rows } = await store.pool.query<{ stage: string | null }>('SELECT stage FROM reports');
    return rows.map(({ stage }) => stage);
  };

  async function expectRevised(): Promise<void> {
    const [article] = await articles();
    expect(article?.text).toBe(after.join('\n'));
    const versions = await store.articleVersions(article?.id ?? '');
    expect(versions.map((version) => version.article.text)).toEqual([before.join('\n'), after.join('\n')]);
    expect(versions[0]?.until).toBe(versions[1]?.since);
    expect(versions[1]?.until).toBeNull();
    // Each version names the page that it was read from, and both pages are kept.
    const pages = await store.pages(versions.map((version) => version.article.page ?? ''));
    expect(pages.map(({ html: text }) => text.includes('memberhentikan'))).toEqual([true, false]);
    expect(await stages_()).not.toContain('sanction_imposed');
    const { rows } = await store.pool.query<{ kind: string }>('SELECT kind FROM changes ORDER BY id');
    expect(rows.length).toBeGreaterThan(1);
  }

  it('is fetched again when its feed says that it changed, changes its report, and is kept as it was', async () => {
    announce('2023-11-08T10:00:00Z', '/berita/a');
    server.answer('/berita/a', html(before));
    await visit();
    expect(await stages_()).toEqual(['sanction_imposed']);
    server.answer('/berita/a', html(after));
    await visit();
    expect(askedFor('/berita/a')).toHaveLength(1);
    announce(new Date(Date.now() + 60_000).toISOString(), '/berita/a');
    await visit();
    await expectRevised();
  });

  it('is found out also when no feed says so: what told a report is looked at again, and nothing else is', async () => {
    announce('2023-11-08T10:00:00Z', '/berita/a', '/berita/b');
    server.answer('/berita/a', html(before));
    server.answer(
      '/berita/b',
      html(['Harga cabai naik lagi di pasar induk, kata pedagang, karena hujan turun terus.']),
    );
    await visit();
    const { rows } = await store.pool.query<{ url: string; days: number }>(
      'SELECT url, extract(epoch FROM again - discovered)::float8 / 86400 AS days FROM urls WHERE again IS NOT NULL',
    );
    expect(rows).toEqual([{ url: url(), days: 1 }]);
    server.answer('/berita/a', html(after));
    await store.pool.query(
      `UPDATE urls SET discovered = discovered - interval '1 day', again = again - interval '1 day'`,
    );
    await visit();
    await visit();
    expect(askedFor('/berita/')).toEqual(['/berita/a', '/berita/b', '/berita/a']);
    await expectRevised();
    expect(await store.knownUrls([url()])).toMatchObject([{ state: 'done' }]);
  });
});

const NO_HINT = { title: null, published: null, modified: null, byline: null, section: null };

describe('an announced address', () => {
  it('of a twin is not fetched beside the page itself, in one visit or later', async () => {
    const at = '2023-11-08T10:00:00Z';
    for (const path of ['/berita/a', '/berita/b', '/berita/b/amp', '/berita/c/amp'])
      server.answer(path, html([...P, path]));
    announce(
      at,
      '/berita/a/amp',
      '/berita/a?utm_source=x',
      '/berita/a?page=2',
      '/berita/a?amp=1',
      '/berita/c/amp',
    );
    await visit();
    announce(at, '/berita/a/amp/', '/berita/a?page=3', '/berita/b/amp', '/berita/b');
    await visit();
    expect(askedFor('/berita/').toSorted()).toEqual(['/berita/a', '/berita/b', '/berita/c/amp']);
    expect((await articles()).map(({ url }) => url?.replace(server.origin, ''))).toEqual([
      '/berita/a',
      '/berita/b',
      '/berita/c',
    ]);
  });

  it('over http is the same as over https, whichever was announced first', async () => {
    const frontier = wireFrontier(store);
    const outlet = outletAt({ origin: 'https://www.kabar.example.test' });
    const say = (...urls: string[]): Promise<number> =>
      frontier.announce(
        outlet,
        urls.map((url) => ({ ...NO_HINT, url, feed: `${outlet.home}feed`, kind: 'rss' })),
      );
    expect(await say('http://kabar.example.test/a', 'https://www.kabar.example.test/a')).toBe(1);
    expect(await say('http://www.kabar.example.test/b', 'http://kabar.example.test/c')).toBe(2);
    expect(
      await say(
        'https://www.kabar.example.test/b',
        'http://www.kabar.example.test/a?utm_source=x',
        'https://kabar.example.test/c',
      ),
    ).toBe(0);
    expect((await frontier.take(outlet.id, 9)).map(({ url }) => url)).toEqual([
      'http://kabar.example.test/c',
      'https://www.kabar.example.test/a',
      'https://www.kabar.example.test/b',
    ]);
  });

  it('that is forbidden is tried again some times, later and later, before it is given up', async () => {
    const url = `${server.origin}/berita/a`;
    announce('2023-11-08T10:00:00Z', '/berita/a');
    server.answer('/berita/a', (_, response) => response.writeHead(403).end());
    const waits: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      await visit();
      const [known] = await store.knownUrls([url]);
      if (known?.state === 'waiting')
        waits.push(Math.round((Date.parse(known.due) - Date.now()) / 3_600_000));
      await store.pool.query('UPDATE urls SET due = now()');
    }
    expect(waits).toEqual([6, 12, 24]);
    expect(await store.knownUrls([url])).toMatchObject([{ state: 'refused', error: 'answers 403, 0 bytes' }]);
    await visit();
    expect(askedFor('/berita/a')).toHaveLength(4);
  });

  it('of an opt-out is kept with its reason, and not asked for again', async () => {
    announce('2023-11-08T10:00:00Z', '/berita/a');
    server.answer('/berita/a', (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'tdm-reservation': '1' }).end(html(P)),
    );
    await visit();
    await visit();
    expect(await articles()).toEqual([]);
    expect(await store.knownUrls([`${server.origin}/berita/a`])).toMatchObject([
      { state: 'refused', error: `${server.origin}/berita/a opts out by the header tdm-reservation` },
    ]);
    expect(askedFor('/berita/a')).toHaveLength(1);
    const { rows } = await store.pool.query<{ errors: object }>(
      'SELECT errors FROM visits ORDER BY at LIMIT 1',
    );
    expect(rows).toEqual([{ errors: { 'page: opt_out': 1 } }]);
  });
});
