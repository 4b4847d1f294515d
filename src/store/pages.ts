/** Pages in the store; their bodies are kept compressed. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql, type Kysely } from 'kysely';
import { Page } from '../model/page.js';
import { readDocument, toText } from './documents.js';
import { listErased, veilIncoming } from './tombstones.js';
import type { Tables } from './tables.js';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** What a conditional request needs of a page that was fetched before. */
export interface KnownPage {
  id: string;
  /** Address that answered. */
  url: string;
  etag: string | null;
  lastModified: string | null;
  sha256: string;
  fetched: string;
  capture: string | null;
}

/** Stores a page; false when it stands there already. */
export async function savePage(db: Kysely<Tables>, given: Page): Promise<boolean> {
  const erased = await listErased(db, [given.url, given.requested]);
  const [veiled] = erased.size > 0 ? [] : await veilIncoming(db, [{ html: given.html }]);
  if (veiled === undefined) return false;
  const page = { ...given, ...veiled };
  const { html, contentType, lastModified, ...rest } = page;
  const body = await compress(html);
  const row = { ...rest, content_type: contentType, last_modified: lastModified, body };
  const result = await db
    .insertInto('pages')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The page that an address gave last, asked for or answering; null when it was never fetched. */
export async function findKnownPage(db: Kysely<Tables>, url: string): Promise<KnownPage | null> {
  const { rows } = await sql<KnownPage>`
    SELECT id, url, etag, last_modified AS "lastModified", sha256, fetched, capture FROM pages
    WHERE requested = ${url} OR url = ${url} ORDER BY fetched DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/** Pages by id, in the order of the ids; those that are not there, or without a body, are left out. */
export async function listPages(db: Kysely<Tables>, ids: readonly string[]): Promise<Page[]> {
  const rows = await db
    .selectFrom('pages')
    .selectAll()
    .where('id', '=', sql<string>`ANY(${ids.map(toText)}::text[])`)
    .execute();
  const pages = new Map<string, Page>();
  for (const { body, content_type, last_modified, ...row } of rows) {
    if (!body) continue;
    const html = (await expand(body)).toString('utf8');
    const page = { ...row, contentType: content_type, lastModified: last_modified, html };
    pages.set(row.id, readDocument(Page, page, `page ${row.id}`));
  }
  return ids.flatMap((id) => pages.get(id) ?? []);
}
