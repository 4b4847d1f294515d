/** Logged since: of some incidents, why they changed after an instant, and whether they were shown at it; deltas of releases read it. */
import { sql, type Kysely } from 'kysely';
import type { CauseKind } from '../model/change.js';
import type { Tables } from './tables.js';

export interface LoggedSince {
  /** Kinds of the causes of all that became of it, each once; what is no news to readers is left out. */
  causes: CauseKind[];
  /** Whether it was shown at that instant. */
  wasShown: boolean;
  /** Whether it came out of another incident. */
  parted: boolean;
}

/** An entry for each id, also where nothing was logged. */
export async function listLoggedSince(
  db: Kysely<Tables>,
  ids: readonly string[],
  since: string,
): Promise<Map<string, LoggedSince>> {
  const all = [...ids];
  const causes = await sql<{ incident: string; kinds: CauseKind[] }>`
    SELECT incident, array_agg(DISTINCT cause->>'kind' ORDER BY cause->>'kind') AS kinds
    FROM changes, jsonb_array_elements(causes) cause
    WHERE incident = ANY(${all}::text[]) AND at > ${since}::timestamptz AND kind <> 'noted'
    GROUP BY incident`.execute(db);
  const last = await sql<{ incident: string; kind: string }>`
    SELECT DISTINCT ON (incident) incident, kind FROM changes
    WHERE incident = ANY(${all}::text[]) AND at <= ${since}::timestamptz ORDER BY incident, id DESC`.execute(
    db,
  );
  const parted = await sql<{ target: string }>`
    SELECT DISTINCT target FROM redirects
    WHERE target = ANY(${all}::text[]) AND reason = 'split' AND at > ${since}::timestamptz`.execute(db);
  const kinds = new Map(causes.rows.map((row) => [row.incident, row.kinds]));
  const shown = new Set(last.rows.flatMap(({ incident, kind }) => (kind === 'removed' ? [] : incident)));
  const targets = new Set(parted.rows.map(({ target }) => target));
  return new Map(
    all.map((id) => [id, { causes: kinds.get(id) ?? [], wasShown: shown.has(id), parted: targets.has(id) }]),
  );
}
