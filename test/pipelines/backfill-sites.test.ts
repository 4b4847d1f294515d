/** Backfill from archives of sites: a real WordPress-like server and its sitemaps, listed whole, fetched once, resumed. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import backfill from '../../pipelines/backfill.js';
import { openStore } from '../../src/store/store.js';
import { startServer, type TestServer } from '../collect/hostile-server.js';

jest.setTimeout(120_000);

const POSTS = 250;
const DAY_MS = 86_400_000;
const dayOf = (post: number): string =>
  new Date(Date.UTC(2023, 0, 1) + post * DAY_MS).toISOString().slice(0, 10);

let folder: string;
let server: TestServer;
let said: string;
let before: NodeJS.ProcessEnv;
beforeEach(async () => {
  before = { ...process.env };
  folder = await mkdtemp(join(tmpdir(), 'pantau-sites-'));
  process.env.PANTAU_DATA = join(folder, 'data');
  process.env.PANTAU_LOG = 'silent';
  server = await startServer();
  for (let post = 0; post < POSTS; post += 1)
    server.answer(
      `/berita/${post}`,
      `<title>Judul nomor ${post}</title><article><h1>Judul nomor ${post}</h1><p>${`Camat nomor ${post} hadir dalam kampanye calon bupati, kata Bawaslu. `.repeat(5)}</p></article>`,
    );
  await mkdir(join(folder, 'outlets'));
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  process.env = before;
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const define = (feed: string): Promise<void> =>
  writeFile(
    join(folder, 'outlets/kabar-uji.yaml'),
    `id: kabar-uji\nname: Kabar Uji\nhome: ${server.origin}/\nreach: []\nfeeds: [${feed}]\nmanners: { delayMs: 0 }\n`,
  );

async function run(
  ...args: string[]
): Promise<{ code: number; articles: unknown; sites: Record<string, Record<string, unknown>> }> {
  said = '';
  const code = await backfill([
    '--json',
    `--outlets=${join(folder, 'outlets')}`,
    '--allow-address=127.0.0.1',
    ...args,
  ]);
  return {
    code,
    ...(JSON.parse(said) as { articles: unknown; sites: Record<string, Record<string, unknown>> }),
  };
}

async function published(): Promise<string[]> {
  const store = await openStore({ folder: join(folder, 'data') });
  const { rows } = await store.pool.query<{ published: string }>(
    'SELECT published FROM articles ORDER BY published',
  );
  await store.close();
  return rows.map((row) => row.published.slice(0, 10));
}

const serveXml = (path: string, xml: string | Buffer): void =>
  server.answer(path, (_, response) => response.writeHead(200, { 'content-type': 'text/xml' }).end(xml));

/** Pages of posts as WordPress gives them, oldest first; answers `fails` times with an error first. */
function servePosts(fails = 0): void {
  let asked = 0;
  server.answer('/robots.txt', 'User-agent: *\nAllow: /');
  const pageOf = (url: URL): [number, number][] => {
    const after = url.searchParams.get('after') ?? '0';
    const until = url.searchParams.get('before') ?? '9';
    const all = Array.from({ length: POSTS }, (_, post): [number, number] => [post, 0]);
    return all.filter(([post]) => `${dayOf(post)}T08:00:00` > after && `${dayOf(post)}T08:00:00` < until);
  };
  for (let page = 1; page <= 4; page += 1)
    for (const query of queries(page))
      server.answer(query, (request, response) => {
        asked += 1;
        if (page === 2 && asked <= 1 + fails) {
          response.writeHead(500).end();
          return;
        }
        const url = new URL(request.url ?? '/', server.origin);
        const posts = pageOf(url);
        const shown = posts.slice((page - 1) * 100, page * 100);
        const body = shown.map(([post]) => ({
          link: `${server.origin}/berita/${post}`,
          date: `${dayOf(post)}T08:00:00`,
          date_gmt: `${dayOf(post)}T01:00:00`,
          title: { rendered: `Judul nomor ${post}` },
        }));
        response
          .writeHead(200, {
            'content-type': 'application/json',
            'x-wp-totalpages': String(Math.ceil(posts.length / 100)),
          })
          .end(JSON.stringify(body));
      });
}

const FIELDS = '_fields=link%2Cdate%2Cdate_gmt%2Cmodified_gmt%2Ctitle';
const queries = (page: number): string[] =>
  ['', '&after=2023-01-31T23%3A59%3A59&before=2023-03-01T00%3A00%3A00'].map(
    (range) => `/wp-json/wp/v2/posts?per_page=100&page=${page}&${FIELDS}${range}&orderby=date&order=asc`,
  );

describe('an archive of WordPress', () => {
  it('is listed to its end and fetched once, whatever fails on the way', async () => {
    await define(`{ kind: wordpress, url: ${server.origin} }`);
    servePosts(1);
    const first = await run('wordpress:kabar-uji');
    expect(first).toMatchObject({ code: 1, sites: { 'wordpress:kabar-uji': { done: false, fetched: 100 } } });
    const second = await run('wordpress:kabar-uji');
    expect(second).toMatchObject({ code: 0, sites: { 'wordpress:kabar-uji': { done: true, fetched: 150 } } });
    expect(await published()).toHaveLength(POSTS);
    const asked = server.asked.filter((path) => path.startsWith('/berita/'));
    expect(new Set(asked).size).toBe(asked.length);
    const third = await run('wordpress:kabar-uji');
    expect(third).toMatchObject({ code: 0, sites: { 'wordpress:kabar-uji': { listed: 0, fetched: 0 } } });
  });

  it('is asked for a time only', async () => {
    await define(`{ kind: wordpress, url: ${server.origin} }`);
    servePosts();
    const { code } = await run('--since', '2023-02', '--until', '2023-02', 'wordpress:kabar-uji');
    expect(code).toBe(0);
    const days = await published();
    expect(days).toHaveLength(28);
    expect([days[0], days.at(-1)]).toEqual(['2023-02-01', '2023-02-28']);
  });
});

describe('an archive of sitemaps', () => {
  it('is followed through its index, and what is too old is left out', async () => {
    await define(`{ kind: sitemap, url: '${server.origin}/sitemap.xml' }`);
    server.answer('/robots.txt', 'User-agent: *\nAllow: /');
    const child = (from: number, to: number): string => {
      const urls = Array.from(
        { length: to - from },
        (_, i) =>
          `<url><loc>${server.origin}/berita/${from + i}</loc><lastmod>${dayOf(from + i)}</lastmod></url>`,
      );
      return `<urlset>${urls.join('')}</urlset>`;
    };
    serveXml('/old.xml', child(0, 30));
    serveXml('/new.xml', child(30, 90));
    serveXml(
      '/sitemap.xml',
      `<sitemapindex><sitemap><loc>${server.origin}/old.xml</loc><lastmod>2023-01-30</lastmod></sitemap>` +
        `<sitemap><loc>${server.origin}/new.xml</loc><lastmod>2023-03-31</lastmod></sitemap></sitemapindex>`,
    );
    const report = await run('--since', '2023-03', 'sitemap:kabar-uji');
    expect(report).toMatchObject({ code: 0, sites: { 'sitemap:kabar-uji': { done: true, listed: 31 } } });
    expect(server.asked).not.toContain('/old.xml');
    const again = await run('--since', '2023-03', 'sitemap:kabar-uji');
    expect(again.sites['sitemap:kabar-uji']).toMatchObject({ fetched: 0, done: true });
  });

  it('is found where robots.txt names it; what is broken of it takes nothing from the rest, and a circle ends', async () => {
    await define('');
    const { origin } = server;
    server.answer('/robots.txt', `User-agent: *\nAllow: /\nSitemap: ${origin}/peta.xml\n`);
    const child = (name: string): string => `<sitemap><loc>${origin}/${name}</loc></sitemap>`;
    const names = ['peta.xml', 'gone.xml', 'bomb.xml.gz', 'good.xml.gz'];
    serveXml('/peta.xml', `<sitemapindex>${names.map(child).join('')}</sitemapindex>`);
    serveXml('/bomb.xml.gz', gzipSync(Buffer.alloc(60_000_000, ' ')));
    serveXml('/good.xml.gz', gzipSync(`<urlset><url><loc>${origin}/berita/1</loc></url></urlset>`));
    const report = await run('sitemap:kabar-uji');
    expect(report).toMatchObject({
      code: 1,
      articles: { new: 1, changed: 0, unchanged: 0 },
      sites: { 'sitemap:kabar-uji': { done: true, listed: 1, fetched: 1, lost: 2 } },
    });
    expect(server.asked.filter((path) => path === '/peta.xml')).toHaveLength(1);
  });

  it('is found in the usual places where nobody names it, and is missed when it is in none', async () => {
    await define('');
    server.answer('/robots.txt', 'User-agent: *\nAllow: /');
    const missed = await run('sitemap:kabar-uji');
    expect(missed).toMatchObject({ code: 1, sites: { 'sitemap:kabar-uji': { done: false } } });
    expect(String(missed.sites['sitemap:kabar-uji']?.reason)).toContain('wp-sitemap.xml answers 404');
    serveXml(
      '/sitemap_index.xml',
      `<sitemapindex><sitemap><loc>${server.origin}/a.xml</loc></sitemap></sitemapindex>`,
    );
    serveXml('/a.xml', `<urlset><url><loc>${server.origin}/berita/2</loc></url></urlset>`);
    const found = await run('sitemap:kabar-uji', '--again');
    expect(found).toMatchObject({
      code: 0,
      sites: { 'sitemap:kabar-uji': { done: true, listed: 1, fetched: 1, lost: 0 } },
    });
  });
});
