/** Coverage as editions told it: kept before one goes out, since later settlings may count a day otherwise. */
import { sql, type Kysely } from 'kysely';
import { Digest } from '../model/digest.js';
import { readDocument, toJson } from './documents.js';
import type { Tables } from './tables.js';

type Coverage = NonNullable<Digest['coverage']>;

/** What an edition of a day told as of an instant; kept once. */
export async function keepCoverage(
  db: Kysely<Tables>,
  date: string,
  asOf: Date,
  coverage: Coverage,
): Promise<void> {
  await sql`
    INSERT INTO edition_coverage (date, as_of, doc)
    VALUES (${date}::date, ${asOf}::timestamptz, ${toJson(coverage)}::jsonb) ON CONFLICT DO NOTHING`.execute(
    db,
  );
}

/** Null where no edition went out as of that instant. */
export async function findKeptCoverage(
  db: Kysely<Tables>,
  date: string,
  asOf: Date,
): Promise<Coverage | null> {
  const { rows } = await sql<{ doc: unknown }>`
    SELECT doc FROM edition_coverage WHERE date = ${date}::date AND as_of = ${asOf}::timestamptz`.execute(db);
  const doc = rows[0]?.doc;
  return doc === undefined
    ? null
    : readDocument(Digest.shape.coverage, doc, `coverage of the edition of ${date}`);
}
