/** The log of changes: what became of each incident, append-only; the digest reads it. */
import { sql, type Kysely } from 'kysely';
import type { Article } from '../model/article.js';
import type { Cause, HistoryEntry } from '../model/change.js';
import type { Digest } from '../model/digest.js';
import { Incident } from '../model/incident.js';
import { countWatchedOn } from './coverage.js';
import { listArticles } from './articles.js';
import { readDocument, toJson } from './documents.js';
import type { Tables } from './tables.js';

/** What a change is told by: the values of an incident that a reader looks at first. */
export interface Summary {
  id: string;
  stage: string | null;
  tier: string;
  outlets: number;
  reports: number;
  count: number | null;
  date: string | null;
  violations: string[];
  places: string[];
}

/** One incident in an edition: how it stood before the day, and at its end. */
export interface Change {
  incident: Incident;
  reason: 'new' | 'changed';
  /** Null for what is new. */
  before: Summary | null;
  after: Summary;
  /** The articles that it rests on, with their text for the evidence. */
  articles: Article[];
}

export interface ChangeToRecord {
  incident: string;
  kind: HistoryEntry['kind'];
  before: Summary | null;
  after: Summary | null;
  doc: Incident | null;
  causes: Cause[];
  /** What queries filter by. */
  facets?: object;
}

export function summarise(incident: Incident): Summary {
  return {
    id: incident.id,
    stage: incident.stage,
    tier: incident.tier,
    outlets: incident.outlets,
    reports: incident.links.length,
    count: incident.count.display,
    date: incident.date.display,
    violations: incident.violations.values.map(({ value }) => value),
    places: incident.places.values.map(({ value }) => value),
  };
}

export async function recordChanges(
  db: Kysely<Tables>,
  changes: readonly ChangeToRecord[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    INSERT INTO changes (incident, at, kind, before, after, doc, causes, facets)
    SELECT incident, ${now}::timestamptz, kind, before, after, doc, causes, facets
    FROM jsonb_to_recordset(${toJson(changes)}::jsonb) AS x (incident text, kind text, before jsonb, after jsonb,
      doc jsonb, causes jsonb, facets jsonb)`.execute(db);
}

/** Instants of a column that fall on a day of a time zone. */
const onDay = (column: string, date: string, zone: string) => sql`
  ${sql.ref(column)} >= (${date}::date)::timestamp AT TIME ZONE ${zone}
  AND ${sql.ref(column)} < (${date}::date + 1)::timestamp AT TIME ZONE ${zone}`;

interface ChangeRow {
  incident: string;
  kind: HistoryEntry['kind'];
  before: Summary | null;
  after: Summary | null;
  doc: unknown;
}

/**
 * What was new and what changed on a day, each incident once, as it stood at the end of the day. What came and went
 * on the same day is left out.
 * @param date ISO day
 * @param zone such as Asia/Jakarta
 */
export async function listChangesOn(db: Kysely<Tables>, date: string, zone: string): Promise<Change[]> {
  const { rows } = await sql<ChangeRow>`
    SELECT incident, kind, before, after, doc FROM changes
    WHERE kind <> 'noted' AND ${onDay('at', date, zone)} ORDER BY id`.execute(db);
  const days = new Map<string, ChangeRow[]>();
  for (const row of rows) days.set(row.incident, [...(days.get(row.incident) ?? []), row]);
  const changes: Change[] = [];
  for (const [id, [first, ...rest]] of days) {
    const last = rest.at(-1) ?? first;
    if (!first || !last?.after) continue;
    const incident = readDocument(Incident, last.doc, `incident ${id}`);
    const articles = await listArticles(db, [...new Set(incident.links.map(({ article }) => article))]);
    const reason = first.kind === 'new' ? 'new' : 'changed';
    changes.push({
      incident,
      reason,
      before: reason === 'new' ? null : first.before,
      after: last.after,
      articles,
    });
  }
  return changes;
}

/** All that became of an incident, the oldest first, each with why. */
export async function listHistory(db: Kysely<Tables>, incident: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    SELECT at, kind, causes FROM changes WHERE incident = ${incident} ORDER BY id`.execute(db);
  return rows;
}

/** What was read on a day, so that silence is told apart from blindness. */
export async function countCoverageOn(
  db: Kysely<Tables>,
  date: string,
  zone: string,
): Promise<Digest['coverage']> {
  const { rows } = await sql<Pick<Digest['coverage'], 'articlesRead' | 'relevant' | 'outlets'>>`
    SELECT count(*)::int AS "articlesRead",
      (count(*) FILTER (WHERE e.relevance IN ('case', 'measure', 'context')))::int AS relevant,
      count(DISTINCT a.outlet)::int AS outlets
    FROM articles a LEFT JOIN extractions e ON e.article = a.id
    WHERE ${onDay('a.first_seen', date, zone)}`.execute(db);
  const read = rows[0] ?? { articlesRead: 0, relevant: 0, outlets: 0 };
  return { ...read, ...(await countWatchedOn(db, date)) };
}
