/** PostgreSQL's wire protocol, as far as it must be understood to hand messages from many sessions to one engine. */

/** One message of the protocol inside a buffer. */
export interface Message {
  type: string; // one letter
  start: number;
  end: number;
}

/** Lists the whole messages at the beginning of `bytes`; what is cut off at the end is left out. */
export function listMessages(bytes: Buffer): Message[] {
  const found: Message[] = [];
  let start = 0;
  while (start + 5 <= bytes.length) {
    const end = start + 1 + bytes.readUInt32BE(start + 1);
    if (end > bytes.length || end < start + 5) break;
    found.push({ type: String.fromCharCode(bytes[start] ?? 0), start, end });
    start = end;
  }
  return found;
}

/** Reads the strings of a message that ends each with a zero byte. */
export function readStrings(bytes: Buffer, from: number, to: number): string[] {
  return bytes.toString('utf8', from, to).split('\0').slice(0, -1);
}

/** Builds a message from its letter and body. */
function buildMessage(type: string, body: Buffer | string = ''): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

export const buildQuery = (sql: string): Buffer => buildMessage('Q', `${sql}\0`);

/** An error message for a client, after which the server waits for its next query. */
export function buildError(code: string, message: string): Buffer {
  return buildMessage('E', `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
}

/** Startup packet of the engine itself; without it the engine does not report its settings. */
export function buildStartup(): Buffer {
  const body = Buffer.from('\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length + 4);
  return Buffer.concat([head, body]);
}

/** What a client asks for before its first query. */
export type Opening =
  { kind: 'encryption' } | { kind: 'cancel' } | { kind: 'startup'; settings: Map<string, string> };

const ENCRYPTION_REQUESTS = new Set([80_877_103, 80_877_104]);
const CANCEL_REQUEST = 80_877_102;

/** Reads the first packet of a connection; null while it is not complete. */
export function readOpening(bytes: Buffer): { opening: Opening; end: number } | null {
  if (bytes.length < 8) return null;
  const end = bytes.readUInt32BE(0);
  if (bytes.length < end) return null;
  const code = bytes.readUInt32BE(4);
  if (ENCRYPTION_REQUESTS.has(code)) return { opening: { kind: 'encryption' }, end };
  if (code === CANCEL_REQUEST) return { opening: { kind: 'cancel' }, end };
  const words = readStrings(bytes, 8, end);
  const settings = new Map<string, string>();
  for (let i = 0; i + 1 < words.length; i += 2) settings.set(words[i] ?? '', words[i + 1] ?? '');
  return { opening: { kind: 'startup', settings }, end };
}

/** Finds `search_path` in the `options` of a startup packet, such as `-c search_path=bullmq -c timezone=UTC`. */
export function readSearchPath(settings: Map<string, string>): string | null {
  const option = (settings.get('options') ?? '').split(' ').find((word) => word.startsWith('search_path='));
  return option ? option.slice('search_path='.length) : null;
}
