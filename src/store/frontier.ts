/** The frontier: addresses that outlets announced, when each is due, and what is remembered of the feeds. */
import { sql, type Kysely } from 'kysely';
import { toJson } from './documents.js';
import { listErased } from './tombstones.js';
import type { Tables } from './tables.js';

/** waiting: to be fetched when due; done: fetched; gone: 404 or 410; refused: never to be fetched. */
export type UrlState = 'waiting' | 'done' | 'gone' | 'refused';

export interface NewUrl {
  url: string;
  outlet: string;
  /** What the announcement said; plain JSON, given back with the address. */
  hint?: unknown;
}

export interface DueUrl {
  url: string;
  outlet: string;
  tries: number;
  etag: string | null;
  lastModified: string | null;
  hint: unknown;
}

export interface KnownUrl {
  url: string;
  state: UrlState;
  tries: number;
  due: string;
  error: string | null;
  hint: unknown;
}

/** Adds addresses that are not known yet, due at once; gives those that are new. */
export async function addUrls(db: Kysely<Tables>, given: readonly NewUrl[], now: Date): Promise<string[]> {
  const erased = await listErased(
    db,
    given.map(({ url }) => url),
  );
  const urls = given.filter(({ url }) => !erased.has(url));
  if (urls.length === 0) return [];
  const { rows } = await sql<{ url: string }>`
    INSERT INTO urls (url, outlet, state, discovered, due, hint)
    SELECT DISTINCT ON (url) url, outlet, 'waiting', ${now}::timestamptz, ${now}::timestamptz, hint
    FROM jsonb_to_recordset(${toJson(urls)}::jsonb) AS x (url text, outlet text, hint jsonb)
    ON CONFLICT (url) DO NOTHING RETURNING url`.execute(db);
  return rows.map(({ url }) => url);
}

/**
 * Takes addresses that are due, also those that were fetched and are to be looked at again. Each is lent for `leaseMs`: when it is neither finished nor failed by then, because its
 * taker was killed, it is due again. Two takers never get the same one.
 */
export async function takeDueUrls(
  db: Kysely<Tables>,
  outlet: string,
  count: number,
  leaseMs: number,
  now: Date,
): Promise<DueUrl[]> {
  const until = new Date(now.getTime() + leaseMs);
  const { rows } = await sql<DueUrl & { due: string }>`
    UPDATE urls SET state = 'waiting', due = ${until}::timestamptz, again = NULL,
      tries = CASE state WHEN 'done' THEN 1 ELSE tries + 1 END
    WHERE url IN (SELECT url FROM urls WHERE outlet = ${outlet} AND (
        (state = 'waiting' AND due <= ${now}::timestamptz) OR (state = 'done' AND again <= ${now}::timestamptz))
      ORDER BY state DESC, due, url LIMIT ${count} FOR UPDATE SKIP LOCKED)
    RETURNING url, outlet, tries, etag, last_modified AS "lastModified", hint`.execute(db);
  return rows.sort((a, b) => (a.url < b.url ? -1 : 1));
}

export interface FinishedUrl {
  url: string;
  outlet: string;
  state: Exclude<UrlState, 'waiting'>;
  etag?: string | null;
  lastModified?: string | null;
  error?: string | null;
}

/** Notes how it ended with an address; one that was never announced is added. */
export async function finishUrl(db: Kysely<Tables>, finished: FinishedUrl, now: Date): Promise<void> {
  const { url, outlet, state, etag = null, lastModified = null, error = null } = finished;
  await sql`
    INSERT INTO urls AS u (url, outlet, state, discovered, due, etag, last_modified, error, done)
    VALUES (${url}, ${outlet}, ${state}, ${now}::timestamptz, ${now}::timestamptz, ${etag}, ${lastModified}, ${error}, ${now}::timestamptz)
    ON CONFLICT (url) DO UPDATE SET state = excluded.state, etag = coalesce(excluded.etag, u.etag),
      last_modified = coalesce(excluded.last_modified, u.last_modified), error = excluded.error, done = excluded.done`.execute(
    db,
  );
}

/** Notes a failure that will pass: the address is due again after a while. */
export async function failUrl(
  db: Kysely<Tables>,
  failed: { url: string; outlet: string; error: string; afterMs: number },
  now: Date,
): Promise<void> {
  const due = new Date(now.getTime() + failed.afterMs);
  await sql`
    INSERT INTO urls (url, outlet, state, discovered, due, tries, error)
    VALUES (${failed.url}, ${failed.outlet}, 'waiting', ${now}::timestamptz, ${due}::timestamptz, 1, ${failed.error})
    ON CONFLICT (url) DO UPDATE SET state = 'waiting', due = excluded.due, error = excluded.error`.execute(
    db,
  );
}

/** Ages of an address at which it is looked at again; most corrections come within days. */
const LOOK_AGAIN = ['1 day', '3 days', '7 days', '30 days'];

/** Has the pages of some articles looked at again in time, since their outlets may revise them. */
export async function lookAgain(db: Kysely<Tables>, articles: readonly string[], now: Date): Promise<void> {
  await sql`
    UPDATE urls u SET again = (SELECT min(u.discovered + age) FROM unnest(${LOOK_AGAIN}::interval[]) AS age
      WHERE u.discovered + age > ${now}::timestamptz)
    FROM articles a JOIN pages p ON p.id = a.doc->>'page'
    WHERE a.id = ANY(${[...articles]}::text[]) AND u.url = p.requested`.execute(db);
}

/** What is known of addresses; those never seen are left out. */
export async function listUrls(db: Kysely<Tables>, urls: readonly string[]): Promise<KnownUrl[]> {
  const { rows } = await sql<KnownUrl>`
    SELECT url, state, tries, due, error, hint FROM urls WHERE url = ANY(${[...urls]}::text[])`.execute(db);
  return rows;
}

/** What was kept about an outlet (such as the memory of its feeds); null when nothing was. */
export async function findOutletState(db: Kysely<Tables>, outlet: string): Promise<unknown> {
  const row = await db
    .selectFrom('outlets_state')
    .select('doc')
    .where('outlet', '=', outlet)
    .executeTakeFirst();
  return row?.doc ?? null;
}

export async function saveOutletState(
  db: Kysely<Tables>,
  outlet: string,
  doc: unknown,
  now: Date,
): Promise<void> {
  const row = { doc: toJson(doc), at: now };
  await db
    .insertInto('outlets_state')
    .values({ outlet, ...row })
    .onConflict((conflict) => conflict.column('outlet').doUpdateSet(row))
    .execute();
}
