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

describe('a feed in the wild', () => {
  const base = 'https://kabar.example.test/feed';
  const wrap = (items: string, head = ''): string =>
    `${head}<rss version="2.0"><channel><title>Kabar</title>${items}</channel></rss>`;
  const item = (name: string): string => `<item><title>${name}</title><link>/${name}</link></item>`;
  const read = (text: string): [string, string | null][] =>
    readSyndication(feed('rss'), text, base).map(({ url, title }) => [new URL(url).pathname, title]);

  it.each<[string, string, [string, string | null][]]>([
    [
      'a warning before the XML',
      `<br />\n<b>Warning</b>: x in y.php<br />\n${wrap(item('a'))}`,
      [['/a', 'a']],
    ],
    ['blank lines before the declaration', wrap(item('a'), '\n\n <?xml version="1.0"?>\n'), [['/a', 'a']]],
    ['no version', wrap(item('a')).replace(' version="2.0"', ''), [['/a', 'a']]],
    [
      'entities of HTML and bare ampersands',
      wrap('<item><title>A &nbsp;&ldquo;B&rdquo; &amp; C & D</title><link>/a?x=1&y=2</link></item>'),
      [['/a', 'A \u00a0“B” & C & D']],
    ],
    [
      'names in capitals',
      wrap(item('a')).replace(/title|link/g, (name) => name.toUpperCase()),
      [['/a', 'a']],
    ],
    [
      'tags inside a title',
      wrap('<item><title>A <b>tebal</title><link>/a</link></item>'),
      [['/a', 'A <b>tebal']],
    ],
    [
      'an item that is never closed',
      wrap(item('a').replace('</item>', '') + item('b')),
      [
        ['/a', 'a'],
        ['/b', 'b'],
      ],
    ],
    [
      'CDATA that is never closed',
      wrap('<item><title><![CDATA[A</title><link>/a</link></item>' + item('b')),
      [
        ['/a', 'A'],
        ['/b', 'b'],
      ],
    ],
    ['a broken end', wrap(item('a')).slice(0, -30), [['/a', 'a']]],
    ['a link over several lines', wrap('<item><title>a</title><link>\n  /a\n </link></item>'), [['/a', 'a']]],
  ])('is read in spite of %s', (_, text, found) => {
    expect(read(text)).toEqual(found);
  });

  it('announces addresses without what follows readers around, and none beyond reason', () => {
    const links = [
      '/a?utm_source=rss&amp;id=a%20b&amp;fbclid=x',
      '/b?utm_medium=feed',
      '/c?page=2&amp;amp=1',
      `/${'d'.repeat(3000)}`,
      'javascript:alert(1)',
    ];
    const found = readSyndication(
      feed('rss'),
      wrap(links.map((link) => `<item><link>${link}</link></item>`).join('')),
      base,
    );
    expect(found.map(({ url }) => url.replace('https://kabar.example.test', ''))).toEqual([
      '/a?id=a%20b',
      '/b',
      '/c?page=2&amp=1',
    ]);
  });

  it('keeps dates as they are printed, right or wrong, for the reader to judge', () => {
    const dates = ['Rab, 08 Nop 2023 10:00', 'Thu, 01 Jan 1970 00:00:00 +0000', 'kemarin', ''];
    const items = dates.map((date, i) => `<item><link>/${i}</link><pubDate>${date}</pubDate></item>`);
    const found = readSyndication(feed('rss'), wrap(items.join('')), base);
    expect(found.map(({ published }) => published)).toEqual([...dates.slice(0, 3), null]);
  });

  const laughs = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`,
  ).join('');
  it.each([
    ['a billion laughs', `<!DOCTYPE l [<!ENTITY lol "lol">${laughs}]>`, '&lol9;'],
    ['quadratic growth', `<!DOCTYPE l [<!ENTITY x "${'A'.repeat(100_000)}">]>`, '&x;'.repeat(10_000)],
    ['a file of this machine', '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 'A &x; B'],
    ['another server', '<!DOCTYPE l [<!ENTITY % p SYSTEM "http://192.0.2.1/p.dtd"> %p;]>', '&p;'],
  ])('expands no entity of its own: %s', (_, head, title) => {
    const before = process.memoryUsage().heapUsed;
    const found = readSyndication(
      feed('rss'),
      wrap(`<item><title>${title}</title><link>/a</link></item>`, head),
      base,
    );
    expect(found).toMatchObject([{ url: 'https://kabar.example.test/a', title }]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
  });

  it('comes to an end, and takes no end of items', () => {
    expect(readSyndication(feed('rss'), wrap(item('a').repeat(50_000)), base)).toHaveLength(5000);
    for (const text of ['<a>', '<item>', '<item><title>', '<item><link href="', '<![CDATA[', '&'])
      try {
        readSyndication(feed('rss'), wrap(text.repeat(100_000)), base);
      } catch (error) {
        expect((error as Error).name).toBe('Quarantine');
      }
  });

  it('never throws anything but what is named', () => {
    const parts =
      '<rss><channel> </channel></rss> <item> </item> <entry> <link> </link> <link href=" "/> <title> <![CDATA[ ]]> &#x41; &x; /a <__proto__>';
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts.split(' ')), { maxLength: 30 }), (some) => {
        try {
          readSyndication(feed('rss'), some.join(''), base);
        } catch (error) {
          expect((error as Error).name).toBe('Quarantine');
        }
      }),
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

  it('never throws, and comes to an end', () => {
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
    readSitemap(feed('sitemap'), '<url><loc>'.repeat(300_000), 'https://kabar.example.test/');
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
