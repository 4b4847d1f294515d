/** Tombstones in the store: what was erased, and how it is known again when an outlet brings it anew. */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { Tombstone } from '../model/tombstone.js';
import { readDocument, toJson } from './documents.js';
import type { Tables } from './tables.js';
import { findHidden, hashNames, readHash, type HiddenName } from './known-again.js';
import { textsOf, veilDocument, veilOver, type Sighting } from './veil.js';

const hashAddress = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function recordTombstone(
  db: Kysely<Tables>,
  tombstone: Tombstone,
  known: {
    salt: string;
    names: readonly (readonly string[])[];
    /** Words of them that many bear. */
    common?: readonly string[];
    addresses: readonly string[];
  },
): Promise<void> {
  const { id, kind, at } = tombstone;
  const hashes = hashNames(known.names, new Set(known.common), known.salt);
  await sql`
    INSERT INTO tombstones (id, kind, doc, at, salt, hashes)
    VALUES (${id}, ${kind}, ${toJson(tombstone)}::jsonb, ${at}::timestamptz, ${known.salt}, ${hashes}::text[])
    ON CONFLICT (id) DO NOTHING`.execute(db);
  await sql`
    INSERT INTO erased_urls (hash, tombstone) SELECT DISTINCT hash, ${id}
    FROM unnest(${known.addresses.map(hashAddress)}::text[]) hash ON CONFLICT DO NOTHING`.execute(db);
}

/** All tombstones, the oldest first. */
export async function listTombstones(db: Kysely<Tables>): Promise<Tombstone[]> {
  const { rows } = await sql<{
    id: string;
    doc: unknown;
  }>`SELECT id, doc FROM tombstones ORDER BY at, id`.execute(db);
  return rows.map(({ id, doc }) => readDocument(Tombstone, doc, `tombstone ${id}`));
}

/** Takes the captures off a tombstone that the archive is rid of. */
export async function settleCaptures(db: Kysely<Tables>, id: string, done: readonly string[]): Promise<void> {
  await sql`
    UPDATE tombstones SET doc = jsonb_set(doc, '{captures}', coalesce((
      SELECT jsonb_agg(c) FROM jsonb_array_elements_text(doc->'captures') c WHERE c <> ALL(${[...done]}::text[])), '[]'))
    WHERE id = ${id}`.execute(db);
}

/** Of some ids and addresses, those that were erased. */
export async function listErased(db: Kysely<Tables>, texts: readonly string[]): Promise<Set<string>> {
  const byHash = new Map(texts.map((text) => [hashAddress(text), text]));
  const { rows } = await sql<{ hash: string }>`
    SELECT hash FROM erased_urls WHERE hash = ANY(${[...byHash.keys()]}::text[])`.execute(db);
  return new Set(rows.flatMap(({ hash }) => byHash.get(hash) ?? []));
}

async function listHidden(db: Kysely<Tables>): Promise<HiddenName[]> {
  const { rows } = await sql<{ salt: string; hash: string; tombstone: string }>`
    SELECT id AS tombstone, salt, unnest(hashes) AS hash FROM tombstones WHERE kind = 'person'`.execute(db);
  return rows.map(({ hash, ...known }) => readHash(known, hash));
}

/** Puts captures on a tombstone that hold whom it stands for, so that the archive can be rid of them. */
export async function addCaptures(
  db: Kysely<Tables>,
  tombstone: string,
  captures: readonly string[],
): Promise<void> {
  await sql`
    UPDATE tombstones SET doc = jsonb_set(doc, '{captures}', (SELECT jsonb_agg(DISTINCT c) FROM (
      SELECT jsonb_array_elements_text(doc->'captures') UNION SELECT unnest(${[...captures]}::text[])) known (c)))
    WHERE id = ${tombstone}`.execute(db);
}

/** Tells how a text prints some people beside the names given, and who else bears words of their names. */
export type ReadPeople = (text: string, names: readonly string[]) => Sighting;

/** Something that came in, and the tombstones of the people who were made unreadable in it. */
export interface Veiled<T> {
  item: T;
  tombstones: string[];
}

/**
 * What comes in, with the names of erased people unreadable; mostly nobody was erased, and it comes back as it is.
 * @param readPeople without it, the words of an erased name go also where they are part of another's
 */
export async function veilEach<T>(
  db: Kysely<Tables>,
  items: readonly T[],
  readPeople: ReadPeople | null = null,
): Promise<Veiled<T>[]> {
  const hidden = await listHidden(db);
  return items.map((item) => {
    const text = hidden.length === 0 ? '' : textsOf(item);
    const { names, common } = findHidden(text, hidden);
    if (names.length === 0) return { item, tombstones: [] };
    const sighting = readPeople?.(
      text,
      names.map(({ printed }) => printed),
    );
    const veil = veilOver(
      names.map(({ words }) => words),
      sighting === undefined ? { common } : { common, sighting },
    );
    const tombstones = [...new Set(names.map(({ tombstone }) => tombstone))];
    return { item: veilDocument(item, veil) as T, tombstones };
  });
}

/** The same where nobody asks whose names they were. */
export async function veilIncoming<T>(
  db: Kysely<Tables>,
  items: readonly T[],
  readPeople: ReadPeople | null = null,
): Promise<T[]> {
  return (await veilEach(db, items, readPeople)).map(({ item }) => item);
}
