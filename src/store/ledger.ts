/** Ledgers: which edition went to whom, and what was set aside with its reason. */
import { sql, type Kysely } from 'kysely';
import type { Delivery } from '../model/digest.js';
import type { Summary } from './changes.js';
import { toJson, toText } from './documents.js';
import type { Tables } from './tables.js';

export type DeliveryToBegin = Pick<Delivery, 'id' | 'date' | 'recipient' | 'channel' | 'subscription'>;

/** What deliveries ask of the store. */
export interface LedgerCalls {
  /** Enters a delivery before it goes out; false when it must not go out again. */
  beginDelivery(delivery: DeliveryToBegin, now: Date, staleMs?: number): Promise<boolean>;
  /** Notes how a delivery ended, and what its recipient has been told of by it. */
  finishDelivery(id: string, error: string | null, now: Date, told?: readonly ToldVersion[]): Promise<void>;
  deliveries(date: string): Promise<Delivery[]>;
  /** What a reader was told of some incidents last. */
  told(reader: Reader, incidents: readonly string[]): ReturnType<typeof listTold>;
  /** The last edition until an ISO day that a reader got; null when there was none. */
  lastEdition(reader: Reader, until: string): Promise<string | null>;
  /** With an empty subscription, an address gets nothing at all from then on. */
  unsubscribe(reader: Reader, now: Date): Promise<void>;
  isUnsubscribed(reader: Reader): Promise<boolean>;
}

const STALE_DELIVERY_MS = 15 * 60_000;

export const ledgerCalls = (db: Kysely<Tables>): LedgerCalls => ({
  beginDelivery: (delivery, now, staleMs = STALE_DELIVERY_MS) => beginDelivery(db, delivery, now, staleMs),
  finishDelivery: (id, error, now, told) => finishDelivery(db, id, error, now, told),
  deliveries: (date) => listDeliveries(db, date),
  told: (reader, incidents) => listTold(db, reader, incidents),
  lastEdition: (reader, until) => findLastEdition(db, reader, until),
  unsubscribe: (reader, now) => unsubscribe(db, reader, now),
  isUnsubscribed: (reader) => isUnsubscribed(db, reader),
});

/**
 * Enters a delivery before it goes out. False when it went out already, or is on its way by another process: then it
 * must not go out again. One that failed, or that was left `sending` for longer than `staleMs`, may.
 */
export async function beginDelivery(
  db: Kysely<Tables>,
  { id, date, recipient, channel, subscription }: DeliveryToBegin,
  now: Date,
  staleMs: number,
): Promise<boolean> {
  const stale = new Date(now.getTime() - staleMs);
  const { rows } = await sql`
    INSERT INTO deliveries AS d (id, date, recipient, channel, subscription, status, at)
    VALUES (${id}, ${date}::date, ${recipient}, ${channel}, ${subscription}, 'sending', ${now}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET status = 'sending', at = excluded.at, channel = excluded.channel, error = NULL
    WHERE d.status = 'failed' OR (d.status = 'sending' AND d.at < ${stale}::timestamptz)
    RETURNING id`.execute(db);
  return rows.length > 0;
}

/** An incident in the state in which a recipient was told of it. */
export interface ToldVersion {
  incident: string;
  /** Entry of the log of changes. */
  version: number;
}

/**
 * Notes how a delivery ended; without an error it went out, and its recipient has been told of the incidents from then
 * on. Both are noted together or not at all.
 */
export async function finishDelivery(
  database: Kysely<Tables>,
  id: string,
  error: string | null,
  now: Date,
  told: readonly ToldVersion[] = [],
): Promise<void> {
  await database.transaction().execute(async (db) => {
    await db
      .updateTable('deliveries')
      .set({
        status: error === null ? 'sent' : 'failed',
        error: error === null ? null : toText(error),
        at: now,
      })
      .where('id', '=', id)
      .execute();
    if (error !== null || told.length === 0) return;
    await sql`
      INSERT INTO told (recipient, subscription, incident, version, delivery, at)
      SELECT lower(d.recipient), d.subscription, x.incident, x.version, d.id, ${now}::timestamptz
      FROM deliveries d, jsonb_to_recordset(${toJson(told)}::jsonb) AS x (incident text, version bigint)
      WHERE d.id = ${id} ON CONFLICT DO NOTHING`.execute(db);
  });
}

/** Who gets what: an address, and the subscription by which it does. */
export interface Reader {
  recipient: string;
  subscription: string;
}

/** What a reader was told of some incidents last: the entry of the log, and what it said. */
export async function listTold(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  incidents: readonly string[],
): Promise<Map<string, { version: number; summary: Summary | null }>> {
  const { rows } = await sql<{ incident: string; version: number; summary: Summary | null }>`
    SELECT DISTINCT ON (t.incident) t.incident, t.version, c.after AS summary
    FROM told t LEFT JOIN changes c ON c.id = t.version
    WHERE t.recipient = ${recipient.toLowerCase()} AND t.subscription = ${subscription}
      AND t.incident = ANY(${[...incidents]}::text[])
    ORDER BY t.incident, t.version DESC`.execute(db);
  return new Map(rows.map(({ incident, ...told }) => [incident, told]));
}

/** The last edition until a day that a reader got; null when there was none. */
export async function findLastEdition(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  until: string,
): Promise<string | null> {
  const { rows } = await sql<{ date: string | null }>`
    SELECT max(date)::text AS date FROM deliveries WHERE lower(recipient) = ${recipient.toLowerCase()}
      AND subscription = ${subscription} AND status = 'sent' AND date <= ${until}::date`.execute(db);
  return rows[0]?.date ?? null;
}

/** From now on an address gets nothing by a subscription; with an empty one, nothing at all. */
export async function unsubscribe(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  now: Date,
): Promise<void> {
  const row = { recipient: recipient.toLowerCase(), subscription, at: now };
  await db
    .insertInto('unsubscribed')
    .values(row)
    .onConflict((conflict) => conflict.columns(['recipient', 'subscription']).doNothing())
    .execute();
}

export async function isUnsubscribed(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM unsubscribed WHERE recipient = ${recipient.toLowerCase()}
      AND subscription IN ('', ${subscription}) LIMIT 1`.execute(db);
  return rows.length > 0;
}

export async function listDeliveries(db: Kysely<Tables>, date: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    SELECT id, date::text AS date, recipient, channel, subscription, status, at, error FROM deliveries
    WHERE date = ${date}::date ORDER BY id`.execute(db);
  return rows;
}

/** Something that can never succeed as it is. */
export interface SetAside {
  kind: string;
  id: string;
  reason: string;
}

export async function setAside(db: Kysely<Tables>, { kind, id, reason }: SetAside, now: Date): Promise<void> {
  const row = { reason: toText(reason), at: now };
  await db
    .insertInto('quarantine')
    .values({ kind, id: toText(id), ...row })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
    .execute();
}

export async function listSetAside(db: Kysely<Tables>): Promise<(SetAside & { at: string })[]> {
  return db.selectFrom('quarantine').selectAll().orderBy('at').orderBy('kind').orderBy('id').execute();
}
