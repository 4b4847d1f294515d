/** The fetcher against servers that lie, drip, loop and bomb. */
import { createServer, type AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
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

  /** Answers a connection with bytes of its own, whatever is asked. */
  async function rawServer(
    bytes: Buffer | string,
    end = true,
  ): Promise<{ origin: string; close: () => void }> {
    const raw = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write(bytes);
        if (end) socket.end();
      });
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    return {
      origin: `http://127.0.0.1:${(raw.address() as AddressInfo).port}`,
      close: () => void raw.close(),
    };
  }
  const head = (more: string): string => `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n${more}\r\n\r\n`;

  it.each([
    ['a body shorter than it says', head('content-length: 5000') + '<p>x</p>'],
    ['chunks that break off', head('transfer-encoding: chunked') + '8\r\n<p>x</p>\r\n'],
    ['chunks of nonsense', head('transfer-encoding: chunked') + 'zzz\r\nxxxx'],
    ['two lengths', head('content-length: 3\r\ncontent-length: 8') + '<p>x</p>'],
    [
      'a length and chunks',
      head('content-length: 3\r\ntransfer-encoding: chunked') + '8\r\n<p>x</p>\r\n0\r\n\r\n',
    ],
    ['a length below zero', head('content-length: -1') + '<p>x</p>'],
    ['headers without end', head(`x: ${'y'.repeat(100_000)}`)],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['nothing', ''],
  ])('calls %s a passing trouble', async (_, answer) => {
    const raw = await rawServer(answer);
    try {
      const got = fetcherFor({ limits: { timeoutMs: 2000 } }).get(raw.origin, { wanted: 'page' });
      await expect(got).rejects.toBeInstanceOf(TryLater);
    } finally {
      raw.close();
    }
  });

  it('takes no more of a body than its length', async () => {
    const raw = await rawServer(`${head('content-length: 8')}<p>x</p>HTTP/1.1 200 OK\r\n\r\n<p>smuggled</p>`);
    const { body } = await fetcherFor().get(raw.origin, { wanted: 'page' });
    raw.close();
    expect(body.toString()).toBe('<p>x</p>');
  });

  it.each([
    ['announced', { 'content-length': '100000000' }],
    ['in chunks', {}],
  ])('refuses 100 MB, %s, long before they came', async (_, more) => {
    let sent = 0;
    server.answer('/huge', (__, response) => {
      response.writeHead(200, { ...html, ...more });
      const chunk = Buffer.alloc(1_000_000, 'x');
      const push = (): void => {
        while (sent < 100 && !response.destroyed && response.write(chunk)) sent += 1;
      };
      response.on('drain', push).on('error', () => {});
      push();
    });
    const before = process.memoryUsage().rss;
    const got = fetcherFor({ limits: { maxBytes: 5_000_000 } }).get(`${server.origin}/huge`, {
      wanted: 'page',
    });
    await expect(got).rejects.toMatchObject({ reason: 'too_large' });
    expect(sent).toBeLessThan(30);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  const packed = gzipSync('<p>halo</p>'.repeat(1000));
  it.each<[string, string, Buffer]>([
    ['gzip that breaks off', 'gzip', packed.subarray(0, -20)],
    ['gzip with a broken checksum', 'gzip', Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)])],
    ['gzip that is empty', 'gzip', Buffer.alloc(0)],
    ['br that breaks off', 'br', brotliCompressSync('<p>halo</p>'.repeat(1000)).subarray(0, -5)],
    ['br that is none', 'br', Buffer.from('this is no brotli')],
    ['deflate that is none', 'deflate', Buffer.from('this is no deflate')],
    ['an encoding that was not asked for', 'compress', Buffer.from('x')],
    ['several encodings', 'gzip, br', packed],
  ])('refuses %s', async (_, encoding, body) => {
    server.answer('/packed', (__, response) =>
      response.writeHead(200, { ...html, 'content-encoding': encoding }).end(body),
    );
    const got = fetcherFor().get(`${server.origin}/packed`, { wanted: 'page' });
    await expect(got).rejects.toMatchObject({ reason: 'broken_body' });
  });

  it('asks for no deflate, which servers send in two ways, and unpacks the right one of them', async () => {
    server.answer('/zlib', (_, response) =>
      response.writeHead(200, { ...html, 'content-encoding': 'deflate' }).end(deflateSync('<p>halo</p>')),
    );
    const { body } = await fetcherFor().get(`${server.origin}/zlib`, { wanted: 'page' });
    expect(body.toString()).toBe('<p>halo</p>');
    expect(server.headers.get('/zlib')?.['accept-encoding']).toBe('gzip, br');
  });

  it('keeps no cookie from one hop to the next', async () => {
    server.answer('/give', (_, response) =>
      response.writeHead(302, { location: '/take', 'set-cookie': 'id=1; Path=/' }).end(),
    );
    server.answer('/take', '<p>x</p>');
    const fetcher = fetcherFor();
    await fetcher.get(`${server.origin}/give`, { wanted: 'page' });
    await fetcher.get(`${server.origin}/take`, { wanted: 'page' });
    expect(server.headers.get('/take')?.cookie).toBeUndefined();
  });

  it('gives up on a body that drips, and on headers that never come', async () => {
    server.answer('/drip', (_request, response) => {
      response.writeHead(200, html);
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    });
    server.answer('/mute', () => {});
    const fetcher = fetcherFor({ limits: { timeoutMs: 500 } });
    await expect(fetcher.get(`${server.origin}/drip`, { wanted: 'page' })).rejects.toBeInstanceOf(TryLater);
    await expect(fetcher.get(`${server.origin}/mute`, { wanted: 'page' })).rejects.toThrow(
      'longer than 500 ms',
    );
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

  it('refuses a name that turns to loopback after the first answer, for the first request as after a redirect', async () => {
    const addresses = new Map([
      ['outlet.example.test', ['127.0.0.2']],
      ['rebound.example.test', ['127.0.0.1']],
      ['mixed.example.test', ['8.8.8.8', '127.0.0.1']],
    ]);
    const lookup = (host: string) =>
      Promise.resolve((addresses.get(host) ?? []).map((address) => ({ address, family: 4 })));
    // The one address of the outlet is allowed by name of this run; what it leads to is not.
    const other = await startServer('127.0.0.2');
    const fetcher = fetcherFor({ lookup, allowAddresses: [`127.0.0.2:${other.port}`] });
    const at = (host: string, path: string): string => `http://${host}:${other.port}${path}`;
    other.answer('/ok', '<p>ok</p>');
    expect((await fetcher.get(at('outlet.example.test', '/ok'), { wanted: 'page' })).status).toBe(200);
    for (const host of ['rebound.example.test', 'mixed.example.test', '127.1', '2130706433', '[::1]']) {
      other.answer('/turn', (_, response) => response.writeHead(302, { location: at(host, '/ok') }).end());
      for (const url of [at(host, '/ok'), at('outlet.example.test', '/turn')])
        await expect(fetcher.get(url, { wanted: 'page' })).rejects.toMatchObject({ reason: 'address' });
    }
    // The same name, asked again over a new connection, is checked again.
    addresses.set('outlet.example.test', ['127.0.0.1']);
    await fetcher.close();
    const later = fetcherFor({ lookup, allowAddresses: [`127.0.0.2:${other.port}`] });
    await expect(later.get(at('outlet.example.test', '/ok'), { wanted: 'page' })).rejects.toMatchObject({
      reason: 'address',
    });
    expect(other.asked.filter((path) => path === '/ok')).toHaveLength(1);
    await other.close();
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

  it.each([
    ['a PDF', '%PDF-1.7 ...'],
    ['a picture', '\x89PNG\r\n'],
    ['an archive', 'PK\x03\x04'],
  ])('refuses %s that is labelled as a page', async (_, body) => {
    server.answer('/file', (__, response) => response.writeHead(200, html).end(Buffer.from(body, 'latin1')));
    const got = fetcherFor().get(`${server.origin}/file`, { wanted: 'page' });
    await expect(got).rejects.toMatchObject({ reason: 'content_type' });
  });

  it('waits no longer than its limit for a name to be resolved', async () => {
    const fetcher = fetcherFor({ lookup: () => new Promise(() => {}), limits: { timeoutMs: 300 } });
    await expect(fetcher.get('http://mute.example.test/', { wanted: 'page' })).rejects.toBeInstanceOf(
      TryLater,
    );
  });

  it('calls a refused connection a passing trouble', async () => {
    const gone = await startServer();
    await gone.close();
    await expect(fetcherFor().get(gone.origin, { wanted: 'page' })).rejects.toBeInstanceOf(TryLater);
  });
});
