/** The log of changes: what became of each incident, append-only; the digest reads it. */
import { sql, type Kysely } from 'kysely';
import type { Article } from '../model/article.js';
import type { Cause, HistoryEntry } from '../model/change.js';
import type { Digest } from '../model/digest.js';
import { Incident } from '../model/incident.js';
import { toldValues } from '../model/shown.js';
import { countWatchedOn } from './coverage.js';
import { listArticles } from './articles.js';
import { hashOf, readDocument, toJson } from './documents.js';
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
  /** Whether somebody denies it; absent in what was recorded before that was noted. */
  denied?: boolean;
  /** Hash of who is told of as what, and the steps with their reality and date; absent in what was recorded before. */
  people?: string;
  steps?: string[];
}

/** One incident in an edition: how it stood before the day, and at its end. */
export interface Change {
  incident: Incident;
  /** Entry of the log that it was told by last. */
  version: number;
  /** Withdrawn: nothing tells of it any more, and no other incident has its reports. */
  reason: 'new' | 'changed' | 'withdrawn';
  /** Null for what is new. */
  before: Summary | null;
  /** Null for what was withdrawn. */
  after: Summary | null;
  /** Why it changed; of what was withdrawn, why it went. */
  causes: Cause[];
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
    violations: toldValues(incident, 'violations').map(({ value }) => value),
    places: toldValues(incident, 'places').map(({ value }) => value),
    denied: incident.timeline.some(({ value, reality }) => value === 'denial' || reality === 'denied'),
    people: hashOf([
      incident.subjects.map((one) => [one.role, one.status.display, one.position, one.displayName]),
      incident.authorities.map(({ name, institution }) => [name, institution]),
    ]),
    steps: incident.timeline.map(({ value, reality, date }) => [value, reality, date ?? ''].join(':')),
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

/** Instants of a column that fall on days of a time zone, the first and the last included. */
const onDays = (column: string, from: string, to: string, zone: string) => sql`
  ${sql.ref(column)} >= (${from}::date)::timestamp AT TIME ZONE ${zone}
  AND ${sql.ref(column)} < (${to}::date + 1)::timestamp AT TIME ZONE ${zone}`;

interface ChangeRow {
  id: number;
  incident: string;
  kind: HistoryEntry['kind'];
  before: Summary | null;
  after: Summary | null;
  doc: unknown;
  causes: Cause[];
}

/**
 * What was new, changed and withdrawn on some days, each incident once, as it stood at the end of the last day. What
 * came and went within them is left out, and what is part of another incident now is told there.
 * @param from first ISO day
 * @param to last ISO day
 * @param zone such as Asia/Jakarta
 */
export async function listChanges(
  db: Kysely<Tables>,
  from: string,
  to: string,
  zone: string,
): Promise<Change[]> {
  const { rows } = await sql<ChangeRow>`
    SELECT id, incident, kind, before, after, doc, causes FROM changes
    WHERE kind <> 'noted' AND ${onDays('at', from, to, zone)} ORDER BY id`.execute(db);
  const days = new Map<string, ChangeRow[]>();
  for (const row of rows) days.set(row.incident, [...(days.get(row.incident) ?? []), row]);
  const changes: Change[] = [];
  for (const [id, [first, ...rest]] of days) {
    const last = rest.at(-1) ?? first;
    if (!first || !last) continue;
    const doc = last.after === null ? await findWithdrawn(db, first, last) : last.doc;
    if (doc === null) continue;
    const incident = readDocument(Incident, doc, `incident ${id}`);
    const articles = await listArticles(db, [...new Set(incident.links.map(({ article }) => article))]);
    const reason = last.after === null ? 'withdrawn' : first.kind === 'new' ? 'new' : 'changed';
    changes.push({
      incident,
      version: last.id,
      reason,
      before: reason === 'new' ? null : first.before,
      after: last.after,
      causes: last.after === null ? last.causes : [first, ...rest].flatMap(({ causes }) => causes),
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

/**
 * An incident as it stood before it was removed; null where it came on the same days, or lives on in another. One that
 * a review took away keeps its reports, but is not shown: nothing holds them there.
 */
async function findWithdrawn(db: Kysely<Tables>, first: ChangeRow, last: ChangeRow): Promise<unknown> {
  if (first.kind === 'new') return null;
  const { rows } = await sql<{ doc: unknown; held: boolean }>`
    SELECT doc, EXISTS (SELECT FROM jsonb_array_elements(doc->'links') link
      JOIN incident_reports m ON m.report = link->>'report' JOIN incidents i ON i.id = m.incident) AS held
    FROM changes WHERE incident = ${last.incident} AND id < ${last.id} AND doc IS NOT NULL
    ORDER BY id DESC LIMIT 1`.execute(db);
  const [row] = rows;
  return row === undefined || row.held ? null : row.doc;
}

/** What was read on a day, and who was watched. */
export type ReadOnDay = Omit<Digest['coverage'], 'troubled'>;

/** What was read on a day, so that silence is told apart from blindness. */
export async function countCoverageOn(db: Kysely<Tables>, date: string, zone: string): Promise<ReadOnDay> {
  const { rows } = await sql<Pick<Digest['coverage'], 'articlesRead' | 'relevant' | 'outlets'>>`
    SELECT count(*)::int AS "articlesRead",
      (count(*) FILTER (WHERE e.relevance IN ('case', 'measure', 'context')))::int AS relevant,
      count(DISTINCT a.outlet)::int AS outlets
    FROM articles a LEFT JOIN extractions e ON e.article = a.id
    WHERE ${onDays('a.first_seen', date, date, zone)}`.execute(db);
  const read = rows[0] ?? { articlesRead: 0, relevant: 0, outlets: 0 };
  return { ...read, ...(await countWatchedOn(db, date)) };
}
