/** Ledgers: which edition went to whom, as of when and how, and what was set aside with its reason. */
import { sql, type Kysely } from 'kysely';
import type { Delivery } from '../model/digest.js';
import { toJson, toText } from './documents.js';
import type { Reader, ToldVersion } from './readers.js';
import type { Tables } from './tables.js';

export interface DeliveryToBegin extends Pick<
  Delivery,
  'id' | 'date' | 'recipient' | 'channel' | 'subscription'
> {
  /** What was known then is to be told, unless it may have reached the recipient before: then what was known at that time. */
  asOf: Date;
}

/** A delivery that was entered. */
export interface Begun {
  /** What was known at this ISO instant is to be told: of what may have reached the recipient before, the same as then. */
  asOf: string;
  attempts: number;
  /** Whether a try before may have reached the recipient: it was killed, or broke off when all had been handed over. */
  repeated: boolean;
}

/** Why a delivery failed. */
export interface Failure {
  error: string;
  /** When it may be tried again; null when not of itself. */
  nextTry: Date | null;
  doubtful: boolean;
}

/** What deliveries ask of the store. */
export interface LedgerCalls {
  /** Enters a delivery before it goes out; null when it must not go out again. */
  beginDelivery(delivery: DeliveryToBegin, now: Date, staleMs?: number): Promise<Begun | null>;
  /** Says that a run is at work on a delivery still. */
  renewDelivery(id: string, now: Date): Promise<void>;
  /** Notes that a delivery failed, or that it went out and what its recipient has been told of by it. */
  finishDelivery(
    id: string,
    failure: Failure | null,
    now: Date,
    told?: readonly ToldVersion[],
  ): Promise<void>;
  deliveries(date: string): Promise<Delivery[]>;
  /** Ids of other deliveries to a reader that may have reached it, though nobody knows. */
  doubtfulDeliveries(reader: Reader, but: string, now: Date, staleMs: number): Promise<string[]>;
  /** Has done with deliveries whose content went out by another one. */
  settleDeliveries(ids: readonly string[], now: Date): Promise<void>;
}

const STALE_DELIVERY_MS = 15 * 60_000;

export const ledgerCalls = (db: Kysely<Tables>): LedgerCalls => ({
  beginDelivery: (delivery, now, staleMs = STALE_DELIVERY_MS) => beginDelivery(db, delivery, now, staleMs),
  renewDelivery: (id, now) => renewDelivery(db, id, now),
  finishDelivery: (id, failure, now, told) => finishDelivery(db, id, failure, now, told),
  deliveries: (date) => listDeliveries(db, date),
  doubtfulDeliveries: (reader, but, now, staleMs) => listDoubtful(db, reader, but, now, staleMs),
  settleDeliveries: (ids, now) => settle(db, ids, now),
});

/**
 * Enters a delivery before it goes out. Null when it went out already, or is on its way by another process: then it must
 * not go out again. One that failed, or that was left `sending` for longer than `staleMs`, may.
 */
async function beginDelivery(
  db: Kysely<Tables>,
  { id, date, recipient, channel, subscription, asOf }: DeliveryToBegin,
  now: Date,
  staleMs: number,
): Promise<Begun | null> {
  const stale = new Date(now.getTime() - staleMs);
  const { rows } = await sql<Begun>`
    WITH before AS (SELECT status = 'sending' OR doubtful AS doubtful FROM deliveries WHERE id = ${id})
    INSERT INTO deliveries AS d (id, date, recipient, channel, subscription, status, at, as_of, attempts)
    VALUES (${id}, ${date}::date, ${recipient}, ${channel}, ${subscription}, 'sending', ${now}::timestamptz,
      ${asOf}::timestamptz, 1)
    ON CONFLICT (id) DO UPDATE SET status = 'sending', at = excluded.at, channel = excluded.channel, error = NULL,
      as_of = CASE WHEN d.status = 'sending' OR d.doubtful THEN coalesce(d.as_of, excluded.as_of)
        ELSE excluded.as_of END, attempts = d.attempts + 1, next_try = NULL,
      doubtful = d.doubtful OR d.status = 'sending'
    WHERE d.status = 'failed' OR (d.status = 'sending' AND d.at < ${stale}::timestamptz)
    RETURNING as_of AS "asOf", attempts, coalesce((SELECT doubtful FROM before), false) AS repeated`.execute(
    db,
  );
  return rows[0] ?? null;
}

async function renewDelivery(db: Kysely<Tables>, id: string, now: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ at: now })
    .where('id', '=', id)
    .where('status', '=', 'sending')
    .execute();
}

/** What went out and what its recipient has been told of by it are noted together or not at all. */
async function finishDelivery(
  database: Kysely<Tables>,
  id: string,
  failure: Failure | null,
  now: Date,
  told: readonly ToldVersion[] = [],
): Promise<void> {
  await database.transaction().execute(async (db) => {
    const ended =
      failure === null
        ? { status: 'sent', error: null, next_try: null, doubtful: false }
        : { status: 'failed', error: toText(failure.error), next_try: failure.nextTry };
    await db
      .updateTable('deliveries')
      .set({ ...ended, at: now })
      .where('id', '=', id)
      .execute();
    if (failure?.doubtful === true)
      await db.updateTable('deliveries').set({ doubtful: true }).where('id', '=', id).execute();
    if (failure !== null || told.length === 0) return;
    await sql`
      INSERT INTO told (recipient, subscription, incident, version, delivery, at)
      SELECT lower(d.recipient), d.subscription, x.incident, x.version, d.id, ${now}::timestamptz
      FROM deliveries d, jsonb_to_recordset(${toJson(told)}::jsonb) AS x (incident text, version bigint)
      WHERE d.id = ${id} ON CONFLICT DO NOTHING`.execute(db);
  });
}

async function listDeliveries(db: Kysely<Tables>, date: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    SELECT id, date::text AS date, recipient, channel, subscription, status, at, error, as_of AS "asOf", attempts,
      next_try AS "nextTry", doubtful
    FROM deliveries WHERE date = ${date}::date ORDER BY id`.execute(db);
  return rows;
}

async function listDoubtful(
  db: Kysely<Tables>,
  { recipient, subscription }: Reader,
  but: string,
  now: Date,
  staleMs: number,
): Promise<string[]> {
  const stale = new Date(now.getTime() - staleMs);
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM deliveries WHERE lower(recipient) = ${recipient.toLowerCase()} AND subscription = ${subscription}
      AND id <> ${but} AND (status = 'failed' AND doubtful
        OR status = 'sending' AND at < ${stale}::timestamptz)`.execute(db);
  return rows.map(({ id }) => id);
}

async function settle(db: Kysely<Tables>, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const error = 'a run was killed while sending it; what it told went out by a later edition';
  await db
    .updateTable('deliveries')
    .set({ status: 'failed', error, doubtful: false, next_try: null, at: now })
    .where('id', '=', sql<string>`ANY(${[...ids]}::text[])`)
    .where('status', '<>', 'sent')
    .execute();
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
