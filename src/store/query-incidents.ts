/** A query in, the incidents that match it out. */
import { sql, type Kysely } from 'kysely';
import { Incident } from '../model/incident.js';
import type { Filter, Query } from '../model/query.js';
import { incidentsAsOf, thenAsOf } from './as-of.js';
import { readDocument } from './documents.js';
import { allOf, conditionsOf } from './filter.js';
import type { Tables } from './tables.js';

export interface Found {
  /** Newest first; undated ones last. */
  rows: Incident[];
  /** How many match, whatever the limit. */
  total: number;
}

/** Newest first, then by id; the same on every server, whatever its language. */
const NEWEST_FIRST = sql`date_to DESC NULLS LAST, id COLLATE "C"`;

/**
 * Finds incidents. A filter with several values takes any of them; several filters must all hold. Values count that
 * any outlet gives, not only those shown; an incident without a date is found by no date.
 * @param asOf instant whose data set is asked for; null for that of now
 */
export async function findIncidents(
  db: Kysely<Tables>,
  query: Query,
  asOf: Date | null = null,
): Promise<Found> {
  let matching = asOf ? db.selectFrom(incidentsAsOf(asOf)) : db.selectFrom('incidents');
  const conditions = asOf ? conditionsOf(query, thenAsOf(asOf)) : conditionsOf(query);
  for (const condition of conditions) matching = matching.where(condition);
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select(['id', 'doc'])
    .orderBy(NEWEST_FIRST)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return { rows: rows.map(({ id, doc }) => readDocument(Incident, doc, `incident ${id}`)), total };
}

/** Ids of all incidents that match, in the order in which queries list them. */
export async function listMatching(db: Kysely<Tables>, filter: Filter): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM incidents WHERE ${allOf(conditionsOf(filter))} ORDER BY ${NEWEST_FIRST}`.execute(db);
  return rows.map(({ id }) => id);
}
