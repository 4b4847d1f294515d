/** Feeds of a site, found from its front page alone; against a real server. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { feedsToFollow, findFeeds, openRobotsBook, type FoundSite } from '../../src/collect/collect.js';
import { now, outletAt, useLoopback } from './open-collector.js';

const open = useLoopback();

function search(all = true): Promise<FoundSite> {
  return findFeeds(outletAt(open.server), open.collector, all);
}

const serve = (path: string, type: string, text: string): void =>
  open.server.answer(path, (_, response) => response.writeHead(200, { 'content-type': type }).end(text));

const front = (head: string, body = ''): void =>
  open.server.answer(
    '/',
    `<html><head><title>Kabar Uji - Berita Kota</title>${head}</head><body>${body}</body></html>`,
  );

const rss = (...paths: string[]): string =>
  `<rss version="2.0"><channel>${paths.map((path) => `<item><title>T</title><link>${open.server.origin}${path}</link></item>`).join('')}</channel></rss>`;

const sitemap = (news: boolean, ...paths: string[]): string =>
  `<urlset>${paths.map((path) => `<url><loc>${open.server.origin}${path}</loc>${news ? '<news:news><news:title>Judul</news:title></news:news>' : ''}</url>`).join('')}</urlset>`;

const found = ({ feeds }: FoundSite): string[] =>
  feeds.map(({ kind, url, found }) => `${kind} ${url.slice(open.server.origin.length)} ${found}`);

describe('the search for feeds', () => {
  it('believes what the front page links, when it answers, and leaves comments out', async () => {
    front(`<meta property="og:site_name" content=" Kabar  Uji ">
      <link rel="alternate" type="application/rss+xml" href="/umpan">
      <link rel="alternate" type="application/rss+xml" href="/comments/umpan">
      <link rel="alternate" type="application/atom+xml" href="/hilang.atom">`);
    serve('/umpan', 'application/rss+xml', rss('/a', '/b'));
    serve('/comments/umpan', 'application/rss+xml', rss('/c'));
    const site = await search();
    expect(site).toMatchObject({ name: 'Kabar Uji', home: `${open.server.origin}/` });
    expect(found(site)).toEqual(['rss /umpan 2']);
    expect(open.server.asked).not.toContain('/comments/umpan');
  });

  it('finds the API of WordPress, the sitemaps of robots.txt and what stands in the usual places', async () => {
    front(`<link rel="https://api.w.org/" href="${open.server.origin}/wp-json/">`);
    serve('/feed/', 'application/rss+xml', rss('/a'));
    const posts = [
      { link: `${open.server.origin}/a`, date_gmt: '2026-06-01T00:00:00', title: { rendered: 'T' } },
    ];
    open.server.answer(
      '/wp-json/wp/v2/posts?per_page=100&page=1&_fields=link%2Cdate%2Cdate_gmt%2Cmodified_gmt%2Ctitle',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(posts)),
    );
    serve(
      '/robots.txt',
      'text/plain',
      'User-agent: *\nAllow: /\nSitemap: /sitemap_index.xml\nSitemap: /news.xml\n',
    );
    serve('/news.xml', 'text/xml', sitemap(true, '/a', '/b', '/c'));
    serve('/sitemap_index.xml', 'text/xml', sitemap(false, '/a', '/b', '/c', '/d'));
    const site = await search();
    expect(found(site)).toEqual([
      'rss /feed/ 1',
      'wordpress / 1',
      'news_sitemap /news.xml 3',
      'sitemap /sitemap_index.xml 4',
    ]);
    expect(feedsToFollow(site.feeds)).toEqual([
      { kind: 'rss', url: `${open.server.origin}/feed/` },
      { kind: 'news_sitemap', url: `${open.server.origin}/news.xml` },
    ]);
  });

  it('finds an index in a usual place, though one of its sitemaps is gone and another a bomb', async () => {
    front('');
    const { origin } = open.server;
    const child = (name: string): string => `<sitemap><loc>${origin}/${name}</loc></sitemap>`;
    serve(
      '/sitemap_index.xml',
      'text/xml',
      `<sitemapindex>${child('gone.xml')}${child('bomb.xml')}${child('b.xml')}</sitemapindex>`,
    );
    open.server.answer('/bomb.xml', (_, response) =>
      response.writeHead(200, { 'content-type': 'text/xml' }).end(gzipSync(Buffer.alloc(60_000_000, ' '))),
    );
    serve('/b.xml', 'text/xml', sitemap(false, '/a', '/b'));
    expect(found(await search())).toEqual(['sitemap /sitemap_index.xml 2']);
  });

  it('asks for no more than it needs when one feed is enough', async () => {
    front('<link rel="alternate" type="application/rss+xml" href="/umpan">');
    serve('/umpan', 'application/rss+xml', rss('/a'));
    expect(found(await search(false))).toEqual(['rss /umpan 1']);
    expect(open.server.asked).toEqual(['/robots.txt', '/.well-known/tdmrep.json', '/', '/umpan']);
  });

  it('takes the front page for a listing where there is nothing else', async () => {
    const links = Array.from(
      { length: 6 },
      (_, i) => `<a href="/berita/${i}">Judul berita yang cukup panjang nomor ${i}</a>`,
    );
    front('', links.join(''));
    const site = await search();
    expect(site.name).toBe('Kabar Uji');
    expect(found(site)).toEqual(['listing / 6']);
    expect(feedsToFollow(site.feeds)).toEqual([{ kind: 'listing', url: `${open.server.origin}/` }]);
  });

  it('finds nothing on a page that is for sale', async () => {
    front('', '<p>This domain is for sale.</p>');
    expect(found(await search())).toEqual([]);
  });

  it('asks for nothing where robots.txt closes the front page, or it is not there', async () => {
    await expect(search()).rejects.toMatchObject({ reason: 'status' });
    serve('/robots.txt', 'text/plain', 'User-agent: *\nDisallow: /\n');
    open.collector.robots = openRobotsBook(open.collector.fetcher, open.collector.clock, now);
    const before = open.server.asked.length;
    await expect(search()).rejects.toMatchObject({ reason: 'robots' });
    expect(open.server.asked.slice(before)).toEqual(['/robots.txt']);
  });
});
