/** What an edition asks of the log: what became of incidents on some days, and what was read, as it was known at an instant. */
import { sql, type Kysely } from 'kysely';
import type { Article } from '../model/article.js';
import type { Cause, HistoryEntry } from '../model/change.js';
import type { Digest } from '../model/digest.js';
import { Incident } from '../model/incident.js';
import type { Filter } from '../model/query.js';
import { listArticlesAsOf } from './articles.js';
import { FACET_COLUMNS, thenAsOf } from './as-of.js';
import type { Summary } from './changes.js';
import { countWatchedOn } from './coverage.js';
import { readDocument } from './documents.js';
import { findKeptCoverage, keepCoverage } from './edition-coverage.js';
import { allOf, conditionsOf } from './filter.js';
import type { Tables } from './tables.js';

/** One incident in an edition: how it stood before the days, and at their end. */
export interface Change {
  incident: Incident;
  /** Entry of the log that it was told by last. */
  version: number;
  /** Entry of the log that holds the incident as it is shown here. */
  shown: number;
  /** Entry that holds it as it was before the days; null where it was not there. */
  earlier: number | null;
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

/** Days of a time zone such as Asia/Jakarta, the first and the last included, by what was known at an instant. */
export interface Days {
  from: string;
  to: string;
  zone: string;
  asOf: Date;
  /** Only what came after this instant, where one is given. */
  after?: Date | null;
}

/** What was read on a day, and who was watched. */
export type ReadOnDay = Omit<NonNullable<Digest['coverage']>, 'troubled'>;

/** How much was read on some days. */
export interface ReadOnDays extends Pick<ReadOnDay, 'articlesRead' | 'relevant' | 'outlets'> {
  /** ISO days on which anything was read. */
  days: string[];
}

export interface EditionCalls {
  /** What was new, changed and withdrawn on some days. */
  changes(days: Days): Promise<Change[]>;
  /** Which of some entries of the log hold an incident that matches a filter, by what articles said at an instant. */
  matchingEntries(filter: Filter, entries: readonly number[], asOf: Date): Promise<Set<number>>;
  /** What was read on a day; who was watched, as settled. */
  coverageOn(date: string, zone: string, asOf: Date): Promise<ReadOnDay>;
  /** What was read on some days, of some outlets or of all. */
  readOn(days: Days, outlets: readonly string[] | null): Promise<ReadOnDays>;
  /** Keeps the coverage that an edition tells as of an instant, before it goes out. */
  keepCoverage(date: string, asOf: Date, coverage: NonNullable<Digest['coverage']>): Promise<void>;
  /** The coverage that an edition told as of an instant; null where none went out as of it. */
  keptCoverage(date: string, asOf: Date): Promise<Digest['coverage']>;
  /** Articles as they read at an instant; those that came later are left out. */
  articlesAsOf(ids: readonly string[], asOf: Date): Promise<Article[]>;
}

export const editionCalls = (db: Kysely<Tables>): EditionCalls => ({
  changes: (days) => listChanges(db, days),
  matchingEntries: (filter, entries, asOf) => matchEntries(db, filter, entries, asOf),
  coverageOn: (date, zone, asOf) => countCoverageOn(db, date, zone, asOf),
  readOn: (days, outlets) => countRead(db, days, outlets),
  keepCoverage: (date, asOf, coverage) => keepCoverage(db, date, asOf, coverage),
  keptCoverage: (date, asOf) => findKeptCoverage(db, date, asOf),
  articlesAsOf: (ids, asOf) => listArticlesAsOf(db, ids, asOf),
});

/** Instants of a column that fall on some days. */
const onDays = (column: string, { from, to, zone }: Pick<Days, 'from' | 'to' | 'zone'>) => sql`
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

interface Entry {
  id: number;
  doc: unknown;
}

/**
 * What was new, changed and withdrawn on some days, each incident once, as it stood at the end of the last day. What
 * came and went within them is left out, and what is part of another incident then is told there.
 */
async function listChanges(db: Kysely<Tables>, days: Days): Promise<Change[]> {
  const { rows } = await sql<ChangeRow>`
    SELECT id, incident, kind, before, after, doc, causes FROM changes
    WHERE kind <> 'noted' AND ${onDays('at', days)} AND at <= ${days.asOf}::timestamptz
      AND at > coalesce(${days.after ?? null}::timestamptz, '-infinity')
    ORDER BY id`.execute(db);
  const byIncident = new Map<string, ChangeRow[]>();
  for (const row of rows) byIncident.set(row.incident, [...(byIncident.get(row.incident) ?? []), row]);
  const changes: Change[] = [];
  for (const [first, ...rest] of byIncident.values()) {
    const change = first === undefined ? null : await readChange(db, first, rest.at(-1) ?? first, days.asOf);
    if (change === null || first === undefined) continue;
    const all = change.after === null ? change.causes : [first, ...rest].flatMap(({ causes }) => causes);
    changes.push({ ...change, causes: all });
  }
  return changes;
}

async function readChange(
  db: Kysely<Tables>,
  first: ChangeRow,
  last: ChangeRow,
  asOf: Date,
): Promise<Change | null> {
  const shown = last.after === null ? await findWithdrawn(db, first, last, asOf) : last;
  if (shown === null || shown.doc === null) return null;
  const incident = readDocument(Incident, shown.doc, `incident ${last.incident}`);
  const reason = last.after === null ? 'withdrawn' : first.kind === 'new' ? 'new' : 'changed';
  return {
    incident,
    version: last.id,
    shown: shown.id,
    earlier: first.kind === 'new' ? null : ((await findEntryBefore(db, first))?.id ?? null),
    reason,
    before: reason === 'new' ? null : first.before,
    after: last.after,
    causes: last.causes,
    articles: await listArticlesAsOf(db, [...new Set(incident.links.map(({ article }) => article))], asOf),
  };
}

/** The last state of an incident before an entry. */
async function findEntryBefore(
  db: Kysely<Tables>,
  { id, incident }: Pick<ChangeRow, 'id' | 'incident'>,
): Promise<Entry | null> {
  const { rows } = await sql<Entry>`
    SELECT id, doc FROM changes WHERE incident = ${incident} AND id < ${id} AND doc IS NOT NULL
    ORDER BY id DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/**
 * An incident as it stood before it was removed; null where it came on the same days, or lived on in another. One that
 * a review took away keeps its reports, but is not shown: nothing holds them there.
 */
async function findWithdrawn(
  db: Kysely<Tables>,
  first: ChangeRow,
  last: ChangeRow,
  asOf: Date,
): Promise<Entry | null> {
  if (first.kind === 'new') return null;
  const before = await findEntryBefore(db, last);
  if (before === null) return null;
  const { links } = before.doc as Pick<Incident, 'links'>;
  const reports = links.map(({ report }) => report);
  // Others that have its reports now, or were told to have taken them over: one of them may have shown them then.
  const { rows } = await sql<{ held: boolean }>`
    WITH others AS (
      SELECT incident FROM incident_reports WHERE report = ANY(${reports}::text[])
      UNION SELECT target FROM redirects WHERE id = ${last.incident}),
    stood AS (
      SELECT DISTINCT ON (c.incident) c.incident, c.doc FROM changes c JOIN others o ON o.incident = c.incident
      WHERE c.at <= ${asOf}::timestamptz AND c.incident <> ${last.incident}
      ORDER BY c.incident, c.id DESC)
    SELECT EXISTS (SELECT FROM stood, jsonb_array_elements(doc->'links') link
      WHERE link->>'report' = ANY(${reports}::text[])) AS held`.execute(db);
  return rows[0]?.held === true ? null : before;
}

async function matchEntries(
  db: Kysely<Tables>,
  filter: Filter,
  entries: readonly number[],
  asOf: Date,
): Promise<Set<number>> {
  if (entries.length === 0) return new Set();
  const { rows } = await sql<{ entry: number }>`
    SELECT entry FROM (
      SELECT c.id AS entry, c.incident AS id, c.doc, f.* FROM changes c, jsonb_to_record(c.facets) AS f (${FACET_COLUMNS})
      WHERE c.id = ANY(${[...entries]}::bigint[]) AND c.doc IS NOT NULL) AS entries
    WHERE ${allOf(conditionsOf(filter, thenAsOf(asOf)))}`.execute(db);
  return new Set(rows.map(({ entry }) => entry));
}

/** What was read on a day, so that silence is told apart from blindness. */
async function countCoverageOn(
  db: Kysely<Tables>,
  date: string,
  zone: string,
  asOf: Date,
): Promise<ReadOnDay> {
  const { articlesRead, relevant, outlets } = await countRead(db, { from: date, to: date, zone, asOf }, null);
  return { articlesRead, relevant, outlets, ...(await countWatchedOn(db, date)) };
}

async function countRead(
  db: Kysely<Tables>,
  { from, to, zone, asOf }: Days,
  of: readonly string[] | null,
): Promise<ReadOnDays> {
  const ofOutlets = of === null ? sql`true` : sql`outlet = ANY(${[...of]}::text[])`;
  const { rows } = await sql<ReadOnDays>`
    WITH read AS (
      SELECT id, outlet, (first_seen AT TIME ZONE ${zone})::date::text AS day FROM articles
      WHERE ${onDays('first_seen', { from, to, zone })} AND first_seen <= ${asOf}::timestamptz AND ${ofOutlets}),
    said AS (
      SELECT article, relevance FROM extractions
      WHERE at <= ${asOf}::timestamptz AND article IN (SELECT id FROM read)
      UNION ALL SELECT article, doc->>'relevance' FROM extraction_versions
      WHERE since <= ${asOf}::timestamptz AND until > ${asOf}::timestamptz AND article IN (SELECT id FROM read))
    SELECT count(*)::int AS "articlesRead",
      (count(*) FILTER (WHERE s.relevance IN ('case', 'measure', 'context')))::int AS relevant,
      count(DISTINCT r.outlet)::int AS outlets,
      coalesce(array_agg(DISTINCT r.day), '{}') AS days
    FROM read r LEFT JOIN said s ON s.article = r.id`.execute(db);
  return rows[0] ?? { articlesRead: 0, relevant: 0, outlets: 0, days: [] };
}
