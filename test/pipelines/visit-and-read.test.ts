/** From a visit to the stored article, over the real stages and store: what a site cuts up or rewrites. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import type { Article } from '../../src/model/article.js';
import { Outlet } from '../../src/model/outlet.js';
import { openLog, readSettings } from '../../src/run/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { runDirect } from '../../pipelines/carry.js';
import type { Stages } from '../../pipelines/flow.js';
import { wireClock } from '../../pipelines/wire-clock.js';
import { wireCollector, type OpenCollector } from '../../pipelines/wire-collector.js';
import { wireStages } from '../../pipelines/wire-stages.js';
import { startServer, type TestServer } from '../collect/hostile-server.js';
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
  collector = wireCollector(readSettings({}), ['127.0.0.1'], wireClock(store));
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
