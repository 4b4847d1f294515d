/** The fetcher against servers that lie, drip, loop and bomb. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openFetcher, userAgent, type Fetcher } from '../../src/collect/collect.js';
import { TryLater } from '../../src/model/errors.js';
import { startServer, type TestServer } from './hostile-server.js';

let server: TestServer;
const opened: Fetcher[] = [];

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
afterEach(async () => {
  for (const fetcher of opened.splice(0)) await fetcher.close();
});

/** A fetcher that may reach loopback, with small limits. */
function fetcherFor(settings: Partial<Parameters<typeof openFetcher>[0]> = {}): Fetcher {
  const fetcher = openFetcher({
    userAgent: userAgent('redaksi@example.test'),
    allowAddresses: ['127.0.0.1'],
    limits: { maxBytes: 100_000, timeoutMs: 10_000, maxRedirects: 3 },
    ...settings,
  });
  opened.push(fetcher);
  return fetcher;
}

const html = { 'content-type': 'text/html' };

describe('openFetcher', () => {
  it('names itself, sends no cookies and hands validators on', async () => {
    server.answer('/plain', (_request, response) =>
      response.writeHead(200, { ...html, 'set-cookie': 'a=b', etag: '"1"' }).end('<p>x</p>'),
    );
    const fetcher = fetcherFor();
    const first = await fetcher.get(`${server.origin}/plain#part`, { wanted: 'page' });
    expect(first).toMatchObject({ status: 200, url: `${server.origin}/plain` });
    await fetcher.get(`${server.origin}/plain`, { wanted: 'page', etag: '"1"' });
    const sent = server.headers.get('/plain');
    expect(sent?.['user-agent']).toBe('PantauNetralitas/0.1 (+redaksi@example.test)');
    expect(sent?.['if-none-match']).toBe('"1"');
    expect(sent?.cookie).toBeUndefined();
  });

  it('stops an endless body at the limit', async () => {
    let sent = 0;
    server.answer('/endless', (_request, response) => {
      response.writeHead(200, html);
      const push = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 10_000;
      };
      response.on('drain', push);
      push();
    });
    const got = fetcherFor().get(`${server.origin}/endless`, { wanted: 'page' });
    await expect(got).rejects.toMatchObject({ name: 'Refused', reason: 'too_large' });
    expect(sent).toBeLessThan(10_000_000);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('stops a %s bomb at the decoded limit', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(50_000_000));
    server.answer('/bomb', (_request, response) =>
      response.writeHead(200, { ...html, 'content-encoding': encoding }).end(bomb),
    );
    const before = process.memoryUsage().rss;
    const got = fetcherFor().get(`${server.origin}/bomb`, { wanted: 'page' });
    await expect(got).rejects.toMatchObject({ reason: 'too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });

  it('unpacks honest compression and refuses broken compression', async () => {
    server.answer('/zip', (_request, response) =>
      response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(gzipSync('<p>halo</p>')),
    );
    server.answer('/broken', (_request, response) =>
      response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end('this is no gzip'),
    );
    const fetcher = fetcherFor();
    expect((await fetcher.get(`${server.origin}/zip`, { wanted: 'page' })).body.toString()).toBe(
      '<p>halo</p>',
    );
    await expect(fetcher.get(`${server.origin}/broken`, { wanted: 'page' })).rejects.toMatchObject({
      reason: 'broken_body',
    });
  });

  it('gives up on a body that drips, and on headers that never come', async () => {
    server.answer('/drip', (_request, response) => {
      response.writeHead(200, html);
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    });
    server.answer('/mute', () => {});
    const fetcher = fetcherFor({ limits: { timeoutMs: 500 } });
    const start = Date.now();
    await expect(fetcher.get(`${server.origin}/drip`, { wanted: 'page' })).rejects.toBeInstanceOf(TryLater);
    await expect(fetcher.get(`${server.origin}/mute`, { wanted: 'page' })).rejects.toThrow(
      'longer than 500 ms',
    );
    expect(Date.now() - start).toBeLessThan(8000);
  });

  it('follows a few redirects, but no loop and no long chain', async () => {
    const to = (target: string) => (_request: unknown, response: import('node:http').ServerResponse) =>
      response.writeHead(302, { location: target }).end();
    server.answer('/moved', to('/there'));
    server.answer('/there', '<p>here</p>');
    server.answer('/a', to('/b'));
    server.answer('/b', to('/a'));
    for (let i = 0; i < 9; i += 1) server.answer(`/chain${i}`, to(`/chain${i + 1}`));
    const fetcher = fetcherFor();
    expect((await fetcher.get(`${server.origin}/moved`, { wanted: 'page' })).url).toBe(
      `${server.origin}/there`,
    );
    await expect(fetcher.get(`${server.origin}/a`, { wanted: 'page' })).rejects.toThrow('in a circle');
    await expect(fetcher.get(`${server.origin}/chain0`, { wanted: 'page' })).rejects.toThrow(
      'more than 3 times',
    );
  });

  it('refuses a redirect to a private address and to another scheme', async () => {
    for (const [path, target] of [
      ['/metadata', 'http://169.254.169.254/latest/meta-data/'],
      ['/six', 'http://[::1]:80/'],
      ['/mapped', 'http://[::ffff:127.0.0.1]/'],
      ['/hex', 'http://0x7f000002/'],
    ] as const) {
      server.answer(path, (_request, response) => response.writeHead(301, { location: target }).end());
      const got = fetcherFor().get(`${server.origin}${path}`, { wanted: 'page' });
      await expect(got).rejects.toMatchObject({ reason: 'address' });
    }
    server.answer('/file', (_request, response) =>
      response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
    );
    const got = fetcherFor().get(`${server.origin}/file`, { wanted: 'page' });
    await expect(got).rejects.toMatchObject({ reason: 'scheme' });
  });

  it('refuses a name that resolves to loopback, and connects where the checked answer says', async () => {
    server.answer('/named', '<p>named</p>');
    const url = `http://outlet.example.test:${server.port}/named`;
    const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const closed = fetcherFor({ lookup, allowAddresses: [] });
    await expect(closed.get(url, { wanted: 'page' })).rejects.toMatchObject({ reason: 'address' });
    const open = fetcherFor({ lookup, allowAddresses: [`127.0.0.1:${server.port}`] });
    expect((await open.get(url, { wanted: 'page' })).status).toBe(200);
    expect(server.headers.get('/named')?.host).toBe(`outlet.example.test:${server.port}`);
  });

  it('resolves once for each connection, so an answer that changes leads nowhere', async () => {
    let asked = 0;
    const lookup = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]);
    };
    server.answer('/rebind', '<p>x</p>');
    const got = fetcherFor({ lookup, allowAddresses: ['127.0.0.1'] }).get(
      `http://rebind.example.test:${server.port}/rebind`,
      { wanted: 'page' },
    );
    expect((await got).status).toBe(200);
    expect(asked).toBe(1);
  });

  it('refuses what is no document of the wanted kind', async () => {
    server.answer('/image', (_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end('png'),
    );
    const got = fetcherFor().get(`${server.origin}/image`, { wanted: 'page' });
    await expect(got).rejects.toMatchObject({ reason: 'content_type' });
    await expect(fetcherFor().get('ftp://example.test/', { wanted: 'page' })).rejects.toMatchObject({
      reason: 'scheme',
    });
  });

  it('calls a refused connection a passing trouble', async () => {
    const gone = await startServer();
    await gone.close();
    await expect(fetcherFor().get(gone.origin, { wanted: 'page' })).rejects.toBeInstanceOf(TryLater);
  });
});
