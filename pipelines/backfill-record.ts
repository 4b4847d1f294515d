/** Backfill record: a record of a WARC file to the page that it holds. */
import { bodyStart, readResponse, writeCapture, type WarcRecord } from '../src/archive/archive.js';
import type { Page } from '../src/model/page.js';
import type { OutletBook } from './backfill-filter.js';

/** Example: `HTTP/1.1 200 OK`; what is no page of its own is never looked into. */
const OK = /^HTTP\/[\d.]{1,4} 200\b/;
/** Example: `Content-Encoding: gzip`. */
const CODED = /\n(content|transfer)-encoding:/i;
/** Example: `Content-Type: image/png`; pages are text/html, mostly with a charset. */
const OTHER_TYPE = /\ncontent-type:[ \t]{0,9}(?!text\/html|application\/xhtml|text\/plain)[^\s]/i;

/** The bytes of a page that answered well; null for anything else. */
export function pageBody(block: Buffer): Buffer | null {
  const start = bodyStart(block);
  if (start < 0) return null;
  const head = block.toString('latin1', 0, start);
  if (!OK.test(head) || OTHER_TYPE.test(head)) return null;
  return CODED.test(head) ? (readResponse(block)?.body ?? null) : block.subarray(start);
}

/** The page of a record, with the outlet that its address belongs to, or else its host; null when it holds none, `opted out` when its publisher reserves it. */
export async function toPage(
  path: string,
  record: WarcRecord,
  book: OutletBook,
): Promise<Page | 'opted out' | null> {
  const { url, date, id } = record.head;
  const response = readResponse(record.block);
  if (response === null || url === null || !URL.canParse(url)) return null;
  const at = new Date(date ?? Number.NaN);
  if (Number.isNaN(at.getTime())) return null;
  // Loaded with the first page: most of what it brings serves crawling.
  const { makePage, optOutOf } = await import('../src/collect/collect.js');
  const { status, headers, body } = response;
  if (optOutOf(headers, body) !== null) return 'opted out';
  const { href } = new URL(url);
  const outlet = book.find(href)?.id ?? new URL(href).host.replace(/^www\./, '');
  const capture =
    record.offset === null ? null : writeCapture({ file: path, offset: record.offset, record: id });
  return makePage({ url: href, requested: href, outlet, at, status, headers, body, capture });
}
