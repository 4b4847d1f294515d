/** Seen: when an incident came into the data set, when it last changed, and when its articles were last looked at. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

export interface Seen {
  /** ISO times. */
  first: string;
  changed: string;
  /** The last time that a page of one of its articles was asked for, or the article was extracted. */
  checked: string | null;
}

export async function listSeen(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Seen>> {
  const { rows } = await sql<Seen & { id: string }>`
    SELECT i.id, i.first_seen AS first, i.changed_at AS changed, max(greatest(e.at, p.fetched, u.done)) AS checked
    FROM incidents i
      LEFT JOIN incident_reports m ON m.incident = i.id
      LEFT JOIN reports r ON r.id = m.report
      LEFT JOIN articles a ON a.id = r.article
      LEFT JOIN extractions e ON e.article = a.id
      LEFT JOIN pages p ON p.id = a.doc->>'page'
      LEFT JOIN urls u ON u.url IN (a.url, p.requested)
    WHERE i.id = ANY(${[...ids]}::text[]) GROUP BY i.id ORDER BY i.id`.execute(db);
  return new Map(rows.map(({ id, ...seen }) => [id, seen]));
}
