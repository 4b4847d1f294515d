/** HTTP messages as archives keep them: the status, headers and body of a response, whatever coding it is still in. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

export interface HttpResponse {
  status: number;
  /** By their names in lower case. */
  headers: Record<string, string>;
  /** The body with all codings undone. */
  body: Buffer;
}

/** Headers of which several say several things; of others the first counts. */
const LISTS = new Set(['x-robots-tag']);

const MOST_HEAD = 65_536;
const MOST_BODY = 16 * 1024 * 1024;
const EMPTY_LINE = Buffer.from('\r\n\r\n');
/** Examples: `HTTP/1.1 200 OK`, `HTTP/2 200`. */
const STATUS_LINE = /^HTTP\/[\d.]{1,4} (\d{3})/;

/** Where the body of a message begins; -1 when its head does not end. */
export function bodyStart(block: Buffer): number {
  const end = block.subarray(0, MOST_HEAD).indexOf(EMPTY_LINE);
  if (end >= 0) return end + 4;
  const lenient = block.subarray(0, MOST_HEAD).indexOf('\n\n');
  return lenient < 0 ? -1 : lenient + 2;
}

/**
 * Reads a response.
 * @returns null when it is none, or its body cannot be unpacked
 */
export function readResponse(block: Buffer): HttpResponse | null {
  const start = bodyStart(block);
  if (start < 0) return null;
  const [first = '', ...lines] = block.toString('latin1', 0, start).split('\n');
  const status = Number(STATUS_LINE.exec(first)?.[1]);
  if (!status) return null;
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const [name, value] = [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (before === undefined) headers[name] = value;
    else if (LISTS.has(name)) headers[name] = `${before}, ${value}`;
  }
  const sent = block.subarray(start);
  const chunked = headers['transfer-encoding']?.toLowerCase().includes('chunked') === true;
  const body = decode(chunked ? (joinChunks(sent) ?? sent) : sent, headers['content-encoding']);
  return body === null ? null : { status, headers, body };
}

/** Undoes content codings; many archives keep bodies without them and leave the header, so the bytes decide, too. */
function decode(body: Buffer, codings: string | undefined): Buffer | null {
  if (codings === undefined) return body;
  let plain = body;
  try {
    for (const coding of codings.toLowerCase().split(',').toReversed()) plain = undo(plain, coding.trim());
    return plain;
  } catch {
    return null;
  }
}

const LIMIT = { maxOutputLength: MOST_BODY };

function undo(body: Buffer, coding: string): Buffer {
  if (coding === 'gzip' || coding === 'x-gzip')
    return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, LIMIT) : body;
  if (coding === 'deflate') return ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, LIMIT) : body;
  if (coding === 'br') return looksLikeText(body) ? body : brotliDecompressSync(body, LIMIT);
  return body;
}

/** A page that was unpacked already begins with `<`, perhaps behind spaces or a byte order mark. */
const looksLikeText = (body: Buffer): boolean =>
  /^(\u00ef\u00bb\u00bf)?\s{0,200}</.test(body.toString('latin1', 0, 256));

/** The body without the lengths between its chunks; null when it is not in chunks, as many archives keep it. */
function joinChunks(sent: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const line = sent.indexOf('\r\n', at);
    if (line < 0 || line - at > 100) return null;
    // Examples: `1a2b`, `1a2b;name=value`.
    const size = /^([0-9a-f]{1,8})\s*(;.{0,90})?$/i.exec(sent.toString('latin1', at, line))?.[1];
    if (size === undefined) return null;
    const length = Number.parseInt(size, 16);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(sent.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
    // A record may be cut off in the middle of a chunk.
    if (at >= sent.length) return Buffer.concat(chunks);
  }
}
