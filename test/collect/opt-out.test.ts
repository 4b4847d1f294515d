/** Opt-outs of publishers, however they are said, are obeyed and named; against a real server. */
import { describe, expect, it } from '@jest/globals';
import {
  fetchPage,
  openRobotsBook,
  withManners,
  type Collector,
  type Outcome,
  type RobotsShelf,
  type Said,
} from '../../src/collect/collect.js';
import { pageOptOut, readReservations } from '../../src/collect/opt-out.js';
import { now, openCollector, outletAt, useLoopback } from './open-collector.js';

const open = useLoopback();

function fetchOne(path: string): Promise<Outcome> {
  const outlet = outletAt(open.server);
  const fetcher = withManners({ outlet, ...open.collector });
  return fetchPage({ url: open.server.origin + path, outlet, fetcher, now });
}

const serve = (path: string, headers: Record<string, string>, text: string): void =>
  open.server.answer(path, (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(text),
  );

const page = (meta: string): string =>
  `<!doctype html><html><head>${meta}</head><body><p>Isi</p></body></html>`;

describe('an opt-out', () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['a header of reservation', { 'tdm-reservation': '1' }, '', 'the header tdm-reservation'],
    ['a header for all robots', { 'x-robots-tag': 'noindex, NoAI' }, '', 'x-robots-tag with noai'],
    [
      'a header for us',
      { 'x-robots-tag': 'otherbot: none, pantaunetralitas: noai' },
      '',
      'x-robots-tag with noai',
    ],
    ['a meta element', {}, '<meta name="robots" content="noai, noimageai">', 'the meta element robots'],
    [
      'a meta element for us',
      {},
      "<META content='noai' name=PantauNetralitas>",
      'the meta element pantaunetralitas',
    ],
    ['a meta element of reservation', {}, '<meta name="tdm-reservation" content="1"/>', 'tdm-reservation'],
  ])('by %s is obeyed and told', async (_, headers, meta, told) => {
    serve('/a', headers, page(meta));
    const outcome = await fetchOne('/a');
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'opt_out' });
    expect((outcome as { message: string }).message).toContain(told);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no header at all', {}, ''],
    ['a reservation of nothing', { 'tdm-reservation': '0' }, '<meta name="tdm-reservation" content="0">'],
    ['a header for another robot', { 'x-robots-tag': 'otherbot: noindex, noai' }, ''],
    [
      'images alone',
      { 'x-robots-tag': 'noimageai' },
      '<meta name="robots" content="noimageai, max-image-preview:large">',
    ],
    ['a description', {}, '<meta name="description" content="noai">'],
  ])('is not seen in %s', async (_, headers, meta) => {
    serve('/a', headers, page(meta));
    expect(await fetchOne('/a')).toMatchObject({ kind: 'page' });
  });

  it('for a part of the site is asked for once, beside robots.txt, and keeps us from fetching', async () => {
    const said = [
      { location: '/arsip/*', 'tdm-reservation': 1, 'tdm-policy': 'https://kabar.example.test/policy.json' },
      { location: '/arsip/terbuka/', 'tdm-reservation': 0 },
    ];
    serve('/.well-known/tdmrep.json', { 'content-type': 'application/json' }, JSON.stringify(said));
    for (const path of ['/arsip/a', '/arsip/terbuka/b', '/c']) serve(path, {}, page(''));
    expect(await fetchOne('/arsip/a')).toMatchObject({ kind: 'refused', reason: 'opt_out' });
    expect(await fetchOne('/arsip/terbuka/b')).toMatchObject({ kind: 'page' });
    expect(await fetchOne('/c')).toMatchObject({ kind: 'page' });
    expect(open.server.asked).toEqual(['/robots.txt', '/.well-known/tdmrep.json', '/arsip/terbuka/b', '/c']);
  });

  it('is read to its end, whatever the page or the file', () => {
    // Steps that grew with the square of the length would not end before the runner does.
    expect(pageOptOut(Buffer.from('<meta name='.repeat(50_000)))).toBeNull();
    expect(pageOptOut(Buffer.from(`<meta ${'content="'.repeat(50_000)}`))).toBeNull();
    for (const text of ['', '{}', '[[[', '[{"location":1}]']) expect(readReservations(text)('/')).toBe(false);
  });
});

describe('robots.txt', () => {
  it('is read as far as 500 kB when it is larger', async () => {
    const filler = `# ${'x'.repeat(98)}\n`.repeat(10_000);
    serve(
      '/robots.txt',
      { 'content-type': 'text/plain' },
      `User-agent: *\nDisallow: /a\n${filler}Disallow: /b\n`,
    );
    for (const path of ['/a', '/b']) serve(path, {}, page(''));
    expect(await fetchOne('/a')).toMatchObject({ kind: 'refused', reason: 'robots' });
    expect(await fetchOne('/b')).toMatchObject({ kind: 'page' });
  });

  /** A shelf on which all stands for good. */
  function mapShelf(): RobotsShelf {
    const kept = new Map<string, Said>();
    return {
      find: async (origin) => {
        const said = kept.get(origin);
        return said === undefined ? null : { said, leftMs: 1000 };
      },
      keep: async (origin, said) => void kept.set(origin, said),
      claim: async (origin, said) => !kept.has(origin) && kept.set(origin, said).has(origin),
    };
  }

  /** Another process, which shares the shelf and the pauses. */
  function another(shelf: RobotsShelf): Collector {
    const { clock } = open.collector;
    const collector = openCollector();
    return { ...collector, clock, robots: openRobotsBook(collector.fetcher, clock, now, shelf) };
  }

  it('is asked for once by several processes, also at the same moment, and the answer serves all', async () => {
    const shelf = mapShelf();
    const text = 'User-agent: *\nDisallow: /a\n';
    serve('/robots.txt', { 'content-type': 'text/plain' }, text);
    const said = [{ location: '/b', 'tdm-reservation': 1 }];
    serve('/.well-known/tdmrep.json', { 'content-type': 'application/json' }, JSON.stringify(said));
    serve('/c', {}, page(''));
    const processes = [another(shelf), another(shelf), another(shelf)];
    const fetchBy = (collector: Collector, path: string): Promise<Outcome> => {
      const outlet = outletAt(open.server, { manners: { delayMs: 0, maxPerRun: 9, night: null } });
      const fetcher = withManners({ outlet, ...collector });
      return fetchPage({ url: open.server.origin + path, outlet, fetcher, now });
    };
    const outcomes = await Promise.all(
      processes.map((collector, i) => fetchBy(collector, ['/a', '/b', '/c'][i] ?? '')),
    );
    expect(outcomes).toMatchObject([{ reason: 'robots' }, { reason: 'opt_out' }, { kind: 'page' }]);
    expect(open.server.asked).toEqual(['/robots.txt', '/.well-known/tdmrep.json', '/c']);
    for (const { fetcher } of processes) await fetcher.close();
  });

  it('that cannot be read closes the host for all of them', async () => {
    const shelf = mapShelf();
    open.server.answer('/robots.txt', (_, response) => response.writeHead(500).end());
    for (let i = 0; i < 2; i += 1) {
      const collector = another(shelf);
      const outlet = outletAt(open.server);
      const fetcher = withManners({ outlet, ...collector });
      const outcome = await fetchPage({ url: `${open.server.origin}/a`, outlet, fetcher, now });
      expect(outcome).toMatchObject({ kind: 'refused', reason: 'robots_unreachable' });
      await collector.fetcher.close();
    }
    expect(open.server.asked).toEqual(['/robots.txt']);
  });
});
