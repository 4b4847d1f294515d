/** A visit to an outlet against a real server: nothing announced is lost, nothing is fetched twice without need. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openLog } from '../../src/run/run.js';
import {
  visitOutlet,
  type Frontier,
  type OutletMemory,
  type VisitReport,
  type Waiting,
} from '../../pipelines/crawl.js';
import { outletAt, useLoopback } from '../collect/open-collector.js';

const open = useLoopback();
let frontier: MapFrontier;
let read: string[];

/** The frontier in maps; what the real one does is tested with the store. */
class MapFrontier implements Frontier {
  memory: OutletMemory = { feeds: {}, notBefore: null, throttled: 0, searched: null, rhythm: null };
  states = new Map<string, string>();
  saved = new Map<string, NonNullable<Waiting['known']>>();
  recall = (): Promise<OutletMemory> => Promise.resolve(this.memory);
  remember = async (_: string, memory: OutletMemory): Promise<void> => {
    this.memory = memory;
  };
  announce: Frontier['announce'] = async (_, found) => {
    const fresh = found.filter(({ url }) => !this.states.has(url));
    for (const { url } of fresh) this.states.set(url, 'waiting');
    return fresh.length;
  };
  take: Frontier['take'] = async (_, most) => {
    const waiting = [...this.states]
      .flatMap(([url, state]) => (state === 'waiting' ? url : []))
      .slice(0, most);
    for (const url of waiting) this.states.set(url, 'taken');
    return waiting.map((url) => ({ url, known: this.saved.get(url) ?? null }));
  };
  /** What happens to loans after a kill. */
  returnTaken(): void {
    for (const [url, state] of this.states) if (state === 'taken') this.states.set(url, 'waiting');
  }
  savePage: Frontier['savePage'] = async ({ id, requested, etag, lastModified, sha256 }) =>
    void this.saved.set(requested, { id, etag, lastModified, sha256, kept: null });
  settle: Frontier['settle'] = async (_, url, outcome) =>
    void this.states.set(url, outcome.kind === 'failed' ? 'failed' : outcome.kind);
}

beforeEach(() => {
  frontier = new MapFrontier();
  read = [];
});

function visit(
  more: {
    goOn?: () => boolean;
    maxPerRun?: number;
    found?: () => Promise<void>;
    feeds?: string[];
    adaptive?: boolean;
    night?: { from: string; until: string };
  } = {},
): Promise<VisitReport> {
  const outlet = outletAt(open.server, {
    feeds: (more.feeds ?? ['/feed']).map((path) => ({ kind: 'rss', url: open.server.origin + path })),
    manners: { delayMs: 0, maxPerRun: more.maxPerRun ?? 500, night: more.night ?? null },
  });
  return visitOutlet({
    outlet,
    collector: open.collector,
    frontier,
    found: more.found ?? (async (page) => void read.push(page)),
    goOn: more.goOn ?? (() => true),
    keeper: null,
    adaptive: more.adaptive ?? false,
    log: openLog('silent'),
  });
}

function announce(...paths: string[]): void {
  const items = paths.map((path) => `<item><title>T</title><link>${open.server.origin}${path}</link></item>`);
  open.server.answer('/feed', (_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`),
  );
}

const asked = (): string[] => open.server.asked.filter((path) => /^\/[a-z]$/.test(path));

describe('a visit', () => {
  it('fetches each announced page once and hands it on', async () => {
    announce('/a', '/b', '/c');
    for (const path of ['/a', '/b']) open.server.answer(path, `<p>${path}</p>`);
    const report = await visit();
    expect(report).toMatchObject({ announced: 3, outcomes: { page: 2, gone: 1, failed: 0 } });
    expect(read).toHaveLength(2);
    await visit();
    expect(asked()).toEqual(['/a', '/b', '/c']);
  });

  it('keeps for the next visit what it may not fetch in this one', async () => {
    announce('/a', '/b', '/c');
    for (const path of ['/a', '/b', '/c']) open.server.answer(path, `<p>${path}</p>`);
    await visit({ maxPerRun: 1 });
    await visit({ goOn: () => open.server.asked.filter((path) => path === '/b').length === 0 });
    frontier.returnTaken();
    announce();
    await visit();
    expect(asked()).toEqual(['/a', '/b', '/c']);
    expect(read).toHaveLength(3);
  });

  it('hands a page on that was stored but not handed on before', async () => {
    announce('/a');
    open.server.answer('/a', (request, response) =>
      response
        .writeHead(request.headers['if-none-match'] === '"e"' ? 304 : 200, {
          etag: '"e"',
          'content-type': 'text/html',
        })
        .end(request.headers['if-none-match'] === '"e"' ? '' : '<p>a</p>'),
    );
    await expect(visit({ found: () => Promise.reject(new Error('killed here')) })).rejects.toThrow(
      'killed here',
    );
    frontier.returnTaken();
    expect(await visit()).toMatchObject({ outcomes: { page: 0, unchanged: 1 } });
    expect(read).toEqual([...frontier.saved.values()].map(({ id }) => id));
  });

  it('stops when it is throttled and stays away as long as it was asked', async () => {
    announce('/a', '/b');
    open.server.answer('/a', (_, response) => response.writeHead(429, { 'retry-after': '60' }).end());
    open.server.answer('/b', '<p>b</p>');
    await visit();
    expect(asked()).toEqual(['/a']);
    expect(frontier.memory.throttled).toBe(1);
    expect(Date.parse(frontier.memory.notBefore ?? '') - Date.now()).toBeGreaterThan(50_000);
    const before = open.server.asked.length;
    expect(await visit()).toMatchObject({ announced: 0 });
    expect(open.server.asked).toHaveLength(before);
    frontier.memory.notBefore = new Date(Date.now() - 1).toISOString();
  });

  it('leaves a host that is down alone, and keeps what waits', async () => {
    const paths = ['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h'];
    announce(...paths);
    for (const path of paths) open.server.answer(path, (_, response) => void response.socket?.destroy());
    expect(await visit()).toMatchObject({ outcomes: { failed: 3 } });
    expect(asked()).toHaveLength(3);
    expect([...frontier.states.values()].filter((state) => state === 'waiting')).toHaveLength(3);
  });

  it('stays away while another process is asked to pause', async () => {
    announce('/a', '/b');
    open.server.answer('/a', (_, response) => {
      // Another worker was throttled meanwhile.
      void open.collector.clock.hold(new URL(open.server.origin).host, 90_000);
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>a</p>');
    });
    expect(await visit()).toMatchObject({
      outcomes: { page: 1, failed: 1 },
      errors: { 'page: throttled': 1 },
    });
    expect(asked()).toEqual(['/a']);
    expect(Date.parse(frontier.memory.notBefore ?? '') - Date.now()).toBeGreaterThan(80_000);
  });

  it('takes a feed that fails for no reason to stop', async () => {
    announce('/a');
    open.server.answer('/a', '<p>a</p>');
    await visit();
    open.server.answer('/feed', (_, response) => response.writeHead(404).end());
    const memory = structuredClone(frontier.memory.feeds);
    expect(await visit()).toMatchObject({ announced: 0, outcomes: { failed: 0 } });
    expect(frontier.memory.feeds).toEqual(memory);
  });
});

describe('a visit in time', () => {
  const HOUR_MS = 3_600_000;
  let time: number;
  beforeEach(() => {
    time = Date.parse('2023-11-08T03:00:00Z');
    open.collector = { ...open.collector, now: () => new Date(time) };
  });
  const feedsAsked = (): number => open.server.asked.filter((path) => path === '/feed').length;

  it('asks each round at first, and a quiet outlet less and less often, but never loses what waits', async () => {
    announce('/a');
    open.server.answer('/a', '<p>a</p>');
    // Two days with a round every half hour; nothing new comes.
    for (let round = 0; round < 96; round += 1, time += HOUR_MS / 2) await visit({ adaptive: true });
    const firstDay = 48;
    expect(feedsAsked()).toBeGreaterThanOrEqual(firstDay);
    expect(feedsAsked()).toBeLessThanOrEqual(firstDay + 6);
    frontier.states.set(`${open.server.origin}/b`, 'waiting');
    open.server.answer('/b', '<p>b</p>');
    const before = feedsAsked();
    expect(await visit({ adaptive: true })).toMatchObject({ outcomes: { page: 1 } });
    expect(await visit({ adaptive: true })).toMatchObject({ visited: false });
    expect(feedsAsked()).toBeLessThanOrEqual(before + 1);
    // Somebody who asks for a visit gets one.
    const quiet = feedsAsked();
    await visit();
    expect(feedsAsked()).toBe(quiet + 1);
  });

  it('asks a busy outlet each round, and returns to it soon after it wakes up', async () => {
    for (let round = 0; round < 96; round += 1, time += HOUR_MS / 2) {
      announce(`/x${round}`);
      await visit({ adaptive: true });
    }
    expect(feedsAsked()).toBe(96);
  });

  it('leaves an outlet alone at night, by its own clock, also when night falls during a visit', async () => {
    announce('/a', '/b');
    for (const path of ['/a', '/b'])
      open.server.answer(path, (_, response) => {
        time = Date.parse('2023-11-08T16:00:01Z');
        response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${path}</p>`);
      });
    const night = { from: '23:00', until: '04:30' };
    expect(await visit({ night })).toMatchObject({ visited: true, outcomes: { page: 1, failed: 0 } });
    const before = open.server.asked.length;
    for (const at of ['2023-11-08T17:00:00Z', '2023-11-08T21:29:59Z']) {
      time = Date.parse(at);
      expect(await visit({ night })).toMatchObject({ visited: false });
    }
    expect(open.server.asked).toHaveLength(before);
    frontier.returnTaken();
    time = Date.parse('2023-11-08T21:30:00Z');
    expect(await visit({ night })).toMatchObject({ visited: true, outcomes: { page: 1 } });
  });
});

describe('a visit to an outlet without a feed that answers', () => {
  const front = (head: string): void =>
    open.server.answer('/', `<html><head><title>Kabar Uji</title>${head}</head></html>`);
  const LINK = '<link rel="alternate" type="application/rss+xml" href="/feed">';
  const askedAll = (path: string): number => open.server.asked.filter((one) => one === path).length;

  it('asks the front page once and follows what it names from then on', async () => {
    front(LINK);
    announce('/a');
    open.server.answer('/a', '<p>a</p>');
    expect(await visit({ feeds: [] })).toMatchObject({
      visited: true,
      announced: 1,
      outcomes: { page: 1 },
      feeds: { answered: 1, failed: 0 },
      errors: {},
    });
    expect(frontier.memory.searched?.feeds).toEqual([{ kind: 'rss', url: `${open.server.origin}/feed` }]);
    announce('/a', '/b');
    open.server.answer('/b', '<p>b</p>');
    expect(await visit({ feeds: [] })).toMatchObject({ announced: 2, outcomes: { page: 1 } });
    expect(askedAll('/')).toBe(1);
  });

  it('does so also when the feed of its definition is gone, and tells what went wrong', async () => {
    front(LINK);
    announce('/a', '/b', '/c');
    open.server.answer('/a', '<p>a</p>');
    open.server.answer('/robots.txt', (_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /b\n'),
    );
    expect(await visit({ feeds: ['/lama'] })).toMatchObject({
      outcomes: { page: 1, gone: 1, refused: 1 },
      feeds: { answered: 1, failed: 1 },
      errors: { 'feed: status': 1, 'page: robots': 1 },
    });
  });

  it('looks anew for what answers no more', async () => {
    front(LINK);
    announce('/a');
    open.server.answer('/a', '<p>a</p>');
    await visit({ feeds: [] });
    open.server.answer('/feed', (_, response) => response.writeHead(410).end());
    expect(await visit({ feeds: [] })).toMatchObject({ feeds: { answered: 0, failed: 1 } });
    expect(frontier.memory.searched).toBeNull();
    front('<link rel="alternate" type="application/rss+xml" href="/baru">');
    open.server.answer('/baru', (_, response) =>
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(`<rss version="2.0"><channel><item><link>${open.server.origin}/a</link></item></channel></rss>`),
    );
    expect(await visit({ feeds: [] })).toMatchObject({ feeds: { answered: 1, failed: 0 } });
  });

  it('leaves a site alone for a day that names none', async () => {
    front('');
    expect(await visit({ feeds: [] })).toMatchObject({
      feeds: { failed: 1 },
      errors: { 'feed: unreadable': 1 },
    });
    const before = open.server.asked.length;
    expect(await visit({ feeds: [] })).toMatchObject({ feeds: { failed: 1 } });
    expect(open.server.asked).toHaveLength(before);
  });
});
