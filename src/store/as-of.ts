/** As of: the incidents as they were shown at an instant, read from the log of changes. */
import { sql, type Kysely, type SqlBool } from 'kysely';
import { Incident } from '../model/incident.js';
import { readDocument } from './documents.js';
import type { Around } from './filter.js';
import type { Tables } from './tables.js';

/** What queries filter by, as the log keeps it. */
export const FACET_COLUMNS = sql`type text, stage text, tier text, date_from date, date_to date, places text[],
  violations text[], elections text[], years int[], statuses text[], steps text[], outlets text[], phases text[]`;

/** The last entry of each incident up to an instant, under the columns of the table of incidents. */
export const incidentsAsOf = (asOf: Date) =>
  sql<Tables['incidents']>`(
    SELECT c.incident AS id, c.doc, f.* FROM (
        SELECT DISTINCT ON (incident) incident, kind, doc, facets FROM changes
        WHERE at <= ${asOf}::timestamptz ORDER BY incident, id DESC) c,
      jsonb_to_record(c.facets) AS f (${FACET_COLUMNS})
    WHERE c.kind <> 'removed')`.as('incidents');

/** Words of the articles of an incident as they were then: those of today, or of a version that was replaced since. */
export const thenAsOf = (asOf: Date): Around => ({
  saysText: (text) => sql<SqlBool>`EXISTS (
    SELECT FROM jsonb_array_elements(doc->'links') link WHERE EXISTS (
      SELECT FROM articles a WHERE a.id = link->>'article' AND a.changed_at <= ${asOf}::timestamptz
        AND a.search @@ websearch_to_tsquery('pg_catalog.indonesian', ${text})
      UNION ALL
      SELECT FROM article_versions v WHERE v.article = link->>'article'
        AND v.since <= ${asOf}::timestamptz AND v.until > ${asOf}::timestamptz
        AND to_tsvector('pg_catalog.indonesian', left(v.title, 2000) || ' ' || left(v.text, 100000))
          @@ websearch_to_tsquery('pg_catalog.indonesian', ${text})))`,
  inPhase: (phases) => sql<SqlBool>`phases && ${[...phases]}::text[]`,
});

/** An incident as it was shown at an instant; null when there was none. */
export async function findIncidentAsOf(db: Kysely<Tables>, id: string, asOf: Date): Promise<Incident | null> {
  const { rows } = await sql<{ doc: unknown }>`
    SELECT doc FROM changes WHERE incident = ${id} AND at <= ${asOf}::timestamptz ORDER BY id DESC LIMIT 1`.execute(
    db,
  );
  const doc = rows[0]?.doc ?? null;
  return doc === null ? null : readDocument(Incident, doc, `incident ${id}`);
}
