/** Feeds, sitemaps, WordPress posts and listing pages to announced articles. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readSitemap } from '../../src/collect/sitemap.js';
import { readSyndication } from '../../src/collect/syndication.js';
import { postsUrl, readPosts } from '../../src/collect/wordpress.js';

const feed = (kind: 'rss' | 'atom' | 'sitemap' | 'wordpress') => ({
  kind,
  url: 'https://kabar.example.test/feed',
});

describe('readSyndication', () => {
  it('reads RSS with entities, CDATA and a guid instead of a link', () => {
    const text = `<rss version="2.0"><channel><item><title>A &amp; B</title><link>/x?a=1&amp;b=2#c</link>
      <pubDate>Wed, 08 Nov 2023 10:00:00 +0700</pubDate></item>
      <item><title><![CDATA[C]]></title><guid>https://kabar.example.test/c</guid></item></channel></rss>`;
    const found = readSyndication(feed('rss'), text, 'https://kabar.example.test/feed');
    expect(found.map((one) => [one.title, one.url, one.published])).toEqual([
      ['A & B', 'https://kabar.example.test/x?a=1&b=2', 'Wed, 08 Nov 2023 10:00:00 +0700'],
      ['C', 'https://kabar.example.test/c', null],
    ]);
  });

  it('reads Atom with relative links', () => {
    const text = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><author><name>N</name></author>
      <link rel="self" href="/self"/><link rel="alternate" href="/alt"/><updated>2023-11-08T10:00:00Z</updated></entry></feed>`;
    expect(readSyndication(feed('atom'), text, 'https://kabar.example.test/feed')[0]).toMatchObject({
      url: 'https://kabar.example.test/alt',
      byline: 'N',
      published: '2023-11-08T10:00:00Z',
    });
  });

  it('reads what it can of a feed that breaks off, and names what is none', () => {
    const cut = '<rss version="2.0"><channel><item><title>A</title><link>https://kabar.example.test/a</link>';
    expect(readSyndication(feed('rss'), cut, 'https://kabar.example.test/')).toHaveLength(1);
    expect(() => readSyndication(feed('rss'), '<html>no feed</html>', 'https://kabar.example.test/')).toThrow(
      'https://kabar.example.test/feed is no feed',
    );
  });
});

describe('readSitemap', () => {
  it('reads a news sitemap, newest first', () => {
    const text = `<urlset><url><loc>https://kabar.example.test/a?x=1&amp;y=2</loc>
      <news:news><news:publication_date>2023-11-07</news:publication_date><news:title><![CDATA[A & B]]></news:title></news:news>
      <lastmod>2023-11-07</lastmod></url><url><loc>/b</loc><lastmod>2023-11-08</lastmod></url></urlset>`;
    const { articles } = readSitemap(feed('sitemap'), text, 'https://kabar.example.test/sitemap.xml');
    expect(articles.map((one) => [one.url, one.title])).toEqual([
      ['https://kabar.example.test/b', null],
      ['https://kabar.example.test/a?x=1&y=2', 'A & B'],
    ]);
  });

  it('reads an index', () => {
    const text = `<sitemapindex><sitemap><loc>/1.xml.gz</loc></sitemap></sitemapindex>`;
    const { children } = readSitemap(feed('sitemap'), text, 'https://kabar.example.test/sitemap.xml');
    expect(children).toEqual([{ url: 'https://kabar.example.test/1.xml.gz', modified: null }]);
  });

  it('never throws, and stays linear', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('<url>', '</url>', '<loc>', '</loc>', '<![CDATA[', 'x', '&#1;', '&#xfffffff;'),
        ),
        (parts) => {
          expect(
            readSitemap(feed('sitemap'), parts.join(''), 'https://kabar.example.test/').children,
          ).toEqual([]);
        },
      ),
    );
    const start = Date.now();
    readSitemap(feed('sitemap'), '<url><loc>'.repeat(300_000), 'https://kabar.example.test/');
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

describe('WordPress', () => {
  it('builds the address of the posts and reads them', () => {
    const base = { kind: 'wordpress' as const, url: 'https://kabar.example.test/' };
    expect(postsUrl(base, 2)).toContain('https://kabar.example.test/wp-json/wp/v2/posts?per_page=100&page=2');
    const posts = [
      { link: 'https://kabar.example.test/a/', date_gmt: '2023-11-08T03:00:00', title: { rendered: 'A' } },
    ];
    expect(readPosts(base, JSON.stringify(posts))[0]).toMatchObject({
      url: 'https://kabar.example.test/a/',
      published: '2023-11-08T03:00:00Z',
    });
    expect(() => readPosts(base, '{"code":"rest_no_route"}')).toThrow('no list of WordPress posts'.slice(3));
  });
});
