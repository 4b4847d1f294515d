/** Serving the links by which mails are unsubscribed from: a look asks, a post leaves, at once and without a login. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Halt } from '../src/model/errors.js';
import { unsubscribePage, type Languages, type LeavingState } from '../src/publish/publish.js';
import type { Store } from '../src/store/store.js';

type Readers = Pick<Store, 'readerByToken' | 'unsubscribe'>;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
};
const PATIENCE_MS = 10_000;
const MOST_BODY = 4096;
const CODES: Record<LeavingState, number> = { ask: 200, left: 200, unknown: 404 };

/** Serves until the process is asked to stop. */
export async function serveLeaving(
  store: Readers,
  languages: Languages,
  { host, port }: { host: string; port: number },
): Promise<void> {
  const server = createServer(
    { requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS },
    (request, response) => {
      answer(store, languages, request, response).catch((error: unknown) => {
        process.stderr.write(`pantau: unsubscribe: ${(error as Error).message}\n`);
        // Whoever posts for a mail provider tries again after this.
        response.writeHead(503, { 'retry-after': '300' }).end();
      });
    },
  );
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Halt(`unsubscribe: ${host}:${port} cannot be had: ${error.message}`, { cause: error })),
    );
    server.listen(port, host, resolve);
  });
  process.stdout.write(`http://${host}:${(server.address() as AddressInfo).port}/\n`);
  await stopped;
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

async function answer(
  store: Readers,
  languages: Languages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    response.writeHead(405, { allow: 'GET, HEAD, POST' }).end();
    return;
  }
  if (method === 'POST' && !(await isSmall(request))) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const state = await leave(store, readToken(url), method === 'POST');
  response.writeHead(CODES[state], HEADERS);
  response.end(method === 'HEAD' ? undefined : unsubscribePage(state, languages));
}

function readToken(url: string): string {
  try {
    return new URL(url, 'http://localhost').searchParams.get('k') ?? '';
  } catch {
    return '';
  }
}

/** The body says nothing that the address does not: it is read, and let go. */
async function isSmall(request: IncomingMessage): Promise<boolean> {
  let size = 0;
  for await (const piece of request) {
    size += (piece as Buffer).length;
    if (size > MOST_BODY) return false;
  }
  return true;
}

async function leave(store: Readers, token: string, posted: boolean): Promise<LeavingState> {
  const reader = token.length > 100 ? null : await store.readerByToken(token);
  if (reader === null) return 'unknown';
  if (!posted) return 'ask';
  await store.unsubscribe(reader, new Date());
  return 'left';
}
