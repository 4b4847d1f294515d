/** Make page: the answer of a server as a page, however it came here. */
import { createHash } from 'node:crypto';
import { Page } from '../model/page.js';
import { decodeBody, type Decoded } from './charset.js';

/** An answer, from the network or from an archive. */
export interface PageAnswer {
  url: string;
  requested: string;
  /** Outlet id. */
  outlet: string | null;
  at: Date;
  status: number;
  /** By their names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Without codings. */
  body: Buffer;
  /** The body as text, where that is known already. */
  decoded?: Decoded;
  capture?: string | null;
}

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/**
 * Makes a page; its id derives from address and content, so that the same comes from the network and from an archive.
 * @throws ZodError when an address is none
 */
export function makePage(answer: PageAnswer): Page {
  const { url, requested, outlet, at, status, headers, body, capture = null } = answer;
  const { text, charset } = answer.decoded ?? decodeBody(body, headers['content-type'] ?? null);
  const hash = sha256(body);
  return Page.parse({
    id: sha256(url, '\n', hash).slice(0, 32),
    url,
    requested,
    outlet,
    fetched: at.toISOString(),
    status,
    contentType: headers['content-type'] ?? null,
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
    sha256: hash,
    html: text,
    charset,
    capture,
  });
}
