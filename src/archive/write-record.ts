/** Records of one exchange: the response, the request and what we know beside them, each gzip by itself. */
import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Exchange, HeaderLines } from '../model/exchange.js';
import { oneLine, writeHead } from './warc-head.js';

const compress = promisify(gzip);

/** The record that an unchanged body was kept in before. */
export interface Earlier {
  url: string;
  /** ISO time of that answer. */
  at: string;
  /** Record id; null when it is not known. */
  record: string | null;
}

/** Lines of a metadata record, such as `outlet: x`; what is null is left out. */
export type Facts = Readonly<Record<string, string | null>>;

const REVISIT = 'http://netpreserve.org/warc/1.1/revisit/';
const SAME_BODY = `${REVISIT}identical-payload-digest`;
const NOT_MODIFIED = `${REVISIT}server-not-modified`;

export const newRecordId = (): string => `urn:uuid:${randomUUID()}`;

/** SHA-1 in base 32, as all tools for WARC write and check it. */
export function digestOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return `sha1:${base32(hash.digest())}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >>> (bits - 5)) & 31];
    held &= 0xff;
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

/** One record as a gzip member. */
async function pack(
  fields: [string, string | number | null][],
  block: readonly Uint8Array[],
): Promise<Buffer> {
  const length = block.reduce((sum, part) => sum + part.length, 0);
  const head = writeHead([...fields, ['WARC-Block-Digest', digestOf(...block)], ['Content-Length', length]]);
  return compress(Buffer.concat([head, ...block, Buffer.from('\r\n\r\n')]));
}

const whole = (record: string): string => `<${record}>`;
/** WARC times of version 1.1 have fractions of seconds. */
const time = (at: Date): string => at.toISOString();

/** The first record of a file: who made it, how, and by which manners. */
export function packWarcinfo(file: string, record: string, at: Date, facts: Facts): Promise<Buffer> {
  return pack(
    [
      ['WARC-Type', 'warcinfo'],
      ['WARC-Record-ID', whole(record)],
      ['WARC-Date', time(at)],
      ['WARC-Filename', file],
      ['Content-Type', 'application/warc-fields'],
    ],
    [fieldLines(facts)],
  );
}

const fieldLines = (facts: Facts): Buffer =>
  Buffer.from(
    Object.entries(facts)
      .flatMap(([name, value]) => (value === null ? [] : `${name}: ${oneLine(value)}\r\n`))
      .join(''),
  );

/**
 * Response (or revisit), request and metadata of an exchange, in this order.
 * @param earlier what an unchanged body refers to; null to keep the body
 */
export async function packExchange(
  exchange: Exchange,
  facts: Facts,
  ids: { record: string; warcinfo: string },
  earlier: Earlier | null,
): Promise<Buffer[]> {
  const { url, at } = exchange;
  const common: [string, string | null][] = [
    ['WARC-Date', time(at)],
    ['WARC-Target-URI', url],
    ['WARC-Warcinfo-ID', whole(ids.warcinfo)],
  ];
  const beside: [string, string | null][] = [...common, ['WARC-Concurrent-To', whole(ids.record)]];
  return Promise.all([
    packAnswer(exchange, common, ids.record, earlier),
    pack(
      [
        ['WARC-Type', 'request'],
        ['WARC-Record-ID', whole(newRecordId())],
        ...beside,
        ['Content-Type', 'application/http; msgtype=request'],
      ],
      [requestHead(exchange)],
    ),
    pack(
      [
        ['WARC-Type', 'metadata'],
        ['WARC-Record-ID', whole(newRecordId())],
        ...beside,
        ['Content-Type', 'application/warc-fields'],
      ],
      [fieldLines(facts)],
    ),
  ]);
}

function packAnswer(
  exchange: Exchange,
  common: [string, string | null][],
  record: string,
  earlier: Earlier | null,
): Promise<Buffer> {
  const sent = exchange.body.length > 0 ? digestOf(exchange.body) : null;
  const block = [responseHead(exchange), ...(earlier === null ? [exchange.body] : [])];
  return pack(
    [
      ['WARC-Type', earlier === null ? 'response' : 'revisit'],
      ['WARC-Record-ID', whole(record)],
      ...common,
      ['WARC-IP-Address', exchange.ip],
      ...(earlier === null ? [] : revisitFields(exchange, earlier)),
      ['WARC-Payload-Digest', sent],
      ['Content-Type', 'application/http; msgtype=response'],
    ],
    block,
  );
}

const revisitFields = ({ status }: Exchange, earlier: Earlier): [string, string | null][] => [
  ['WARC-Profile', status === 304 ? NOT_MODIFIED : SAME_BODY],
  ['WARC-Refers-To', earlier.record === null ? null : whole(earlier.record)],
  ['WARC-Refers-To-Target-URI', earlier.url],
  ['WARC-Refers-To-Date', earlier.at],
];

function requestHead({ url, request }: Exchange): Buffer {
  const { pathname, search } = new URL(url);
  return httpHead(`GET ${pathname}${search} HTTP/1.1`, request);
}

const CODINGS = new Set(['content-encoding', 'transfer-encoding', 'content-length']);

/**
 * The head of a response whose body is kept without its codings: what was said of them is renamed as Common Crawl
 * does, and the length is that of the body as it is kept.
 */
function responseHead({ status, reason, response, body }: Exchange): Buffer {
  const coded = response.some(
    ([name]) => CODINGS.has(name.toLowerCase()) && name.toLowerCase() !== 'content-length',
  );
  const lines = response.map(([name, value]): [string, string] => {
    const renamed = CODINGS.has(name.toLowerCase()) && (coded || Number(value) !== body.length);
    return [renamed ? `X-Crawl-${name}` : name, value];
  });
  const told = lines.some(([name]) => name.toLowerCase() === 'content-length');
  if (!told && status !== 304) lines.push(['Content-Length', String(body.length)]);
  return httpHead(`HTTP/1.1 ${status} ${reason}`.trimEnd(), lines);
}

function httpHead(first: string, lines: HeaderLines): Buffer {
  const rest = lines.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}\r\n`);
  return Buffer.from(`${oneLine(first)}\r\n${rest.join('')}\r\n`, 'latin1');
}
