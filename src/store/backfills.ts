/** Backfills in the store: how far each source was read, so that the next run goes on there. */
import type { Kysely } from 'kysely';
import { toJson, toText } from './documents.js';
import type { Tables } from './tables.js';

/** What was kept about a source under an id; plain JSON, null when it was never read. */
export async function findBackfill(db: Kysely<Tables>, id: string): Promise<unknown> {
  const row = await db.selectFrom('backfills').select('doc').where('id', '=', id).executeTakeFirst();
  return row?.doc ?? null;
}

/** Keeps how far a source was read. */
export async function saveBackfill(
  db: Kysely<Tables>,
  id: string,
  source: string,
  doc: unknown,
  now: Date,
): Promise<void> {
  const row = { source: toText(source), doc: toJson(doc), at: now };
  await db
    .insertInto('backfills')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
