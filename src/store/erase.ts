/** Erasure on a legal request: an article or a person goes from the store and its history, and leaves a tombstone. */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Cause } from '../model/change.js';
import { Misuse } from '../model/errors.js';
import { Incident } from '../model/incident.js';
import type { Tombstone } from '../model/tombstone.js';
import { noteCauses } from './causes.js';
import { readDocument, toJson } from './documents.js';
import { facetsOf } from './facets.js';
import { markCompany } from './link-marks.js';
import { removeEmptied } from './remove-emptied.js';
import { WRITE_LOCK } from './reports.js';
import { scrubIncident } from './scrub-incident.js';
import { showIncidents } from './show-incidents.js';
import type { Tables } from './tables.js';
import { recordTombstone } from './tombstones.js';
import type { Sighting } from './veil.js';

export interface Erasure {
  reason: string;
  author: string;
  /** The name is known to be printed in small letters only; without it, such words are taken for no name. */
  smallLetters?: boolean;
  /** Folded words of names that many bear: nobody is known by one of them alone. */
  commonWords?: readonly string[];
  /** By article, how else the person is printed there. */
  sightings?: ReadonlyMap<string, Sighting>;
}

/** What an erasure did, or would do. */
export interface Erased {
  tombstone: Tombstone;
  /** The articles, each with the words by which it was found, and further spellings that go in it. */
  sights: { article: string; words: string; also: readonly string[] }[];
}

/** Ends a rehearsal: all that was done is undone. */
class Rehearsed extends Error {}

/** Does some work as the only writer; a rehearsal does all of it and keeps nothing. */
export async function underLock<T>(
  database: Kysely<Tables>,
  isRehearsal: boolean,
  work: (db: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  let done: { result: T } | null = null;
  try {
    return await database.transaction().execute(async (db) => {
      await WRITE_LOCK.execute(db);
      const result = await work(db);
      done = { result };
      if (isRehearsal) throw new Rehearsed();
      return result;
    });
  } catch (error) {
    if (error instanceof Rehearsed && done !== null) return (done as { result: T }).result;
    throw error;
  }
}

export const newTombstone = (kind: Tombstone['kind'], { reason, author }: Erasure, now: Date): Tombstone => ({
  id: `tombstone-${randomBytes(6).toString('hex')}`,
  kind,
  reason,
  author,
  at: now.toISOString(),
  articles: 0,
  incidents: [],
  captures: [],
});

/**
 * Erases an article with all that was made of it: versions, pages, extractions, reports, its part in every incident of
 * today and of the history, and what analysts wrote of its reports. It is not taken in again when an outlet brings it.
 * @param article id or address
 * @throws Misuse when there is no such article
 */
export async function eraseArticle(
  database: Kysely<Tables>,
  article: string,
  erasure: Erasure,
  now: Date,
  isRehearsal = false,
): Promise<Erased> {
  return underLock(database, isRehearsal, async (db) => {
    const found = await sql<{ id: string; title: string }>`
      SELECT id, title FROM articles WHERE id = ${article} OR url = ${article} ORDER BY id = ${article} DESC LIMIT 1`.execute(
      db,
    );
    const { id, title } = found.rows[0] ?? {};
    if (id === undefined) throw new Misuse(`erase: no article "${article}"`);
    const tombstone = newTombstone('article', erasure, now);
    const traces = await tracesOf(db, [id]);
    const cause = { kind: 'erasure' as const, ref: tombstone.id };
    const left = await leaveIncidents(db, id, cause);
    await eraseDecisions(db, id);
    await sql`DELETE FROM articles WHERE id = ${id}`.execute(db);
    for (const table of ['article_versions', 'extraction_versions'])
      await sql`DELETE FROM ${sql.table(table)} WHERE article = ${id}`.execute(db);
    await erasePages(db, traces.addresses);
    await eraseSeen(db, traces.addresses);
    await sql`DELETE FROM quarantine WHERE id = ANY(${[id, ...traces.addresses, ...traces.pages]}::text[])`.execute(
      db,
    );
    await scrubToday(db, id, cause, now);
    await scrubToday(db, id, cause, now);
    await scrubHistory(db, id);
    const leaving = left.map((incident) => ({ incident, cause }));
    await removeEmptied(db, left, leaving, now);
    const told = { ...tombstone, articles: 1, incidents: left, captures: traces.captures };
    await recordTombstone(db, told, { salt: '', names: [], addresses: [id, ...traces.addresses] });
    return { tombstone: told, sights: [{ article: id, words: title ?? '', also: [] }] };
  });
}

/** Addresses, pages and captures of some articles, of all their versions. */
export async function tracesOf(
  db: Kysely<Tables>,
  articles: readonly string[],
): Promise<{ addresses: string[]; pages: string[]; captures: string[] }> {
  const { rows } = await sql<{ url: string | null; page: string | null; capture: string | null }>`
    SELECT url, doc->>'page' AS page, doc->>'capture' AS capture FROM articles WHERE id = ANY(${[...articles]}::text[])
    UNION SELECT doc->>'url', doc->>'page', doc->>'capture' FROM article_versions
      WHERE article = ANY(${[...articles]}::text[])`.execute(db);
  const urls = rows.flatMap(({ url }) => url ?? []);
  const ids = rows.flatMap(({ page }) => page ?? []);
  const pages = await sql<{ id: string; url: string; requested: string; capture: string | null }>`
    SELECT id, url, requested, capture FROM pages
    WHERE id = ANY(${ids}::text[]) OR url = ANY(${urls}::text[]) OR requested = ANY(${urls}::text[])`.execute(
    db,
  );
  const all = (values: (string | null)[]): string[] => [...new Set(values.flatMap((value) => value ?? []))];
  return {
    addresses: all([...urls, ...pages.rows.flatMap(({ url, requested }) => [url, requested])]),
    pages: all([...ids, ...pages.rows.map(({ id }) => id)]),
    captures: all([...rows, ...pages.rows].map(({ capture }) => capture)),
  };
}

/** What feeds were seen to list, as crawling keeps it in mind, without some addresses. */
async function eraseSeen(db: Kysely<Tables>, addresses: readonly string[]): Promise<void> {
  const { rows } = await sql<{ outlet: string; doc: unknown }>`
    SELECT outlet, doc FROM outlets_state WHERE jsonb_path_exists(doc, '$.**[*] ? (@.type() == "string" && @ == $address[*])',
      ${toJson({ address: addresses })}::jsonb)`.execute(db);
  const gone = new Set<unknown>(addresses);
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one) => !gone.has(one)).map(without);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one)]));
  };
  for (const { outlet, doc } of rows)
    await sql`UPDATE outlets_state SET doc = ${toJson(without(doc))}::jsonb WHERE outlet = ${outlet}`.execute(
      db,
    );
}

/** Pages under some addresses, and the addresses themselves. */
export async function erasePages(db: Kysely<Tables>, addresses: readonly string[]): Promise<void> {
  await sql`DELETE FROM pages WHERE url = ANY(${[...addresses]}::text[])
    OR requested = ANY(${[...addresses]}::text[])`.execute(db);
  await sql`DELETE FROM urls WHERE url = ANY(${[...addresses]}::text[])`.execute(db);
}

/** Has the company of the article's reports linked again; gives the incidents that hold them. */
async function leaveIncidents(db: Kysely<Tables>, article: string, cause: Cause): Promise<string[]> {
  const { rows } = await sql<{ incident: string }>`
    SELECT DISTINCT m.incident FROM incident_reports m JOIN reports r ON r.id = m.report WHERE r.article = ${article}
    ORDER BY 1`.execute(db);
  const incidents = rows.map(({ incident }) => incident);
  const company = await markCompany(db, incidents);
  await noteCauses(
    db,
    company.map(({ report }) => ({ report, cause })),
  );
  return incidents;
}

/** What analysts wrote of reports of the article may quote it. */
async function eraseDecisions(db: Kysely<Tables>, article: string): Promise<void> {
  await sql`
    UPDATE reviews SET doc = doc || '{"note": null}' WHERE id IN (
      SELECT p.review FROM review_reports p JOIN reports r ON r.id = p.report WHERE r.article = ${article})`.execute(
    db,
  );
}

/** Conditions and values of the incidents that an article is part of. */
const holdsArticle = (article: string) =>
  sql`jsonb_path_exists(doc, '$.links[*] ? (@.article == $article)', ${toJson({ article })}::jsonb)`;

/** Takes the article out of what linking made and of what is shown, which is a change like any other. */
async function scrubToday(db: Kysely<Tables>, article: string, cause: Cause, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; doc: unknown; shown: boolean }>`
    SELECT id, doc, false AS shown FROM linked WHERE ${holdsArticle(article)}
    UNION ALL SELECT id, doc, true FROM incidents WHERE ${holdsArticle(article)} ORDER BY id`.execute(db);
  for (const { id, doc, shown } of rows) {
    const incident = scrubIncident(readDocument(Incident, doc, `incident ${id}`), article);
    // What nothing is left of is removed, and logged, with the incidents that are emptied.
    if (incident === null) continue;
    if (shown) await showIncidents(db, [{ id, incident, parent: null, causes: [cause] }], now);
    else
      await sql`UPDATE linked SET doc = ${toJson(incident)}::jsonb, hash = '' WHERE id = ${id}`.execute(db);
  }
}

/** Takes the article out of all that was shown. */
async function scrubHistory(db: Kysely<Tables>, article: string): Promise<void> {
  const { rows } = await sql<{ key: string; doc: unknown }>`
    SELECT id::text AS key, doc FROM changes WHERE doc IS NOT NULL AND ${holdsArticle(article)}`.execute(db);
  for (const { key, doc } of rows) {
    const scrubbed = scrubIncident(readDocument(Incident, doc, 'an incident of the history'), article);
    const facets = scrubbed === null ? null : toJson(facetsOf(scrubbed));
    await sql`UPDATE changes SET doc = ${scrubbed === null ? null : toJson(scrubbed)}::jsonb,
      kind = CASE WHEN ${scrubbed === null} THEN 'removed' ELSE kind END,
      facets = coalesce(facets, '{}') || ${facets}::jsonb WHERE id = ${key}::bigint`.execute(db);
  }
}
