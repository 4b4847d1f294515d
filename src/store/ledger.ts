/** Ledgers: which edition went to whom, and what was set aside with its reason. */
import { sql, type Kysely } from 'kysely';
import type { Delivery } from '../model/digest.js';
import { toText } from './documents.js';
import type { Tables } from './tables.js';

export type DeliveryToBegin = Pick<Delivery, 'id' | 'date' | 'recipient' | 'channel'>;

/**
 * Enters a delivery before it goes out. False when it went out already, or is on its way by another process: then it
 * must not go out again. One that failed, or that was left `sending` for longer than `staleMs`, may.
 */
export async function beginDelivery(
  db: Kysely<Tables>,
  { id, date, recipient, channel }: DeliveryToBegin,
  now: Date,
  staleMs: number,
): Promise<boolean> {
  const stale = new Date(now.getTime() - staleMs);
  const { rows } = await sql`
    INSERT INTO deliveries AS d (id, date, recipient, channel, status, at)
    VALUES (${id}, ${date}::date, ${recipient}, ${channel}, 'sending', ${now}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET status = 'sending', at = excluded.at, channel = excluded.channel, error = NULL
    WHERE d.status = 'failed' OR (d.status = 'sending' AND d.at < ${stale}::timestamptz)
    RETURNING id`.execute(db);
  return rows.length > 0;
}

/** Notes how a delivery ended; without an error it went out. */
export async function finishDelivery(
  db: Kysely<Tables>,
  id: string,
  error: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({
      status: error === null ? 'sent' : 'failed',
      error: error === null ? null : toText(error),
      at: now,
    })
    .where('id', '=', id)
    .execute();
}

export async function listDeliveries(db: Kysely<Tables>, date: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    SELECT id, date::text AS date, recipient, channel, status, at, error FROM deliveries
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
