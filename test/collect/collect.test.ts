/** A round with an outlet: feeds, robots.txt, pauses, back-off, outcomes; against a real server. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  collectOutlet,
  fetchPage,
  withManners,
  type Discovered,
  type Outcome,
  type Round,
  type RoundReport,
} from '../../src/collect/collect.js';
import { TryLater } from '../../src/model/errors.js';
import type { FeedKind, Outlet } from '../../src/model/outlet.js';
import { now, outletAt, useLoopback } from './open-collector.js';

const open = useLoopback();

function outletWith(feeds: { kind: FeedKind; url: string }[], delayMs = 0, maxPerRun = 500): Outlet {
  const { origin } = open.server;
  return outletAt(open.server, {
    feeds: feeds.map(({ kind, url }) => ({ kind, url: origin + url })),
    manners: { delayMs, maxPerRun, night: null },
  });
}

const rss = (...paths: string[]): string =>
  `<rss version="2.0"><channel>${paths.map((path) => `<item><title>T ${path}</title><link>${open.server.origin}${path}</link></item>`).join('')}</channel></rss>`;

const serveFeed = (path: string, text: string): void =>
  open.server.answer(path, (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml', etag: '"f1"' }).end(text),
  );

async function runRound(
  outlet: Outlet,
  more: Partial<Round> = {},
): Promise<{ report: RoundReport; outcomes: Outcome[]; found: Discovered[] }> {
  const outcomes: Outcome[] = [];
  const found: Discovered[] = [];
  const report = await collectOutlet({
    outlet,
    collector: open.collector,
    feedState: {},
    known: () => Promise.resolve(null),
    onOutcome: (outcome, article) => {
      outcomes.push(outcome);
      found.push(article);
      return Promise.resolve();
    },
    ...more,
  });
  return { report, outcomes, found };
}

describe('collectOutlet', () => {
  it('fetches what a feed announces, and asks conditionally in the next round', async () => {
    serveFeed('/feed', rss('/a', '/b', '/missing'));
    open.server.answer('/a', '<p>a</p>');
    open.server.answer('/b', '<p>b</p>');
    const outlet = outletWith([{ kind: 'rss', url: '/feed' }]);
    const { report, outcomes } = await runRound(outlet);
    expect(outcomes.map((one) => one.kind)).toEqual(['page', 'page', 'gone']);
    expect(outcomes[0]).toMatchObject({ page: { html: '<p>a</p>', outlet: 'kabar-uji', status: 200 } });
    expect(report).toMatchObject({ announced: 3, pending: 0, laterMs: null });
    open.server.answer('/feed', (request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"f1"' ? 304 : 500).end(),
    );
    const second = await runRound(outlet, { feedState: report.feedState });
    expect(second.report.feeds[0]).toMatchObject({ outcome: 'unchanged' });
  });

  it('asks by Last-Modified where there is no ETag, for feeds and for pages', async () => {
    const at = 'Wed, 08 Nov 2023 03:00:00 GMT';
    const conditional = (path: string, type: string, text: string): void =>
      open.server.answer(path, (request, response) => {
        const isKnown = request.headers['if-modified-since'] === at && !request.headers['if-none-match'];
        response.writeHead(isKnown ? 304 : 200, { 'content-type': type, 'last-modified': at });
        response.end(isKnown ? '' : text);
      });
    conditional('/feed', 'application/rss+xml', rss('/a'));
    conditional('/a', 'text/html', '<p>a</p>');
    const outlet = outletWith([{ kind: 'rss', url: '/feed' }]);
    const first = await runRound(outlet);
    expect(first.outcomes).toMatchObject([{ kind: 'page', page: { lastModified: at } }]);
    const again = await runRound(outlet, {
      known: () => Promise.resolve({ etag: null, lastModified: at, sha256: null }),
    });
    expect(again.outcomes).toMatchObject([{ kind: 'unchanged' }]);
    const third = await runRound(outlet, { feedState: first.report.feedState });
    expect(third.report.feeds).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('tells unchanged pages by validator and by hash, and skips what it is told to', async () => {
    serveFeed('/feed', rss('/etag', '/same', '/skip'));
    open.server.answer('/etag', (request, response) =>
      response
        .writeHead(request.headers['if-none-match'] === '"e"' ? 304 : 200, { 'content-type': 'text/html' })
        .end(),
    );
    open.server.answer('/same', 'x');
    const sha256 = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
    const { report, outcomes } = await runRound(outletWith([{ kind: 'rss', url: '/feed' }]), {
      known: ({ url }) =>
        Promise.resolve(url.endsWith('/skip') ? 'skip' : { etag: '"e"', lastModified: null, sha256 }),
    });
    expect(outcomes.map((one) => one.kind)).toEqual(['unchanged', 'unchanged']);
    expect(report.skipped).toBe(1);
    expect(open.server.asked).not.toContain('/skip');
  });

  it('obeys robots.txt for linked pages and for redirects, and stays on the site', async () => {
    open.server.answer('/robots.txt', (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /arsip/\n'),
    );
    serveFeed(
      '/feed',
      rss('/arsip/a', '/turn', '/b').replace(
        '</channel>',
        '<item><link>http://192.0.2.1/x</link></item></channel>',
      ),
    );
    open.server.answer('/arsip/a', 'secret');
    open.server.answer('/b', 'b');
    open.server.answer('/turn', (_request, response) =>
      response.writeHead(302, { location: '/arsip/a' }).end(),
    );
    const { outcomes } = await runRound(outletWith([{ kind: 'rss', url: '/feed' }]));
    expect(outcomes.map((one) => (one.kind === 'refused' ? one.reason : one.kind))).toEqual([
      'robots',
      'robots',
      'page',
      'off_site',
    ]);
    expect(open.server.asked).not.toContain('/arsip/a');
  });

  it('fetches nothing while robots.txt answers 5xx, and all when it is absent', async () => {
    open.server.answer('/robots.txt', (_request, response) => response.writeHead(503).end());
    serveFeed('/feed', rss('/a'));
    const { report } = await runRound(outletWith([{ kind: 'rss', url: '/feed' }]));
    expect(report.feeds[0]).toMatchObject({ outcome: 'failed' });
    expect(open.server.asked).toEqual(['/robots.txt']);
  });

  it('keeps the larger of Crawl-delay and the outlet pause', async () => {
    open.server.answer('/robots.txt', (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nCrawl-delay: 0.3\n'),
    );
    serveFeed('/feed', rss('/a', '/b', '/c'));
    const times: number[] = [];
    for (const path of ['/a', '/b', '/c'])
      open.server.answer(path, (_request, response) => {
        times.push(Date.now());
        response.writeHead(200, { 'content-type': 'text/html' }).end(path);
      });
    await runRound(outletWith([{ kind: 'rss', url: '/feed' }], 50));
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(gaps).toHaveLength(2);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(270);
  });

  it('stops at 429, says when to come again, and keeps the feed as unread', async () => {
    serveFeed('/feed', rss('/a', '/busy', '/c'));
    open.server.answer('/a', 'a');
    open.server.answer('/busy', (_request, response) =>
      response.writeHead(429, { 'retry-after': '120' }).end(),
    );
    const outlet = outletWith([{ kind: 'rss', url: '/feed' }]);
    const { report, outcomes } = await runRound(outlet);
    expect(outcomes.map((one) => one.kind)).toEqual(['page', 'failed']);
    expect(report).toMatchObject({ pending: 2, laterMs: 120_000, feedState: {} });
    expect(open.server.asked).not.toContain('/c');
    // The host is on hold for everyone who shares the clock.
    const again = await runRound(outlet);
    expect(again.report.feeds[0]).toMatchObject({ outcome: 'failed' });
    expect(again.report.laterMs).toBeGreaterThan(100_000);
  });

  it('leaves the rest for another round when the limit is reached', async () => {
    serveFeed('/feed', rss('/a', '/b'));
    open.server.answer('/a', 'a');
    const { report } = await runRound(outletWith([{ kind: 'rss', url: '/feed' }], 0, 1));
    expect(report).toMatchObject({ pending: 1, feedState: {} });
  });

  it('goes on when one feed is broken and another is fine', async () => {
    open.server.answer('/broken', '<html>not a feed</html>');
    const day = '<urlset><url><loc>/a</loc></url></urlset>';
    open.server.answer('/index', (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/xml' })
        .end('<sitemapindex><sitemap><loc>/day.xml.gz</loc></sitemap></sitemapindex>'),
    );
    open.server.answer('/day.xml.gz', (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(day)),
    );
    open.server.answer('/a', 'a');
    const { report, outcomes } = await runRound(
      outletWith([
        { kind: 'rss', url: '/broken' },
        { kind: 'news_sitemap', url: '/index' },
      ]),
    );
    expect(report.feeds.map((one) => one.outcome)).toEqual(['failed', 'read']);
    expect(outcomes.map((one) => one.kind)).toEqual(['page']);
  });

  it.each<[string, Buffer | string]>([
    [
      'an index of itself',
      '<sitemapindex><sitemap><loc>/index</loc></sitemap><sitemap><loc>/index2</loc></sitemap></sitemapindex>',
    ],
    [
      'an index without end',
      `<sitemapindex>${'<sitemap><loc>/index?LETTER</loc></sitemap>'.repeat(500)}</sitemapindex>`,
    ],
    ['a gzip bomb', gzipSync(Buffer.alloc(100_000_000, ' '))],
    ['gzip that breaks off', gzipSync('<urlset></urlset>').subarray(0, 20)],
    ['a sitemap of 100 MB', Buffer.alloc(100_000_000, ' ')],
  ])('comes to an end with %s for a sitemap', async (_, text) => {
    for (const path of ['/index', '/index2'])
      open.server.answer(path, (__, response) =>
        response
          .writeHead(200, { 'content-type': 'application/xml' })
          .on('error', () => {})
          .end(text),
      );
    const { report } = await runRound(outletWith([{ kind: 'sitemap', url: '/index' }]));
    expect(report.announced).toBe(0);
    expect(open.server.asked.length).toBeLessThan(16);
  });

  it('holds the host for all when its robots.txt asks for a pause', async () => {
    open.server.answer('/robots.txt', (_, response) =>
      response.writeHead(503, { 'retry-after': '60' }).end(),
    );
    await runRound(outletWith([{ kind: 'rss', url: '/feed' }]));
    await expect(open.collector.clock.take(new URL(open.server.origin).host, 0)).rejects.toBeInstanceOf(
      TryLater,
    );
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['5xx', (response) => response.writeHead(500).end()],
    ['a mute', () => {}],
    [
      'a drip',
      (response) => void response.writeHead(200, { 'content-type': 'text/plain' }).write('User-agent: *'),
    ],
    ['a circle', (response) => response.writeHead(302, { location: '/robots.txt' }).end()],
    ['bad gzip', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('nonsense')],
  ])('fetches nothing from a host whose robots.txt is %s', async (_, how) => {
    open.server.answer('/robots.txt', (__, response) => void how(response));
    serveFeed('/feed', rss('/a'));
    const { report } = await runRound(outletWith([{ kind: 'rss', url: '/feed' }]));
    expect(report.feeds[0]).toMatchObject({ outcome: 'failed', trouble: 'robots_unreachable' });
    expect(open.server.asked).toEqual(['/robots.txt']);
  });

  it('finds headlines on a listing page, but not its menu', async () => {
    open.server.answer(
      '/berita',
      `<nav><a href="/menu">Semua berita dari seluruh daerah kami</a></nav><a href="/pendek">Politik</a>
       <h2><a href="/a">Camat diperiksa karena foto bersama calon</a></h2>`,
    );
    open.server.answer('/a', 'a');
    const { found } = await runRound(outletWith([{ kind: 'listing', url: '/berita' }]));
    expect(found.map((one) => [new URL(one.url).pathname, one.title])).toEqual([
      ['/a', 'Camat diperiksa karena foto bersama calon'],
    ]);
  });

  /** A listing of so many headlines, ten to a page, the newest first; each page with the same most read beside it. */
  function serveListing(newest: number, next: (page: number) => string): void {
    for (let page = 1; page <= 12; page += 1) {
      const from = newest - (page - 1) * 10;
      const items = Array.from(
        { length: 10 },
        (_, i) => `<h2><a href="/n${from - i}">Judul berita yang cukup panjang nomor ${from - i}</a></h2>`,
      );
      const popular = '<aside><a href="/populer">Judul yang paling banyak dibaca pekan ini</a></aside>';
      open.server.answer(
        page === 1 ? '/indeks' : `/indeks?page=${page}`,
        items.join('') + popular + next(page),
      );
    }
  }
  const leafed = (): string[] => open.server.asked.filter((path) => path.startsWith('/indeks'));

  it.each<[string, (page: number) => string]>([
    ['rel=next', (page) => `<a rel="next" href="?page=${page + 1}">»</a>`],
    ['numbers', (page) => `<a href="?page=1">1</a> <a href="?page=${page + 1}">${page + 1}</a>`],
  ])('leafs through a listing by %s, as far back as it was read before', async (_, next) => {
    serveListing(1000, next);
    const outlet = outletWith([{ kind: 'listing', url: '/indeks' }]);
    const known = (): Promise<'skip'> => Promise.resolve('skip');
    const first = await runRound(outlet, { known });
    expect(first.report.announced).toBe(31);
    expect(leafed()).toEqual(['/indeks', '/indeks?page=2', '/indeks?page=3']);
    // Forty-five new articles stand on five pages; the fifth is half known.
    serveListing(1045, next);
    const second = await runRound(outlet, { known, feedState: first.report.feedState });
    expect(second.report.announced).toBe(51);
    expect(leafed()).toHaveLength(3 + 5);
    const third = await runRound(outlet, { known, feedState: second.report.feedState });
    expect(third.report.announced).toBe(11);
  });

  it('goes back through the posts of WordPress to what was seen before', async () => {
    const pages = new Map<number, number>();
    const servePosts = (newest: number): void => {
      for (let page = 1; page <= 12; page += 1)
        open.server.answer(
          `/wp-json/wp/v2/posts?per_page=100&page=${page}&_fields=link%2Cdate%2Cdate_gmt%2Cmodified_gmt%2Ctitle`,
          (_, response) => {
            pages.set(page, (pages.get(page) ?? 0) + 1);
            const posts = Array.from({ length: 100 }, (__, i) => {
              const at = newest - (page - 1) * 100 - i;
              const time = new Date(Date.UTC(2023, 0, 1) + at * 60_000).toISOString().slice(0, 19);
              return { link: `${open.server.origin}/p${at}`, date_gmt: time, title: { rendered: `T${at}` } };
            });
            response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(posts));
          },
        );
    };
    const outlet = outletWith([{ kind: 'wordpress', url: '/' }]);
    const known = (): Promise<'skip'> => Promise.resolve('skip');
    servePosts(5000);
    const first = await runRound(outlet, { known });
    expect(first.report.announced).toBe(300);
    servePosts(5250);
    pages.clear();
    const second = await runRound(outlet, { known, feedState: first.report.feedState });
    expect(second.report.announced).toBe(300);
    expect([...pages.keys()]).toEqual([1, 2, 3]);
    pages.clear();
    await runRound(outlet, { known, feedState: second.report.feedState });
    expect([...pages.keys()]).toEqual([1]);
  });

  it('survives a listing page that is nested beyond reason', async () => {
    open.server.answer('/berita', '<b>'.repeat(150_000) + '</i>'.repeat(150_000));
    const { report } = await runRound(outletWith([{ kind: 'listing', url: '/berita' }]));
    expect(report.feeds[0]).toMatchObject({ outcome: 'read', found: 0 });
  });

  it('lets errors of the caller through', async () => {
    serveFeed('/feed', rss('/a'));
    open.server.answer('/a', 'a');
    const round = runRound(outletWith([{ kind: 'rss', url: '/feed' }]), {
      onOutcome: () => Promise.reject(new Error('disk full')),
    });
    await expect(round).rejects.toThrow('disk full');
  });
});

describe('fetchPage', () => {
  it('throws TryLater with the pause of a Retry-After date', async () => {
    open.server.answer('/later', (_request, response) =>
      response.writeHead(503, { 'retry-after': new Date(Date.now() + 30_000).toUTCString() }).end(),
    );
    const outlet = outletWith([]);
    const fetcher = withManners({ outlet, ...open.collector });
    const error: unknown = await fetchPage({
      url: `${open.server.origin}/later`,
      outlet,
      fetcher,
      now,
    }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TryLater);
    expect((error as TryLater).afterMs).toBeGreaterThan(25_000);
    expect((error as TryLater).afterMs).toBeLessThanOrEqual(30_000);
  });

  it('backs off longer with each round when the server names no pause', async () => {
    open.server.answer('/busy', (_request, response) => response.writeHead(429).end());
    const outlet = outletWith([]);
    const fetcher = withManners({ outlet, ...open.collector, attempt: 3 });
    const got = fetchPage({ url: `${open.server.origin}/busy`, outlet, fetcher, now });
    await expect(got).rejects.toMatchObject({ afterMs: 480_000 });
  });
});
