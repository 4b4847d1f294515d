/** Heads of WARC records: named fields written as lines, and read back from bytes with as little work as can be. */

/** What is asked of a record before its block is looked at. */
export interface WarcHead {
  /** In lower case: response, request, metadata, revisit, warcinfo, resource, conversion. */
  type: string;
  url: string | null;
  /** ISO time, UTC. */
  date: string | null;
  /** Record id without its angle brackets. */
  id: string | null;
  contentType: string | null;
  /** Bytes of the block. */
  length: number;
  /** Bytes of the head itself, with the empty line at its end. */
  size: number;
}

const MOST_HEAD_BYTES = 16_384;
const VERSION = 'WARC/';

/** Whether bytes begin as a record does. */
const opensRecord = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0x57 && bytes.toString('latin1', at, at + VERSION.length) === VERSION;

/** Where the empty line after a head ends; -1 when it is not there. */
function endOfHead(bytes: Buffer, start: number, end: number): number {
  for (let at = bytes.indexOf(10, start); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1] === 13 ? at + 2 : at + 1;
    if (next < end && bytes[next] === 10) return next + 1;
    if (at - start > MOST_HEAD_BYTES) return -1;
  }
  return -1;
}

/** Reads the head that begins at `start`; null when there is none, or not all of it. */
export function readHead(bytes: Buffer, start: number, end: number): WarcHead | null {
  if (!opensRecord(bytes, start)) return null;
  const stop = endOfHead(bytes, start, end);
  if (stop < 0) return null;
  const text = bytes.toString('latin1', start, stop);
  const field = fieldReader(text);
  const length = Number(field('Content-Length'));
  const type = field('WARC-Type');
  if (type === null || !Number.isSafeInteger(length) || length < 0) return null;
  return {
    type: type.toLowerCase(),
    url: unwrap(field('WARC-Target-URI')),
    date: field('WARC-Date'),
    id: unwrap(field('WARC-Record-ID')),
    contentType: field('Content-Type'),
    length,
    size: stop - start,
  };
}

/** Fields as nearly everyone spells them are found at once; otherwise all lines are looked at without case. */
function fieldReader(text: string): (name: string) => string | null {
  let lines: Map<string, string> | null = null;
  return (name) => {
    const at = text.indexOf(`\n${name}:`);
    if (at >= 0) {
      const from = at + name.length + 2;
      return utf8(text.slice(from, text.indexOf('\n', from)).trim());
    }
    lines ??= readLines(text);
    return lines.get(name.toLowerCase()) ?? null;
  };
}

function readLines(text: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const line of text.split('\n').slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) lines.set(line.slice(0, colon).trim().toLowerCase(), utf8(line.slice(colon + 1).trim()));
  }
  return lines;
}

// any byte above 127
const HIGH = /[\u0080-\u00ff]/;
const utf8 = (latin1: string): string =>
  HIGH.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;

/** Example: `<urn:uuid:1b4e28ba>`; some tools write addresses so, too. */
const unwrap = (value: string | null): string | null =>
  value?.startsWith('<') === true && value.endsWith('>') ? value.slice(1, -1) : value;

/** A head as it is written, with the empty line at its end; what is null is left out. */
export function writeHead(fields: readonly (readonly [string, string | number | null])[]): Buffer {
  const lines = fields.flatMap(([name, value]) =>
    value === null ? [] : `${name}: ${oneLine(String(value))}`,
  );
  return Buffer.from(`WARC/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
}

/** Nobody ends a line inside a value: what follows would be read as a field of its own. */
export const oneLine = (value: string): string => value.replace(/[\r\n\0]/g, ' ');
