/** One GET with every limit kept: checked address, size, time, redirects, content type; no cookies, no scripts. */
import { pipeline } from 'node:stream/promises';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, buildConnector, request } from 'undici';
import { TryLater } from '../model/errors.js';
import { checkedAddress } from './address.js';
import { Refused } from './refused.js';
import { DEFAULT_LIMITS, type CollectSettings, type Limits } from './settings.js';
import { flatten, pairLines, sentLines, type Wire } from './wire.js';

/** What kind of document is asked for; anything else is refused by its content type. */
export type Wanted = 'page' | 'feed' | 'json' | 'text';

/** Called before each request, first and redirected: waits for a turn, or throws Refused. */
export type Gate = (url: URL) => Promise<void>;

export interface Ask {
  wanted: Wanted;
  etag?: string | null;
  lastModified?: string | null;
  gate?: Gate;
  maxBytes?: number;
  /** True to keep the beginning of a body that is larger, instead of refusing it. */
  cut?: boolean;
}

export interface Answer {
  /** Address that answered, after redirects. */
  url: string;
  requested: string;
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  wire: Wire;
}

export interface Fetcher {
  /**
   * Fetches one address.
   * @throws Refused when the address, the kind or the size is not allowed
   * @throws TryLater when the network failed or the time ran out
   */
  get(url: string, ask: Ask): Promise<Answer>;
  close(): Promise<void>;
}

const ACCEPT: Record<Wanted, string> = {
  page: 'text/html,application/xhtml+xml;q=0.9',
  feed: 'application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5',
  json: 'application/json',
  text: 'text/plain,*/*;q=0.5',
};

/** Example: `application/rss+xml; charset=utf-8` is a feed; `image/png` is none of them. */
const KINDS: Record<Wanted, RegExp> = {
  page: /^(text\/html|application\/xhtml\+xml|text\/plain)\b/i,
  feed: /^(text\/|application\/(.{0,40}xml|x-?gzip|gzip|octet-stream|json|feed))/i,
  json: /^(application\/(.{0,40}json)|text\/(json|plain|javascript))/i,
  text: /^(text\/|application\/octet-stream)/i,
};

/** Connects only to an address that was checked, so a second resolution cannot lead elsewhere; notes it in `ips`. */
function pinnedAgent(settings: CollectSettings, limits: Limits, ips: Map<string, string>): Agent {
  const timeout = Math.min(10_000, limits.timeoutMs);
  const plain = buildConnector({ timeout });
  const connect: buildConnector.connector = (options, callback) => {
    const port = options.port || (options.protocol === 'https:' ? '443' : '80');
    const found = checkedAddress(options.hostname, port, settings.allowAddresses ?? [], settings.lookup);
    inTime(found, timeout, options.hostname).then(
      ({ address }) => {
        if (ips.size >= MOST_IPS) ips.clear();
        ips.set(options.hostname, address);
        plain({ ...options, hostname: address, servername: options.servername }, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
  return new Agent({ connect, pipelining: 1, connections: 4, keepAliveTimeout: 5_000 });
}

const MOST_IPS = 10_000;

/** What was promised, unless it takes too long. */
async function inTime<T>(promised: Promise<T>, ms: number, host: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new TryLater(`${host} was not resolved within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promised, late]);
  } finally {
    clearTimeout(timer);
  }
}

function decoderFor(encoding: string | undefined): Transform | null {
  const name = (encoding ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === '') return null;
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  if (name === 'deflate') return createInflate();
  throw new Refused('broken_body', `the server sent content encoding "${name}", which was not asked for`);
}

/** Reads a body to its end, undoing compression, and stops at the limit on either side. */
async function readBody(
  body: Readable,
  encoding: string | undefined,
  { maxBytes, cut }: { maxBytes: number; cut: boolean },
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let total = 0;
    for await (const chunk of source) {
      total += chunk.length;
      if (total > maxBytes) throw new Refused('too_large', `the body is larger than ${maxBytes} bytes`);
      yield chunk;
    }
  };
  const keep = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) chunks.push(chunk);
  };
  const decoder = decoderFor(encoding);
  try {
    if (decoder === null) await pipeline(body, counted, keep, { signal });
    else await pipeline(body, counted, decoder, counted, keep, { signal });
  } catch (error) {
    if (!cut || !(error instanceof Refused) || error.reason !== 'too_large') throw error;
  }
  return Buffer.concat(chunks);
}

/** The address to ask next, without its fragment. */
function fetchableUrl(address: string, base?: string): URL {
  if (!URL.canParse(address, base)) throw new Refused('scheme', `"${address.slice(0, 200)}" is no address`);
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Refused('scheme', `${url.protocol} addresses are not fetched`);
  if (url.username !== '' || url.password !== '')
    throw new Refused('scheme', `an address with a user name is not fetched: ${url.host}`);
  url.hash = '';
  return url;
}

function requestHeaders(ask: Ask, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: ACCEPT[ask.wanted],
    'accept-language': 'id,en;q=0.5',
    'accept-encoding': 'gzip, br',
    ...(ask.etag ? { 'if-none-match': ask.etag } : {}),
    ...(ask.lastModified ? { 'if-modified-since': ask.lastModified } : {}),
  };
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

function checkKind(headers: Record<string, string>, status: number, wanted: Wanted): void {
  const type = headers['content-type'];
  if (status >= 200 && status < 300 && type !== undefined && !KINDS[wanted].test(type))
    throw new Refused('content_type', `a ${wanted} was asked for, the server sent ${type.slice(0, 80)}`);
}

/** Beginnings of files that are no text, whatever their label says: PDF, archives, pictures, sound and film. */
const BINARY = [
  '%PDF-',
  'PK\x03\x04',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'RIFF',
  'ID3',
  '\x00\x00\x00',
  'Rar!',
];

function checkBeginning(body: Buffer, wanted: Wanted): void {
  const beginning = body.subarray(0, 8).toString('latin1');
  if (wanted === 'page' && BINARY.some((sign) => beginning.startsWith(sign)))
    throw new Refused('content_type', 'a page was asked for, the server sent a file of another kind');
}

/** Network troubles pass, what we refused stays refused. */
function named(error: unknown, url: URL, late: boolean, timeoutMs: number): Error {
  if (late) return new TryLater(`${url.host} took longer than ${timeoutMs} ms`, undefined, { cause: error });
  if (error instanceof Refused || error instanceof TryLater) return error;
  const cause = error as { code?: string; name?: string; message?: string } | null;
  const code = cause?.code ?? cause?.name ?? 'unknown';
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR'))
    return new Refused('broken_body', `${url.href} sent a body that cannot be unpacked (${code})`, {
      cause: error,
    });
  const why = `${url.host} could not be read: ${cause?.message ?? 'no reason given'} (${code})`;
  return new TryLater(why, undefined, { cause: error });
}

/** Connections of one fetcher, and the address that each host was last reached at. */
interface Connections {
  agent: Agent;
  ips: Map<string, string>;
}

/** One request without redirects, inside the time limit. */
async function askOnce(
  url: URL,
  ask: Ask,
  settings: CollectSettings,
  limits: Limits,
  { agent, ips }: Connections,
): Promise<Omit<Answer, 'requested'>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), limits.timeoutMs);
  try {
    const sent = requestHeaders(ask, settings.userAgent);
    const response = await request(url, {
      dispatcher: agent,
      headers: sent,
      responseHeaders: 'raw',
      signal: stop.signal,
      headersTimeout: limits.timeoutMs,
      bodyTimeout: limits.timeoutMs,
    });
    const lines = pairLines(response.headers as unknown as (string | Buffer)[]);
    const headers = flatten(lines);
    const status = response.statusCode;
    const wire: Wire = {
      ip: ips.get(url.hostname) ?? null,
      request: sentLines(url, sent),
      reason: response.statusText,
      response: lines,
    };
    const answer: Omit<Answer, 'requested'> = { url: url.href, status, headers, body: Buffer.alloc(0), wire };
    // Nobody reads the body of these: the connection is dropped rather than drained.
    if (isRedirect(status) || status === 304 || status >= 400) {
      response.body.on('error', () => {}).destroy();
      return answer;
    }
    try {
      checkKind(headers, status, ask.wanted);
      const maxBytes = ask.maxBytes ?? limits.maxBytes;
      const cut = ask.cut ?? false;
      if (!cut && Number(headers['content-length'] ?? 0) > maxBytes)
        throw new Refused('too_large', `${url.href} announces more than ${maxBytes} bytes`);
      answer.body = await readBody(
        response.body,
        headers['content-encoding'],
        { maxBytes, cut },
        stop.signal,
      );
      checkBeginning(answer.body, ask.wanted);
    } catch (error) {
      response.body.on('error', () => {}).destroy();
      throw error;
    }
    return answer;
  } catch (error) {
    throw named(error, url, stop.signal.aborted, limits.timeoutMs);
  } finally {
    clearTimeout(timer);
  }
}

/** A fetcher with its own connections; close it when the run is over. */
export function openFetcher(settings: CollectSettings): Fetcher {
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const ips = new Map<string, string>();
  const agent = pinnedAgent(settings, limits, ips);
  return {
    async get(address, ask) {
      let url = fetchableUrl(address);
      const requested = url.href;
      const seen = new Set<string>();
      for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
        if (seen.has(url.href)) throw new Refused('redirects', `${requested} redirects in a circle`);
        seen.add(url.href);
        await ask.gate?.(url);
        const answer = await askOnce(url, ask, settings, limits, { agent, ips });
        const target = answer.headers.location;
        if (!isRedirect(answer.status) || target === undefined) return { ...answer, requested };
        url = fetchableUrl(target, url.href);
      }
      throw new Refused('redirects', `${requested} redirects more than ${limits.maxRedirects} times`);
    },
    close: () => agent.destroy(),
  };
}
