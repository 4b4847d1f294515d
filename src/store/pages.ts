/** Pages in the store; their bodies are kept compressed. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql, type Insertable, type Kysely } from 'kysely';
import { Page } from '../model/page.js';
import { readDocument, toText } from './documents.js';
import { addCaptures, listErased, veilEach, type ReadPeople } from './tombstones.js';
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

/** Stores pages together; gives the ids of those that did not stand there already. */
export async function savePages(
  db: Kysely<Tables>,
  given: readonly Page[],
  readPeople: ReadPeople | null = null,
): Promise<Set<string>> {
  const erased = await listErased(
    db,
    given.flatMap(({ url, requested }) => [url, requested]),
  );
  const wanted = given.filter(({ url, requested }) => !erased.has(url) && !erased.has(requested));
  if (wanted.length === 0) return new Set();
  const veiled = await veilEach(
    db,
    wanted.map(({ html }) => ({ html })),
    readPeople,
  );
  const pages = wanted.map((page, i) => ({
    ...page,
    ...veiled[i]?.item,
    hides: veiled[i]?.tombstones ?? [],
  }));
  // The archive keeps pages as they were fetched, and is to be rid of these like of those that were erased.
  for (const { capture, hides } of pages)
    for (const tombstone of hides) if (capture !== null) await addCaptures(db, tombstone, [capture]);
  const rows = await Promise.all(
    pages.map(({ hides, ...page }) => toRow(hides.length === 0 ? page : { ...page, capture: null })),
  );
  const saved = await db
    .insertInto('pages')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return new Set(saved.map(({ id }) => id));
}

async function toRow({
  html,
  contentType,
  lastModified,
  ...rest
}: Page): Promise<Insertable<Tables['pages']>> {
  return { ...rest, content_type: contentType, last_modified: lastModified, body: await compress(html) };
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
